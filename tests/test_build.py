"""The pipeline: what is made, what is left alone, what a failure leaves behind."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from casebook.build import NoCases, Order, UnknownCase, build
from casebook.cli import run
from casebook.formats import FORMATS
from casebook.making import make
from casebook.project import Project
from casebook.record import CannotRemove, CannotWrite, fingerprint_folders, remove, walk
from casebook.workers import context_with

HTML = Order(("html",))


def built(project: Project, order: Order = HTML, *slugs: str) -> dict[str, object]:
    return {outcome.slug: outcome for outcome in build(project, slugs, order)}


def names(project: Project) -> list[str]:
    return sorted(p.relative_to(project.output).as_posix() for p in project.output.rglob("*") if p.is_file())


def test_a_draft_is_built_in_every_language_under_a_name_of_its_own(project: Project, demo: Path) -> None:
    outcome = built(project)["demo"]
    assert outcome.is_good
    assert names(project) == [".record.json", "demo/demo.en.draft.html", "demo/demo.pt.draft.html"]


def test_a_second_build_finds_nothing_to_do(project: Project, demo: Path) -> None:
    built(project)
    before = {name: (project.output / name).stat().st_mtime_ns for name in names(project)}
    assert built(project)["demo"].is_current
    assert {name: (project.output / name).stat().st_mtime_ns for name in names(project)} == before


def test_a_changed_case_is_built_again_and_a_touched_one_is_not(project: Project, demo: Path) -> None:
    built(project)
    (demo / "case.yaml").touch()
    assert built(project)["demo"].is_current
    with (demo / "case.yaml").open("a") as case:
        case.write("# a remark\n")
    assert not built(project)["demo"].is_current


def test_a_changed_file_of_prose_builds_its_case_again(project: Project, demo: Path) -> None:
    text = (demo / "case.yaml").read_text(encoding="utf-8")
    words = "Ask patients who have hypokalemia and hypertension about licorice, by name."
    assert f"|\n      {words}" in text
    (demo / "case.yaml").write_text(text.replace(f"|\n      {words}", "text/conclusion.md"), encoding="utf-8")
    (demo / "text").mkdir()
    prose = demo / "text" / "conclusion.md"
    prose.write_text(words, encoding="utf-8")
    assert built(project)["demo"].is_good
    assert built(project)["demo"].is_current
    prose.write_text("Ask about licorice.", encoding="utf-8")
    outcome = built(project)["demo"]
    assert outcome.is_good
    assert not outcome.is_current
    assert "Ask about licorice." in (project.output / "demo/demo.en.draft.html").read_text(encoding="utf-8")


def test_a_failed_build_names_the_files_that_an_earlier_one_left(project: Project, demo: Path) -> None:
    built(project)
    built(project, Order(("html",), ("en",), "spmj"))
    case = (demo / "case.yaml").read_text(encoding="utf-8")
    (demo / "case.yaml").write_text(case.replace("status: draft", "status: drafty"), encoding="utf-8")
    outcome = built(project)["demo"]
    assert not outcome.is_good
    assert sorted(file.relative_to(project.output).as_posix() for file in outcome.older) == [
        "demo/demo.en.draft.html", "demo/demo.pt.draft.html", "demo/spmj/demo.en.draft.html",
    ]  # fmt: skip
    assert all(file.is_file() for file in outcome.older), "none is taken away"
    for file in outcome.older:
        file.unlink()
    assert built(project)["demo"].older == ()


def test_an_output_that_somebody_changed_is_written_anew(project: Project, demo: Path) -> None:
    built(project)
    output = project.output / "demo/demo.en.draft.html"
    good = output.read_bytes()
    output.write_text("changed by hand")
    built(project)
    assert output.read_bytes() == good


def test_a_second_language_asked_for_later_is_made_then(project: Project, demo: Path) -> None:
    built(project, Order(("html",), ("en",)))
    assert "demo/demo.pt.draft.html" not in names(project)
    assert not built(project, HTML)["demo"].is_current
    assert "demo/demo.pt.draft.html" in names(project)
    assert built(project, Order(("html",), ("pt",)))["demo"].is_current


def links(project: Project, name: str) -> set[str]:
    """Return the files beside a page to which it leads."""
    page = (project.output / name).read_text(encoding="utf-8")
    return set(re.findall(r'(?:href="|"url": ")(demo\.[\w.]+)"', page))


def test_a_page_leads_to_no_file_that_is_not_there(project: Project, demo: Path) -> None:
    built(project, Order(("html",), ("en",)))
    assert links(project, "demo/demo.en.draft.html") == set()
    built(project)
    assert links(project, "demo/demo.en.draft.html") == {"demo.pt.draft.html"}
    assert links(project, "demo/demo.pt.draft.html") == {"demo.en.draft.html"}
    both = Order(("html", "text"))
    assert not built(project, both)["demo"].is_current
    (project.output / "demo/demo.en.draft.pdf").write_bytes(b"made elsewhere")
    assert not built(project, both)["demo"].is_current
    assert links(project, "demo/demo.en.draft.html") == {"demo.pt.draft.html", "demo.en.draft.pdf"}
    assert built(project, both)["demo"].is_current


def test_another_journal_has_a_folder_of_its_own(project: Project, demo: Path) -> None:
    built(project, Order(("html",), journal="spmj"))
    assert names(project)[1:] == ["demo/spmj/demo.en.draft.html", "demo/spmj/demo.pt.draft.html"]


def test_a_faulty_release_is_not_written_and_keeps_the_old_one(project: Project, demo: Path) -> None:
    text = (demo / "case.yaml").read_text().replace("status: draft", "status: accepted")
    (demo / "case.yaml").write_text(text)
    assert built(project)["demo"].is_good
    old = (project.output / "demo/demo.en.html").read_bytes()
    (demo / "case.yaml").write_text(text.replace("[@omar2012]", "[@nobody2012]"))
    outcome = built(project)["demo"]
    assert {finding.code for finding in outcome.findings} >= {"text.unknown-citation"}
    assert not outcome.written
    assert (project.output / "demo/demo.en.html").read_bytes() == old


def test_a_case_that_fails_does_not_stop_the_others(project: Project, demo: Path) -> None:
    (project.cases / "aaa").mkdir()
    (project.cases / "aaa" / "case.yaml").write_text("title: [")
    outcomes = built(project)
    assert not outcomes["aaa"].is_good
    assert outcomes["demo"].is_good


def test_several_processes_make_the_same_bytes(project: Project, demo: Path, tmp_path: Path) -> None:
    other = project.cases / "other"
    subprocess.run(["cp", "-r", demo, other], check=True)
    built(project)
    alone = {name: (project.output / name).read_bytes() for name in names(project) if name.endswith(".html")}
    together = Project(project.root, tmp_path / "elsewhere")
    assert all(outcome.is_good for outcome in build(together, (), HTML, jobs=2))
    assert {name: (together.output / name).read_bytes() for name in alone} == alone


def test_a_process_that_is_not_forked_makes_a_case_too(project: Project, demo: Path) -> None:
    spawned = context_with("casebook.making", ["spawn"])
    assert (spawned.get_start_method(), context_with("casebook.making").get_start_method()) == ("spawn", "forkserver")
    with ProcessPoolExecutor(1, spawned) as pool:
        assert pool.submit(make, project, "demo", HTML, "inputs").result(120).is_good


def test_a_file_that_cannot_be_taken_away_is_told_and_one_that_is_gone_is_none(tmp_path: Path) -> None:
    remove(tmp_path / "gone.pdf")
    (tmp_path / "held.pdf").mkdir()  # which no unlink takes, even of one who may all
    with pytest.raises(CannotRemove) as told:
        remove(tmp_path / "held.pdf")
    assert told.value.fields["reason"]


def test_a_release_whose_draft_cannot_be_taken_away_is_no_draft_and_tries_again(
    project: Project, demo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    built(project, HTML, "demo")
    case = demo / "case.yaml"
    case.write_text(case.read_text().replace("languages: [en, pt]", "languages: [en]"))

    def held(file: Path) -> None:
        raise CannotRemove(file.name, reason="another program holds it")

    monkeypatch.setattr("casebook.build.remove", held)  # as Windows has it of a PDF that is open
    monkeypatch.chdir(project.root)
    assert run(["build", "--to", "html", "--ui-lang", "en"]) == 1
    said = "".join(capsys.readouterr())
    assert "demo.pt.draft.html is out of date and cannot be taken away" in said
    assert "in spite of the errors" not in said
    assert "demo/demo.pt.draft.html" in names(project)
    monkeypatch.undo()
    assert not built(project, HTML)["demo"].is_current
    assert "demo/demo.pt.draft.html" not in names(project)


def test_unknown_cases_and_empty_projects_are_told(project: Project, tmp_path: Path) -> None:
    with pytest.raises(NoCases):
        built(project)
    (project.cases / "one").mkdir()
    (project.cases / "one" / "case.yaml").write_text("casebook: 1\n")
    with pytest.raises(UnknownCase) as told:
        built(project, HTML, "on")
    assert told.value.fields["names"] == "one"


def test_a_slug_that_could_leave_its_folder_is_refused(project: Project, demo: Path) -> None:
    demo.rename(project.cases / "my case")
    outcome = built(project)["my case"]
    assert type(outcome.error).__name__ == "BadSlug"
    assert outcome.error.fields["example"] == "my-case"


def test_our_own_bug_is_kept_apart_from_the_author_s_errors(project: Project, demo: Path) -> None:
    outcome = make(project, "demo", Order(("html",), ("en",), journal=3), "")  # type: ignore[arg-type]
    assert "Traceback" in outcome.bug


def change_the_title(demo: Path, title: str) -> None:
    """Make a case whose articles have other bytes."""
    text = (demo / "case.yaml").read_text()
    (demo / "case.yaml").write_text(re.sub(r"Severe [^:]*: a case report", f"Severe {title}: a case report", text))


def test_a_full_disk_is_told_and_harms_nothing(project: Project, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(project)
    old = (project.output / "demo/demo.en.draft.html").read_bytes()
    change_the_title(demo, "thirst")
    whole = Path.write_bytes

    def half_of_it_fits(file: Path, data: bytes) -> int:
        whole(file, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", half_of_it_fits)
    outcome = built(project)["demo"]
    monkeypatch.setattr(Path, "write_bytes", whole)
    assert type(outcome.error).__name__ == "CannotWrite"
    assert outcome.error.fields["reason"] == "the disk is full"
    assert (project.output / "demo/demo.en.draft.html").read_bytes() == old
    assert not [name for name in names(project) if name.endswith(".part")]
    assert built(project)["demo"].is_good
    assert (project.output / "demo/demo.en.draft.html").read_bytes() != old


def test_a_build_that_is_killed_while_it_writes_leaves_the_old_files_whole(project: Project, demo: Path) -> None:
    built(project)
    old = (project.output / "demo/demo.en.draft.html").read_bytes()
    change_the_title(demo, "thirst")
    code = """
import os, signal
from pathlib import Path
whole = Path.write_bytes
def killed_half_way(file, data):
    whole(file, data[: len(data) // 2])
    os.kill(os.getpid(), signal.SIGKILL)
Path.write_bytes = killed_half_way
from casebook.cli import run
run(["build", "--to", "html", "--jobs", "1"])
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=project.root, capture_output=True)
    assert done.returncode == -signal.SIGKILL
    assert (project.output / "demo/demo.en.draft.html").read_bytes() == old
    assert built(project)["demo"].is_good


def test_nothing_is_written_before_everything_is_made(
    project: Project, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(project)
    old = (project.output / "demo/demo.en.draft.html").read_bytes()
    change_the_title(demo, "thirst")

    def fails(*_: object) -> bytes:
        raise CannotWrite("the last article", reason="no room")

    monkeypatch.setattr(FORMATS.load("pdf"), "write", fails)
    assert built(project, Order(("html", "pdf")))["demo"].error
    assert (project.output / "demo/demo.en.draft.html").read_bytes() == old


def test_what_a_release_replaces_is_taken_away_but_not_what_somebody_changed(project: Project, demo: Path) -> None:
    built(project)
    (project.output / "demo/demo.pt.draft.html").write_text("my own notes")
    text = (demo / "case.yaml").read_text()
    (demo / "case.yaml").write_text(text.replace("status: draft", "status: accepted"))
    assert built(project)["demo"].is_good
    assert names(project)[1:] == ["demo/demo.en.html", "demo/demo.pt.draft.html", "demo/demo.pt.html"]


def test_the_article_of_a_language_no_longer_promised_is_taken_away(project: Project, demo: Path) -> None:
    built(project)
    text = (demo / "case.yaml").read_text()
    (demo / "case.yaml").write_text(text.replace("languages: [en, pt] ", "languages: [en] "))
    assert built(project)["demo"].is_good
    assert names(project)[1:] == ["demo/demo.en.draft.html"]


@pytest.mark.parametrize("junk", ["", "[]", '{"demo - as-is": 3}', '{"demo - as-is": {"inputs": "x"}}', "\x00"])
def test_a_record_that_makes_no_sense_counts_as_none(project: Project, demo: Path, junk: str) -> None:
    built(project)
    (project.output / ".record.json").write_text(junk)
    assert built(project)["demo"].written
    assert built(project)["demo"].is_current


def test_a_file_in_the_place_of_the_output_folder_is_told(project: Project, demo: Path) -> None:
    (project.root / "taken").write_text("a file")
    outcome = built(Project(project.root, project.root / "taken" / "build"))["demo"]
    assert type(outcome.error).__name__ == "CannotWrite"


def test_a_record_that_cannot_be_kept_is_an_error_of_its_case_alone(project: Project, demo: Path) -> None:
    (project.output / ".record.json").mkdir(parents=True)
    outcome = built(project)["demo"]
    assert outcome.written
    assert type(outcome.error).__name__ == "CannotWrite"


def test_nothing_to_do_imports_neither_weasyprint_nor_jinja(project: Project, demo: Path) -> None:
    built(project)
    code = """
import sys
from casebook.cli import run
assert run(["build", "--to", "html"]) == 0
heavy = {"weasyprint", "jinja2", "pydantic", "markdown", "citeproc", "PIL", "lxml", "casebook.making"}
heavy &= set(sys.modules)
assert not heavy, heavy
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=project.root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "nothing to do" in done.stdout


def test_a_link_that_leads_nowhere_or_in_a_circle_hides_no_file(tmp_path: Path) -> None:
    case, elsewhere = tmp_path / "cases" / "one", tmp_path / "elsewhere"
    for folder in (case / "figures", elsewhere):
        folder.mkdir(parents=True)
    for file in (case / "case.yaml", case / "figures" / "a.png", elsewhere / "b.png", tmp_path / "above.txt"):
        file.touch()
    for name, target in ((".#case.yaml", "nobody@host.1"), ("z", "nowhere"), ("up", "../.."), ("again", "figures")):
        (case / name).symlink_to(target)
    (case / "figures" / "circle").symlink_to("..")
    (case / "more").symlink_to(elsewhere)
    (elsewhere / "back").symlink_to(case / "figures")
    (case / "itself").symlink_to("itself")
    found = [Path(file).relative_to(case).as_posix() for file, _ in walk(case)]
    assert found == ["again/a.png", "case.yaml", "figures/a.png", "more/b.png"]
    before = fingerprint_folders((case,))
    (elsewhere / "b.png").write_text("changed")
    assert fingerprint_folders((case,)) != before
