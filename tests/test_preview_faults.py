"""What goes wrong under the live preview itself is worded in the browser, and it goes on from there."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from multiprocessing.connection import Connection
from threading import Event, Thread
from time import monotonic, sleep

import pytest

from casebook.case.ledger import NAME, UNREADABLE
from casebook.checks.translations import STALE
from casebook.cli.bugs import NAME as DETAILS
from casebook.cli.preview import speech
from casebook.cli.voice import choose_language
from casebook.findings import Place
from casebook.preview.desk import Desk, Shown
from casebook.preview.maker import answered, settled
from casebook.preview.news import Page, Recorded, Reviewed, Told
from casebook.preview.views import Views
from casebook.preview.watching import Watch
from casebook.project import Project
from casebook.workers import start_with
from tests.previewed import LONGEST, Asker, News, previewing, write_case
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


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The processes for PDFs that were started."""
    found: list[object] = []

    def start(*given: object) -> object:
        found.append(given)
        return start_with(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("casebook.preview.press.start_with", start)
    return found


def test_a_saved_template_renews_what_makes_pdfs_once_for_all_cases(
    browser: Asker, project: Project, started: list[object]
) -> None:
    slugs = ("demo", "two", "three")
    for slug in slugs:
        write_case(project, slug)
        browser.until("panel", 'id="counts"', slug)
    before = browser.ask("/demo/pdf/en")
    assert before.status == 200
    assert len(started) == 1
    own = project.root / "templates" / "nodes"
    own.mkdir(parents=True)
    (own / "paragraph.html").write_text('<p class="own">Ours. {{ node.children | inlines }}</p>\n', encoding="utf-8")
    after = browser.ask("/demo/pdf/en")
    assert after.status == 200
    assert after.data != before.data
    for slug in slugs:
        browser.until("article/en", '<p class="own">', slug)
    browser.until("panel", 'id="counts"', "three")
    assert len(started) == 2


def test_a_pdf_over_which_every_process_dies_is_told_and_the_case_is_not_blamed(
    browser: Asker,
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("casebook.preview.press.serve", dies)
        answer = browser.ask("/demo/pdf/en")
    assert answer.status == 409
    assert "The PDF of demo could not be made" in answer.text
    assert "read to its end" not in answer.text
    assert browser.ask("/demo/pdf/en").status == 200


def dies(link: Connection, project: Project) -> None:
    """End at once, as a process does that the system ends."""


def test_pages_made_after_a_pause_have_numbers_of_their_own(browser: Asker, project: Project) -> None:
    def now() -> News:
        with browser.listening() as listener:
            return listener.until(lambda news: news["state"] == "good")

    before = now()
    browser.server._desks.pop("demo").close()  # as of a case that nobody looked at for a while
    save(project, "A title in English", "Saved meanwhile")
    after = now()
    assert before["server"] == after["server"]
    assert after["pages"]["en"]["made"] > before["pages"]["en"]["made"]
    assert after["told"] > before["told"]


def test_those_who_listen_are_let_go_where_a_case_is_closed(browser: Asker) -> None:
    with browser.listening() as listener:
        listener.until(lambda news: news["state"] == "good")
        desk_of(browser).close()
        with pytest.raises(AssertionError, match="the server stopped telling"):
            listener.until(lambda _: False)


def test_an_empty_file_is_waited_for_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    write_case(project)
    (project.cases / "demo" / "notes.txt").touch()
    pauses: list[float] = []
    monkeypatch.setattr("casebook.preview.maker.sleep", pauses.append)
    watch = Watch(project, "demo")
    seen = settled(watch, {})
    assert pauses
    pauses.clear()
    save(project, "A title in English", "Another")
    seen = settled(watch, seen)
    assert not pauses
    (project.cases / "demo" / "case.yaml").write_text("", encoding="utf-8")
    settled(watch, seen)
    assert pauses


def test_nobody_waits_while_what_makes_pdfs_is_renewed(
    browser: Asker, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.until("panel", 'id="counts"')
    begun, may_end = Event(), Event()
    desk = desk_of(browser)
    monkeypatch.setattr(desk, "_renewed", lambda: begun.set() or may_end.wait(LONGEST))
    (project.root / "templates").mkdir()
    (project.root / "templates" / "own.html").touch()
    assert begun.wait(LONGEST)
    assert desk._changed.acquire(timeout=1)
    desk._changed.release()
    may_end.set()


def test_an_address_that_is_none_is_no_fault_of_ours(browser: Asker, project: Project) -> None:
    path = "http://[/"
    assert browser.ask(path).status == 404
    token = {"Origin": f"http://{browser.host}", "X_Casebook_Token": browser.server.guard.token}
    assert browser.ask(path, "a-b-c-d", **token).status == 404
    assert not (project.root / DETAILS).exists()


def test_any_name_of_a_case_is_led_to(browser: Asker, project: Project) -> None:
    shutil.copytree(project.cases / "demo", project.cases / "caso—1")
    answer = browser.ask("/caso%E2%80%941")
    assert (answer.status, answer.headers["Location"]) == (302, "/caso%E2%80%941/")
    assert browser.ask("/caso%E2%80%941/").status == 200


def test_a_token_of_any_characters_is_refused(browser: Asker, project: Project) -> None:
    key, *_ = keys(browser.until("pairs", "data-key="))
    assert browser.ask("/demo/reviewed", key, Origin=f"http://{browser.host}", X_Casebook_Token="\xe9").status == 403
    assert not (project.cases / "demo" / NAME).exists()


def test_the_button_is_named_by_what_a_finding_is_and_not_by_its_words(browser: Asker) -> None:
    views = Views(browser.server.project, replace(speech(), worded=lambda _: ("In words of its own.", "Otherwise.")))
    found = (STALE.at(Place("a", 1, 1)), UNREADABLE.at(Place("a", 2, 1)))
    assert views.panel("demo", Shown(last=Told(found))).count("Or mark in") == 1


def test_a_stale_finding_leads_to_the_button_too(browser: Asker, project: Project) -> None:
    for key in keys(browser.until("pairs", "data-key=")):
        assert browser.mark(key) == 200
    save(project, "The second paragraph.", "The second paragraph, mended.")
    panel = browser.until("panel", "translations.stale")
    (stale,) = (item for item in panel.split("<li class=") if "translations.stale" in item)
    assert "casebook translated" in stale
    assert "Or mark in “Translations” that they say the same." in stale
    assert panel.count("Or mark in") == len(re.findall(r"<code>translations\.", panel))
