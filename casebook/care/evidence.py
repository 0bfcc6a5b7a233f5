"""What of a case shows a line of CARE: a field made for it, a fact, or words of the text in its main language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from casebook.blocks.timeline import TimelineBlock
from casebook.case import Case
from casebook.case.texts import every_text
from casebook.findings import Place
from casebook.prose import masked, tokens
from casebook.quantity import Quantity
from casebook.source import Scalar

# Fields that ask for one line alone, in the words of the case format
_FIELDS = {
    "3a": ("abstract.background", "abstract"),
    "3b": ("abstract.case", "abstract"),
    "3c": ("abstract.case", "abstract"),
    "3d": ("abstract.conclusion", "abstract"),
    "5b": ("sections.case.concerns",),
    "5c": ("sections.case.history",),
    "6": ("sections.case.examination",),
    "8a": ("sections.case.investigations",),
    "8c": ("sections.case.differentials",),
    "9a": ("sections.case.intervention",),
    "10a": ("sections.case.follow-up",),
    "10d": ("sections.case.adverse-events",),
    "12": ("sections.patient-perspective.text",),
}
_KEYWORDS = range(2, 6)
_FRONT = ("title", "abstract", "keywords", "patient")
_AMOUNTS = ("g", "mg", "µg", "mL", "U", "IU", "mmol")
_LINE_END = re.compile(r"(?<!\n)\n(?!\s*\n)")
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Shown:
    """Where a line is shown: the place in the source, and the anchor of that part in every output."""

    place: Place
    anchor: str


def evidence(case: Case) -> Mapping[str, Shown]:
    """Return where each line of CARE is shown, by its number; a line that nothing shows is not among them."""
    language = case.file.languages[0]
    texts = {path: passage for path, text in every_text(case.file) if (passage := text.get(language))}
    found: dict[str, Shown] = {}
    for code, paths in _FIELDS.items():
        path = next((path for path in paths if path in texts), None)
        if path:
            found[code] = Shown(texts[path].place(), _anchor(path))
    for code, fact in _FACTS:
        if code not in found and (shown := fact(case, texts)):
            found[code] = shown
    for code, (homes, patterns) in _words().items():
        if code not in found and (shown := _said(homes, patterns.get(language), texts)):
            found[code] = shown
    return found


def _said(homes: tuple[str, ...], pattern: re.Pattern[str] | None, texts: Mapping[str, Scalar]) -> Shown | None:
    """Return the first place at which the texts of some sections say one of the words of a line."""
    for home in homes if pattern else ():
        for path, passage in texts.items():
            match = pattern.search(_run_on(passage)) if pattern and _is_of(path, home) else None
            if match:
                return Shown(passage.place(match.start(), len(match[0])), _anchor(path))
    return None


def _run_on(passage: Scalar) -> str:
    """Return a passage without its tokens, and with a space where a line ends and its paragraph goes on."""
    return _LINE_END.sub(" ", masked(passage))


@cache
def _words() -> Mapping[str, tuple[tuple[str, ...], Mapping[str, re.Pattern[str]]]]:
    """Return, by the number of a line, the sections that may show it and the words of each language that do."""
    text = files("casebook").joinpath("data/care.yaml").read_text(encoding="utf-8")
    table: dict[str, dict[str, list[str]]] = yaml.load(text, yaml.CBaseLoader)  # every scalar a string
    return {
        code: (
            tuple(row["in"]),
            {
                language: re.compile("|".join(rf"(?<!\w)(?:{word})" for word in words), re.IGNORECASE)
                for language, words in row.items()
                if language != "in"
            },
        )
        for code, row in table.items()
    }


def _is_of(path: str, home: str) -> bool:
    return path == home or path.startswith(f"{home}.")


def _anchor(path: str) -> str:
    """Return the anchor of the part of an article in which a text of the case stands."""
    home, _, rest = path.partition(".")
    name, _, part = rest.partition(".")
    if home == "sections":
        return f"sec-{name}.{part}" if part not in ("text", "title") else f"sec-{name}"
    return {"figures": f"fig-{name}", "tables": f"tab-{name}"}.get(home, "article" if home in _FRONT else f"stm-{home}")


# Facts: what the case holds as data, or how its text is built


def _keywords(case: Case, texts: Mapping[str, Scalar]) -> Shown | None:
    return Shown(case.source.key(("keywords",)), "article") if len(case.file.keywords) in _KEYWORDS else None


def _patient(case: Case, texts: Mapping[str, Scalar]) -> Shown | None:
    return Shown(case.source.key(("patient",)), "article") if case.file.patient else None


def _consent(case: Case, texts: Mapping[str, Scalar]) -> Shown | None:
    return Shown(case.source.key(("consent",)), "stm-consent") if case.file.consent else None


def _timeline(case: Case, texts: Mapping[str, Scalar]) -> Shown | None:
    for home, blocks, start in (("figures", case.file.figures, "fig"), ("tables", case.file.tables, "tab")):
        for name, block in blocks.items():
            if isinstance(block.drawn, TimelineBlock):
                return Shown(case.source.key((home, name)), f"{start}-{name}")
    return None


def _labs(case: Case, texts: Mapping[str, Scalar]) -> Shown | None:
    return Shown(case.source.key(("labs",)), "sec-case") if case.file.labs else None


def _later_labs(case: Case, texts: Mapping[str, Scalar]) -> Shown | None:
    """Return the first test that was done again."""
    again = next((name for name, lab in case.file.labs.items() if len(lab.results) > 1), None)
    return Shown(case.source.key(("labs", again)), "sec-case") if again else None


def _regimens(case: Case, texts: Mapping[str, Scalar]) -> Shown | None:
    return Shown(case.source.key(("regimens",)), "sec-case") if case.file.regimens else None


def _doses(case: Case, texts: Mapping[str, Scalar]) -> Shown | None:
    for name, regimen in case.file.regimens.items():
        for drug, given in regimen.drugs.items():
            if given.dose:
                return Shown(case.source.key(("regimens", name, "drugs", drug)), "sec-case")
    return None


def _given(case: Case, texts: Mapping[str, Scalar]) -> Shown | None:
    """Return the first value in the part on treatment that is a dose: an amount of a drug, or so much so often."""
    quantities = case.quantities()
    for path, passage in texts.items():
        for token in tokens(passage) if _is_of(path, "sections.case.intervention") else ():
            quantity = quantities.get(token.keys[0]) if token.kind == "value" else None
            if quantity and (quantity.every or _is_amount(quantity)):
                return Shown(token.place, _anchor(path))
    return None


def _is_amount(quantity: Quantity) -> bool:
    """Say whether a quantity is so much of a drug, by weight or by day or not, and no concentration."""
    amount, *per = quantity.unit.symbol.split("/") if quantity.unit else ("",)
    return amount in _AMOUNTS and not any(part.endswith("L") for part in per)


def _tested_again(case: Case, texts: Mapping[str, Scalar]) -> Shown | None:
    """Return the first test that the part on the follow-up names."""
    homes, patterns = _words()["8a"]
    return _said(("sections.case.follow-up",), patterns.get(case.file.languages[0]), texts)


def _changed_doses(case: Case, texts: Mapping[str, Scalar]) -> Shown | None:
    for name, regimen in case.file.regimens.items():
        for drug, given in regimen.drugs.items():
            if len(set(given.dose.values())) > 1:
                return Shown(case.source.key(("regimens", name, "drugs", drug)), "sec-case")
    return None


def _introduced(case: Case, texts: Mapping[str, Scalar]) -> Shown | None:
    return _citing("sections.introduction", texts)


def _discussed(case: Case, texts: Mapping[str, Scalar]) -> Shown | None:
    return _citing("sections.discussion", texts)


def _citing(home: str, texts: Mapping[str, Scalar]) -> Shown | None:
    """Return the first citation in a section."""
    for path, passage in texts.items():
        if _is_of(path, home):
            for token in tokens(passage):
                if token.kind == "citation":
                    return Shown(token.place, _anchor(path))
    return None


def _concluded(case: Case, texts: Mapping[str, Scalar]) -> Shown | None:
    """Return the conclusion, where it is one paragraph without references; else the learning points."""
    for home in ("sections.conclusion", "sections.learning-points"):
        for path, passage in texts.items():
            cites = any(token.kind == "citation" for token in tokens(passage))
            is_one = home.endswith("points") or len(_BLANK_LINES.split(passage.strip())) == 1
            if _is_of(path, home) and not path.endswith("title") and is_one and not cites:
                return Shown(passage.place(), _anchor(path))
    return None


_FACTS: tuple[tuple[str, Callable[[Case, Mapping[str, Scalar]], Shown | None]], ...] = (
    ("2", _keywords),
    ("4", _introduced),
    ("5a", _patient),
    ("7", _timeline),
    ("8a", _labs),
    ("9a", _regimens),
    ("9b", _doses),
    ("9b", _given),
    ("9c", _changed_doses),
    ("10b", _later_labs),
    ("10b", _tested_again),
    ("11b", _discussed),
    ("11d", _concluded),
    ("13", _consent),
)


def patterns() -> Iterator[tuple[str, str, re.Pattern[str]]]:
    """Yield the number of every line that words may show, each language, and its words as one pattern."""
    for code, (_, languages) in _words().items():
        yield from ((code, language, pattern) for language, pattern in languages.items())
