"""The model explains itself: every field has its words, the schema and the guide show them, and both are current."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
import yaml

from casebook.case.file import CaseFile
from casebook.case.parts import Keyword
from casebook.case.schema import case_schema
from casebook.cli import run
from casebook.fields import Model, Reading, read_model
from casebook.fields.outline import Entry, models_of, outline, typed
from casebook.findings import Finding
from casebook.guide import write_guide
from casebook.languages import Language, available, load_language
from casebook.project import Project, bundled
from casebook.registry import UnknownName
from casebook.source import read_source
from tests.judges import judge
from tests.shipped import CASES, ROOT, TEMPLATES

LANGUAGES = tuple(load_language(code) for code in available())
SAMPLES = tuple(sorted(file.parent for file in (bundled("templates") / "sample").glob("*/case.yaml")))
FIELDS = tuple((model, entry) for model in models_of(CaseFile) for entry in outline(model))
# The lines of CARE 2013, and the items that have several
CARE = re.compile(r"1|2|3[a-d]?|4|5[a-d]|6|7|8[a-d]|9[a-c]|10[a-d]|11[a-d]|12|13|")
in_each_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)


def test_every_field_says_what_it_is_with_an_example() -> None:
    assert len(FIELDS) > 60
    assert len({model for model, _ in FIELDS}) > 12
    for model, entry in FIELDS:
        name = f"{model.__name__}.{entry.name}"
        assert entry.told, f"{name} tells nothing of itself"
        assert entry.told.label, name
        assert entry.told.help.endswith("."), name
        assert entry.told.example, name
        assert CARE.fullmatch(entry.told.care), name


@in_each_language
@pytest.mark.parametrize(("model", "entry"), FIELDS, ids=lambda part: getattr(part, "name", None) or part.__name__)
def test_the_example_of_every_field_is_read_without_a_fault(
    tmp_path: Path, model: type[Model], entry: Entry, language: Language
) -> None:
    tried = [faults(tmp_path / "part.yaml", model, text, language) for text in written(model, entry, language)]
    assert () in tried, tried[0]


def written(model: type[Model], entry: Entry, language: Language) -> Iterator[str]:
    """Yield a part of a case with the example of a field: with those needed beside it, alone, with one more of them."""
    said = {other.name: typed(other, language) for other in outline(model)}
    if model is Keyword:  # its words stand behind the codes of languages, not behind a name of their own
        said["words"] = said["words"].replace("words:", f"{language.code}:")
    needed = {other.name for other in outline(model) if other.is_needed} | {entry.name}
    yield "\n".join(said[name] for name in said if name in needed)
    yield said[entry.name]
    for more in said:
        yield "\n".join(said[name] for name in said if name in needed | {more})


def faults(file: Path, model: type[Model], text: str, language: Language) -> tuple[Finding, ...]:
    file.write_text(text + "\n", encoding="utf-8")
    source, found = read_source(file, "part.yaml")
    assert source, (text, found)
    known = Reading(language.code, available(), language.decimal_mark, ("generic",))
    return found + read_model(model, source, known)[1]


def test_an_example_with_a_fault_is_seen(tmp_path: Path) -> None:
    assert faults(tmp_path / "part.yaml", Keyword, "mesh: D1\nen: Fever", load_language("en"))


# The schema


@in_each_language
@pytest.mark.parametrize("folder", [*SAMPLES, *CASES], ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_an_editor_finds_nothing_wrong_with_a_sound_case(folder: Path, language: Language) -> None:
    schema = case_schema(language)
    jsonschema.Draft202012Validator.check_schema(schema)
    read = yaml.safe_load((folder / "case.yaml").read_bytes())
    assert len(read) > 10
    held = json.loads(json.dumps(read, default=str))
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(held)) == []
    assert list(jsonschema.Draft202012Validator(schema).iter_errors({**held, "titel": "A case"}))


@in_each_language
def test_the_schema_tells_every_field_in_the_language_asked_for(language: Language) -> None:
    schema = case_schema(language)
    told = 0
    for model, entry in FIELDS:
        part = schema if model is CaseFile else schema["$defs"][model.__name__]
        properties = part["anyOf"][-1]["properties"] if "anyOf" in part else part["properties"]
        if (model, entry.name) == (Keyword, "words"):
            assert "words" not in properties
            continue
        field = properties[entry.name]
        assert field["title"] == language.words(entry.told.label)
        assert field["description"].startswith(language.words(entry.told.help))
        assert field["description"].endswith(f"(CARE {entry.told.care})" if entry.told.care else ".")
        assert len(field["examples"]) == 1
        told += 1
    assert told > 60
    assert "docstring" not in json.dumps(schema)
    assert set(schema["$defs"]["Text"]["anyOf"][1]["properties"]) == {*available(), "same"}


def test_a_new_case_names_the_schema_that_stands_beside_it(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project.root)
    for name in ("demo", "other"):  # the second time it is there already
        assert run(["new", name, "--ui-lang", "en"]) == 0
        file = project.cases / name / "case.yaml"
        first = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", file.read_text("utf-8").split("\n")[0])
        assert first
        schema = file.parent / first[1]
        assert schema.resolve() == project.cases.resolve() / "case.schema.json"
        assert json.loads(schema.read_bytes())["properties"]["patient"]["title"] == "Patient"
    assert project.slugs() == ("demo", "other")


@pytest.mark.slow
def test_an_editor_completes_a_new_case(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project.root)
    assert run(["new", "demo", "--ui-lang", "en"]) == 0
    file = project.cases / "demo" / "case.yaml"
    text = file.read_text("utf-8")
    lines = text.split("\n")
    status = next(number for number, line in enumerate(lines) if line.startswith("status:"))
    fields, values, languages = completions(
        file,
        (text + "\n", len(lines), 0),
        ("\n".join([*lines[:status], "status: ", *lines[status + 1 :]]), status, len("status: ")),
        (text + "\nacknowledgements:\n  ", len(lines) + 1, 2),
    )
    assert {"acknowledgements", "exceptions"} <= set(fields)
    assert "title" not in fields  # it is there already
    assert {"draft", "submitted", "retracted"} <= set(values)
    assert {"en", "pt", "same"} <= set(languages)


def completions(file: Path, *questions: tuple[str, int, int]) -> list[list[str]]:
    """Return what the YAML language server offers in each text, at its line and character, counted from 0."""
    asked = {
        "server": str(judge("yaml-language-server")),
        "file": str(file),
        "questions": [dict(zip(("text", "line", "character"), question, strict=True)) for question in questions],
    }
    command = [judge("node"), ROOT / "tests" / "judges" / "completion.mjs", json.dumps(asked)]
    said = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120)
    assert said.returncode == 0, said.stderr
    offered: list[list[str]] = json.loads(said.stdout)
    return offered


def test_every_sample_begins_with_the_same_line() -> None:
    assert len(SAMPLES) == len(LANGUAGES)
    assert {(sample / "case.yaml").read_text("utf-8").split("\n")[0] for sample in SAMPLES} == {
        "# yaml-language-server: $schema=../case.schema.json"
    }


def test_the_schema_is_no_input_of_a_case(project: Project, demo: Path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(project.root)
    words = ["build", "--to", "html", "--lang", "en", "--ui-lang", "en"]
    assert run(words) == 0
    (project.cases / "case.schema.json").write_text("{}")
    capsys.readouterr()
    assert run(words) == 0
    assert "nothing to do" in capsys.readouterr().out


# The guide


@in_each_language
def test_the_guide_in_docs_is_what_the_command_writes_now(language: Language) -> None:
    files = {file.name for file in (ROOT / "docs").glob("case-format*.md")}
    assert len(files) == len(LANGUAGES)
    name = f"case-format.{language.tag}.md"
    kept = ROOT / "docs" / (name if name in files else "case-format.md")
    assert kept.read_text("utf-8") == write_guide(language, available(), TEMPLATES), "run: make docs"


@in_each_language
def test_the_guide_leads_to_every_field_and_shows_its_example(language: Language) -> None:
    guide = write_guide(language, available(), TEMPLATES)
    leads = set(re.findall(r"\]\(#([\w-]+)\)", guide))
    there = {*re.findall(r'<a id="([\w-]+)">', guide), *re.findall(r"^### `([\w-]+)`$", guide, re.MULTILINE)}
    assert len(leads) > 25
    assert leads == there
    for model, entry in FIELDS:
        assert f"**{language.words(entry.told.label)}.** {language.words(entry.told.help)}" in guide
        example = typed(entry, language)
        assert f"```yaml\n{example}\n```" in guide or f"| `{example}` |" in guide, (model, entry.name)


@in_each_language
def test_the_guide_of_one_field_is_a_chapter_of_the_whole(language: Language) -> None:
    chapter = write_guide(language, available(), TEMPLATES, "tables")
    assert chapter.startswith("### `tables`\n")
    assert chapter in write_guide(language, available(), TEMPLATES)
    assert "### `references`" not in chapter
    for asked in ("tables.rows", "tabelas", "tabels"):
        assert write_guide(language, available(), TEMPLATES, asked) == chapter
    assert write_guide(language, available(), TEMPLATES, "historico").startswith("### `sections`\n")
    for asked in ("xyzzy", "nonsense"):  # of which one is a little like “consent”
        with pytest.raises(UnknownName):
            write_guide(language, available(), TEMPLATES, asked)


def test_what_may_be_left_out_is_not_told_as_needed() -> None:
    chapter = write_guide(load_language("en"), available(), TEMPLATES, "sections")
    assert "| `text` |" in chapter
    assert "**needed**" not in chapter


def test_an_editor_offers_the_names_of_the_journals_and_takes_others(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project.root)
    assert run(["schema"]) == 0
    journal = json.loads(capsys.readouterr().out)["$defs"]["Article"]["properties"]["journal"]
    assert {"bmj-case-reports", "generic", "spmj"} <= set(journal["anyOf"][0]["enum"])
    jsonschema.validate("a-new-one", journal)


def test_the_command_speaks_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for code in available():
        assert run(["guide", "patient", "--ui-lang", code]) == 0
        said.append(capsys.readouterr().out)
        assert run(["schema", "--ui-lang", code]) == 0
        said.append(json.loads(capsys.readouterr().out)["properties"]["patient"]["description"])
    assert len(set(said)) == 2 * len(LANGUAGES)
