"""Draw every figure that casebook makes of data: those of the shipped cases in each language, and the odd plans.

Run it with `make gallery`; it writes docs/gallery/*.svg and a page for each language that shows them all.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from casebook.case import load_case
from casebook.drawings.plan import COLUMN, WIDE, Timeline
from casebook.drawings.timeline import draw_timeline
from casebook.drawings.trend import draw_trend
from casebook.languages import Language, available, load_language
from casebook.nodes import Figure, plain
from casebook.report.compose import Edition, compose

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE))
from plans import PLANS, Teller  # noqa: E402  # beside this file, which is no package

ODD = {"en": "Odd plans, all invented", "pt": "Planos difíceis, todos inventados"}
HEADS = {
    "en": "# Figures that casebook draws\n\nWritten by `make gallery`, from the data of the shipped cases.",
    "pt": "# Figuras que o casebook desenha\n\nEscrito por `make gallery`, a partir dos dados dos casos incluídos.",
}


def drawn(name: str, language: Language, width: float) -> bytes:
    """Return one odd plan as a file holds it."""
    plan = PLANS[name](Teller(language))
    return (
        draw_timeline(plan, language, width) if isinstance(plan, Timeline) else draw_trend(plan, language, width)
    ).svg


def of_plans(code: str) -> Iterator[tuple[str, str, bytes]]:
    """Yield the name, the title and the bytes of each odd plan in one language, in both widths."""
    language = load_language(code)
    for name, plan in PLANS.items():
        title = plan(Teller(language)).title
        yield f"plan-{name}.{code}.svg", title, drawn(name, language, WIDE)
        yield f"plan-{name}-column.{code}.svg", title, drawn(name, language, COLUMN)


def of_cases(code: str) -> Iterator[tuple[str, str, bytes]]:
    """Yield the name, the caption and the bytes of each figure that a shipped case has drawn, in one language."""
    for folder in sorted(file.parent for file in (ROOT / "cases").glob("*/case.yaml")):
        case, _ = load_case(folder)
        assert case, folder
        if code in case.file.languages:
            report, _ = compose(case, Edition(code))
            for block in report.body:
                name = block.anchor.removeprefix("fig-") if isinstance(block, Figure) else ""
                if isinstance(block, Figure) and case.file.figures[name].drawn:
                    caption = f"{block.label}. {plain(block.caption)}"
                    yield f"{folder.name}-{name}.{code}.svg", caption, block.panels[0].image.data


def pages() -> dict[str, bytes]:
    """Return every file of the gallery by its name."""
    files: dict[str, bytes] = {}
    for code in available():
        lines = [HEADS[code]]
        for name, caption, svg in of_cases(code):
            files[name] = svg
            lines += [f"![{caption}]({name})", caption]
        lines += [f"## {ODD[code]}"]
        for name, title, svg in of_plans(code):
            files[name] = svg
            lines += ([] if "-column." in name else [f"### {title}"]) + [f"![{title}]({name})"]
        files[f"README{'' if code == 'en' else '.pt-BR'}.md"] = ("\n\n".join(lines) + "\n").encode()
    return files


if __name__ == "__main__":
    for old in HERE.glob("*.svg"):
        old.unlink()
    for name, data in pages().items():
        (HERE / name).write_bytes(data)
