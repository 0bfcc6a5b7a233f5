"""Authors under an ORCID iD that is somebody else's, or whose given names begin with a title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.case import Case
from casebook.checks.about import About
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity

ABOUT = About(
    N_("An ORCID iD that two authors share, or that belongs to nobody here, and a title among the given names."),
    N_("Catalogues give the article to whom the iD belongs, and make initials of all that stands in the given names."),
    ("ORCID: Structure of the ORCID Identifier, support.orcid.org", "ICMJE Recommendations, II.A"),
)
TWICE = Kind(
    "authors.orcid-twice",
    Severity.ERROR,
    N_("The ORCID iD {orcid} stands below two authors: {first} and {second}."),
    N_("Each iD belongs to one person; write the author's own, or take the line out."),
)
SAMPLE = Kind(
    "authors.sample-orcid",
    Severity.WARNING,
    N_("{orcid} is the ORCID iD of a person whom ORCID invented for its examples."),
    N_("Write the author's own, or take the line out."),
)
TITLE = Kind(
    "authors.title-in-name",
    Severity.WARNING,
    N_("“{title}” stands among the given names, and the author is cited as “{cited}”."),
    N_("Take it out: a byline has no titles."),
)
_SAMPLE = "0000-0002-1825-0097"  # of Josiah Carberry
_TITLE = re.compile(r"(?:dra?|prof(?:essora?|a)?|doutora?|sra?|srta|mrs?|ms|enfa?)(?:\.ª|\.|ª|(?=\s|$))", re.IGNORECASE)


def run(case: Case) -> Iterator[Finding]:
    """Yield a finding for every iD that cannot be the author's, and for every title among given names."""
    owners: dict[str, str] = {}
    for number, author in enumerate(case.file.authors):
        orcid, name = author.orcid or "", author.name.full
        if orcid == _SAMPLE:
            if not case.is_fictional:
                yield SAMPLE.at(case.at(("authors", number, "orcid")), orcid=orcid)
        elif orcid in owners:
            place = case.at(("authors", number, "orcid"))
            yield TWICE.at(place, orcid=orcid, first=owners[orcid], second=name)
        elif orcid:
            owners[orcid] = name
        title = _TITLE.match(author.name.given)
        if title:
            place = case.at(("authors", number, "name", "given"))
            yield TITLE.at(place, title=title[0], cited=author.cited)
