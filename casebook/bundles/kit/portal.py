"""The portal sheet of a kit: what is pasted into the form of a journal's portal, as plain text, with counts."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.bundles.kit.said import affiliations_of, counts_of, place_of, statements_of
from casebook.bundles.kit.submission import KitFile, Made, Submission
from casebook.case.people import Author
from casebook.checks.limits import code_of
from casebook.columns import width_of
from casebook.errors import N_
from casebook.formats.typed.inlines import written
from casebook.journals import COUNTED, Limit
from casebook.nodes import Inline
from casebook.report.counting import words_in, words_of_abstract
from casebook.report.labels import FRONT, ROLES
from casebook.report.model import Front

_WHAT = N_("What is pasted into the form of the portal, field by field, with counts.")
_NO_EMAIL = N_("Most portals want an e-mail address of every author; missing: {authors}.")
_NO_ORCID = N_("Most portals want the ORCID iD of every author; missing: {authors}.")
_DRAFT = N_("DRAFT: not to be submitted.")
_FICTIONAL = N_("A fictional case: invented to show how a submission looks, and not to be submitted.")
_LIMIT = N_("{what}: {count} ({rule})")
_COUNTED = N_("words: {words}; characters with spaces: {characters}")
_MISSING, _CONTRIBUTIONS = N_("(missing)"), N_("Contributions")
_PLACE = (N_("Department"), N_("Institution"), N_("City"), N_("State"), N_("Country"))


def make(submission: Submission) -> Made:
    """Return the sheet: labels in the author's language, what is pasted in the languages of the article."""
    words, authors = submission.language.words, submission.case.file.authors
    text = "\n".join(_lines(submission)) + "\n"
    lacking = {
        _NO_EMAIL: ", ".join(author.name.full for author in authors if not author.email),
        _NO_ORCID: ", ".join(author.name.full for author in authors if not author.orcid),
    }
    file = KitFile("portal-sheet.txt", text.encode(), words(_WHAT))
    return Made((file,), tuple(words(what, authors=names) for what, names in lacking.items() if names))


def heading(text: str, sign: str = "=") -> Iterator[str]:
    """Yield a heading of a plain text behind an empty line."""
    yield from ("", text, sign * width_of(text))


def warned(submission: Submission) -> Iterator[str]:
    """Yield what nobody may overlook, a line each, in the language of the author."""
    words, case = submission.language.words, submission.case
    if submission.is_draft:
        yield f"*** {words(_DRAFT)} ***"
    if case.is_fictional:
        yield f"*** {words(_FICTIONAL)} ***"


def _lines(submission: Submission) -> Iterator[str]:
    words = submission.language.words
    title = words(N_("Portal sheet: {case}, for {journal}"), case=submission.case.slug, journal=submission.addressee)
    yield title
    yield "=" * width_of(title)
    yield from warned(submission)
    yield words(N_("Copy the lines below a heading and paste them into the field of that name."))
    fronts = submission.report.fronts
    label = {name: words(standard) for name, standard in FRONT.items()}
    yield from heading(words(N_("Type of article")))
    yield submission.report.article_type
    yield from heading(words(N_("Title")))
    for front in fronts:
        yield from _pasted(front.title, _name(front, submission), submission)
    yield from heading(words(N_("Running title")))
    for report in submission.reports:
        counted = words(N_("characters with spaces: {characters}"), characters=len(report.running_title))
        yield from ("", f"[{_name(report.fronts[0], submission)}; {counted}]", report.running_title)
    yield from heading(label["abstract"])
    for front in fronts:
        yield from _abstract(front, submission)
    yield from heading(label["keywords"])
    for front in fronts:
        if front.said_keywords:
            yield from ("", f"[{_name(front, submission)}]", "; ".join(front.said_keywords))
    yield from _statements(submission)
    yield from heading(words(N_("Authors, in the order of the byline")))
    for number, author in enumerate(submission.case.file.authors, 1):
        yield from _author(number, author, submission)
    yield from heading(words(N_("Counts")))
    yield from counts(submission)


def _name(front: Front, submission: Submission) -> str:
    """Return the name of a front's language in that of the author."""
    code = code_of(front)
    return str(submission.language.locale.languages.get(code, code))


def _counted(text: str, count: int, submission: Submission) -> str:
    return submission.language.words(_COUNTED, words=count, characters=len(text))


def _pasted(nodes: tuple[Inline, ...], label: str, submission: Submission) -> Iterator[str]:
    """Yield a text below its label and its counts."""
    text = written(nodes)
    yield from ("", f"[{label}; {_counted(text, words_in(nodes), submission)}]", text)


def _abstract(front: Front, submission: Submission) -> Iterator[str]:
    """Yield an abstract with the counts of the whole and of each part."""
    if not front.abstract:
        return
    whole = " ".join(written(part.children) for part in front.abstract)
    count = words_of_abstract(front)
    yield from ("", f"[{_name(front, submission)}; {_counted(whole, count, submission)}]")
    for part in front.abstract:
        if part.label:
            yield from _pasted(part.children, part.label, submission)
        else:
            yield written(part.children)


def _statements(submission: Submission) -> Iterator[str]:
    for report in submission.reports:
        said = statements_of(report)
        if said:
            language = _name(report.fronts[0], submission)
            yield from heading(submission.language.words(N_("Statements, {language}"), language=language))
        for label, text in said.values():
            yield from ("", f"[{label}]", text)


def _author(number: int, author: Author, submission: Submission) -> Iterator[str]:
    """Yield one author in the fields that portals ask for."""
    words, name = submission.language.words, author.name
    yield ""
    yield f"{number}. {name.full}"
    is_writing = words(N_("yes")) if author.corresponding else words(N_("no"))
    for label, value in (
        (N_("Given names"), f"{name.given} {name.particle}".strip()),
        (N_("Family name"), f"{name.family} {name.suffix}".strip()),
        (N_("Cited as"), author.cited),
        (N_("E-mail"), author.email),
        (N_("ORCID iD"), author.orcid or ""),
        (N_("Corresponding author"), is_writing),
    ):
        yield f"   {words(label)}: {value or words(_MISSING)}"
    for place in affiliations_of(author, submission):
        for label, value in zip(_PLACE, place_of(place, submission.report.language), strict=True):
            yield f"   {words(label)}: {value or words(_MISSING)}"
    if author.roles:
        roles = ", ".join(submission.report.language.words(ROLES[role]) for role in author.roles)
        yield f"   {words(_CONTRIBUTIONS)}: {roles}"


def counts(submission: Submission) -> Iterator[str]:
    """Yield how much there is of everything that portals ask for, against what the journal takes."""
    words, limits = submission.language.words, submission.journal.profile.limits
    for (what, code), count in counts_of(submission).items():
        language = f" ({submission.language.locale.languages.get(code, code)})" if code else ""
        rules = [_rule(limit, count, submission) for limit in limits if limit.of == what]
        rule = "; ".join(rules) or words(N_("no limit is known"))
        if what != "learning-points" or count or rules:
            yield words(_LIMIT, what=words(COUNTED[what]) + language, count=count, rule=rule)


def _rule(limit: Limit, count: int, submission: Submission) -> str:
    """Return one limit in words: "at most 250, not verified"; one that is not kept says so."""
    words = submission.language.words
    is_over = limit.most is not None and count > limit.most
    is_under = limit.least is not None and count < limit.least
    pieces = (
        words(N_("at least {number}"), number=limit.least) if limit.least is not None else "",
        words(N_("at most {number}"), number=limit.most) if limit.most is not None else "",
        "" if submission.journal.profile.origins[limit.origin].verified else words(N_("not verified")),
        words(N_("TOO MANY")) if is_over else words(N_("TOO FEW")) if is_under else "",
    )
    return ", ".join(filter(None, pieces))
