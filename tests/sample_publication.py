"""The sample article as a publication, in both languages, with every kind of reference and of person that there is."""

from __future__ import annotations

from casebook.report.model import Report
from casebook.report.publication import NO_DAY, CitedWork, Contributor, Periodical, Publication, Workplace

_KINDS = ("article-journal", "book", "chapter", "paper-conference", "thesis", "report", "webpage", "dataset")
_PEOPLE: tuple[dict[str, str], ...] = (
    {"family": "Souza Filho", "given": "Maria A."},
    {"family": "Berg", "given": "J", "non-dropping-particle": "van den", "suffix": "Jr"},
    {"literal": "World Health Organization"},
    {"literal": "others"},
)


def publication_of(*reports: Report, jats: str = "1.10") -> Publication:
    """Return what the reports of the sample make together; its authors are those that they print."""
    main = reports[0]
    return Publication(
        slug="sample",
        stem="sample",
        reports=reports,
        periodical=Periodical("Sample & Co", "Sample", "sample", "0000-0000", {"epub": "0000-0000"}, "Nobody"),
        doi="10.5555/casebook.sample",
        published=NO_DAY,
        volume="",
        issue="",
        elocation="e0",
        is_real=False,
        jats=jats,
        picture=".tif",
        contributors=tuple(
            Contributor(
                family=author.name.split()[-2],
                given=" ".join(author.name.split()[:-2]),
                suffix=author.name.split()[-1],
                orcid=author.orcid or "",
                roles=("writing-review-editing", "conceptualization"),
                workplaces=author.marks,
                is_corresponding=author is main.authors[0],
                email="maria.souza@example.org" if author is main.authors[0] else "",
            )
            for author in main.authors
        ),
        workplaces=tuple(
            Workplace(place.mark, "Example Hospital", {main.lang: "Ward <1>"}, "Campinas", "", "BR")
            for place in main.affiliations
        ),
        funding="told",
        history={"received": "2026-02-01", "revised": "2026-03-02", "corrected": "2026-08-03"},
        license=("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        works=tuple(
            CitedWork(entry.number, entry.key, _facts(entry.number), entry.children) for entry in main.references
        ),
        parts={"sec-case": "case", "introduction": "introduction", "case-report": "case"},
    )


def _facts(number: int) -> dict[str, object]:
    """Return the facts of a work, of another kind for each number; in one way or other each kind lacks some."""
    return {
        "type": _KINDS[number % len(_KINDS)],
        "title": f"Dose of 75 mg/m<sup>2</sup> in <i>Fusarium</i> & others {number}",
        "author": list(_PEOPLE[: number % 5]),
        "editor": list(_PEOPLE[:1]) if number % 3 == 0 else [],
        "container-title": f"Journal of {number}",
        "volume": "12",
        "page": ("12-15", "e2026001", "S12", "12-15, 20-21", "7")[number % 5],
        "issued": {"date-parts": [[2020, 3, 1][: number % 3 + 1]]} if number % 4 else {"literal": "in press"},
        "accessed": {"date-parts": [[2026, 1, 2]]},
        "URL": "https://example.org/a?b=1&c=2",
        "DOI": f"10.5555/{number}",
        "number": "431",
        "genre": "dissertation",
    }
