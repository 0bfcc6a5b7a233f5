"""Search strategies that a database cannot read as they were meant; databases that captions and rows name otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from casebook.blocks.table import TableBlock
from casebook.case import Case
from casebook.checks.about import About
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.prose import Text
from casebook.source import Scalar

ABOUT = About(
    N_("Search strategies that cannot be run again: unbalanced, or with “AND” and “OR” mixed, or of other databases."),
    N_(
        "A literature search is printed so that others can repeat it; every database resolves “AND” beside “OR” in an "
        "order of its own, and what it found then cannot be found again."
    ),
    ("PRISMA-S 2021, items 1 and 8", "São Paulo Medical Journal, instructions (case reports)"),
)
UNBALANCED = Kind(
    "clinical.search-unbalanced",
    Severity.WARNING,
    N_("In this search strategy, “{typed}” opens or closes nothing."),
    N_("Copy the strategy from the database anew, with every parenthesis and quotation mark."),
)
MIXED = Kind(
    "clinical.search-mixed",
    Severity.WARNING,
    N_("This search strategy has “AND” and “OR” side by side, without parentheses."),
    N_("Databases read that otherwise: write “(a OR b) AND c”; or say that it is printed as it was run."),
)
DATABASES = Kind(
    "clinical.search-databases",
    Severity.WARNING,
    N_("The caption names {said}, and the rows are {listed}."),
    N_("Name the same databases in both."),
)

_NAMES = (
    "PubMed", "MEDLINE", "Embase", "LILACS", "SciELO", "Scopus", "Web of Science", "Cochrane", "CINAHL",
    "Google Scholar", "ScienceDirect", "PsycINFO", "BDENF", "IBECS",
)  # fmt: skip
_PORTALS = {"Virtual Health Library": "BVS", "Biblioteca Virtual em Saúde": "BVS", "BVS": "BVS", "VHL": "BVS"}
_DATABASE = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, (*_NAMES, *_PORTALS)))})(?!\w)", re.IGNORECASE)
_OPERATOR = re.compile(r"(?<![\w-])(?:AND|OR|NOT)(?![\w-])")
_SMALL = re.compile(r"(?<![\w-])(?:and|or|not)(?![\w-])")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’|(?<![^\W_])'[^']*'(?![^\W_])")
_PAIRS = {")": "(", "]": "[", "}": "{", "”": "“"}


def run(case: Case) -> Iterator[Finding]:
    """Yield a warning for each strategy in a verbatim column that is unbalanced or mixed, and for the databases."""
    for table in case.file.tables.values():
        cells = [
            cells[number]
            for number, column in enumerate(table.columns)
            for cells in table.rows
            if column.cells == "verbatim" and number < len(cells)
        ]
        strategies = [cell for cell in cells if isinstance(cell, Scalar) and _OPERATOR.search(cell)]
        if strategies or any(_DATABASE.search(_words(cell)) for row in table.rows for cell in row):
            strategies += [cell for cell in cells if isinstance(cell, Scalar) and _is_in_small_letters(cell)]
        for strategy in strategies:
            yield from _strategy(strategy)
        if strategies:
            yield from _databases(table, case)


def _is_in_small_letters(cell: str) -> bool:
    """Say whether a strategy has its operators in small letters, which many databases take too."""
    small = {found[0] for found in _SMALL.finditer(_QUOTED.sub(" ", cell))}
    return "or" in small and len(small) > 1 and not _OPERATOR.search(cell) and not re.search(r"[.,;:] ", cell)


def _strategy(strategy: Scalar) -> Iterator[Finding]:
    lost = _unbalanced(strategy)
    if lost is not None:
        yield UNBALANCED.at(strategy.place(lost), typed=strategy[lost])
        return
    plain = _QUOTED.sub(lambda found: "q" * len(found[0]), strategy)
    mixed = _mixed(plain if _OPERATOR.search(strategy) else _SMALL.sub(lambda found: found[0].upper(), plain))
    if mixed is not None:
        yield MIXED.at(strategy.place(mixed.start(), len(mixed[0])))


def _unbalanced(strategy: str) -> int | None:
    """Return where a parenthesis, bracket or double quotation mark stands that has no other half."""
    open_ones: list[tuple[str, int]] = []
    for offset, sign in enumerate(strategy):
        if sign == '"':
            is_open = any(mark == '"' for mark, _ in open_ones)
            open_ones = [one for one in open_ones if one[0] != '"'] if is_open else [*open_ones, (sign, offset)]
        elif sign in _PAIRS.values():
            open_ones.append((sign, offset))
        elif sign in _PAIRS:
            if not open_ones or open_ones[-1][0] != _PAIRS[sign]:
                return offset
            open_ones.pop()
    return open_ones[0][1] if open_ones else None


def _mixed(strategy: str) -> re.Match[str] | None:
    """Return the first operator that stands beside one of the other sort, within the same parentheses."""
    depth, seen = 0, [set[str]()]
    for found in re.finditer(r"[()]|(?<![\w-])(?:AND|OR|NOT)(?![\w-])", strategy):
        if found[0] == "(":
            depth += 1
            seen = [*seen[:depth], set()]
        elif found[0] == ")":
            depth = max(0, depth - 1)
        else:
            seen[depth].add("OR" if found[0] == "OR" else "AND")
            if len(seen[depth]) > 1:
                return found
    return None


def _databases(table: TableBlock, case: Case) -> Iterator[Finding]:
    """Yield a warning where a caption names databases, the rows do too, and they are not the same."""
    listed = [found[0] for row in table.rows for cell in row for found in _DATABASE.finditer(_words(cell))]
    for code in case.file.languages:
        caption = table.caption.get(code) or Scalar()
        said = list(_DATABASE.finditer(caption))
        if said and listed and {_one(found[0]) for found in said} != {_one(other) for other in listed}:
            place = caption.place(said[0].start(), len(said[0][0]))
            names = ", ".join(dict.fromkeys(found[0] for found in said))
            yield DATABASES.at(place, said=names, listed=", ".join(dict.fromkeys(listed)))


def _words(cell: object) -> str:
    """Return the words of a cell that may be the name of a database: short, and no strategy."""
    words = next(iter(cell.versions.values()), "") if isinstance(cell, Text) else cell
    return words if isinstance(words, str) and len(words) < 60 and not _OPERATOR.search(words) else ""


def _one(name: str) -> str:
    """Return one name for a database, whichever way it is written; PubMed is how MEDLINE is searched."""
    portal = next((short for long, short in _PORTALS.items() if long.casefold() == name.casefold()), None)
    spelt = portal or _spelt(name)
    return "PubMed/MEDLINE" if spelt in ("PubMed", "MEDLINE") else spelt


def _spelt(name: str) -> str:
    return next((own for own in _NAMES if own.casefold() == name.casefold()), name)


def search_tables(tables: Mapping[str, TableBlock]) -> bool:
    """Say whether one of the tables tells of a literature search: strategies word for word, or rows of databases."""
    return any(
        any(isinstance(cell, str) and _OPERATOR.search(cell) for row in table.rows for cell in row)
        or any(_DATABASE.search(_words(cell)) for row in table.rows for cell in row)
        for table in tables.values()
    )


def database_in(words: str) -> bool:
    """Say whether a text names a database of literature."""
    return _DATABASE.search(words) is not None
