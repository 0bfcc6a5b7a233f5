"""The standard words of an article that a journal may word otherwise, by the names that a profile gives its parts.

Wording: shared practice of ICMJE journals and CARE 2013.
"""

from __future__ import annotations

from casebook.errors import N_

SECTIONS = {
    "introduction": N_("Introduction"),
    "case": N_("Case report"),
    "discussion": N_("Discussion"),
    "conclusion": N_("Conclusion"),
    "patient-perspective": N_("Patient perspective"),
    "learning-points": N_("Learning points"),
    "authors-note": N_("Authors’ note"),
}
# What some languages word by the sex of the patient: English translates it as the one above
OF_A_WOMAN = {"patient-perspective": N_("Patient perspective (a woman’s)")}
# The parts of a chart (CARE 2013, items 5b to 10d; Portuguese headings of the checklist's Brazilian users)
CHART_PARTS = {
    "concerns": N_("Presenting concerns"),
    "history": N_("History"),
    "examination": N_("Physical examination"),
    "investigations": N_("Investigations"),
    "diagnosis": N_("Diagnosis"),
    "differentials": N_("Differential diagnosis"),
    "intervention": N_("Intervention"),
    "follow-up": N_("Follow-up and outcomes"),
    "adverse-events": N_("Adverse events"),
}
ABSTRACT_PARTS = {
    "background": N_("Context"),
    "case": N_("Case report"),
    "conclusion": N_("Conclusion"),
}
FRONT = {"abstract": N_("Abstract"), "keywords": N_("Key words")}
ARTICLE_TYPES = {"case-report": N_("Case report")}
STATEMENTS = {
    "consent": N_("Informed consent"),
    "ethics": N_("Ethics approval"),
    "funding": N_("Funding"),
    "conflicts": N_("Conflicts of interest"),
    "contributions": N_("Author contributions"),
    "data": N_("Data availability"),
    "acknowledgements": N_("Acknowledgements"),
}
# The names that `headings` of a profile may have
HEADED = (*SECTIONS, *CHART_PARTS, *FRONT, "type", *STATEMENTS)
