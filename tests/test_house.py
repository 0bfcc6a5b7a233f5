"""The house guards itself: imports go down, registries are whole, languages meet at one door, only the cli prints."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from casebook.checks import ARTICLE_CHECKS, CHECKS, WHERE_ASKED
from casebook.cli import COMMANDS
from casebook.formats import FORMATS
from casebook.report.model import Report
from casebook.report.publication import Publication

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "casebook"

# From the roof to the cellar; rooms on one line do not know each other (shared design, and CONTRIBUTING.md).
FLOORS = [
    {"cli"},
    {"bundles"},
    {"doctor", "guide", "checklist", "diff", "preview"},
    {"making"},
    {"build"},
    {"formats"},
    {"templating"},
    {"checks", "settings"},
    {"report"},
    {"care"},
    {"case"},
    {"blocks"},
    {"drawings"},
    {"clinical"},
    {"references", "journals"},
    {"fields"},
    {"prose"},
    {"quantity"},
    {"nodes", "images"},
    {"languages"},
    {"catalogues"},
    {"edit"},
    {"source"},
    {"sample"},
    {"record"},
    {"project"},
    {"findings", "columns"},
    {"meant"},
    {"registry", "workers"},
    {"errors"},
]


FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def modules() -> list[Path]:
    found = sorted(file for file in HOUSE.rglob("*.py") if "shipped" not in file.parts)
    assert len(found) > 40, "the guards must have a house to guard"
    return found


def room_of(file: Path) -> str:
    first = file.relative_to(HOUSE).parts[0]
    return first.removesuffix(".py")


def floor_of(room: str) -> int:
    return next((number for number, rooms in enumerate(FLOORS) if room in rooms), -1)


def imports_of(tree: ast.AST) -> list[str]:
    """Return the rooms that a module imports; a relative import hides its room and is refused."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: a relative import"
            if (node.module or "").startswith("casebook."):
                found.append(node.module.split(".")[1])
            if node.module == "casebook":
                found += [name.name for name in node.names if not name.name.startswith("__")]
        if isinstance(node, ast.Import):
            found += [name.name.split(".")[1] for name in node.names if name.name.startswith("casebook.")]
    return found


def test_every_room_has_its_floor() -> None:
    rooms = {room_of(file) for file in modules()} - {"__init__", "data"}
    assert rooms == set().union(*FLOORS)


def test_imports_only_go_down() -> None:
    upwards = [
        f"{file.relative_to(HOUSE)} imports {target}"
        for file in modules()
        for target in imports_of(ast.parse(file.read_text()))
        if target != room_of(file) and room_of(file) != "__init__" and floor_of(target) <= floor_of(room_of(file))
    ]
    assert upwards == []


@pytest.mark.parametrize(
    "line", ["from casebook import build", "from casebook.build import x", "import casebook.build"]
)
def test_the_guard_sees_every_way_to_import(line: str) -> None:
    assert imports_of(ast.parse(line)) == ["build"]
    with pytest.raises(AssertionError):
        imports_of(ast.parse("from .. import build"))


def test_imports_stand_at_the_top() -> None:
    inside = [
        f"{file.relative_to(HOUSE)}:{node.lineno}"
        for file in modules()
        for function in ast.walk(ast.parse(file.read_text()))
        if isinstance(function, FUNCTIONS)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines a function has, its first and its last among them."""
    return (function.end_lineno or 0) - function.lineno + 1


@pytest.mark.parametrize("first", ["def f():\n", "async def f():\n"])
def test_every_line_of_a_function_is_counted_and_an_asynchronous_one_is_one(first: str) -> None:
    (function,) = ast.parse(first + "    pass\n" * 40).body
    assert isinstance(function, FUNCTIONS)
    assert lines_of(function) == 41


def test_rooms_and_functions_stay_small() -> None:
    large = []
    for file in modules():
        text = file.read_text()
        tree = ast.parse(text)
        assert ast.get_docstring(tree), f"{file} has no sentence saying its job"
        large += [file.name] if text.count("\n") > 300 else []
        large += [
            f"{file.name}:{node.name}" for node in ast.walk(tree) if isinstance(node, FUNCTIONS) and lines_of(node) > 40
        ]
    assert large == []


@pytest.mark.parametrize(
    "registry", [FORMATS, CHECKS, ARTICLE_CHECKS, WHERE_ASKED, COMMANDS], ids=lambda registry: registry.package
)
def test_a_registry_names_modules_that_do_its_job(registry) -> None:
    assert registry.names
    jobs = {"casebook.formats": "write", "casebook.checks": "run", "casebook.cli": "command"}
    for name in registry:
        assert callable(getattr(registry.load(name), jobs[registry.package]))


def test_every_format_says_whether_it_takes_one_report_or_all() -> None:
    taken = {name: FORMATS.load(name).TAKES for name in FORMATS}
    assert set(taken.values()) == {Report, Publication}


def test_every_check_and_format_is_registered() -> None:
    for registries, job in (((FORMATS,), "def write("), ((CHECKS, ARTICLE_CHECKS, WHERE_ASKED), "def run(")):
        folder = HOUSE / registries[0].package.removeprefix("casebook.")
        files = {file.stem: file for file in folder.glob("*.py")}
        files |= {file.parent.name: file for file in folder.glob("*/__init__.py")}
        doing = {name for name, file in files.items() if f"\n{job}" in file.read_text()}
        assert doing == {name.replace("-", "_") for registry in registries for name in registry}


def test_formats_nodes_and_templates_name_no_language() -> None:
    below_the_door = [
        *sorted((HOUSE / "formats").rglob("*.py")),
        HOUSE / "nodes.py",
        HOUSE / "templating.py",
        *sorted((ROOT / "templates").glob("*.html")),
        *sorted((ROOT / "templates" / "nodes").glob("*")),
        *sorted((ROOT / "templates" / "guide").glob("*")),
        *sorted((ROOT / "templates" / "site").glob("*")),
        *sorted((ROOT / "templates" / "preview").glob("*")),
        *sorted((ROOT / "templates" / "project").glob("*")),
        *sorted((HOUSE / "preview").rglob("*.py")),
        *sorted((ROOT / "templates" / "styles").glob("*.css")),
    ]
    assert len(below_the_door) > 6
    named = re.compile(r"""["'](?:en|pt)(?:[-_][A-Z]{2})?["']|if +(?:report\.)?lang|English|Portug""")
    assert [f"{file.name}: {hit[0]}" for file in below_the_door for hit in named.finditer(file.read_text())] == []
    bundles = sorted((HOUSE / "bundles").rglob("*.py"))  # a site has all languages, and may ask which a case has
    called = re.compile(r"""["'](?:en|pt)(?:[-_][A-Z]{2})?["']|English|Portug""")
    assert [f"{file.name}: {hit[0]}" for file in bundles for hit in called.finditer(file.read_text())] == []


def test_languages_are_loaded_at_the_door_by_the_cli_and_where_two_are_compared_alone() -> None:
    loading = {room_of(file) for file in modules() if "load_language(" in file.read_text()}
    assert loading == {"report", "cli", "checks", "languages", "bundles", "settings"}  # a site has every language


def test_only_the_cli_prints() -> None:
    printing = re.compile(r"\bprint\(|\becho\(|\bsecho\(|sys\.std(?:out|err)")
    loud = {room_of(file) for file in modules() if printing.search(file.read_text())}
    assert loud == {"cli"}
