"""What tests share: a project of one's own in a temporary folder, and cases that differ from a sound one by a line."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest
from hypothesis import settings

from casebook.project import Project, bundled

ROOT = Path(__file__).parent.parent
settings.register_profile("casebook", deadline=None)  # no test may fail because the machine is busy
settings.load_profile("casebook")

# A suite that was started in the background ignores Ctrl-C, and so would every program that a test stops by it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A suite that `make` started hands on make's own variables, by which a make of a test would say what folders it enters.
for name in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS"):
    os.environ.pop(name, None)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty project in a folder of its own."""
    (tmp_path / "cases").mkdir()
    return Project(tmp_path, tmp_path / "build")


@pytest.fixture
def demo(project: Project) -> Path:
    """The folder of the English sample case in a project of its own; change it and build."""
    shutil.copytree(bundled("templates") / "sample" / "en", project.cases / "demo")
    return project.cases / "demo"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="write golden files and findings anew")
