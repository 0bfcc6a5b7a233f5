"""Consent to publication: whether the article says who gave it, whether that person could, and for what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import yaml

from casebook.case import Case
from casebook.case.consent import Consent
from casebook.case.texts import every_passage
from casebook.checks.about import About
from casebook.checks.denied import WAIVED, refused, withdrawn
from casebook.errors import N_
from casebook.fields import FieldPath
from casebook.findings import Finding, Kind, Severity

ABOUT = About(
    N_("Consent to publication: who gave it, whether that person could, and for what."),
    N_(
        "Consent to publication is obtained, and the article says so: the patient's own, a relative's where the "
        "patient has died, a guardian's and the child's own assent (in Brazil, the TALE) for a minor; for print, for "
        "the web, and for every picture by which somebody may be recognised."
    ),
    (
        "CARE 2013, item 13",
        "ICMJE Recommendations, II.E",
        "CNS Resolution 466/2012 (Brazil)",
        "CONEP Circular Letter 166/2018 (Brazil)",
    ),
)
NO_CONSENT = Kind(
    "consent.missing",
    Severity.WARNING,
    N_("The article says nothing of the patient’s consent to publication."),
    N_("Write under “consent:” who consented, and how (CARE, item 13)."),
)
WITHDRAWN = Kind(
    "consent.withdrawn",
    Severity.WARNING,
    N_("“{typed}”: this seems to say that the consent to this publication was withdrawn."),
    N_(
        "If it was, the case must not be published: write “status: withdrawn”, and nothing of it is printed but a "
        "notice without its words. If it only may be withdrawn, say so: “may be withdrawn at any time”."
    ),
)
REFUSED = Kind(
    "consent.refused",
    Severity.WARNING,
    N_("“{typed}”: this seems to say that nobody consented to this publication."),
    N_(
        "If nobody did, the case must not be published: ask the patient, a relative or a guardian before anything "
        "else, and then write here who consented, and how. If somebody did, say so beside it."
    ),
)
NOBODY = Kind(
    "consent.nobody",
    Severity.WARNING,
    N_("The statement does not say who consented: the patient, a relative, or a guardian."),
    N_("Say it in the statement, or write “by: patient” (or relative, guardian) below “consent:”."),
)
NOT_WRITTEN = Kind(
    "consent.not-written",
    Severity.WARNING,
    N_("Nothing says that the consent was given in writing."),
    N_("Write “written: true” below “consent:” where it was; else ask for it before you publish."),
)
MINOR = Kind(
    "consent.minor",
    Severity.WARNING,
    N_("The patient is a minor ({age}), and no guardian's consent is stated."),
    N_("Write “by: guardian” below “consent:”. Rules change; look this one up: {source} (read on {checked})."),
)
ASSENT = Kind(
    "consent.assent",
    Severity.NOTE,
    N_("The patient is a minor ({age}), and nothing is said of the minor's own assent (in Brazil, the TALE)."),
    N_(
        "Write “assent: true” below “consent:” where it was given, or say in the statement why not. Rules change; look "
        "this one up: {source} (read on {checked})."
    ),
)
DECEASED = Kind(
    "consent.deceased",
    Severity.NOTE,
    N_("“{typed}”: the patient died, and no relative's consent is stated."),
    N_(
        "Write “by: relative” below “consent:”; if the patient consented before, say so in the statement. Rules "
        "change; look this one up: {source} (read on {checked})."
    ),
)
RECOGNISABLE = Kind(
    "consent.recognisable",
    Severity.WARNING,
    N_("“{typed}”: by the figure “{name}” the patient may be recognised, and no consent to it is stated."),
    N_(
        "Write “use: print and web” (or print) below the figure, or “images” among the “uses” of the consent. Rules "
        "change; look this one up: {source} (read on {checked})."
    ),
)
USE = Kind(
    "consent.use",
    Severity.WARNING,
    N_("The figure “{name}” is for print and web, and “website” is not among the uses that were consented to."),
    N_("Correct the one or the other. Rules change; look this one up: {source} (read on {checked})."),
)

_WHO = {
    "guardian": r"\bguardian|\bparents?\b|mother|father|\bcaregiver|respons[áa]ve(?:l|is)|\bpais\b|\bmãe\b|\bpai\b"
    r"|\btutor|legal(?:ly authori[sz]ed)? representative|representantes? lega(?:l|is)",
    "relative": r"\brelatives?\b|next of kin|\bfamil|spouse|husband|\bwife\b|widow|\bson\b|daughter|sister|brother"
    r"|parente|cônjuge|espos[oa]|\bmarido|companheir[oa]|viúv[oa]|\bfilh[oa]|\birmã",
    "patient": r"patient|paciente|\bs?he\b|participant|\bwoman\b|\bman\b",
}
_WRITTEN = re.compile(r"written|in writing|signed|por escrito|assina|\bTCLE\b|termo de consentimento", re.IGNORECASE)
_ASSENT = re.compile(
    r"\bassent|assentiment|\bTALE\b|\balso agreed|também concordou"
    r"|(?:\bchild|\bgirl|\bboy|adolescent|criança|menin[oa]|adolescente|paciente) (?:agreed|concordou|assentiu)",
    re.IGNORECASE,
)
_OF_IMAGES = re.compile(r"image|photograph|picture|figure|imagen|imagem|fotografia|\bfotos?\b|figura", re.IGNORECASE)
_THEN = r"(?:(?:had|has|then|later|also|eventually|subsequently|unfortunately|finally)\s+){0,2}"
_DIED = re.compile(
    rf"""\b(?:(?:the|our|this)\s(?:patient|child|infant|newborn|boy|girl|man|woman)|s?he)\s{_THEN}
        (?:died|expired|passed\saway|succumbed)\b
    | \b(?:was\s(?:pronounced|declared)\sdead|(?:at|an)\s(?:autopsy|necropsy))\b
    | \b(?:autopsy|necropsy)\s(?:was|showed|revealed)\b
    | \b(?:(?:o|a|este|esta)\s(?:paciente|menor|criança|menin[oa]|recém-nascid[oa])|el[ea])\s(?:então\s|logo\s)?
        (?:faleceu|morreu)\b
    | \b(?:evolu(?:iu|indo)|foi|indo|veio)\s(?:a|para|ao?|com)\s(?:o\s)?óbito\b
    | \b(?:à|na|a)\s(?:necr[óo]psia|aut[óo]psia)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_OTHERS = re.compile(
    r"mother|father|brother|sister|\bsons?\b|daughter|uncle|aunt|cousin|\bcats?\b|\bdogs?\b|animal|mãe|\bpai\b|irmã|\bfilh"
    r"|\bti[oa]\b|primo|prima|\bgat[oa]|cachorro|animal|familiar",
    re.IGNORECASE,
)
_RECOGNISABLE = re.compile(
    r"""\b(?:photo(?:graph)?s?\s(?:showing\s|of\s)+(?:the\s|her\s|his\s|our\s)?(?:patient(?!['’]s\s\w+)|face|head|eyes|child|boy
          |girl|woman|man)\b
    | (?:facial|clinical|frontal)\s(?:photo(?:graph)?s?|picture)\b | (?:patient|child|man|woman)['’]s\sface\b
    | \bfaci(?:es|al\sappearance)\b | tattoo(?:s|ed)?\b
    | foto(?:grafia)?s?\s(?:mostrando\s)?(?:d[aoe]\s)(?:paciente|face|rosto|criança|menin[oa])\b
    | (?:fotografia|foto)s?\s(?:clínica|facial|frontal) | \brosto\b | \bfácies\b | tatuagem)""",
    re.VERBOSE | re.IGNORECASE,
)
_YEARS = {"a": 1.0, "mo": 1 / 12, "wk": 7 / 365.25, "d": 1 / 365.25, "h": 1 / 8766}


@cache
def rules() -> Mapping[str, Mapping[str, str]]:
    """Return what is asked of consent, each rule with its source and the day it was looked at (data/consent.yaml)."""
    text = files("casebook").joinpath("data/consent.yaml").read_text(encoding="utf-8")
    read: Mapping[str, Mapping[str, str]] = yaml.load(text, yaml.CBaseLoader)
    return read


def run(case: Case) -> Iterator[Finding]:
    """Yield what is missing of the consent, of one that is given, and of each figure."""
    consent = case.file.consent
    if case.is_unread(("consent",)):
        return
    if consent is None:
        if case.file.status != "draft":
            yield NO_CONSENT.at(case.at(("status",)))
    elif denials := tuple(_denials(consent)):
        yield from denials
    else:
        who = _who(consent)
        if case.file.status != "draft" and not _says(consent, WAIVED):
            if not who:
                yield NOBODY.at(case.source.key(("consent",)))
            if not consent.written and not _says(consent, _WRITTEN):
                yield NOT_WRITTEN.at(case.source.key(("consent",)))
        if who:
            yield from _of_minor(case, consent, who)
            yield from _of_deceased(case, who)
    yield from _of_figures(case, consent)


def _denials(consent: Consent) -> Iterator[Finding]:
    """Yield a warning, in each language, at the first words that say that nobody consents."""
    for _, words in every_passage(consent):
        for kind, place in ((WITHDRAWN, withdrawn(words)), (REFUSED, refused(words))):
            if place:
                typed = words[place]
                yield kind.at(words.place(place.start, len(typed)), typed=" ".join(typed.split()))
                break


def _who(consent: Consent) -> frozenset[str]:
    """Return who consented, as the field says it, else as the words of the statement do."""
    if consent.by:
        return frozenset({consent.by})
    words = " ".join(consent.statement.versions.values())
    return frozenset(who for who, pattern in _WHO.items() if re.search(pattern, words, re.IGNORECASE))


def _says(consent: Consent, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(words) for words in consent.statement.versions.values())


def _of_minor(case: Case, consent: Consent, who: frozenset[str]) -> Iterator[Finding]:
    age = case.file.patient.age if case.file.patient else None
    if age is None or age.unit is None:
        return
    years = float(age.numbers[0].value) * _YEARS.get(age.unit.code, 1.0)
    place = case.at(("patient", "age"))
    typed = place.text[place.column - 1 :][: place.width]
    if years < float(rules()["minor"]["years"]):
        if "guardian" not in who:
            yield MINOR.at(case.source.key(("consent",)), age=typed, **_rule("minor"))
        if years >= float(rules()["assent"]["years"]) and not consent.assent and not _says(consent, _ASSENT):
            yield ASSENT.at(case.source.key(("consent",)), age=typed, **_rule("assent"))


def _of_deceased(case: Case, who: frozenset[str]) -> Iterator[Finding]:
    """Yield a note at the first words that tell of the patient's death, where only the patient consented."""
    if who != {"patient"}:
        return
    told: tuple[object, ...] = (case.file.sections.get("case"), case.file.abstract, case.file.events)
    for _, passage in (found for part in told for found in every_passage(part)):
        for match in _DIED.finditer(passage):
            start, end = passage.rfind(".", 0, match.start()) + 1, passage.find(".", match.end())
            if not _OTHERS.search(passage[start : end if end >= 0 else len(passage)]):
                place = passage.place(match.start(), len(match[0]))
                yield DECEASED.at(place, typed=match[0], **_rule("deceased"))
                return


def _of_figures(case: Case, consent: Consent | None) -> Iterator[Finding]:
    """Yield a warning for each figure that shows more than was consented to."""
    uses = consent.uses if consent else ()
    is_agreed = consent is not None and ("images" in uses or _says(consent, _OF_IMAGES))
    for name, figure in case.file.figures.items():
        path: FieldPath = ("figures", name, "use")
        if figure.use == "print and web" and uses and "website" not in uses:
            yield USE.at(case.at(path), name=name, **_rule("website"))
        if figure.use or is_agreed:
            continue
        shown = ((words, _RECOGNISABLE.search(words)) for _, words in every_passage(figure))
        for words, match in shown:
            if match:
                place = words.place(match.start(), len(match[0]))
                yield RECOGNISABLE.at(place, typed=match[0], name=name, **_rule("recognisable"))


def _rule(name: str) -> dict[str, str]:
    rule = rules()[name]
    return {"source": rule["source"], "checked": rule["checked"]}
