"""What of a case may be on the web: the case as a whole, by its status and its consent, and each of its figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from casebook.case import Case
from casebook.case.consent import Consent
from casebook.errors import N_

Use = Literal["print", "web"]
WITHHELD = N_("[Not shown on the web: the consent covers print alone.]")
NO_IMAGES = N_("[Not shown on the web: the consent does not name images.]")
UNREAD = N_("its status or its consent cannot be read, and nothing is guessed")
_NOT_YET = {
    "draft": N_("it is a draft"),
    "submitted": N_("it is submitted, and no journal has accepted it yet"),
}
_NO_CONSENT = N_(
    "the case says nothing of consent; where it was given for the web too, write who gave it, and for what, such as "
    "“consent: {{by: patient, written: true, uses: [journal, website]}}”"
)
_NO_USES = N_(
    "the consent is told in a sentence, and casebook looks for the web under “uses:”; where it was given for that too, "
    "write these two lines below “consent:”, and behind the second what stands there already:\n"
    "    uses: [journal, website]\n"
    "    statement: …"
)
_NO_WEB = N_(
    "the consent does not name the web; where it was given for that too, write “uses: [journal, website]” below "
    "“consent:”"
)
_MENDS = {
    WITHHELD: N_("“use: print” stands below it; where consent to the web was given too, write “use: print and web”"),
    NO_IMAGES: N_(
        "the consent does not name images; where it was given for them too, write “images” among its “uses:”, or "
        "“use: print and web” below this figure alone"
    ),
}


def why_private(case: Case) -> str:
    """Return why a case may not be on the web, as a message id; "" where it may.

    1. of a withdrawn case only a notice without words of its own is left, which may
    2. where status or consent cannot be read, nothing is guessed
    3. drafts and submitted cases are not public yet
    4. the consent must name the web, but for fictional cases, which nobody has to consent to
    """
    if case.is_withdrawn:
        return ""
    if any(case.is_unread((field,)) for field in ("status", "consent", "fictional")):
        return UNREAD
    return _NOT_YET.get(case.file.status) or ("" if _is_consented(case) else _unconsented(case.file.consent))


def why_withheld(use: str, case: Case, *, is_drawn: bool) -> str:
    """Return why the web may not show a figure that may be put to this use, as a message id; "" where it may.

    1. what the figure itself says goes before what the case says
    2. the consent must name the web
    3. and images, for a picture: what is drawn from data shows nobody
    """
    if use:
        return "" if use == "print and web" else WITHHELD
    if not _is_consented(case):
        return WITHHELD
    names_images = case.file.consent is not None and "images" in case.file.consent.uses
    return "" if is_drawn or case.is_fictional or names_images else NO_IMAGES


def figures_withheld(case: Case) -> Iterator[tuple[str, str]]:
    """Yield the name of each figure that the web may not show, and why, with what to do, as a message id."""
    for name, figure in case.file.figures.items():
        if why := why_withheld(figure.use, case, is_drawn=figure.is_drawn):
            yield name, _MENDS[why]


def _unconsented(consent: Consent | None) -> str:
    """Return why a consent is none to the web, and what to write, as a message id."""
    if consent is None:
        return _NO_CONSENT
    return _NO_WEB if consent.by or consent.uses else _NO_USES


def _is_consented(case: Case) -> bool:
    consent = case.file.consent
    return case.is_fictional or (consent is not None and "website" in consent.uses)
