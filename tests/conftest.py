"""What tests share: a project of one's own in a temporary folder, and cases that differ from a sound one by a line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from casebook.project import Project, bundled

ROOT = Path(__file__).parent.parent
settings.register_profile("casebook", deadline=None)  # no test may fail because the machine is busy
settings.load_profile("casebook")


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
