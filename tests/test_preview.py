"""The live preview, asked over HTTP while real files are saved: it follows, it goes on, it answers its own pages."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from time import monotonic, sleep
from urllib.request import urlopen

import pytest

from casebook.build import Order
from casebook.case.ledger import NAME
from casebook.cli import run
from casebook.cli.voice import choose_language, worded
from casebook.making import examine
from casebook.nodes import Said, plain
from casebook.preview.maker import made
from casebook.preview.news import Page, Stopped, Told
from casebook.preview.places import place_of
from casebook.project import Project, find_project
from casebook.report.counting import passages_of
from tests.previewed import AUTHORS, CASE, LONGEST, Asker, previewing, write_case
from tests.shipped import ARTICLES, ROOT, shipped_case, shipped_report


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    """A preview that nothing is saved to."""
    root = tmp_path_factory.mktemp("unchanged")
    (root / "cases").mkdir()
    project = Project(root, root / "build")
    write_case(project)
    with previewing(project, "demo") as asker:
        yield asker


@pytest.fixture
def browser(project: Project) -> Iterator[Asker]:
    choose_language(["--ui-lang", "en"])
    write_case(project)
    with previewing(project, "demo") as asker:
        yield asker


def save(project: Project, old: str, new: str, name: str = "case.yaml") -> None:
    file = project.cases / "demo" / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_it_listens_on_this_machine_alone_and_leads_to_its_case(browser: Asker) -> None:
    assert browser.server.server_address[0] == "127.0.0.1"
    assert browser.server.address == f"http://{browser.host}/"
    answer = browser.ask("/")
    assert (answer.status, answer.headers["Location"]) == (302, "/demo/")
    page = browser.ask("/demo/")
    assert page.status == 200
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert re.findall(r'(?:src|href)="(?!/static/|/"|#|data:,)', page.text) == []
    assert all(browser.ask(f"/static/{name}").status == 200 for name in ("script.js", "style.css"))


def test_an_article_runs_no_script_and_loads_nothing(browser: Asker) -> None:
    browser.until("article/en", "A title in English")
    policy = browser.ask("/demo/article/en").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'none'" in policy


def test_a_save_is_shown_in_every_language(browser: Asker, project: Project) -> None:
    browser.until("article/pt", "Um título em português")
    save(project, "The second paragraph.", "Another paragraph.")
    save(project, "O segundo parágrafo.", "Outro parágrafo.")
    assert "The first paragraph" in browser.until("article/en", "Another paragraph.")
    assert "Outro parágrafo." in browser.until("article/pt", "Outro parágrafo.")


def test_it_follows_references_prose_templates_and_catalogues(browser: Asker, project: Project) -> None:
    browser.until("article/en", "An old title")
    save(project, "An old title", "A new title", "references.bib")
    browser.until("article/en", "A new title")
    (project.cases / "demo" / "text").mkdir()
    for code in ("en", "pt"):
        (project.cases / "demo" / "text" / f"{code}.md").write_text(f"Prose of {code} [@one].\n", encoding="utf-8")
    head = CASE.partition("  case:\n")[0]
    write_case(project, text=head + "  case: {en: text/en.md, pt: text/pt.md}\n")
    browser.until("article/en", "Prose of en")
    (project.cases / "demo" / "text" / "en.md").write_text("Prose as changed [@one].\n", encoding="utf-8")
    browser.until("article/en", "Prose as changed")
    own = project.root / "templates" / "nodes"
    own.mkdir(parents=True)
    (own / "paragraph.html").write_text('<p class="own">{{ node.children | inlines }}</p>\n', encoding="utf-8")
    browser.until("article/en", '<p class="own">')
    (project.root / "locales").mkdir()
    words = 'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "References"\nmsgstr "Works cited"\n'
    (project.root / "locales" / "en.po").write_text(words, encoding="utf-8")
    browser.until("article/en", "Works cited")


def test_a_figure_is_followed(browser: Asker, project: Project) -> None:
    (project.cases / "demo" / "a.svg").write_text(SQUARE.format(size=90), encoding="utf-8")
    figure = "figures:\n  one: {file: a.svg, caption: {en: A, pt: B}, alt: {en: C, pt: D}}\n"
    write_case(project, text=CASE + figure)
    before = browser.until("article/en", "<img")
    (project.cases / "demo" / "a.svg").write_text(SQUARE.format(size=70), encoding="utf-8")
    with browser.listening() as listener:
        listener.until(lambda _: images(browser.ask("/demo/article/en").text) != images(before))


SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300" viewBox="0 0 400 300">'
    '<rect width="{size}" height="{size}"/></svg>'
)


def images(page: str) -> list[str]:
    return re.findall(r'<img[^>]* src="([^"]*)"', page)


@pytest.mark.parametrize("code", ["en", "pt"])
def test_findings_are_worded_as_on_the_command_line(project: Project, code: str) -> None:
    choose_language(["--ui-lang", code])
    write_case(project, text=CASE.replace("[@one]", "[@nobody]"))
    _, found, _ = examine(project, "demo", Order(()))
    assert len({finding.code for finding in found}) > 3
    with previewing(project) as browser:
        panel = unescape(browser.until("panel", "text.unknown-citation"))
    for finding in found:
        what, mend = worded(finding)
        assert what in panel
        assert mend.partition("\n")[0] in panel
        assert finding.place is None or f'data-line="{finding.place.line}"' in panel
    choose_language(["--ui-lang", "en"])


def test_a_broken_save_keeps_the_last_good_article_and_shows_the_line(browser: Asker, project: Project) -> None:
    good = browser.until("article/en", "The second paragraph.")
    browser.until("panel", 'id="counts"')
    save(project, "title:\n  en: A title", "title:\n  en: [A title")
    with browser.listening() as listener:
        listener.until(lambda news: news["state"] == "broken")
    assert browser.ask("/demo/article/en").text == good
    panel = browser.ask("/demo/panel").text
    assert 'data-line="6"' in panel
    assert "  en: [A title" in unescape(panel)
    answer = browser.ask("/demo/pdf/en")
    assert answer.status == 409
    assert "cannot be read to its end" in answer.text
    save(project, "title:\n  en: [A title", "title:\n  en: A sound title")
    browser.until("article/en", "A sound title")
    with browser.listening() as listener:
        listener.until(lambda news: news["state"] == "good")


def test_errors_come_before_the_rest_and_are_counted(browser: Asker, project: Project) -> None:
    write_case(project, text=CASE.replace("  en: A title", "  en: [A title"))
    panel = browser.until("panel", '<li class="error">')
    grades = re.findall(r'<li class="(error|warning|note)">\n<p', panel)
    assert grades == sorted(grades, key=["error", "warning", "note"].index)
    assert re.search(r'<li class="error">\d+ errors?</li>', panel)


def test_faulty_templates_of_the_project_are_told_and_the_article_stays(browser: Asker, project: Project) -> None:
    good = browser.until("article/en", "The second paragraph.")
    (project.root / "templates").mkdir()
    (project.root / "templates" / "front.html").write_text("{% if %}", encoding="utf-8")
    with browser.listening() as listener:
        listener.until(lambda news: news["state"] == "stopped")
    assert "front.html" in browser.ask("/demo/panel").text
    assert browser.ask("/demo/article/en").text == good
    (project.root / "templates" / "front.html").write_text("<h1>My own front</h1>", encoding="utf-8")
    browser.until("article/en", "My own front")


def test_a_deleted_file_and_a_renamed_folder_are_told_and_it_goes_on(browser: Asker, project: Project) -> None:
    browser.until("article/en", "A title in English")
    (project.cases / "demo" / "case.yaml").unlink()
    with browser.listening() as listener:
        listener.until(lambda news: news["state"] == "gone")
    assert "A title in English" in browser.ask("/demo/article/en").text
    write_case(project, text=CASE.replace("A title in English", "Back again"))
    browser.until("article/en", "Back again")
    (project.cases / "demo").rename(project.cases / "other")
    with browser.listening() as listener:
        listener.until(lambda news: news["state"] == "gone")
    assert 'href="/other/"' in browser.ask("/demo/panel").text
    browser.until("article/en", "Back again", "other")
    (project.cases / "other").rename(project.cases / "demo")
    with browser.listening() as listener:
        listener.until(lambda news: news["state"] == "good")


def test_of_many_fast_saves_the_last_is_shown_to_every_browser(browser: Asker, project: Project) -> None:
    browser.until("article/en", "A title in English")
    with browser.listening() as one, browser.listening() as other:
        for number in range(60):
            write_case(project, text=CASE.replace("A title in English", f"Title {number} of many"))
        for listener in (one, other):
            listener.until(lambda _: "Title 59 of many" in browser.ask("/demo/article/en").text)
    save(project, "Title 59 of many", "After the others left")
    browser.until("article/en", "After the others left")


def test_an_emptied_file_is_given_time_to_be_filled(browser: Asker, project: Project) -> None:
    browser.until("panel", 'id="counts"')
    with browser.listening() as listener:
        first = listener.until(lambda news: news["state"] == "good")
        (project.cases / "demo" / "case.yaml").write_text("", encoding="utf-8")
        write_case(project, text=CASE.replace("A title in English", "Written at last"))
        states: list[str] = []
        listener.until(lambda news: states.append(news["state"]) or news["told"] > first["told"])
    assert set(states) == {"good"}
    assert "Written at last" in browser.ask("/demo/article/en").text


def test_a_save_by_renaming_is_followed_and_what_editors_leave_is_not(browser: Asker, project: Project) -> None:
    browser.until("panel", 'id="counts"')
    folder = project.cases / "demo"
    with browser.listening() as listener:
        first = listener.until(lambda news: news["state"] == "good")
        for name in (".case.yaml.swp", "case.yaml~", "4913~", ".#case.yaml", "case.yaml.tmp"):
            (folder / name).write_text("half a case", encoding="utf-8")
        sleep(1)  # time to take them for a save
        desk = browser.server.desk("demo")
        assert desk
        assert desk.shown.told == first["told"]
        (folder / "case.yaml.tmp").write_text(CASE.replace("A title in English", "Put in its place"), encoding="utf-8")
        (folder / "case.yaml.tmp").replace(folder / "case.yaml")
        listener.until(lambda _: "Put in its place" in browser.ask("/demo/article/en").text)


@pytest.mark.parametrize(("code", "other", "words"), [("en", "pt", "A title"), ("pt", "en", "Um título")])
def test_a_case_in_one_language_has_one_article(project: Project, code: str, other: str, words: str) -> None:
    both = {"en": "A title in English", "pt": "Um título em português"}
    text = CASE.partition("title:")[0].replace("[en, pt]", f"[{code}]")
    write_case(project, text=f"{text}title: {both[code]}\nsections:\n  case: |\n    One paragraph.\n")
    with previewing(project, "demo") as browser:
        assert words in browser.until("article/" + code, "One paragraph.")
        assert browser.ask(f"/demo/article/{other}").status == 404
        assert browser.ask(f"/demo/pdf/{other}").status == 404
        assert "row" not in browser.until("pairs", "<p")


def test_a_case_that_is_begun_meanwhile_is_there(browser: Asker, project: Project) -> None:
    assert browser.ask("/new-one/").status == 404
    assert run_there(project, "new", "new-one") == 0
    assert browser.ask("/new-one/").status == 200
    browser.until("article/en", "<h1", "new-one")


def test_spaces_and_accents_in_the_path_are_no_matter(tmp_path: Path) -> None:
    root = tmp_path / "Casos da Dra. Ângela (2026) #1%"
    (root / "cases").mkdir(parents=True)
    project = Project(root, root / "build")
    write_case(project)
    with previewing(project, "demo") as browser:
        browser.until("article/pt", "O segundo parágrafo.")
        save(project, "O segundo parágrafo.", "Outro parágrafo.")
        browser.until("article/pt", "Outro parágrafo.")
        assert browser.ask("/demo/pdf/pt").data.startswith(b"%PDF-")


def test_a_case_of_many_thousand_words_is_followed(browser: Asker, project: Project) -> None:
    many = "\n\n".join(f"      Paragraph {n} of a long text, {'word ' * 60}end." for n in range(200))
    write_case(project, text=f"{CASE.partition('sections:')[0]}sections:\n  case:\n    en: |\n{many}\n")
    browser.until("article/en", "Paragraph 199 of")
    save(project, "Paragraph 150 of", "Paragraph 150 anew of")
    browser.until("article/en", "Paragraph 150 anew of")


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:PORT"},
        {"Host": "127.0.0.1"},
        {"Host": ""},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
    ids=str,
)
@pytest.mark.parametrize(
    "path", ["/", "/demo/", "/demo/article/en", "/demo/panel", "/demo/events", "/static/script.js"]
)
def test_requests_of_other_hosts_and_origins_are_refused(unchanged: Asker, headers: dict[str, str], path: str) -> None:
    headers = {name: value.replace("PORT", str(unchanged.server.server_port)) for name, value in headers.items()}
    answer = unchanged.ask(path, **headers)
    assert answer.status == 403
    assert "A title" not in answer.text


def test_paths_outside_are_refused(browser: Asker, project: Project) -> None:
    (project.root / "secret").mkdir()
    write_case(project, "../secret", CASE)
    up = ("..", "%2e%2e", "..%2f..", "%2e%2e%2fsecret", "../secret", "secret", "demo/../../secret", "/etc/passwd")
    (project.cases / "linked").symlink_to(project.root / "secret")
    (project.root / "secret" / "case.yaml").rename(project.root / "secret" / "notes.md")
    inside = (
        "/etc/passwd",
        "/demo//etc/passwd",
        "linked/notes.md",
        "linked/",
        "demo/case.yaml",
        "demo/references.bib",
        "static/../page.html",
        "static/page.html",
        "static/..%2farticle.html",
    )
    odd = ("demo/article/..", "demo/article/xx", "demo/pdf/..", "nobody/", "demo/reviewed", "%00", "static/")
    for path in (*up, *inside, *odd):
        answer = browser.ask("/" + path)
        assert answer.status in (404, 409), path
        assert "first paragraph" not in answer.text
        assert "root:" not in answer.text


def keys(page: str) -> list[str]:
    return re.findall(r'data-key="([^"]+)"', page)


def test_a_pair_is_marked_as_the_command_line_marks_it(browser: Asker, project: Project) -> None:
    before = browser.until("pairs", "data-key=")
    assert len(keys(before)) == 3  # the title, and two paragraphs
    for key in keys(before):
        assert browser.mark(key) == 200
    ledger = (project.cases / "demo" / NAME).read_text(encoding="utf-8")
    with browser.listening() as listener:
        listener.until(lambda _: not keys(browser.ask("/demo/pairs").text))
    (project.cases / "demo" / NAME).unlink()
    assert run_there(project, "translated", "demo") == 0
    assert (project.cases / "demo" / NAME).read_text(encoding="utf-8") == ledger


def run_there(project: Project, *words: str) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project.root)
        return run([*words])


def test_stale_and_missing_texts_are_lit(browser: Asker, project: Project) -> None:
    for key in keys(browser.until("pairs", "data-key=")):
        assert browser.mark(key) == 200
    save(project, "  pt: Um título em português\n", "")
    save(project, "The second paragraph.", "The second paragraph, mended.")
    page = browser.until("pairs", "mended")
    assert re.findall(r'class="row (\w+)"', page).count("compared") == 1
    assert 'class="row stale"' in page
    assert 'class="row missing"' in page
    assert page.count('class="side lit"') == 2
    assert set(re.findall(r'class="words" lang="([^"]*)"', page)) == {"en-US", "pt-BR"}


def test_words_that_were_changed_meanwhile_are_not_marked(browser: Asker, project: Project) -> None:
    old = keys(browser.until("pairs", "data-key="))
    save(project, "O segundo parágrafo.", "Outro parágrafo.")
    new = keys(browser.until("pairs", "Outro parágrafo."))
    (gone,) = set(old) - set(new)
    assert browser.mark(gone) == 409
    assert not (project.cases / "demo" / NAME).exists()


def test_a_ledger_that_cannot_be_read_is_left_as_it_is(browser: Asker, project: Project) -> None:
    key, *_ = keys(browser.until("pairs", "data-key="))
    (project.cases / "demo" / NAME).write_text("<<<<<<< HEAD\n", encoding="utf-8")
    assert browser.mark(key) == 409
    assert (project.cases / "demo" / NAME).read_text(encoding="utf-8") == "<<<<<<< HEAD\n"


def test_nothing_is_written_without_the_token_and_the_origin(browser: Asker, project: Project) -> None:
    key, *_ = keys(browser.until("pairs", "data-key="))
    ours, token = f"http://{browser.host}", browser.server.guard.token
    for headers in (
        {},
        {"Origin": ours},
        {"X_Casebook_Token": token},
        {"Origin": ours, "X_Casebook_Token": token + "x"},
        {"Origin": "http://evil.example", "X_Casebook_Token": token},
        {"Origin": ours, "X_Casebook_Token": token, "Host": "evil.example"},
        {"Origin": ours, "X_Casebook_Token": token, "Content_Length": "99999999"},
    ):
        assert browser.ask("/demo/reviewed", key, **headers).status == 403, headers
    assert not (project.cases / "demo" / NAME).exists()
    assert browser.ask("/demo/case.yaml", key, Origin=ours, X_Casebook_Token=token).status == 404
    assert browser.mark(key) == 200


def test_another_process_makes_the_pdf_where_one_died_and_none_after_the_end(project: Project) -> None:
    write_case(project)
    with previewing(project, "demo") as browser:
        first = browser.ask("/demo/pdf/en").data
        browser.server.press._process.kill()
        assert browser.ask("/demo/pdf/en").data == first
    assert isinstance(browser.server.press.pdf("demo", "en", browser.server.order), Stopped)
    assert not browser.server.press._process.is_alive()


def test_a_pdf_is_made_of_what_is_saved(browser: Asker, project: Project) -> None:
    answer = browser.ask("/demo/pdf/pt")
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert browser.ask("/demo/pdf/xx").status == 404
    (project.root / "templates").mkdir()
    (project.root / "templates" / "front.html").write_text("{% if %}", encoding="utf-8")
    answer = browser.ask("/demo/pdf/pt")
    assert answer.status == 409
    assert "front.html" in answer.text


def test_every_passage_leads_to_its_line(browser: Asker) -> None:
    page = browser.until("article/en", "The second paragraph.")
    browser.until("panel", 'id="counts"')
    places = json.loads(browser.ask("/demo/places").text)
    said = {words: unescape(key) for key, words in re.findall(r'data-said="([^"]*)">([^<]*)', page)}
    lines = CASE.splitlines()
    for words in ("A title", "The first paragraph", "The second paragraph."):
        shown, file, line = places[said[next(w for w in said if w.startswith(words))]]
        assert file == "cases/demo/case.yaml"
        assert words in lines[line - 1]
        assert shown.startswith(f"{file}:{line}:")
    assert places["#ref-one"][1:] == ["cases/demo/references.bib", 1]


@pytest.mark.parametrize(("slug", "code"), ARTICLES)
def test_paragraphs_and_items_of_shipped_cases_lead_to_where_they_begin(slug: str, code: str) -> None:
    case, (report, _) = shipped_case(slug), shipped_report(slug, code)
    looked = 0
    for block in report.body:
        for passage in (passage for passage in passages_of(block) if isinstance(passage, Said)):
            place = place_of(case, passage.origin)
            words = re.split(r"[\s\u00a0]+", plain(passage))[:1]
            typed = place.text[place.column - 1 :]
            typed = re.sub(r"^\s*(?:-|\d+\.) +", "", typed) if passage.origin.part[1:] else typed
            if re.match(r"[\w(]", typed) and words[0].isalpha():
                assert typed.startswith(words[0]), (passage.origin, place)
                looked += 1
    assert looked > 3 or slug in ("exantema-fixo",)


@pytest.mark.parametrize(
    "pieces",
    [
        ("2013. A year [@one].", "2014. Another year.", "Alpha.", "Beta."),
        ("1. One [@one].", "3. Typed three.", "Alpha."),
        ("- One [@one].", "- Two.", "1. Three.", "5. Five."),
        ("\\- No item [@one].", "- An item.", "1\\. No item either.", "Beta."),
    ],
)
def test_paragraphs_that_begin_like_items_lead_to_their_lines(project: Project, pieces: tuple[str, ...]) -> None:
    body = "\n\n".join(f"      {piece}" for piece in pieces)
    head = CASE.partition("    en: |\n")[0].replace("[en, pt]", "[en]").replace("  pt: Um título em português\n", "")
    write_case(project, text=f"{head}    en: |\n{body}\n")
    lines = (project.cases / "demo" / "case.yaml").read_text(encoding="utf-8").splitlines()
    page, told = made(project, "demo", Order(()))
    assert isinstance(page, Page)
    assert isinstance(told, Told)
    passages = re.findall(r'data-said="([^"]*\bsections[^"]*,\[[1-9][^"]*)">([^<]*)', page.html)
    assert len(passages) == len(pieces)
    for (key, words), piece in zip(passages, pieces, strict=True):
        line = lines[told.places[unescape(key)].line - 1].strip()
        assert line == piece
        assert words.split()[-1] in line


def test_each_author_and_affiliation_has_its_line(project: Project) -> None:
    write_case(project, text=CASE + AUTHORS)
    *_, told = made(project, "demo", Order(()))
    assert isinstance(told, Told)
    lines = (CASE + AUTHORS).splitlines()
    found = {key: lines[place.line - 1].strip() for key, place in told.places.items() if re.match(r"\.a.*\d$", key)}
    assert found == {
        ".authors.0": "- name: {given: Ana, family: Silva}",
        ".authors.1": "- name: {given: Rui, family: Costa}",
        ".affiliations.0": "south: {institution: Hospital do Sul}",
        ".affiliations.1": "north: {institution: Hospital do Norte}",
    }


def test_every_origin_has_a_place_in_a_file() -> None:
    project = find_project(ROOT)
    (*_, told) = made(project, "thyrotoxic-periodic-paralysis", Order(()))
    assert isinstance(told, Told)
    assert len(told.places) > 60
    assert all(place.file and place.line for place in told.places.values())


def test_counts_stand_beside_the_limits_of_the_journal(browser: Asker, project: Project) -> None:
    browser.until("panel", 'id="counts"')
    write_case(project, text=CASE.replace("status: draft\n", "status: draft\narticle: {journal: spmj}\n"))
    panel = browser.until("panel", "Paulo Medical Journal")
    assert re.search(r"Words in the abstract.*?≤ 250", panel, re.DOTALL)
    save(project, "sections:\n", f"abstract:\n  case:\n    en: {'word ' * 300}\n    pt: palavra\nsections:\n")
    assert 'class="count over">300 <b>too many</b>' in browser.until("panel", 'class="count over"')


def test_another_process_takes_the_place_of_one_that_died(browser: Asker, project: Project) -> None:
    browser.until("article/en", "A title in English")
    desk = browser.server.desk("demo")
    assert desk
    pid = desk.process.pid
    desk.process.kill()
    save(project, "A title in English", "After the process died")
    browser.until("article/en", "After the process died")
    assert desk.process.pid != pid


def test_the_command_prints_the_address_and_stops_in_peace(project: Project) -> None:
    write_case(project)
    command = [sys.executable, "-c", "from casebook.cli import main; main()", "--ui-lang", "en", "preview", "demo"]
    with subprocess.Popen(
        command, cwd=project.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stderr
        assert re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
        assert process.stderr.read() == ""


def test_it_opens_the_browser_and_leaves_no_process_behind(project: Project, tmp_path: Path) -> None:
    write_case(project)
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{opened}"\n', encoding="utf-8")
    browser.chmod(0o755)
    words = ["--ui-lang", "en", "preview", "demo", "--open"]
    command = [sys.executable, "-c", "from casebook.cli import main; main()", *words]
    with subprocess.Popen(
        command,
        cwd=project.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "BROWSER": str(browser), "DISPLAY": ":0"},
    ) as process:
        try:
            assert process.stdout
            assert process.stderr
            address = process.stdout.readline().split()[4]
            assert until(lambda: opened.is_file() and opened.read_text(encoding="utf-8").strip() == address)
            assert urlopen(f"{address}demo/").status == 200  # begins to make ready what makes PDFs
            assert len(group(process.pid)) > 2
            os.killpg(process.pid, signal.SIGINT)  # as a terminal does
            assert process.wait(60) == 0
            assert process.stderr.read() == ""
            assert until(lambda: group(process.pid) == [])
        finally:
            process.kill()


def until(is_so: Callable[[], object]) -> bool:
    end = monotonic() + LONGEST
    while not is_so():
        if monotonic() > end:
            return False
        sleep(0.05)
    return True


def group(leader: int) -> list[int]:
    """Return the processes that a process has begun and that still run."""
    told = subprocess.run(["ps", "-A", "-o", "pid=,pgid=,state="], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in told.splitlines()]
    return [int(pid) for pid, number, state, *_ in rows if int(number) == leader and state[0] != "Z"]


def test_a_port_that_is_taken_and_a_case_that_is_not_there_are_told(
    browser: Asker, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_there(project, "preview", "--port", str(browser.server.server_port)) == 2
    assert str(browser.server.server_port) in capsys.readouterr().err
    assert run_there(project, "preview", "demmo") == 2
    assert "demo" in capsys.readouterr().err


def test_the_list_of_cases_leads_to_each(project: Project) -> None:
    write_case(project)
    write_case(project, "other", CASE.replace("A title in English", "The other title"))
    with previewing(project) as browser:
        assert re.findall(r'href="/(\w+)/"', browser.ask("/").text) == ["demo", "other"]
        browser.until("article/en", "The other title", "other")
        assert "A title in English" in browser.until("article/en", "A title")
