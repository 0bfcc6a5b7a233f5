"""The standard words of an article: headings, labels and sentences that the catalogues translate.

Those that a journal may word otherwise come from its room; roles: CRediT (ANSI/NISO Z39.104-2022).
"""

from __future__ import annotations

from casebook.errors import N_
from casebook.journals.words import ABSTRACT_PARTS, ARTICLE_TYPES, CHART_PARTS, FRONT, SECTIONS, STATEMENTS

__all__ = [
    "ABSTRACT_PARTS",
    "ARTICLE_TYPES",
    "CHART_PARTS",
    "DATES",
    "FRONT",
    "LICENSED",
    "LICENSES",
    "NONE",
    "ROLES",
    "SECTIONS",
    "STATEMENTS",
]

DATES = {
    "received": N_("Received"),
    "revised": N_("Revised"),
    "accepted": N_("Accepted"),
    "published": N_("Published"),
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
LICENSED = N_("This is an open access article distributed under the terms of the Creative Commons license {name}.")
