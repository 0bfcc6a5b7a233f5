"""What goes wrong under the live preview itself is worded in the browser, and it goes on from there."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html import unescape
from threading import Thread
from time import monotonic, sleep

import pytest

from casebook.case.ledger import NAME
from casebook.cli.bugs import NAME as DETAILS
from casebook.cli.voice import choose_language
from casebook.preview.desk import Desk
from casebook.preview.maker import answered
from casebook.preview.news import Page, Recorded, Reviewed
from casebook.project import Project
from tests.previewed import LONGEST, Asker, previewing, write_case
from tests.test_preview import keys, save, until


@pytest.fixture
def browser(project: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asker]:
    choose_language(["--ui-lang", "en"])
    monkeypatch.chdir(project.root)
    write_case(project)
    with previewing(project, "demo") as asker:
        yield asker


def desk_of(browser: Asker) -> Desk:
    desk = browser.server.desk("demo")
    assert desk
    return desk


def killed(browser: Asker) -> Desk:
    """Kill every process of the case until no other takes its place."""
    browser.until("panel", 'id="counts"')
    desk = desk_of(browser)
    end = monotonic() + LONGEST
    while desk.shown.state != "stopped" and monotonic() < end:
        desk.process.kill()
        sleep(0.01)
    return desk


def test_a_process_that_dies_again_and_again_is_told_and_the_next_save_is_followed(
    browser: Asker, project: Project
) -> None:
    desk = killed(browser)
    assert desk.shown.state == "stopped"
    assert "ended 3 times" in browser.ask("/demo/panel").text
    assert "A title in English" in browser.ask("/demo/article/en").text
    save(project, "A title in English", "Saved after all that")
    browser.until("article/en", "Saved after all that")
    with browser.listening() as listener:
        listener.until(lambda news: news["state"] == "good")


def test_a_reload_begins_again_what_was_given_up(browser: Asker) -> None:
    killed(browser)
    assert browser.ask("/demo/").status == 200
    with browser.listening() as listener:
        listener.until(lambda news: news["state"] == "good")


def test_a_process_that_dies_after_each_article_is_given_up(browser: Asker) -> None:
    browser.until("panel", 'id="counts"')
    desk = desk_of(browser)
    seen: set[int | None] = set()
    end = monotonic() + LONGEST
    while desk.shown.state != "stopped" and monotonic() < end:
        desk.wait(desk.shown.version, 0.5)
        if isinstance(desk.shown.pages["en"][1], Page):
            seen.add(desk.process.pid)
            desk.process.kill()
    assert desk.shown.state == "stopped"


def test_what_cannot_be_recorded_is_worded_at_once_and_the_page_stays_as_it_is(
    browser: Asker, project: Project
) -> None:
    key, *_ = keys(browser.until("pairs", "data-key="))
    desk = desk_of(browser)
    (project.cases / "demo" / f".{NAME}.{desk.process.pid}.part").mkdir()
    answer = browser.post(key)
    assert answer.status == 409
    assert f"{NAME} cannot be written" in answer.text
    assert "--output" not in answer.text
    assert desk.shown.state == "good"


def test_an_unreadable_ledger_is_named_where_a_click_is_not_recorded(browser: Asker, project: Project) -> None:
    key, *_ = keys(browser.until("pairs", "data-key="))
    (project.cases / "demo" / NAME).write_text("<<<<<<< HEAD\n", encoding="utf-8")
    answer = browser.post(key)
    assert answer.status == 409
    assert f"cases/demo/{NAME} cannot be read" in answer.text


def test_a_click_does_not_wait_for_a_process_that_died(browser: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    browser.until("pairs", "data-key=")
    desk = desk_of(browser)
    monkeypatch.setattr("casebook.preview.desk._ANSWER", 1e6)
    monkeypatch.setattr(desk, "_link", Silent(desk._link))
    told: list[Recorded] = []
    thread = Thread(target=lambda: told.append(desk.record("a-b-c-d")), daemon=True)
    thread.start()
    assert until(lambda: desk._asked)
    desk.process.kill()
    thread.join(LONGEST)
    assert told[0].stopped
    assert not desk._asked


class Silent:
    """A way to a process on which what is asked is lost."""

    def __init__(self, link: object) -> None:
        self._link = link

    def __getattr__(self, name: str) -> object:
        return getattr(self._link, name)

    def send(self, asked: object) -> None:
        pass


def test_a_late_answer_is_kept_for_nobody(browser: Asker) -> None:
    browser.until("pairs", "data-key=")
    desk = desk_of(browser)
    desk._take(Recorded(10**6, True))
    assert not desk._asked


def test_any_fault_of_a_click_is_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casebook.preview.maker.read", lambda *_: 1 / 0)
    told = answered(Reviewed(1, "a-b-c-d"), project, "demo")
    assert told.stopped
    assert "ZeroDivisionError" in told.stopped.bug


@pytest.mark.parametrize("name", ["panel.html", "message.html"])
def test_faulty_templates_of_the_preview_itself_are_worded_and_followed(
    browser: Asker, project: Project, name: str
) -> None:
    browser.until("panel", 'id="counts"')
    (project.root / "templates" / "preview").mkdir(parents=True)
    own = project.root / "templates" / "preview" / name
    own.write_text("{% if %}", encoding="utf-8")
    path = "/demo/panel" if name == "panel.html" else "/nobody/"
    answer = browser.ask(path)
    assert answer.status == 500
    assert f"preview/{name}" in answer.text
    own.write_text("My own words", encoding="utf-8")
    assert browser.ask(path).text.strip() == "My own words"


def test_a_fault_of_ours_is_worded_in_the_authors_language(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    choose_language(["--ui-lang", "pt"])
    monkeypatch.chdir(project.root)
    write_case(project)
    with previewing(project, "demo") as browser:
        monkeypatch.setattr(browser.server.views, "panel", lambda *_: 1 / 0)
        answer = browser.ask("/demo/panel")
    choose_language(["--ui-lang", "en"])
    assert answer.status == 500
    assert 'lang="pt-BR"' in answer.text
    assert "O casebook" in unescape(answer.text)
    assert "ZeroDivisionError" in (project.root / DETAILS).read_text(encoding="utf-8")
    assert DETAILS in capsys.readouterr().err


def test_a_fault_outside_an_answer_is_not_swallowed_and_a_browser_that_went_is_no_fault(
    browser: Asker, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    for error in (ConnectionResetError(), TimeoutError()):
        try:
            raise error
        except OSError:
            browser.server.handle_error(None, None)
    assert capsys.readouterr().err == ""
    try:
        raise ValueError("a fault")
    except ValueError:
        browser.server.handle_error(None, None)
    assert DETAILS in capsys.readouterr().err
    assert "a fault" in (project.root / DETAILS).read_text(encoding="utf-8")


def test_any_name_of_a_case_is_led_to(browser: Asker, project: Project) -> None:
    shutil.copytree(project.cases / "demo", project.cases / "caso—1")
    answer = browser.ask("/caso%E2%80%941")
    assert (answer.status, answer.headers["Location"]) == (302, "/caso%E2%80%941/")
    assert browser.ask("/caso%E2%80%941/").status == 200


def test_a_token_of_any_characters_is_refused(browser: Asker, project: Project) -> None:
    key, *_ = keys(browser.until("pairs", "data-key="))
    assert browser.ask("/demo/reviewed", key, Origin=f"http://{browser.host}", X_Casebook_Token="\xe9").status == 403
    assert not (project.cases / "demo" / NAME).exists()


def test_a_stale_finding_leads_to_the_button_too(browser: Asker, project: Project) -> None:
    for key in keys(browser.until("pairs", "data-key=")):
        assert browser.mark(key) == 200
    save(project, "The second paragraph.", "The second paragraph, mended.")
    panel = browser.until("panel", "translations.stale")
    (stale,) = (item for item in panel.split("<li class=") if "translations.stale" in item)
    assert "casebook translated" in stale
    assert "Or mark in “Translations” that they say the same." in stale
    assert panel.count("Or mark in") == len(re.findall(r"<code>translations\.", panel))
