"""The people and institutions of a BibTeX name field → CSL names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

from casebook.references.bibtex.latex import decode
from casebook.references.names import KIN, OTHERS, Name

# These are a suffix, printed without full stop: "Smith JB Jr" (Citing Medicine, 2nd ed., chapter 1).
_RANKS = frozenset({"Jr", "Sr", "II", "III", "IV"})
_INSTITUTION = re.compile(
    r"\b(?:organi[sz]ation|society|association|committee|ministry|institute|network|federation|foundation|consortium"
    r"|agency|college|university|department|organização|sociedade|associação|comitê|ministério|instituto|rede"
    r"|federação|fundação|agência|conselho|universidade|secretaria)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class People:
    """The names of one field as CSL; `broken`: without a readable order; `institutions`: cut like people."""

    names: tuple[Name, ...]
    broken: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()


def read_people(field: str) -> People:
    """Return the people of a BibTeX name field: "von Last, Jr, First and {An Institution} and others"."""
    # LaTeX first: to the splitter, the tilde of `Jo\~ao` is a space.
    decoded = decode(field, keep_braces=True).replace("\xa0", " ")
    names, broken, institutions = [], [], []
    for written in split_multiple_persons_names(decoded):
        try:
            names.append(_name(written))
        except InvalidNameError:
            broken.append(written)
            names.append({"literal": _bare(written)})
        if "family" in names[-1] and "," not in written and _INSTITUTION.search(written):
            institutions.append(written)
    return People(tuple(names), tuple(broken), tuple(institutions))


def _name(written: str) -> Name:
    if written == "others":
        return OTHERS
    if _is_one_group(written):
        return {"literal": _bare(written)}
    parts = parse_single_name_into_parts(written)
    given, particle = _joined(parts.first), _joined(parts.von)
    family, suffix = _with_kin(_joined(parts.last), _joined(parts.jr))
    if family in KIN and " " in given:
        given, _, before = given.rpartition(" ")
        family = f"{before} {family}"
    named = {"family": family, "given": given, "non-dropping-particle": particle, "suffix": suffix}
    return {part: text for part, text in named.items() if text}


def _with_kin(family: str, suffix: str) -> tuple[str, str]:
    """Return family name and suffix, each word of kinship where its language prints it."""
    if not suffix and " " in family and family.split()[-1].rstrip(".") in _RANKS:
        family, _, suffix = family.rpartition(" ")
    if suffix in KIN:
        return f"{family} {suffix}", ""
    return family, suffix.rstrip(".") if suffix.rstrip(".") in _RANKS else suffix


def _is_one_group(written: str) -> bool:
    """Is the whole name one pair of braces, which is how BibTeX marks an institution?"""
    return bool(re.fullmatch(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}", written.strip()))


def _joined(words: list[str]) -> str:
    return _bare(" ".join(words))


def _bare(text: str) -> str:
    return re.sub(r"[{}]", "", text).strip()
