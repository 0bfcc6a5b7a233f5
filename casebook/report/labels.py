"""The standard words of an article: headings, labels and sentences that the catalogues translate.

Wording of the headings: shared practice of ICMJE journals and CARE 2013; roles: CRediT (ANSI/NISO Z39.104-2022).
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
DATES = {
    "received": N_("Received"),
    "revised": N_("Revised"),
    "accepted": N_("Accepted"),
    "published": N_("Published"),
}
STATEMENTS = {
    "consent": N_("Informed consent"),
    "ethics": N_("Ethics approval"),
    "funding": N_("Funding"),
    "conflicts": N_("Conflicts of interest"),
    "contributions": N_("Author contributions"),
    "data": N_("Data availability"),
    "acknowledgements": N_("Acknowledgements"),
}
NONE = {
    "ethics": N_("Ethics approval was not required for this report."),
    "funding": N_("The authors received no funding for this work."),
    "conflicts": N_("The authors declare that they have no conflicts of interest."),
}
ROLES = {
    "conceptualization": N_("Conceptualization"),
    "data-curation": N_("Data curation"),
    "formal-analysis": N_("Formal analysis"),
    "funding-acquisition": N_("Funding acquisition"),
    "investigation": N_("Investigation"),
    "methodology": N_("Methodology"),
    "project-administration": N_("Project administration"),
    "resources": N_("Resources"),
    "software": N_("Software"),
    "supervision": N_("Supervision"),
    "validation": N_("Validation"),
    "visualization": N_("Visualization"),
    "writing-original-draft": N_("Writing – original draft"),
    "writing-review-editing": N_("Writing – review & editing"),
}
LICENSES = {
    "CC-BY-4.0": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC-BY-NC-4.0": ("CC BY-NC 4.0", "https://creativecommons.org/licenses/by-nc/4.0/"),
    "CC-BY-NC-ND-4.0": ("CC BY-NC-ND 4.0", "https://creativecommons.org/licenses/by-nc-nd/4.0/"),
    "CC-BY-SA-4.0": ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "CC0-1.0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
}
