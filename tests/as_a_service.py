"""What GitHub and GitLab do with the files of a project, done here: the very commands, in their order and their shell.

Left out is what installs casebook, since the one of the tests is there. An action is known by what it is handed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

INSTALL = ("apt-get ", "sudo apt-get ", "python -m pip install ")
PROGRAMS = sysconfig.get_path("scripts")


@dataclass
class Ran:
    """What became of a run: the output and exit code of each step or job, and the files that each handed back."""

    codes: dict[str, int] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    kept: dict[str, list[str]] = field(default_factory=dict)


def read(file: Path) -> dict[str, Any]:
    """Return a file of a service; “on” stays a word."""
    read = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
    assert isinstance(read, dict)
    return read


def shell(folder: Path, script: str, variables: dict[str, str]) -> tuple[int, str]:
    """Run a script as both services do: line by line, until one fails; “casebook” is the one of the tests."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "CASEBOOK_"))}
    path = os.pathsep.join((PROGRAMS, os.environ["PATH"]))
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=folder, env={**inherited, "CI": "true", "PATH": path, **variables},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
    )  # fmt: skip
    return done.returncode, done.stdout


def without_installing(lines: list[str]) -> str:
    return "\n".join(line for line in lines if not line.startswith(INSTALL))


def matching(folder: Path, patterns: list[str]) -> list[str]:
    """Return the files below a folder that the patterns of a service name; that of a folder names all in it."""
    found = {path for pattern in patterns for path in folder.glob(pattern)}
    files = {file for path in found for file in ([path] if path.is_file() else path.rglob("*")) if file.is_file()}
    return sorted(file.relative_to(folder).as_posix() for file in files)


def github(project: Path, job: str = "cases") -> Ran:
    """Run a job of the workflow; after a step that failed, only those that ask for it by “!cancelled()”."""
    workflow, ran, has_failed = read(project / ".github" / "workflows" / "casebook.yml"), Ran(), False
    for step in workflow["jobs"][job]["steps"]:
        name = step.get("name") or step["uses"]
        if has_failed and "!cancelled()" not in step.get("if", ""):
            continue
        if "run" in step:
            script = without_installing(step["run"].splitlines())
            ran.codes[name], ran.said[name] = shell(project, script, workflow["env"])
            has_failed |= ran.codes[name] != 0
        elif "path" in step.get("with", {}):
            ran.kept[step["uses"].partition("@")[0]] = matching(project, step["with"]["path"].split())
    return ran


def gitlab(project: Path, away: Path) -> Ran:
    """Run all jobs of a pipeline on the main branch, each in a fresh copy with what earlier ones handed on."""
    pipeline, ran, has_failed, handed = read(project / ".gitlab-ci.yml"), Ran(), False, dict[str, Path]()
    for name, job in _jobs(pipeline):
        if has_failed and job["stage"] != pipeline["stages"][0]:
            continue
        here = away / name
        shutil.copytree(project, here, ignore=shutil.ignore_patterns("build", "public"))
        for before in job.get("needs", list(handed)):
            shutil.copytree(handed[before], here, dirs_exist_ok=True)
        script = without_installing([*job.get("before_script", pipeline["default"]["before_script"]), *job["script"]])
        ran.codes[name], ran.said[name] = shell(here, script, pipeline["variables"])
        has_failed |= ran.codes[name] != 0
        kept = job.get("artifacts", {})
        ran.kept[name] = matching(here, kept.get("paths", []))
        if has_failed and kept.get("when") != "always":
            ran.kept[name] = []
        for file in ran.kept[name]:
            place = away / f"{name}.kept" / file
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(here / file, place)
        if ran.kept[name]:
            handed[name] = away / f"{name}.kept"
    return ran


def _jobs(pipeline: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the jobs by their stages."""
    for stage in pipeline["stages"]:
        yield from (
            (name, job) for name, job in pipeline.items() if isinstance(job, dict) and job.get("stage") == stage
        )
