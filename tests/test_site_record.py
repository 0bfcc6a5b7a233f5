"""What is noted of a site: damaged, changed or hidden, it must neither empty a list nor keep what is not public."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from casebook.bundles.site import building, finding
from casebook.bundles.site.building import Done, Finished, build_site
from casebook.bundles.site.finding import SearchFailed, index
from casebook.bundles.site.record import Busy, load_record, take_away
from casebook.cli import run
from casebook.project import Project
from casebook.settings import FaultySettings
from tests.many_cases import name_of, write_cases
from tests.test_site import keep_fonts, left_of, made, times

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


@pytest.fixture
def small(tmp_path: Path) -> Project:
    project = Project(tmp_path, tmp_path / "build")
    write_cases(tmp_path, 3)
    keep_fonts(project.output)
    made(project)
    return project


def state(project: Project) -> tuple[set[str], str, str]:
    """Return which files a site has, what its lists know, and what its search does."""
    site = project.output / "site"
    lists = (site / "en" / "cases.js").read_text("utf-8") + (site / "pt" / "authors.html").read_text("utf-8")
    return {name for name in times(site) if "pagefind" not in name}, lists, (site / "robots.txt").read_text()


def damaged(good: bytes) -> list[bytes]:
    """Return records as a crash, another program or another casebook may leave them."""
    told: dict[str, Any] = json.loads(good)
    slug = next(iter(told["cases"]))
    odd: list[Any] = [{name: told[name] for name in told if name != left} for left in told]
    odd += [{"cases": []}, {"shared": []}, {"shared": {"folders": []}}, {"cases": {"a": 1}}, {"whole": {}}, [], {}, 1]
    cards: list[Any] = [{"slug": "x"}, [], None, 1]
    for card in cards:
        odd.append({**told, "cases": {**told["cases"], slug: {**told["cases"][slug], "card": card}}})
    odd.append({**told, "whole": {**told["whole"], "../../mine.txt": [], "/mine.txt": []}})
    whole = [json.dumps(each).encode() for each in odd]
    sealed = [good.partition(b"\n")[0] + b"\n" + words[1:] for words in whole]
    junk = [good[: len(good) // 2], b"", b"\xff", b"[" * 100_000, *whole, *sealed]
    return [each for each in junk if each != good]


def test_a_record_that_is_damaged_counts_as_none(small: Project) -> None:
    record, own = small.output / ".site.json", small.root / "mine.txt"
    own.touch()
    good, whole = record.read_bytes(), state(small)
    assert len(json.loads(good)["cases"]) == 3
    bad = damaged(good)
    assert len(bad) > 15
    for junk in bad:
        record.write_bytes(junk)
        assert load_record(small) is None, junk[:99]
    for junk in (bad[0], bad[-1]):
        record.write_bytes(junk)
        told, finished = made(small)
        assert not any(done.is_current for done in told.values()), junk[:99]
        assert (finished.cases, finished.is_current) == (3, False)
        assert state(small) == whole
        assert made(small)[1].is_current
    assert own.is_file()


def test_no_file_outside_of_the_site_is_ever_taken_away(tmp_path: Path) -> None:
    site, own = tmp_path / "build" / "site", tmp_path / "own"
    for folder in (site / "en", own):
        folder.mkdir(parents=True)
    for file in (site / "en" / "old.html", own / "mine.txt"):
        file.touch()
    (site / "link").symlink_to(own)
    take_away(site, ["en/old.html", "../../own/mine.txt", str(own / "mine.txt"), "link/mine.txt"])
    assert (own / "mine.txt").is_file()
    assert not (site / "en").exists()


def test_a_link_that_leads_nowhere_hides_no_change(small: Project) -> None:
    home = small.cases / name_of(1)
    for name in (".#case.yaml", *map(str, range(60))):  # some before it, in whatever order the disk tells them
        (home / name).symlink_to("nobody@host.1")
    (small.output / ".site.json").unlink()
    made(small)
    text = (home / "case.yaml").read_text()
    (home / "case.yaml").write_text(text.replace("status: published", "status: draft"))
    told, _ = made(small)
    assert "draft" in told[name_of(1)].why
    assert left_of(small.output / "site", name_of(1)) == []


def test_a_logo_is_seen_when_it_changes_and_costs_no_second_time(small: Project) -> None:
    logo = small.root / "logo.svg"
    logo.write_text(SVG)
    (small.root / "casebook.yaml").write_text("site: {logo: logo.svg}\n")
    assert not made(small)[1].is_current
    assert made(small)[1].is_current
    logo.write_text(SVG.replace("9", "8"))
    assert not made(small)[1].is_current
    assert '"8"' in (small.output / "site" / "assets" / "logo.svg").read_text()


def test_faulty_settings_are_told_once(
    small: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = times(small.output / "site")
    (small.root / "casebook.yaml").write_text("site: {url: nowhere}\n")
    with pytest.raises(FaultySettings):
        list(build_site(small, (), 2))
    monkeypatch.chdir(small.root)
    monkeypatch.setenv("CASEBOOK_LANG", "en")
    assert run(["site", "--downloads", "none"]) == 1
    said = capsys.readouterr().err
    assert (said.count("casebook.yaml:1"), said.count("cannot be used")) == (1, 1)
    assert times(small.output / "site") == before


def test_settings_reach_every_process(small: Project) -> None:
    (small.root / "casebook.yaml").write_text("site: {title: {en: Our Cases, pt: Nossos Casos}, footer: Hospital}\n")
    told = list(build_site(small, (), 2))
    assert not [done for done in told if isinstance(done, Done) and not done.is_good]
    pages = list((small.output / "site").glob("pt/cases/*.html"))
    assert pages
    assert all("Nossos Casos" in page.read_text("utf-8") for page in pages)


def test_settings_that_are_saved_during_a_build_are_seen_by_the_next(small: Project) -> None:
    settings = small.root / "casebook.yaml"
    settings.write_text("site: {title: Before}\n")
    begun = build_site(small, (), 1)
    next(begun)
    settings.write_text("site: {title: Meanwhile}\n")
    assert isinstance(list(begun)[-1], Finished)
    told, finished = made(small)
    assert not finished.is_current
    assert not any(done.is_current for done in told.values())
    pages = list((small.output / "site").glob("pt/cases/*.html"))
    assert len(pages) == 3
    assert all("Meanwhile" in page.read_text("utf-8") for page in pages)


def test_what_is_saved_while_a_build_waits_for_its_turn_is_what_it_makes(
    small: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, turn = small.root / "casebook.yaml", building.alone
    settings.write_text("site: {title: Before}\n")

    @contextmanager
    def waited(project: Project) -> Iterator[None]:
        settings.write_text("site: {title: Meanwhile}\n")
        with turn(project):
            yield

    monkeypatch.setattr(building, "alone", waited)
    made(small)
    monkeypatch.undo()
    assert "Meanwhile" in (small.output / "site" / "pt" / "cases" / f"{name_of(1)}.html").read_text("utf-8")
    assert made(small)[1].is_current, "it was noted as what it is"


def test_without_a_case_a_site_that_is_there_stays(
    small: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = times(small.output / "site")
    small.cases.rename(small.root / "elsewhere")
    monkeypatch.chdir(small.root)
    assert run(["site", "--downloads", "none"]) == 2
    assert "casebook new" in capsys.readouterr().err
    assert times(small.output / "site") == before


def test_what_is_asked_for_twice_is_there_once(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small.root)
    assert run(["site", "--downloads", "ris, ris", "--jobs", "1"]) == 0
    page = (small.output / "site" / "en" / "cases" / f"{name_of(1)}.html").read_text("utf-8")
    assert page.count(">RIS<") == 1


def test_two_at_a_time_are_refused_and_one_that_died_is_no_hindrance(small: Project) -> None:
    file = small.cases / name_of(1) / "case.yaml"
    file.write_text(file.read_text() + "\n")
    first = build_site(small, (), 1)
    while next(first).is_current:
        pass
    with pytest.raises(Busy):
        list(build_site(small, (), 1))
    assert isinstance(list(first)[-1], Finished)
    assert made(small)[1].is_current
    file.write_text(file.read_text() + "\n")
    code = (
        "import os; from pathlib import Path; from casebook.project import Project\n"
        "from casebook.bundles.site.building import build_site\n"
        f"root = Path({str(small.root)!r})\n"
        "told = build_site(Project(root, root / 'build'), (), 1)\n"
        "while next(told).is_current: pass\n"
        "os.kill(os.getpid(), 9)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == -9
    told, finished = made(small)
    assert [slug for slug, done in told.items() if not done.is_current] == [name_of(1)]
    assert finished.cases == 3


# The search


def test_the_search_comes_with_the_licence_of_its_programs(small: Project) -> None:
    words = (small.output / "site" / "pagefind" / "LICENSE").read_text()
    assert "Copyright 2022 CloudCannon" in words
    assert "https://pagefind.app" in words


@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("import time; time.sleep(60)", "came to no end"),
        ("", "left no index"),
        ("import pathlib, sys; p = pathlib.Path(sys.argv[2], 'pagefind'); p.mkdir(); "
         "(p / 'pagefind-entry.json').write_text('{')", "left no index"),
        ("raise SystemExit('no such thing')", "no such thing"),
    ],
)  # fmt: skip
def test_a_search_that_fails_is_told_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, why: str
) -> None:
    (tmp_path / "pagefind").mkdir()
    (tmp_path / "pagefind" / "__init__.py").touch()
    (tmp_path / "pagefind" / "__main__.py").write_text(program)
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(finding, "_SECONDS", 2)
    with pytest.raises(SearchFailed, match=why):
        index(site)


def test_a_pagefind_without_its_program_is_none(small: Project) -> None:
    """And the site is made again, without the search that it had."""
    code = (
        "import sys; sys.modules['pagefind_bin'] = None\n"
        "from pathlib import Path; from casebook.project import Project\n"
        "from casebook.bundles.site.building import build_site\n"
        f"root = Path({str(small.root)!r})\n"
        "told = list(build_site(Project(root, root / 'build'), (), 1))\n"
        "print(told[-1].is_searchable, told[-1].is_current)"
    )
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
    assert not (small.output / "site" / "pagefind").exists()
    assert not made(small)[1].is_current
