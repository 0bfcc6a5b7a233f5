"""Who wrote the article and where they work, as JATS writes it: in parts, with ORCID and CRediT."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.formats.tagged.elements import Element, el, told
from casebook.formats.tagged.ids import Ids
from casebook.formats.tagged.inlines import tagged
from casebook.report.labels import ROLES
from casebook.report.model import Affiliation, Report
from casebook.report.publication import Contributor, Publication, Workplace

# CRediT (ANSI/NISO Z39.104-2022), as SciELO PS and JATS4R name its terms.
_CREDIT = "https://credit.niso.org/"
_ROLE = _CREDIT + "contributor-roles/{role}/"


def contributors(publication: Publication, report: Report, ids: Ids) -> Iterator[Element]:
    """Yield the authors, then the affiliations of a text; those of a translation hold its words alone."""
    corresponding = [person for person in publication.contributors if person.is_corresponding]
    people = [_contributor(person, corresponding, publication, report, ids) for person in publication.contributors]
    if people:
        yield el("contrib-group", *people)
    places = {place.mark: place for place in publication.workplaces}
    for printed in report.affiliations:
        place = places.get(printed.mark) if report is publication.main else None
        yield _affiliation(printed, place, report, ids)


def _contributor(
    person: Contributor, corresponding: list[Contributor], publication: Publication, report: Report, ids: Ids
) -> Element:
    parts = (("surname", person.family), ("given-names", person.given), ("suffix", person.suffix))
    name = el("name", *(part for tag, words in parts for part in told(tag, words)))
    roles = (_role(role, publication, report) for role in ROLES if role in person.roles)
    marks = (el("xref", el("sup", m), ref_type="aff", rid=ids.numbered("aff", m)) for m in person.workplaces)
    letter = ids.numbered("c", str(corresponding.index(person) + 1)) if person in corresponding else ""
    link = (el("xref", "*", ref_type="corresp", rid=letter),) if letter else ()
    orcid = told("contrib-id", person.orcid, contrib_id_type="orcid")
    yes = "yes" if letter else ""
    return el("contrib", *orcid, name, *roles, *marks, *link, contrib_type="author", corresp=yes)


def _role(role: str, publication: Publication, report: Report) -> Element:
    """Return a role of CRediT in the words of the text, named by its address; JATS 1.3 names the list too."""
    address = _ROLE.format(role=role)
    element = el("role", report.language.words(ROLES[role]), content_type=address)
    if publication.jats != "1.9":
        term = {"vocab": "credit", "vocab-identifier": _CREDIT, "vocab-term": ROLES[role]}
        for name, value in (term | {"vocab-term-identifier": address}).items():
            element.set(name, value)
    return element


def _affiliation(printed: Affiliation, place: Workplace | None, report: Report, ids: Ids) -> Element:
    """Return an affiliation as it is printed and, where `place` is given, in its parts."""
    whole = el("institution", printed.text, content_type="original")
    parts = tuple(_parts(place, report)) if place else ()
    return el("aff", el("label", printed.mark), whole, *parts, id=ids.numbered("aff", printed.mark))


def _parts(place: Workplace, report: Report) -> Iterator[Element]:
    yield el("institution", place.institution, content_type="orgname")
    yield from told("institution", place.departments.get(report.lang, ""), content_type="orgdiv1")
    if place.city or place.state:
        yield el("addr-line", *told("city", place.city), *told("state", place.state))
    if place.country:
        yield el("country", report.language.country(place.country), country=place.country)


def correspondence(report: Report, ids: Ids) -> Iterator[Element]:
    """Yield how the corresponding authors are reached, as the first page prints it."""
    items = (item for item in report.rail if item.role == "correspondence")
    for number, item in enumerate(items, 1):
        words = (el("bold", item.label), ": ", *tagged(item.children, ids))
        yield el("corresp", el("label", "*"), *words, id=ids.numbered("c", str(number)))
