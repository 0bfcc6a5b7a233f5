"""The wheel works without the tree: installed from files into an empty environment, then used with the network cut."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[1]
WHEELS = ROOT / ".judges" / "wheelhouse"
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]

# For where a process may not have a network of its own: no socket leads anywhere.
NO_SOCKETS = """
import socket
def refuse(*words, **more):
    raise OSError("the network is cut")
socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.create_connection = refuse
"""
REACH_OUT = """
import socket
try:
    socket.create_connection(("192.0.2.1", 80), timeout=5)
except OSError as error:
    print("cut:", error)
"""

pytestmark = pytest.mark.slow


class Away(NamedTuple):
    """An environment that knows casebook from the wheel alone, in a folder of its own, without a network."""

    programs: Path
    folder: Path
    prefix: tuple[str, ...]

    def typed(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Return how a program of the environment ended, run in its folder with next to no variables."""
        return subprocess.run(
            [*self.prefix, str(self.programs / words[0]), *words[1:]], cwd=self.folder, capture_output=True,
            encoding="utf-8",
            env={"PATH": os.environ["PATH"], "HOME": str(self.folder), "LANG": "C.UTF-8", **environment},
        )  # fmt: skip


def wheelhouse() -> Path:
    """Return the folder with the wheels of requirements.txt, fetched once; without a network the test is skipped."""
    lock = (ROOT / "requirements.txt").read_bytes()
    folder = WHEELS / hashlib.sha256(lock).hexdigest()[:12]
    if folder.is_dir():
        return folder
    part = folder.with_name(f"{folder.name}.{os.getpid()}.part")
    done = subprocess.run(
        [*PIP, "download", "--require-hashes", "--only-binary", ":all:", "-r", ROOT / "requirements.txt", "-d", part],
        capture_output=True, encoding="utf-8",
    )  # fmt: skip
    if done.returncode:
        shutil.rmtree(part, ignore_errors=True)
        reason = f"the wheels of requirements.txt cannot be fetched: {done.stderr.strip()[-300:]}"
        pytest.fail(reason) if os.environ.get("CASEBOOK_JUDGES") == "required" else pytest.skip(reason)
    for older in WHEELS.iterdir():
        if older != part:
            shutil.rmtree(older)
    part.rename(folder)
    return folder


@pytest.fixture(scope="module")
def away(tmp_path_factory: pytest.TempPathFactory) -> Away:
    """Build the wheel, install it and what it needs from files alone, and cut the network."""
    wheels, home = wheelhouse(), tmp_path_factory.mktemp("away")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(home / "dist")]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    venv.create(home / "env", symlinks=True)
    programs = Path(sysconfig.get_path("scripts", "venv", {"base": str(home / "env")}))
    subprocess.run(
        [*PIP, "--python", programs / "python", "install", "--no-index", "--no-compile",
         "--find-links", wheels, *(home / "dist").glob("*.whl")],
        check=True,
    )  # fmt: skip
    (home / "work").mkdir()
    alone = ("unshare", "--map-root-user", "--net")
    if shutil.which("unshare") and subprocess.run([*alone, "true"], capture_output=True).returncode == 0:
        return Away(programs, home / "work", alone)
    (site,) = (home / "env").rglob("site-packages")
    (site / "sitecustomize.py").write_text(NO_SOCKETS, encoding="utf-8")
    return Away(programs, home / "work", ())


def test_the_network_is_cut(away: Away) -> None:
    told = away.typed("python", "-c", REACH_OUT).stdout
    print("cut by", away.prefix or "a socket that raises")
    assert told.startswith("cut: "), told


def test_casebook_comes_from_the_wheel(away: Away) -> None:
    asked = "import casebook, casebook.project as project; print(casebook.__file__, project.bundled('x'))"
    told = away.typed("python", "-c", asked)
    places = told.stdout.split()
    assert len(places) == 2
    assert all(Path(place).is_relative_to(away.programs.parent) for place in places), told.stdout + told.stderr
    assert str(ROOT) not in told.stdout


def test_a_new_case_is_written_and_built(away: Away) -> None:
    began = away.typed("casebook", "new", "demo")
    assert (began.returncode, began.stderr) == (0, "")
    built = away.typed("casebook", "build")
    assert (built.returncode, built.stderr) == (0, "")
    made = sorted(file.name for file in (away.folder / "build" / "demo").iterdir())
    assert made == [f"demo.{code}.draft.{suffix}" for code in ("en", "pt") for suffix in ("html", "pdf")]
    for name in made:
        data = (away.folder / "build" / "demo" / name).read_bytes()
        assert data.startswith(b"%PDF-" if name.endswith(".pdf") else b"<!doctype html>"), name
        assert len(data) > 10_000, name
    assert "hipocalemia" in (away.folder / "build" / "demo" / "demo.pt.draft.html").read_text("utf-8").lower()
    assert "nothing to do" in away.typed("casebook", "build").stdout


def test_a_new_project_is_whole_hidden_files_too_and_carries_the_very_wheel(away: Away) -> None:
    began = away.typed("casebook", "new", "--project", "../casos", CASEBOOK_LANG="pt")
    assert (began.returncode, began.stderr) == (0, "")
    project = away.folder.with_name("casos")
    assert {".gitignore", ".gitlab-ci.yml", ".github", "Makefile"} <= {file.name for file in project.iterdir()}
    assert (project / ".github" / "workflows" / "casebook.yml").is_file()
    (carried,), (built,) = (project / "wheels").iterdir(), away.folder.parent.glob("dist/*.whl")
    assert carried.name == built.name
    with ZipFile(carried) as one, ZipFile(built) as other:
        assert {file: one.read(file) for file in one.namelist() if not file.endswith("RECORD")} == {
            file: other.read(file) for file in other.namelist() if not file.endswith("RECORD")
        }
    at_home = away._replace(folder=project)
    checked = at_home.typed("casebook", "check", CASEBOOK_LANG="pt")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "primeiro-caso: erros: 0; avisos: 0; notas: 0" in checked.stdout


def test_every_command_that_needs_no_case_runs(away: Away) -> None:
    assert "Usage: casebook" in away.typed("casebook", "--help").stdout
    assert "Uso: casebook" in away.typed("casebook", "--help", CASEBOOK_LANG="pt").stdout
    assert "properties" in json.loads(away.typed("casebook", "schema").stdout)
    assert "spmj" in away.typed("casebook", "journals").stdout
    assert away.typed("casebook", "languages").stdout.splitlines()[0].startswith("en")
    doctor = away.typed("casebook", "doctor")
    assert doctor.returncode == 0, doctor.stdout
    assert re.search(r"found +Font files \d+", doctor.stdout)
    assert str(ROOT) not in doctor.stdout


def test_a_folder_of_ones_own_overrides_what_the_wheel_ships(away: Away) -> None:
    """A block of a template, a style, an entry of the catalogue and a profile; the rest is the wheel's."""
    own = away.folder / "own"
    mine, shipped = own / "templates" / "journals" / "mine", bundled_in(away)
    (mine / "styles").mkdir(parents=True)
    (own / "locales").mkdir()
    (own / "cases").mkdir()
    profile = (shipped / "templates" / "journals" / "spmj" / "profile.yaml").read_text("utf-8")
    (mine / "profile.yaml").write_text(re.sub(r"^name: .*$", 'name: "Mine"', profile, flags=re.M), encoding="utf-8")
    block = '{% extends "article.html" %}\n{% block colophon %}<footer>colophon of mine</footer>{% endblock %}'
    (mine / "article.html").write_text(block, encoding="utf-8")
    style = (shipped / "templates" / "styles" / "print.css").read_text("utf-8")
    (mine / "styles" / "print.css").write_text(style + "\nh1 { color: #123456 }\n", encoding="utf-8")
    entry = 'msgid "Figure {number}"\nmsgstr "Imagem {number}"\n'
    (own / "locales" / "pt.po").write_text(entry, encoding="utf-8")
    at_home = away._replace(folder=own)
    assert at_home.typed("casebook", "new", "demo").returncode == 0
    built = at_home.typed("casebook", "build", "--journal", "mine", "--lang", "pt")
    assert (built.returncode, re.findall("error: .*", built.stderr)) == (0, [])
    (page,) = (own / "build" / "demo" / "mine").glob("*.html")
    for words in ("colophon of mine", "#123456", "Imagem 1", "Tabela 1"):
        assert words in page.read_text("utf-8"), words
    assert list(page.parent.glob("*.pdf"))
    assert re.search(r"^mine +Mine", at_home.typed("casebook", "journals").stdout, re.MULTILINE)


def bundled_in(away: Away) -> Path:
    """Return the folder of the wheel that holds its templates and catalogues."""
    (shipped,) = away.programs.parent.rglob("casebook/shipped")
    return shipped
