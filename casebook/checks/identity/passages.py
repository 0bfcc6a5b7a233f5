"""Every passage that readers will see, and whether it tells of the patient, of the world, or of the authors' duties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from casebook.case import Case
from casebook.findings import Place
from casebook.prose import located, masked
from casebook.source import Scalar, Tree

Home = Literal["story", "discussion", "consent", "statement"]

# Fields in which every sentence is of the patient; of a figure, a table and the consent see _home
_STORY = ("title", "abstract", "events", "clocks", "labs", "regimens")
_STORY_SECTIONS = ("case", "patient-perspective")
_STATEMENTS = ("ethics", "funding", "conflicts", "data", "acknowledgements")
_NOT_READ = frozenset({"file", "from", "as", "width", "kind", "use", "by", "written", "uses", "assent", "caae"})
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-Ý“\"(])|\n[ \t]*\n\s*")
_OURS = re.compile(
    r"\b(?:(?:our|this|the present) (?:patient|case)|we (?:report|describe|present)\b"
    r"|(?:he|she) (?:was|had|presented)\b|noss[oa] (?:paciente|caso)|(?:d?est[ea]|n?est[ea]) (?:paciente|caso)"
    r"|(?:relatamos|descrevemos|apresentamos)\b|(?:o|a) paciente\b)",
    re.IGNORECASE,
)
# Journals want to know when the literature was searched, and a day on which a drug was approved identifies nobody
_OF_THE_WORLD = re.compile(
    r"\b(?:search\w*|databases?|pubmed|medline|embase|lilacs|scielo|cochrane|accessed|retrieved|FDA|EMA|ANVISA|approv\w+"
    r"|licen[sc]ed|guidelines?|pesquis\w+|buscas?|bases? de dados|levantamento|acess(?:o|ad[oa]) em|aprov\w+"
    r"|diretriz(?:es)?|resoluç(?:ão|ões)|portaria|lei|decreto)\b",
    re.IGNORECASE,
)
# What others did or wrote, of whom a sentence may tell the days and towns, unless it speaks of the patient as well
_OF_OTHERS = re.compile(
    r"\b(?:ministry|minist[ée]rio|secretariat|health (?:department|authorit(?:y|ies))|world health organi[sz]ation"
    r"|organização (?:mundial|pan-americana) da saúde|secretaria (?:\w+ )?d[ae] saúde|vigilância epidemiológica"
    r"|(?-i:WHO|OMS|PAHO|OPAS|CDC)|consensus|consenso)\b",
    re.IGNORECASE,
)
_OF_PATIENT = re.compile(
    r"""\b(?:
      (?:the|our|this)\s(?:patient|case|child|boy|girl|infant|newborn|(?:wo)?man)\b(?!\s(?:of|series)\b)
    | (?:[oa]|[dn][oa]|ao|à|[dn]?est[ea]|noss[oa])\s
        (?:paciente|caso|criança|menin[oa]|menor|gestante|recém-nascid[oa])\b(?!\sd)
    | s?he | hers? | his | him | d?el[ea]
    | (?:was|were)\s(?:started|begun|given|made|done|performed|diagnosed|obtained|taken|repeated|changed|stopped|seen
        |treated|admitted|discharged|referred)
    | (?:internad|admitid|atendid|examinad|operad|tratad|transferid|encaminhad|hospitalizad|submetid|levad|trazid
        |diagnosticad|iniciad|feit|realizad|colhid|repetid|suspens|trocad|prescrit|administrad)[oa]
    | (?:recebeu|teve)\salta | iniciou(?:-se)? | realizou(?:-se)?
    )\b(?!-\d)""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class Passage:
    """Words as their author wrote them, and what kind of text they stand in; `of_search`: a search of the literature.

    `stands_at` is where all of it stands when that is not told by the words themselves: those of a drawing.
    """

    words: Scalar
    home: Home
    of_search: bool = False
    stands_at: Place | None = None

    @cached_property
    def read(self) -> str:
        """The words with blanks in the place of citations, mentions and values."""
        return masked(self.words)

    @cached_property
    def has_digits(self) -> bool:
        return re.search(r"\d", self.read) is not None

    def place(self, start: int, end: int) -> Place:
        return self.stands_at or self.words.place(start, end - start)

    def tells_of_patient(self, start: int) -> bool:
        """Say whether the sentence around a character is about the patient of this report."""
        return self.home in ("story", "consent") or (
            self.home == "discussion" and _OURS.search(self._sentence(start)) is not None
        )

    def tells_of_world(self, start: int) -> bool:
        """Say whether the sentence around a character is about a search of the literature, a law or an approval."""
        is_of_world = self.of_search or _OF_THE_WORLD.search(self._sentence(start)) is not None
        return is_of_world or self.tells_of_others(start)

    def tells_of_others(self, start: int) -> bool:
        """Say whether the sentence around a character cites a work or names an authority, and not the patient."""
        first, last = self._ends(start)
        is_cited = any(first <= at < last and token.kind == "citation" for at, token in located(self.words))
        sentence = self.read[first:last]
        return (is_cited or _OF_OTHERS.search(sentence) is not None) and not _OF_PATIENT.search(sentence)

    def _sentence(self, start: int) -> str:
        return self.read[slice(*self._ends(start))]

    def _ends(self, start: int) -> tuple[int, int]:
        """Return where the sentence around a character begins, and where the next one does."""
        ends = [gap.end() for gap in _SENTENCE.finditer(self.read)]
        first = max((end for end in ends if end <= start), default=0)
        return first, min((end for end in ends if end > start), default=len(self.read))


def passages(case: Case) -> Iterator[Passage]:
    """Yield every passage of a case file that is printed, files of prose and of tables included."""
    searches = _searches(case.source.data.get(Scalar("tables")))
    for field, part in case.source.data.items():
        for path, words in _leaves(part, (str(field),)):
            if home := _home(path):
                yield Passage(words, home, path[0] == "tables" and not searches.isdisjoint(path[1:2]))


def _leaves(part: Tree, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Scalar]]:
    """Yield every text below a part of the file, with the names that lead to it."""
    if isinstance(part, Scalar):
        yield path, part
    elif isinstance(part, Mapping):
        for name, value in part.items():
            yield from _leaves(value, (*path, str(name))) if name not in _NOT_READ else ()
    elif isinstance(part, list):
        for value in part:
            yield from _leaves(value, path)


def _home(path: tuple[str, ...]) -> Home | None:
    """Return what kind of text stands there; None for what is not prose, and for the authors' own names and towns."""
    field = path[0]
    if field in _STORY or (field == "article" and path[1:2] == ("running-title",)):
        return "story"
    if field == "sections":
        return "story" if path[1:2] and path[1] in _STORY_SECTIONS else "discussion"
    if field in ("figures", "tables"):
        return "statement" if "credit" in path else "story"
    if field == "consent":
        return "consent"
    return "statement" if field in _STATEMENTS else None


def _searches(tables: Tree) -> frozenset[str]:
    """Return the names of the tables that tell of a search of the literature."""
    named = tables.items() if isinstance(tables, Mapping) else ()
    return frozenset(
        str(name) for name, table in named if any(_OF_THE_WORLD.search(words) for _, words in _leaves(table, ()))
    )
