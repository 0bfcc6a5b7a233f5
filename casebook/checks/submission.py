"""What keeps a case from being submitted: what the journal demands, and what every case report needs."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.case import Case
from casebook.checks.about import About
from casebook.errors import N_
from casebook.fields import FieldPath
from casebook.findings import Finding, Kind, Severity
from casebook.journals import Journal
from casebook.journals.submission import ALWAYS
from casebook.journals.submission import DEMANDS as NAMES
from casebook.report.model import Report

ABOUT = About(
    N_("What a journal must have before it looks at a case report, and the case does not say."),
    N_(
        "A submission without the consent of the patient, an author to write to, or a declaration that the journal "
        "demands comes back unread. Asked only where a submission kit is made."
    ),
    ("ICMJE Recommendations, II.B and II.E", "CARE 2013, item 13", "templates/journals/*/profile.yaml"),
)


def _demand(name: str, what: str, mend: str) -> Kind:
    return Kind(f"submission.{name}", Severity.ERROR, what, mend)


DRAFT = _demand(
    "draft",
    N_("The case says that it is a draft, and a draft is not submitted."),
    N_("When it is ready, write status: submitted. Until then, --draft makes a kit in which every page says draft."),
)
LANGUAGE = _demand(
    "language",
    N_("{journal} takes texts in other languages ({names}) than the case has."),
    N_("Write every text in one of them too, and add it to “languages”; or choose another journal."),
)
# What every case report needs
NEEDS = {
    "title": _demand("title", N_("The case has no title."), N_("Write it under “title:”.")),
    "authors": _demand(
        "authors",
        N_("The case names no authors, so that nobody submits it."),
        N_("Write them under “authors:”, in the order of the byline."),
    ),
    "abstract": _demand("abstract", N_("The case has no abstract."), N_("Write its parts under “abstract:”.")),
    "case": _demand("case", N_("Nothing is told of the case itself."), N_("Write it under “sections:”, “case:”.")),
    "consent": _demand(
        "consent",
        N_("Nothing is said of the patient’s consent, and no journal takes a case report without it."),
        N_("Write under “consent:” who consented, and how (CARE, item 13)."),
    ),
}
# What the profile of a journal may demand besides
DEMANDED = {
    "ethics": _demand(
        "ethics",
        N_("{journal} demands a statement on approval by an ethics committee."),
        N_("Write it under “ethics:”; none prints that none was needed."),
    ),
    "funding": _demand(
        "funding",
        N_("{journal} demands a statement on funding."),
        N_("Write it under “funding:”; none prints that nobody paid for the work."),
    ),
    "conflicts": _demand(
        "conflicts",
        N_("{journal} demands a statement on conflicts of interest."),
        N_("Write it under “conflicts:”; none prints that there are none. Ask every author."),
    ),
    "contributions": _demand(
        "contributions",
        N_("{journal} demands to know what every author did; nothing is said of: {authors}."),
        N_("Write “roles:” below each author, in the words of CRediT."),
    ),
    "data": _demand(
        "data",
        N_("{journal} demands a statement on the availability of data."),
        N_("Write it under “data:”."),
    ),
    "orcid": _demand(
        "orcid",
        N_("{journal} demands an ORCID iD of every author; missing: {authors}."),
        N_("Write “orcid:” below each; orcid.org gives one to whoever has none."),
    ),
    "corresponding": _demand(
        "corresponding",
        N_("{journal} demands an author to write to, with an e-mail address."),
        N_("Write “corresponding: true” and “email:” below that author."),
    ),
    "running-title": _demand(
        "running-title",
        N_("{journal} demands a running title."),
        N_("Write it below “article:”, under “running-title:”."),
    ),
    "keywords": _demand("keywords", N_("{journal} demands key words."), N_("Write them under “keywords:”.")),
    "patient-perspective": _demand(
        "patient-perspective",
        N_("{journal} demands the patient’s perspective."),
        N_("Write it under “sections:”, “patient-perspective:”."),
    ),
    "learning-points": _demand(
        "learning-points",
        N_("{journal} demands learning points."),
        N_("Write them under “sections:”, “learning-points:”."),
    ),
}
# What it is only said to demand
UNVERIFIED = Kind(
    "submission.unverified",
    Severity.WARNING,
    N_("{journal} is said to demand what the case lacks, and nobody has verified that: {what}."),
    N_("Look up what the journal asks; “casebook journals {slug}” tells where this was read."),
)


def run(case: Case, journal: Journal, reports: tuple[Report, ...]) -> Iterator[Finding]:
    """Yield an error for everything without which the case cannot be submitted to the journal.

    What the journal is only said to demand is a warning.
    """
    profile = journal.profile
    if case.file.status == "draft":
        yield DRAFT.at(case.source.key(("status",)))
    if not texts_taken(case, journal):
        names = ", ".join(profile.texts or profile.languages)
        yield LANGUAGE.at(case.source.key(("languages",)), journal=journal.name, names=names)
    wanted = NEEDS | {name: DEMANDED[name] for name in profile.submission.demands if name in DEMANDED}
    for name, kind in wanted.items():
        path = _path(name)
        lacking = _authors_lacking(name, case)
        if case.is_unread(path) or not (lacking or not _is_there(name, case, journal)):
            continue
        place = case.source.key(path)
        if name in NEEDS or name in ALWAYS or journal.is_verified(f"submission.demands.{name}"):
            yield kind.at(place, journal=journal.name, authors=", ".join(lacking))
        else:
            yield UNVERIFIED.at(place, journal=journal.name, what=NAMES[name], slug=journal.slug)


def texts_taken(case: Case, journal: Journal) -> tuple[str, ...]:
    """Return the languages of the full texts that the journal takes, in its own order."""
    profile = journal.profile
    return tuple(code for code in profile.texts or profile.languages if code in case.file.languages)


def _path(name: str) -> FieldPath:
    """Return where in a case file something is written."""
    if name in ("case", "patient-perspective", "learning-points"):
        return ("sections", name)
    at: dict[str, FieldPath] = {"running-title": ("article", "running-title")}
    return at.get(name, ("authors",) if name in ("contributions", "orcid", "corresponding") else (name,))


def _authors_lacking(name: str, case: Case) -> tuple[str, ...]:
    """Return the authors of whom something is missing that the journal wants of each."""
    if name not in ("contributions", "orcid"):
        return ()
    return tuple(a.name.full for a in case.file.authors if not (a.roles if name == "contributions" else a.orcid))


def _is_there(name: str, case: Case, journal: Journal) -> bool:
    file = case.file
    match name:
        case "contributions" | "orcid":
            return True  # of an author who is there; that there are none is told already
        case "corresponding":
            return not file.authors or any(author.corresponding and author.email for author in file.authors)
        case "case" | "patient-perspective" | "learning-points":
            return name in file.sections
        case "running-title":
            return bool(file.article.running_title.codes)
        case "title" | "data":
            return bool((file.title if name == "title" else file.data).codes)
        case "abstract" if journal.profile.abstract.forbidden:
            return True
        case _:
            return bool(getattr(file, name))
