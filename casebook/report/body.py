"""The text in reading order: sections as the journal orders them, figures and tables after their first mention."""

from __future__ import annotations

from casebook.case import Case
from casebook.case.section import Section
from casebook.fields import FieldPath
from casebook.journals.words import OF_A_WOMAN
from casebook.nodes import Block, Heading, Inline, Origin, Said, Words
from casebook.report.labels import CHART_PARTS, SECTIONS
from casebook.report.numbering import mentions
from casebook.report.voice import CaseVoice


def body(case: Case, voice: CaseVoice) -> tuple[Block, ...]:
    """Return the headings, paragraphs and lists of the text, with every figure and table in its place.

    What the text never mentions stands at its end (a check tells the author).
    """
    waiting = {
        **{f"fig-{name}": name for name in case.file.figures},
        **{f"tab-{name}": name for name in case.file.tables},
    }
    blocks: list[Block] = []
    for name in ordered(tuple(case.file.sections), voice.journal.profile.order):
        for block in _section(name, case.file.sections[name], voice):
            blocks.append(block)
            blocks += _mentioned_by(block, waiting, case, voice)
    blocks += [_lowered(anchor, name, case, voice) for anchor, name in waiting.items()]
    return tuple(blocks)


def ordered(sections: tuple[str, ...], order: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sections in the journal's order; others stay behind the section that the author wrote before them."""
    ranked: dict[str, tuple[int, int]] = {}
    behind = -1
    for position, name in enumerate(sections):
        behind = order.index(name) if name in order else behind
        ranked[name] = (behind, -1 if name in order else position)
    return tuple(sorted(sections, key=lambda name: ranked[name]))


def _section(name: str, section: Section, voice: CaseVoice) -> tuple[Block, ...]:
    path: FieldPath = ("sections", name)
    heading: tuple[Inline, ...]
    if section.title.codes or name not in SECTIONS:
        heading = voice.say(section.title, (*path, "title"))
    else:
        patient = voice.case.file.patient
        standard = OF_A_WOMAN.get(name, SECTIONS[name]) if patient and patient.sex == "female" else SECTIONS[name]
        words = voice.journal.heading(name, standard, voice.language)
        heading = Said((Words(words),), Origin(path, voice.language.code, (0,)))
    where = (*path, "text") if section.title.codes else path
    text = _chart(name, section, voice) if section.chart else voice.say_blocks(section.text, where)
    return (Heading(2, f"sec-{name}", heading), *text)


def _chart(name: str, section: Section, voice: CaseVoice) -> tuple[Block, ...]:
    """Return the parts of a chart in the standard order, under headings of their own or run together."""
    blocks: list[Block] = []
    for part, text in section.chart.items():
        if voice.journal.profile.chart == "subheadings":
            label = voice.journal.heading(part, CHART_PARTS[part], voice.language)
            origin = Origin(("sections", name, part), voice.language.code, (0,))
            blocks.append(Heading(3, f"sec-{name}.{part}", Said((Words(label),), origin)))
        blocks += voice.say_blocks(text, ("sections", name, part))
    return tuple(blocks)


def _mentioned_by(block: Block, waiting: dict[str, str], case: Case, voice: CaseVoice) -> list[Block]:
    """Return the figures and tables that `block` mentions first, and those that their captions mention."""
    placed: list[Block] = []
    for target in mentions(block):
        anchor = target if target in waiting else target.rpartition(".")[0]  # of a panel, its figure
        if anchor in waiting:
            lowered = _lowered(anchor, waiting.pop(anchor), case, voice)
            placed += [lowered, *_mentioned_by(lowered, waiting, case, voice)]
    return placed


def _lowered(anchor: str, name: str, case: Case, voice: CaseVoice) -> Block:
    label = voice.label(anchor)
    if anchor.startswith("fig-"):
        return case.file.figures[name].lower(("figures", name), anchor, label, voice)
    return case.file.tables[name].lower(("tables", name), anchor, label, voice)
