"""Words typed → exit code and words said: in the author's language, on the right stream, never a traceback."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import click
import pytest

from casebook.cli import COMMANDS, run
from casebook.cli.voice import choose_language, frame, say_error
from casebook.errors import REASONS, reason_of
from casebook.findings import Place
from casebook.formats import FORMATS, PURPOSES, html
from casebook.languages import load_language
from casebook.project import Project
from casebook.record import CannotWrite

FINE, FOUND, USAGE, BUG = 0, 1, 2, 3
START = "from casebook.cli import main; main()"


class Said(NamedTuple):
    """What one command said, and its exit code."""

    code: int
    out: str
    err: str


Typing = Callable[..., Said]


@pytest.fixture
def typing(project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typing:
    """Type a command in a project of one's own, in this process."""
    for name in ("CASEBOOK_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(project.root)

    def typed(*words: str, **environment: str) -> Said:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        code = run(list(words))
        said = Said(code, *capsys.readouterr())
        assert "Traceback" not in said.out + said.err
        return said

    return typed


def by_itself(project: Project, *words: str, **environment: str) -> Said:
    """Type a command in a process of its own, whose streams are no terminal."""
    done = subprocess.run(
        [sys.executable, "-c", START, *words], cwd=project.root, capture_output=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path), **environment},
    )  # fmt: skip
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())


# Exit codes


def test_a_sound_case_is_0_a_faulty_one_1_a_wrong_word_2(typing: Typing, demo: Path) -> None:
    assert typing("check", "demo").code == FINE
    assert typing("build", "--to", "html", "demo").code == FINE
    assert typing("check", "dmo").code == USAGE
    (demo / "case.yaml").write_text((demo / "case.yaml").read_text().replace("[@omar2012]", "[@nobody]"))
    assert typing("check", "demo").code == FOUND
    assert typing("build", "--to", "html", "demo").code == FOUND


def test_a_gap_in_a_draft_is_no_error_and_in_a_release_it_is(typing: Typing, demo: Path) -> None:
    case = (demo / "case.yaml").read_text()
    (demo / "case.yaml").write_text(case.replace("    pt: Hipocalemia por alcaçuz\n", ""))
    said = typing("check")
    assert said.code == FINE
    assert "warning: The text of “article.running-title” is missing in Portuguese" in said.err
    (demo / "case.yaml").write_text((demo / "case.yaml").read_text().replace("status: draft", "status: accepted"))
    said = typing("check")
    assert said.code == FOUND
    assert "error: The text of “article.running-title” is missing in Portuguese" in said.err


def make_a_fault_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a format do what no code of ours should do."""
    monkeypatch.setattr(html, "write", lambda report, search: report.nothing_of_the_kind)


def test_our_own_fault_is_3_told_in_one_sentence_and_kept_in_a_file(
    typing: Typing, project: Project, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_a_fault_of_ours(monkeypatch)
    said = typing("build", "--to", "html")
    assert said.code == BUG
    assert "Please send us the file casebook-error.txt." in said.err
    kept = (project.root / "casebook-error.txt").read_text()
    assert kept.startswith("casebook ")
    assert "Traceback" in kept


def test_a_fault_of_ours_is_told_where_no_file_can_be_written(
    typing: Typing, project: Project, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_a_fault_of_ours(monkeypatch)
    (project.root / "casebook-error.txt").mkdir()
    elsewhere = tmp_path / "passing"
    elsewhere.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(elsewhere))
    said = typing("build", "--to", "html")
    assert said.code == BUG
    assert str(elsewhere / "casebook-error.txt") in said.err
    assert (elsewhere / "casebook-error.txt").is_file()


def test_the_gravest_exit_code_is_the_one_of_the_run(typing: Typing, project: Project, demo: Path) -> None:
    (project.cases / "aaa").mkdir()
    (project.cases / "aaa" / "case.yaml").write_text("title: [")
    said = typing("build", "--to", "html", "--jobs", "1")
    assert said.code == FOUND
    assert "demo.en.draft.html written" in said.out
    assert "aaa: not built" in said.err


def test_a_case_that_cannot_be_checked_does_not_stop_the_others(typing: Typing, project: Project, demo: Path) -> None:
    demo.rename(project.cases / "my case")
    shutil.copytree(project.cases / "my case", project.cases / "zebra")
    said = typing("check")
    assert said.code == USAGE
    assert "“my case” cannot be the name of a case" in said.err
    assert "such as “my-case”" in said.err
    assert "zebra: errors: 0" in said.out


def test_a_faulty_catalogue_of_one_s_own_is_no_fault_of_casebook(typing: Typing, project: Project, demo: Path) -> None:
    (project.root / "locales").mkdir()
    own = project.root / "locales" / "pt.po"
    own.write_text('msgid "Figure {number}"\nmsgstr "Imagem {numero}"\n', encoding="utf-8")
    for command in (["build", "--to", "html"], ["check"], ["languages"]):
        said = typing(*command)
        assert said.code == USAGE
        assert "locales/pt.po:1 holds “numero”" in said.err


def test_a_profile_that_is_a_folder_is_told(typing: Typing, project: Project, demo: Path) -> None:
    (project.root / "templates" / "journals" / "x" / "profile.yaml").mkdir(parents=True)
    for command in (["journals", "x"], ["check", "--journal", "x"], ["build", "--to", "html", "--journal", "x"]):
        said = typing(*command)
        assert said.code == USAGE
        assert "templates/journals/x/profile.yaml error: This is not a file." in said.err


def test_notes_are_not_counted_as_warnings(typing: Typing, project: Project) -> None:
    broken = Path(__file__).parent / "broken" / "panels"
    shutil.copytree(broken, project.cases / "one")
    shutil.copyfile(broken.with_suffix(".yaml"), project.cases / "one" / "case.yaml")
    said = typing("check", "one")
    counts = {name: len(re.findall(rf" {name}: ", said.err)) for name in ("error", "warning", "note")}
    assert all(counts[name] for name in ("error", "note"))
    assert said.out == "one: errors: {error}; warnings: {warning}; notes: {note}\n".format(**counts)


@pytest.mark.parametrize("place", ["demo/", "cases/demo", "cases/demo/", "./cases/demo/case.yaml"])
def test_a_case_may_be_named_by_its_folder_or_its_file(
    typing: Typing, project: Project, demo: Path, place: str
) -> None:
    for typed in (place, str(project.root / place)) if "cases" in place else (place,):
        assert typing("check", typed).out.startswith("demo: errors: 0")
        assert typing("build", typed, "--to", "html", "--lang", "en").code == FINE


def test_a_case_may_be_named_from_within_its_folder(
    typing: Typing, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(demo)
    for typed in (".", "case.yaml", "demo", "../demo/"):
        assert typing("check", typed).out.startswith("demo: errors: 0"), typed
    assert typing("check", "figures").code == USAGE


def test_what_an_earlier_build_left_is_told_where_a_case_is_not_built(typing: Typing, demo: Path) -> None:
    assert typing("build", "--to", "html").code == FINE
    file = demo / "case.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("status: draft", "status: drafty"), encoding="utf-8")
    said = typing("build", "--to", "html")
    assert said.code == FOUND
    assert "demo: not built, not even as a draft: something above cannot be read" in said.err
    assert said.err.endswith("\nThe files in build/demo are of an earlier build.\n")


def test_whether_errors_stop_a_draft_is_told(typing: Typing, demo: Path) -> None:
    file, words = demo / "case.yaml", "built as a draft in spite of the errors above"
    assert words not in typing("build", "--to", "html").err
    file.write_text(file.read_text(encoding="utf-8").replace("[@omar2012]", "[@nobody]"), encoding="utf-8")
    said = typing("build", "--to", "html")
    assert said.code == FOUND
    assert words in said.err
    assert words not in typing("build", "--to", "text", "--quiet").err
    file.write_text(file.read_text(encoding="utf-8").replace("status: draft", "status: accepted"), encoding="utf-8")
    assert "demo: not built\n" in typing("build", "--to", "html").err


def test_a_new_case_may_be_named_as_tab_completes_it(typing: Typing, project: Project) -> None:
    assert typing("new", "cases/second/").code == FINE
    assert project.slugs() == ("second",)


def test_a_name_longer_than_a_file_may_have_is_no_name_of_a_case(typing: Typing, project: Project) -> None:
    said = typing("new", "a" * 300)
    assert said.code == USAGE
    assert "at most 60 of them" in said.err
    assert typing("new", "a" * 60).code == FINE
    assert typing("new", "a" * 61).code == USAGE


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is Linux's")
def test_a_full_disk_behind_the_sign_greater_than_is_told() -> None:
    environment = {**os.environ, "CASEBOOK_LANG": "en"}
    with Path("/dev/full").open("w") as full:
        said = subprocess.run(
            [sys.executable, "-c", START, "schema"], stdout=full, stderr=-1, text=True, env=environment
        )
        mute = subprocess.run([sys.executable, "-c", START, "check", "x"], stdout=full, stderr=full, env=environment)
    assert said.returncode == USAGE
    assert said.stderr.startswith("error: What the command says cannot be written there: the disk is full.\n")
    assert len(said.stderr.splitlines()) == 2
    assert mute.returncode == USAGE


# Words that casebook does not know


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["biuld"], ["build", "check", "new"]),
        (["build", "--to", "html,doc"], ["html", "pdf"]),
        (["build", "--lang", "es"], ["en", "pt"]),
        (["build", "--journal", "lancet"], ["generic", "spmj"]),
        (["build", "--journal", "../journals/spmj"], ["generic", "spmj"]),
        (["check", "--journal", "lancet"], ["generic", "spmj"]),
        (["new", "case-one", "--lang", "es"], ["en", "pt"]),
        (["--ui-lang", "es", "check"], ["en", "pt"]),
        (["check", "dem"], ["mean “demo”? The cases are: demo."]),
        (["chek"], ["mean “check”?", "doctor"]),
        (["montar"], ["mean “build”?"]),
        (["build", "--to", "word"], ["mean “docx”?", "html"]),
        (["build", "--lang", "pt-BR"], ["mean “pt”?"]),
        (["check", "--journal", "bmj"], ["mean “bmj-case-reports”?", "generic"]),
        (["build", "--format", "pdf"], ["mean --to?"]),
        (["build", "--idioma", "pt"], ["mean --lang?"]),
        (["build", "--too", "html"], ["mean --to?"]),
        (["build", "--journal", ""], ["missing behind “--journal”"]),
        (["check", "--journal", ""], ["missing behind “--journal”"]),
        (["build", "--to", ""], ["missing behind “--to”"]),
        (["build", "--lang", ""], ["missing behind “--lang”"]),
        (["build", "--output", ""], ["missing behind “--output”"]),
        (["build", "--output", "cases/demo/case.yaml"], ["is a file"]),
        (["check", "--journal", "spmj", "--journal", "generic"], ["--journal was typed more than once"]),
    ],
)
def test_an_unknown_word_is_answered_with_the_list(
    typing: Typing, demo: Path, words: list[str], names: list[str]
) -> None:
    said = typing(*words)
    assert said.code == USAGE
    assert said.out == ""
    assert all(name in said.err for name in names), said.err
    assert len(said.err.splitlines()) == 2


@pytest.mark.parametrize(
    "words",
    [
        ["new"],
        ["new", "a", "b"],
        ["build", "--jobs", "0"],
        ["build", "--jobs", "x"],
        ["build", "--to"],
        ["schema", "x"],
    ],
)
def test_words_too_many_or_too_few_lead_to_the_help(typing: Typing, demo: Path, words: list[str]) -> None:
    english, portuguese = typing(*words), typing("--ui-lang", "pt", *words)
    assert english.code == portuguese.code == USAGE
    assert "“casebook" in english.err
    assert "--help” says what can be typed" in english.err
    assert english.err.startswith("error: ")
    assert portuguese.err.startswith("erro: ")


def test_without_words_the_help_is_shown(typing: Typing) -> None:
    said = typing()
    assert said.code == USAGE
    assert all(name in said.err for name in COMMANDS)


def test_every_command_has_help_and_casebook_tells_its_version(typing: Typing) -> None:
    assert len(list(COMMANDS)) >= 7
    for name in COMMANDS:
        said = typing(name, "--help")
        assert said.code == FINE
        assert f"casebook {name}" in said.out
    assert typing("--version").out.startswith("casebook ")


def test_a_folder_without_cases_is_told_how_to_begin(typing: Typing) -> None:
    for command in ("build", "check"):
        said = typing(command)
        assert said.code == USAGE
        assert "casebook new" in said.err


# Languages of the messages


@pytest.mark.parametrize(
    ("words", "environment", "is_portuguese"),
    [
        ([], {}, False),
        (["--ui-lang", "pt"], {}, True),
        (["--ui-lang=pt"], {}, True),
        (["--ui-lang", "pt_BR"], {"LANG": "en_US.UTF-8"}, True),
        (["--ui-lang", "en"], {"CASEBOOK_LANG": "pt"}, False),
        ([], {"CASEBOOK_LANG": "pt", "LANG": "en_US.UTF-8"}, True),
        ([], {"CASEBOOK_LANG": "en", "LANG": "pt_BR.UTF-8"}, False),
        ([], {"LANG": "pt_BR.UTF-8"}, True),
        ([], {"LC_ALL": "pt_PT"}, True),
        ([], {"LANG": "C.UTF-8"}, False),
        ([], {"LANG": "de_DE.UTF-8"}, False),
        ([], {"CASEBOOK_LANG": "de", "LANG": "pt_BR.UTF-8"}, True),
    ],
)
def test_messages_are_in_the_language_asked_for(
    typing: Typing, words: list[str], environment: dict[str, str], is_portuguese: bool
) -> None:
    said = typing(*words, "check", **environment)
    assert said.err.startswith("erro: Não há casos" if is_portuguese else "error: There are no cases")


def test_the_language_of_messages_may_be_asked_for_anywhere(typing: Typing) -> None:
    assert typing("check", "--ui-lang", "pt").err.startswith("erro: Não há casos")
    assert typing("check", "--quiet", "--ui-lang=pt").err.startswith("erro: Não há casos")


def test_a_finding_is_told_in_portuguese_with_the_same_place_and_code(typing: Typing, demo: Path) -> None:
    case = (demo / "case.yaml").read_text()
    case = case.replace("status: draft ", "status: drft ").replace("    pt: Hipocalemia por alcaçuz\n", "")
    (demo / "case.yaml").write_text(case)
    english, portuguese = typing("check"), typing("check", "--ui-lang", "pt")
    assert [line for line in english.err.splitlines() if line.startswith("    ")] == [
        line for line in portuguese.err.splitlines() if line.startswith("    ")
    ]
    for said, word, missing in ((english, "error", "Portuguese"), (portuguese, "erro", "português")):
        assert re.search(rf"^cases/demo/case\.yaml:\d+:9 {word}: ", said.err, re.MULTILINE)
        assert "[case.not-in-list]" in said.err
        assert missing in said.err


ENGLISH = (
    r"\b(?:usage|options?|commands?|show|words|language|otherwise|else|the|of|and|with|which|is|are|what|this|that)\b"
)


@pytest.mark.parametrize("words", [(), *((name,) for name in COMMANDS)], ids=lambda words: words[0] if words else "-")
def test_every_help_is_wholly_in_the_language_asked_for(typing: Typing, words: tuple[str, ...]) -> None:
    english, portuguese = (typing("--ui-lang", code, *words, "--help").out for code in ("en", "pt"))
    assert english.startswith("Usage: casebook")
    assert portuguese.startswith("Uso: casebook")
    assert re.findall(ENGLISH, english, re.IGNORECASE)
    assert re.findall(ENGLISH, portuguese, re.IGNORECASE) == []
    assert re.findall(r"^  (--?[a-z-]+)", english, re.MULTILINE) == re.findall(
        r"^  (--?[a-z-]+)", portuguese, re.MULTILINE
    )


def test_a_help_is_written_in_two_columns(typing: Typing) -> None:
    for code in ("en", "pt"):
        told = typing("build", "--help", "--ui-lang", code).out
        rows = list(re.finditer(r"^  --\S+(?: \S+)?  +(\S.*)$", told, re.MULTILINE))
        assert len(rows) > 6
        assert len({row.start(1) - row.start() for row in rows}) == 1


@pytest.mark.parametrize("name", COMMANDS.names)
def test_every_word_of_a_help_is_in_the_catalogue(name: str) -> None:
    portuguese = load_language("pt")
    command = COMMANDS.load(name).command
    told = [command.help, *(option.help for option in command.params if isinstance(option, click.Option))]
    told += [each.metavar for each in command.params if not getattr(each, "is_flag", False)]
    assert [words for words in told if not words or portuguese.words(words) == words] == []


def test_help_is_in_the_language_of_the_environment(project: Project) -> None:
    said = by_itself(project, "--help", CASEBOOK_LANG="pt")
    assert "relatos de caso" in said.out


def test_why_the_system_refuses_a_file_is_told_in_the_language_asked_for(typing: Typing, project: Project) -> None:
    typing("new", "demo")
    project.output.write_text("no folder")
    english, portuguese = (typing("build", "--to", "html", "--ui-lang", code).err for code in ("en", "pt"))
    assert "demo.en.draft.html cannot be written: a part of its path is a file, not a folder." in english
    assert "não pode ser escrito: uma parte do caminho é um arquivo, não uma pasta." in portuguese


def test_words_of_another_program_are_told_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    choose_language(["--ui-lang", "en"])
    refused = OSError(errno.EXDEV, "Invalid cross-device link")
    say_error(CannotWrite("demo.pdf", reason=reason_of(refused)))
    assert "in the words of the program that met the fault: “Invalid cross-device link”." in capsys.readouterr().err


def test_every_reason_has_words_in_both_languages() -> None:
    english, portuguese = load_language("en"), load_language("pt")
    assert len(REASONS) > 10
    for number, words in REASONS.items():
        assert reason_of(OSError(number, os.strerror(number))) == english.words(words) != portuguese.words(words)


# What a terminal sees


def test_a_terminal_shows_the_cases_under_way_and_wipes_the_line(project: Project, demo: Path) -> None:
    shown = on_a_terminal(project, "build", "--to", "html")
    assert shown.index("working on: demo …") < shown.index("\r\x1b[K") < shown.index("[1/1] ")
    assert "working on" not in on_a_terminal(project, "build", "--to", "html", "--quiet")


def on_a_terminal(project: Project, *words: str) -> str:
    """Return everything that a command shows where its streams are a terminal."""
    ours, theirs = os.openpty()
    environment = {**os.environ, "CASEBOOK_LANG": "en", "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", START, *words], cwd=project.root, stdout=theirs, stderr=theirs, env=environment
    ):
        os.close(theirs)
        shown = b""
        while part := _read(ours):
            shown += part
    os.close(ours)
    return shown.decode()


def _read(terminal: int) -> bytes:
    """Return what comes next, or nothing where the other end is closed, which Linux calls an error."""
    try:
        return os.read(terminal, 1 << 16)
    except OSError:
        return b""


# New cases


@pytest.mark.parametrize("code", ["en", "pt"])
def test_a_new_case_is_sound_and_builds_at_once(typing: Typing, project: Project, code: str) -> None:
    said = typing("new", "licorice", "--lang", code)
    assert said.code == FINE
    assert said.err == ""
    assert "casebook build licorice" in said.out
    assert typing("check").out == "licorice: errors: 0; warnings: 0; notes: 0\n"
    said = typing("build", "--to", "html")
    assert (said.code, said.err) == (FINE, "")
    languages = ("en", "pt")
    assert all((project.output / "licorice" / f"licorice.{lang}.draft.html").is_file() for lang in languages)


def test_the_sample_is_in_the_language_of_the_messages_or_the_one_asked_for(typing: Typing, project: Project) -> None:
    typing("new", "um", CASEBOOK_LANG="pt")
    typing("new", "one", "--lang", "en")
    assert "languages: [pt, en]" in (project.cases / "um" / "case.yaml").read_text()
    assert "languages: [en, pt]" in (project.cases / "one" / "case.yaml").read_text()


def test_new_never_overwrites(typing: Typing, project: Project, demo: Path) -> None:
    (demo / "case.yaml").write_text("mine")
    said = typing("new", "demo")
    assert said.code == USAGE
    assert "left as it is" in said.err
    assert (demo / "case.yaml").read_text() == "mine"
    (project.cases / "empty").mkdir()
    assert typing("new", "empty").code == USAGE
    (project.cases / "link").symlink_to(project.root / "nowhere")
    assert typing("new", "link").code != FINE
    assert not (project.root / "nowhere").exists()


@pytest.mark.parametrize(
    ("slug", "example"),
    [
        ("My Case", "my-case"), ("../outside", "outside"), ("a/b", "a-b"), ("..", "effusion"), ("", "effusion"),
        ("Coração_2", "coracao-2"), ("-draft", "draft"), ("a--b", "a-b"), ("ａｂ", "effusion"), (".hidden", "hidden"),
        ("con\n", "con-case"), ("con", "con-case"),
    ],
)  # fmt: skip
def test_a_name_that_cannot_be_a_folder_everywhere_is_refused_with_a_better_one(
    typing: Typing, project: Project, slug: str, example: str
) -> None:
    said = typing("new", "--", slug)
    assert said.code == USAGE
    assert f"“{example}”" in said.err
    assert list(project.cases.iterdir()) == []
    assert sorted(path.name for path in project.root.iterdir()) == ["cases"]


# Lists and the schema


def test_formats_journals_and_languages_are_listed_one_a_line(typing: Typing) -> None:
    assert [line.split()[0] for line in typing("formats").out.splitlines()] == [
        *("html", "pdf", "docx", "text", "bibtex", "ris", "csl-json")
    ]
    assert [line.split()[0] for line in typing("journals").out.splitlines()] == [
        "autopsy-case-reports", "bmj-case-reports", "einstein", "generic", "jbp", "jmcr", "rsbmt", "spmj",
    ]  # fmt: skip
    assert typing("languages").out.splitlines() == ["en  en-US  English", "pt  pt-BR  Português"]


def test_formats_are_asked_for_with_commas_between_or_one_by_one(typing: Typing, demo: Path) -> None:
    said = typing("build", "--lang", "en", "--to", "text", "--to", "docx,text", "demo")
    assert said.code == FINE
    assert [Path(line.split()[0]).suffix for line in said.out.splitlines()] == [".txt", ".docx"]
    assert typing("build", "--lang", "en", "--to", "docx").out == "demo: nothing to do, everything is up to date\n"


def test_every_format_says_what_it_is_for() -> None:
    assert set(PURPOSES) == set(FORMATS)


def test_the_schema_is_json(typing: Typing) -> None:
    said = typing("schema")
    assert said.code == FINE
    assert json.loads(said.out)["properties"].keys() >= {"casebook", "title", "sections"}


# What is said where


def test_quiet_says_nothing_when_all_is_well(typing: Typing, demo: Path) -> None:
    typing("translated", "demo")
    assert typing("check", "--quiet") == (FINE, "", "")
    assert typing("build", "--quiet", "--to", "html") == (FINE, "", "")
    assert typing("build", "--quiet", "--to", "html") == (FINE, "", "")


def test_of_many_findings_of_one_code_the_first_are_told_and_the_others_counted(typing: Typing, demo: Path) -> None:
    def written(count: int) -> None:
        cells = " ".join(["Gave 5ml."] * count)
        (demo / "case.yaml").write_text(f"casebook: 1\nlanguages: [en]\nsections: {{case: {cells}}}\n")

    written(7)
    assert typing("check").err.count("[clinical.unit-style]") == 7, "one line in the place of two saves none"
    written(23)
    said = typing("check")
    assert said.err.count("[clinical.unit-style]") == 5
    assert "\n18 more of clinical.unit-style: casebook check demo --select clinical.unit-style\n" in said.err
    assert typing("build", "--draft", "--to", "text").err.count("[clinical.unit-style]") == 5
    assert typing("check", "--select", "clinical").err.count("[clinical.unit-style]") == 23
    assert typing("check", "--format", "json").out.count('"clinical.unit-style"') == 23


def test_a_build_tells_its_files_and_the_next_one_that_nothing_is_to_do(typing: Typing, demo: Path) -> None:
    first, second = (typing("build", "--to", "html") for _ in range(2))
    assert first.out.splitlines() == [f"build/demo/demo.{code}.draft.html written" for code in ("en", "pt")]
    assert second.out == "demo: nothing to do, everything is up to date\n"


def test_a_case_without_the_language_asked_for_says_why_it_is_not_built(typing: Typing, demo: Path) -> None:
    (demo / "case.yaml").write_text((demo / "case.yaml").read_text().replace("languages: [en, pt]", "languages: [en]"))
    typing("translated", "demo")
    said = typing("build", "--to", "html", "--lang", "pt")
    assert (said.code, said.out) == (FINE, "")
    assert said.err == "demo: not built; it has no full text in the languages asked for\n"


def test_without_a_terminal_lines_are_plain(project: Project, demo: Path) -> None:
    (demo / "case.yaml").write_text((demo / "case.yaml").read_text().replace("[@omar2012]", "[@nobody]"))
    for words in (["build", "--to", "html", "--lang", "en"], ["biuld"]):
        said = by_itself(project, *words)
        assert "\x1b" not in said.out + said.err
        assert "\r" not in said.out + said.err
        assert "[1/1]" not in said.out
        assert "Traceback" not in said.err


def test_a_terminal_that_lacks_our_letters_does_not_stop_the_run(project: Project) -> None:
    for encoding in ("ascii", "latin-1"):
        said = by_itself(project, "--help", PYTHONIOENCODING=encoding, PYTHONUTF8="0", LC_ALL="C")
        assert (said.code, said.err) == (FINE, ""), encoding
        assert "own words" in said.out


def test_a_reader_that_goes_away_is_no_fault_of_ours(project: Project) -> None:
    command = f'"{sys.executable}" -c "{START}" schema | head -c 10'
    done = subprocess.run(["sh", "-c", command], cwd=project.root, capture_output=True, text=True,
                          env={"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)})  # fmt: skip
    assert done.stdout.startswith("{")
    assert done.stderr == ""
    assert not (project.root / "casebook-error.txt").exists()


def test_control_characters_of_a_file_never_reach_the_terminal(typing: Typing, demo: Path) -> None:
    case = (demo / "case.yaml").read_text()
    case = case.replace("Severe hypokalemia", "Severe \x1b[31m\x07hypokalemia [@\x9b31m]")
    (demo / "case.yaml").write_text(case, "utf-8")
    said = typing("check")
    assert said.code == FOUND
    assert not [sign for sign in said.out + said.err if ord(sign) < 32 and sign != "\n" or 127 <= ord(sign) < 160]


def test_every_line_of_a_message_of_several_lines_is_shown_under_the_finding(typing: Typing, demo: Path) -> None:
    head = "casebook: 1\nlanguages: [en]\nstatus: draft\n"
    (demo / "case.yaml").write_text(head + "title:\n  en: |It was\n    the drug.\n")
    lines = typing("check").err.splitlines()
    start = next(number for number, line in enumerate(lines) if "[source.text-after-bar]" in line)
    assert lines[start + 1 :][:6] == [
        "      en: |It was",
        "          ^",
        "  Write it like this:",
        "      en: |",
        "        It was",
        "        the drug.",
    ]


# The line shown


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Place("f", 1, 5, "hb: 4.8 g/dL", 3), ["hb: 4.8 g/dL", "    ^^^"]),
        (Place("f", 1, 5, "hb: 4.8", 99), ["hb: 4.8", "    ^^^"]),
        (Place("f", 1, 8, "hb: 4.8", 1), ["hb: 4.8", "       ^"]),
        (Place("f", 1, 3, "\thb: 4.8", 1), [" hb: 4.8", "  ^"]),
        (Place("f", 1, 4, "谢谢: x", 1), ["谢谢: x", "     ^"]),
        (Place("f", 1, 3, "e\u0301: x", 1), ["e\u0301: x", " ^"]),
        (Place("f", 1, 1, "   ", 1), []),
        (Place("f", 0, 0, "", 1), []),
    ],
)
def test_the_caret_stands_under_the_fault(place: Place, shown: list[str]) -> None:
    assert list(frame(place)) == shown


def test_a_long_line_is_cut_around_the_fault() -> None:
    line = "x" * 500 + "FAULT" + "y" * 500
    head, caret = frame(Place("f", 1, 501, line, 5))
    assert head.startswith("… ")
    assert head.endswith("…")
    assert len(head) < 110
    assert head[caret.index("^") : caret.index("^") + 5] == "FAULT"
    assert caret.count("^") == 5
