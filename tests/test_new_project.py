"""casebook new --project: a folder that is ready to write in, and what GitHub and GitLab do with it."""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
import sys
from base64 import urlsafe_b64encode
from collections.abc import Callable
from email import message_from_bytes
from hashlib import sha256
from pathlib import Path
from urllib.request import urlopen
from zipfile import ZipFile

import pytest

from casebook import __version__
from casebook.bundles.project import beginning
from casebook.bundles.project.wheel import pack_wheel
from casebook.cli import run
from casebook.doctor import examine
from casebook.project import Project
from casebook.record import CannotWrite, write_whole
from casebook.settings import Site, load_settings
from tests.as_a_service import PROGRAMS, github, gitlab, read, shell
from tests.conftest import ROOT
from tests.test_site import keep_fonts

FIRST = {"en": "first-case", "pt": "primeiro-caso"}
WHEEL = f"casebook-{__version__}-py3-none-any.whl"
FINE, USAGE = 0, 2
Begun = Callable[..., Path]


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Begun:
    """Return what begins a project called casos in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def begin(code: str = "en", *words: str) -> Path:
        assert run(["new", "--project", "casos", "--ui-lang", code, *words]) == FINE
        keep_fonts(tmp_path / "casos" / "build")
        return tmp_path / "casos"

    return begin


def make(project: Path, *words: str, **variables: str) -> tuple[int, str]:
    return shell(project, " ".join(("make", *words)), variables)


# The folder


@pytest.mark.parametrize("code", ["en", "pt"])
def test_a_project_is_whole_and_in_its_authors_language(
    begun: Begun, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    project = begun(code)
    shutil.rmtree(project / "build", ignore_errors=True)
    case = {f"cases/{FIRST[code]}/{name}" for name in ("case.yaml", "references.bib", "figures/potassium.svg")}
    assert {file.relative_to(project).as_posix() for file in project.rglob("*") if file.is_file()} == {
        *case, "cases/case.schema.json", f"wheels/{WHEEL}", *beginning.FILES.values(),
    }  # fmt: skip
    assert [path.name for path in project.parent.iterdir()] == ["casos"]
    written = {name: (project / name).read_text(encoding="utf-8") for name in beginning.FILES.values()}
    assert all(text.endswith("\n") and not text.endswith("\n\n") for text in written.values())
    assert [
        name for name, text in written.items() if re.search(r"\{[{%]-?\s|\n\n\n|&#\d+;", text.replace("${{", ""))
    ] == []
    assert ("Escrever" in written["README.md"], "Writing" in written["README.md"]) == (code == "pt", code == "en")
    assert f"languages: [{code}," in (project / "cases" / FIRST[code] / "case.yaml").read_text(encoding="utf-8")
    said = capsys.readouterr().out
    assert all(words in said for words in ("cd casos", "make", "README.md")), said


def test_the_author_may_write_in_another_language_than_that_of_the_messages(begun: Begun) -> None:
    project = begun("en", "my-case", "--lang", "pt")
    assert Project(project, project / "build").slugs() == ("my-case",)
    assert "# Relatos" not in (project / "README.md").read_text("utf-8")
    assert "Relatos de caso, cada um" in (project / "README.md").read_text("utf-8")
    assert read(project / ".gitlab-ci.yml")["variables"]["CASEBOOK_LANG"] == "pt"


def test_both_languages_say_the_same(begun: Begun, tmp_path: Path) -> None:
    """Commands, targets and headings are as many; no sentence is left in the other language."""
    english, portuguese = begun("en").rename(tmp_path / "one"), begun("pt").rename(tmp_path / "two")
    for name in beginning.FILES.values():
        one, two = ((folder / name).read_text("utf-8") for folder in (english, portuguese))
        assert one.count("\n") == two.count("\n"), name
        said = [line for line in one.splitlines() if re.match(r"(?: *#|[a-z ]+:.*##) \w.{40}", line)]
        assert [line for line in said if line in two.splitlines()] == []
    told = {code: make(folder, "help")[1].splitlines() for code, folder in (("en", english), ("pt", portuguese))}
    assert len(told["en"]) > 8
    assert [line[:20] for line in told["en"]] == [line[:20] for line in told["pt"]]
    assert set(told["en"]) & set(told["pt"]) == set()


def test_settings_name_all_that_may_be_set_and_hold_as_they_are(begun: Begun) -> None:
    project = begun("pt")
    file = project / "casebook.yaml"
    site, _ = load_settings(Project(project, project / "build"))
    assert site.title.codes == ("en", "pt")
    lines = file.read_text("utf-8").splitlines()
    file.write_text("\n".join(re.sub(r"^( *)#(?! \w)", r"\1", line) for line in lines), encoding="utf-8")
    square = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    (project / "logo.svg").write_text(square)
    site, logo = load_settings(Project(project, project / "build"))
    assert logo
    assert site.model_fields_set == set(Site.model_fields)


def test_what_is_made_and_what_is_private_stays_out_of_the_repository(begun: Begun) -> None:
    project = begun()
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    made = ("build/x/x.pdf", ".venv/bin/python", f"cases/{FIRST['en']}/dates.private.yaml", "casebook-error.txt")
    kept = (f"cases/{FIRST['en']}/case.yaml", f"wheels/{WHEEL}", ".gitlab-ci.yml", ".github/workflows/casebook.yml")
    told = subprocess.run(["git", "check-ignore", *made, *kept], cwd=project, capture_output=True, encoding="utf-8")
    assert told.stdout.split() == list(made)


# What is refused


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("there", "already something in there; it was left as it is"),
        ("a-file", "already something in a-file"),
        ("a-link", "already something in a-link"),
        ("Casos Clínicos", "“Casos Clínicos” cannot be the name of a project"),
        ("Casos Clínicos", "such as “casos-clinicos”"),
        ("..", "cannot be the name of a project"),
        ("con", "cannot be the name of a project"),
        ("other/new", "inside another project, "),
        ("other/cases/new", "Begin it outside, such as "),
    ],
)
def test_a_place_that_cannot_be_is_refused_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there").mkdir()
    (tmp_path / "a-file").write_text("mine")
    (tmp_path / "a-link").symlink_to(tmp_path / "nowhere")
    (tmp_path / "other" / "cases" / "one").mkdir(parents=True)
    (tmp_path / "other" / "cases" / "one" / "case.yaml").write_text("title: Mine")
    before = sorted(tmp_path.rglob("*"))
    assert run(["new", "--project", name, "--ui-lang", "en"]) == USAGE
    told = capsys.readouterr().err
    assert said in told
    assert len(told.splitlines()) == 2
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("words", [["new"], ["new", "--project", ""]])
def test_without_a_name_the_help_is_named(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*words, "--ui-lang", "en"]) == USAGE
    assert "“casebook new --help” says what can be typed" in capsys.readouterr().err


def test_a_bad_name_of_the_first_case_or_an_unknown_language_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["new", "My Case", "--project", "casos"]) == USAGE
    assert run(["new", "--project", "casos", "--lang", "es"]) == USAGE
    assert "“My Case”" in (told := capsys.readouterr().err)
    assert "“es”" in told
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_merely_called_cases_makes_no_project(tmp_path: Path, begun: Begun) -> None:
    (tmp_path / "cases" / "of-wine").mkdir(parents=True)
    assert (begun() / "Makefile").is_file()


def test_a_disk_that_is_full_on_the_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever file is the first that finds no room."""
    monkeypatch.chdir(tmp_path)
    refused = 0
    for name in (*beginning.FILES.values(), WHEEL):

        def write(file: Path, data: bytes, name: str = Path(name).name) -> str:
            if file.name == name:
                raise CannotWrite(file.name, reason="the disk is full")
            return write_whole(file, data)

        monkeypatch.setattr(beginning, "write_whole", write)
        refused += run(["new", "--project", "casos"])
        assert list(tmp_path.iterdir()) == [], name
    assert refused == len(beginning.FILES) + 1


def test_a_projects_own_template_goes_before_ours_and_is_named_where_it_is_faulty(
    project: Project, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    own = project.root / "templates" / "project"
    own.mkdir(parents=True)
    (own / "README.md").write_text("Of the Santa Casa: {{ name }}", encoding="utf-8")
    monkeypatch.chdir(project.root)
    place = tmp_path_factory.mktemp("elsewhere") / "casos"
    assert run(["new", "--project", str(place)]) == FINE
    assert (place / "README.md").read_text("utf-8") == "Of the Santa Casa: casos\n"
    (own / "README.md").write_text("{{ nobody }}", encoding="utf-8")
    assert run(["new", "--project", str(place.with_name("others")), "--ui-lang", "en"]) == 1
    assert "templates/project/README.md:1" in capsys.readouterr().err
    assert not place.with_name("others").exists()


# The wheel


def test_the_wheel_of_a_project_is_the_one_that_the_tree_builds(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.iterdir()
    name, packed = pack_wheel()
    assert name == wheel.name == WHEEL
    with ZipFile(wheel) as ours, ZipFile(io.BytesIO(packed)) as theirs:
        assert len(ours.namelist()) > 400
        assert sorted(theirs.namelist()) == sorted(ours.namelist())
        one, two = ({file: read.read(file) for file in read.namelist()} for read in (ours, theirs))
    differing = {file.rpartition("/")[2] for file in one if one[file] != two[file]}
    assert differing <= {"RECORD", "METADATA"}
    told = [message_from_bytes(read[f"casebook-{__version__}.dist-info/METADATA"]).items() for read in (one, two)]
    assert told[0] == told[1], "all but the README, of which an installation in place keeps an older one"
    record = two.pop(f"casebook-{__version__}.dist-info/RECORD").decode().splitlines()
    hashes = {name: urlsafe_b64encode(sha256(data).digest()).decode().rstrip("=") for name, data in two.items()}
    assert set(record[:-1]) == {f"{name},sha256={hashes[name]},{len(data)}" for name, data in two.items()}
    assert pack_wheel()[1] == packed


def test_casebook_is_named_at_its_version_in_one_place_and_by_its_path(begun: Begun) -> None:
    """PyPI knows another program as “casebook”: its name alone must lead nobody there."""
    project = begun()
    naming = [name for name in beginning.FILES.values() if __version__ in (project / name).read_text("utf-8")]
    assert naming == ["requirements.txt"]
    (line,) = re.findall(r"^[^#\n].*", (project / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    assert line == f"./wheels/{WHEEL}[search]"
    assert (project / line.removesuffix("[search]")).is_file()


def test_nothing_tells_anybody_to_install_casebook_by_its_name() -> None:
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("locales/*.po"), *ROOT.glob("casebook/**/*.py")]
    assert len(pages) > 300
    told = re.compile(r"pip install [\"“']?casebook")
    assert [page.name for page in pages if told.search(page.read_text("utf-8"))] == []
    put_together = [words for part in examine() for mend in part.mends for words in mend]
    assert any("pip install" in words for words in put_together)
    assert [words for words in put_together if told.search(words)] == []


# Its own make


@pytest.mark.slow
@pytest.mark.parametrize("code", ["en", "pt"])
def test_make_builds_checks_and_makes_the_site(begun: Begun, code: str) -> None:
    project, slug = begun(code), FIRST[code]
    for words in ([], ["docx"], ["check"], ["site"], ["new", "CASE=another"]):
        assert make(project, *words, CASEBOOK_LANG=code)[0] == FINE, words
    made = {file.name for file in (project / "build" / slug).iterdir()}
    assert made == {f"{slug}.{one}.draft.{suffix}" for one in ("en", "pt") for suffix in ("html", "pdf", "docx")}
    assert (project / "build" / "site" / code / "index.html").is_file()
    assert (project / "cases" / "another" / "case.yaml").is_file()
    assert not (project / ".venv").exists(), "the casebook on the path is of the version"
    assert make(project, "clean")[0] == FINE
    assert not (project / "build").exists()


@pytest.mark.slow
def test_make_preview_shows_the_first_case(begun: Begun) -> None:
    project = begun()
    path = os.pathsep.join((PROGRAMS, os.environ["PATH"]))
    environment = {**os.environ, "PATH": path, "CASEBOOK_LANG": "en", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        ["make", "preview"], cwd=project, env=environment,
        stdout=subprocess.PIPE, encoding="utf-8", start_new_session=True,
    ) as server:  # fmt: skip
        try:
            assert server.stdout
            address = re.search(r"http://127\.0\.0\.1:\d+/\S*", server.stdout.readline())
            assert address
            with urlopen(address[0]) as page:
                assert FIRST["en"] in page.url + page.read().decode()
        finally:
            os.killpg(server.pid, signal.SIGTERM)


def test_make_preview_and_kit_hand_on_what_is_typed(begun: Begun) -> None:
    project = begun()
    told = make(project, "-n", "preview", "kit", "CASE=x", "OPEN=1", "JOURNAL=spmj", "DRAFT=1")[1]
    assert told.splitlines() == ["casebook preview x --open", "casebook kit x --journal spmj --draft"]


@pytest.mark.parametrize("version", ["", "casebook 0.0.1"])
def test_make_sets_casebook_up_where_there_is_none_of_the_version(begun: Begun, tmp_path: Path, version: str) -> None:
    project = begun()
    if version:
        (tmp_path / "casebook").write_text(f"#!/bin/sh\necho {version}\n")
        (tmp_path / "casebook").chmod(0o755)
    path = os.pathsep.join((str(tmp_path), *os.environ["PATH"].split(os.pathsep)))
    clean = os.pathsep.join(part for part in path.split(os.pathsep) if not Path(part).samefile(PROGRAMS))
    told = make(project, "-n", "check", PATH=clean)[1]
    assert "-m venv .venv" in told
    assert told.splitlines()[-1].split() == [".venv/bin/casebook", "check"]
    assert "venv" not in make(project, "-n", "check")[1]


@pytest.mark.slow
def test_what_make_sets_up_is_the_casebook_of_the_project(begun: Begun, tmp_path: Path) -> None:
    project = begun("pt")
    clean = os.pathsep.join(part for part in os.environ["PATH"].split(os.pathsep) if not Path(part).samefile(PROGRAMS))
    code, told = make(project, f"PYTHON={sys.executable}", "check", PATH=clean, CASEBOOK_LANG="pt")
    if code and os.environ.get("CASEBOOK_JUDGES") != "required" and "pip" in told:
        pytest.skip(f"the libraries cannot be fetched: {told[-300:]}")
    assert code == FINE, told
    assert f"{FIRST['pt']}: erros: 0; avisos: 0; notas: 0" in told
    asked = "import casebook, casebook.project as p, pagefind_bin; print(casebook.__file__, p.bundled('templates'))"
    found = subprocess.run([project / ".venv" / "bin" / "python", "-c", asked], cwd=tmp_path, capture_output=True)
    places = found.stdout.decode().split()
    assert len(places) == 2, found.stderr
    assert all(Path(place).is_relative_to(project / ".venv") for place in places)
    assert "Installing" not in make(project, "check", PATH=clean)[1], "once"


# What the services run


def test_the_workflow_may_write_nothing_but_the_pages_and_only_from_the_main_branch(begun: Begun) -> None:
    workflow = read(begun() / ".github" / "workflows" / "casebook.yml")
    assert {"push", "pull_request"} <= set(workflow["on"])
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["concurrency"]["cancel-in-progress"] == "${{ github.event_name == 'pull_request' }}"
    cases, publish = workflow["jobs"]["cases"], workflow["jobs"]["publish"]
    assert "permissions" not in cases
    assert publish["needs"] == "cases"
    assert publish["permissions"] == {"pages": "write", "id-token": "write"}
    assert publish["concurrency"]["group"] != workflow["concurrency"]["group"]
    assert "github.event_name != 'pull_request'" in publish["if"]
    assert "github.event.repository.default_branch" in publish["if"]
    assert publish["environment"]["name"] == "github-pages"
    used = [step["uses"] for job in (cases, publish) for step in job["steps"] if "uses" in step]
    assert len(used) == 5
    assert [action for action in used if not re.fullmatch(r"actions/[a-z-]+@v\d+", action)] == []


def test_the_pipeline_publishes_last_and_only_from_the_main_branch(begun: Begun) -> None:
    pipeline = read(begun() / ".gitlab-ci.yml")
    assert pipeline["stages"] == ["check", "site", "publish"]
    assert pipeline["pages"]["stage"] == "publish"
    assert pipeline["pages"]["needs"] == ["site"]
    assert "needs" not in pipeline["site"], "it waits for all of the stage before"
    assert pipeline["pages"]["artifacts"]["paths"] == ["public"]
    assert pipeline["pages"]["rules"] == [
        {"if": '$CI_PIPELINE_SOURCE != "merge_request_event" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH'}
    ]


def test_both_services_install_what_casebook_itself_needs(begun: Begun) -> None:
    project = begun()
    (libraries,) = re.findall(r"need '(libpango\S+ [^']+)'", (ROOT / ".ci" / "system").read_text("utf-8"))
    for name in (".github/workflows/casebook.yml", ".gitlab-ci.yml"):
        text = (project / name).read_text("utf-8")
        assert f"apt-get install -y --no-install-recommends {libraries}\n" in text
        assert "python -m pip install -r requirements.txt\n" in text
        assert re.search(r"python(?::|-version: \")3\.11\b", text), "the version that casebook is tried with"


@pytest.mark.parametrize(
    ("name", "schema"), [(".github/workflows/casebook.yml", "github-workflows"), (".gitlab-ci.yml", "gitlab-ci")]
)
@pytest.mark.parametrize("code", ["en", "pt"])
def test_the_schema_of_each_service_holds(begun: Begun, name: str, schema: str, code: str) -> None:
    file = begun(code) / name
    judge = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
    judge += ["--data-transform", "gitlab-ci"] if schema == "gitlab-ci" else []
    assert subprocess.run([*judge, file], capture_output=True).returncode == 0
    file.write_text(file.read_text("utf-8").replace("timeout-minutes: 30", "timeout: x").replace("stage: c", "stag: c"))
    assert subprocess.run([*judge, file], capture_output=True).returncode == 1, "the judge sees a slip"


@pytest.mark.slow
def test_the_steps_of_github_check_build_hand_back_and_make_the_site(begun: Begun) -> None:
    ran = github(begun("en"))
    assert len(ran.codes) == 4
    assert set(ran.codes.values()) == {0}, ran.said
    slug = FIRST["en"]
    articles = [f"build/{slug}/{slug}.{one}.draft.{kind}" for one in ("en", "pt") for kind in ("docx", "pdf")]
    assert ran.kept["actions/upload-artifact"] == articles
    site = ran.kept["actions/upload-pages-artifact"]
    assert {f"build/site/{file}" for file in ("index.html", "404.html", "en/index.html", "pt/index.html")} <= set(site)


@pytest.mark.slow
def test_the_jobs_of_gitlab_check_build_hand_back_and_publish(begun: Begun, tmp_path: Path) -> None:
    ran = gitlab(begun("pt"), tmp_path / "jobs")
    assert list(ran.codes) == ["check", "articles", "site", "pages"]
    assert set(ran.codes.values()) == {0}, ran.said
    slug = FIRST["pt"]
    articles = [f"build/{slug}/{slug}.{one}.draft.{kind}" for one in ("en", "pt") for kind in ("docx", "pdf")]
    assert ran.kept["articles"] == articles
    assert {"public/index.html", "public/pt/index.html"} <= set(ran.kept["pages"])


@pytest.mark.slow
def test_an_error_in_a_case_is_shown_at_its_line_and_keeps_the_site_back(begun: Begun, tmp_path: Path) -> None:
    """The other case is handed back all the same."""
    project = begun("pt")
    assert make(project, "new", "CASE=outro")[0] == FINE
    file = project / "cases" / "outro" / "case.yaml"
    text = file.read_text("utf-8").replace("status: draft", "status: accepted").replace("[@omar2012]", "[@nobody]")
    file.write_text(text, encoding="utf-8")
    ran = github(project)
    assert list(ran.codes.values()) == [0, 1, 1], "installed (nothing here), checked, built; no site"
    told = ran.said["Verificar os casos"]
    assert re.search(
        r"^::error title=text\.unknown-citation,file=cases/outro/case\.yaml,line=\d+,", told, re.MULTILINE
    ), told
    assert any(name.endswith("primeiro-caso.pt.draft.pdf") for name in ran.kept["actions/upload-artifact"])
    assert not any("outro" in name for name in ran.kept["actions/upload-artifact"])
    assert "actions/upload-pages-artifact" not in ran.kept
    shutil.rmtree(project / "build")
    ran = gitlab(project, tmp_path / "jobs")
    assert ran.codes == {"check": 1, "articles": 1}
    assert any(name.endswith("primeiro-caso.pt.draft.pdf") for name in ran.kept["articles"])
