"""Lines that were broken before: kept by all that they depend on, and the same to the byte."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys

import pytest
from weasyprint.layout import inline, preferred
from weasyprint.text import fonts, line_break

from casebook.formats.layout.memory import STYLES, Memory
from tests.shipped import ARTICLES, ROOT

ASKED = re.compile(r"style\['(\w+)'\]")


def test_what_was_asked_for_last_is_kept() -> None:
    memory: Memory[str] = Memory(2)
    for key in "abc":
        memory.put(key, key.upper())
    assert [memory.get(key) for key in "abc"] == ["A", "B", "C"]
    memory.put("d", "D")
    memory.put("e", "E")
    assert memory.get("a") is None
    assert memory.get("e") == "E"


def test_a_line_is_known_by_every_style_that_weasyprint_asks_of_it() -> None:
    asked = set(ASKED.findall(inspect.getsource(line_break) + inspect.getsource(fonts.get_font_description)))
    assert "hyphens" in asked
    assert asked - set(STYLES) == set()


def test_weasyprint_still_breaks_lines_where_they_are_kept() -> None:
    names = ["text", "style", "context", "max_width", "justification_spacing"]
    assert list(inspect.signature(line_break.split_first_line).parameters) == [*names, "is_line_start", "minimum"]
    assert list(inspect.signature(line_break.create_layout).parameters) == names
    assert all(hasattr(module, "split_first_line") for module in (inline, preferred))
    assert hasattr(inline, "create_layout")
    assert "create_layout" not in inspect.getsource(preferred)
    assert re.findall(r"reactivate\(|\.deactivate\(", inspect.getsource(inline)) == [".deactivate("]


COMPARE = """
import sys
from dataclasses import replace
from casebook.build import Order
from casebook.formats import pdf
from casebook.formats.layout.printer import load_printer
from casebook.nodes import Paragraph, Words
from casebook.project import find_project
from casebook.making import read, reports_of

def changed(report):
    first = next(n for n, node in enumerate(report.body) if isinstance(node, Paragraph))
    longer = replace(report.body[first], children=(*report.body[first].children, Words(" Word upon word was added.")))
    return replace(report, body=(*report.body[:first], longer, *report.body[first + 1:]))

slug, code = sys.argv[1:]
project = find_project(__import__("pathlib").Path.cwd())
search = project.search("templates")
(report,), _ = reports_of(read(project, slug)[0], project, Order((), languages=(code,)))
reports = (report, changed(report), report)
forgetful = []
for one in reports[:2]:
    load_printer.cache_clear()
    forgetful.append(pdf.write(one, search))
pdf.ready(search)
assert [pdf.write(one, search) for one in reports] == [*forgetful, forgetful[0]]
assert forgetful[0] != forgetful[1]
"""


@pytest.mark.slow
@pytest.mark.parametrize(("slug", "code"), ARTICLES)
def test_a_process_that_remembers_writes_the_same_file(slug: str, code: str) -> None:
    done = subprocess.run([sys.executable, "-c", COMPARE, slug, code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
