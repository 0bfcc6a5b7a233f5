"""Time and peak memory of three builds of one case: cold, warm after a change, and with nothing to do.

Run it with `make bench`. Seconds are the median of `ROUNDS` runs, memory is the highest of them; the last column is how
many times as long as starting Python and doing nothing, which travels between machines better than seconds do. Nothing
is asserted.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CASE = "aml-azacitidine-lenalidomide"
ROUNDS = 5

# Builds once, changes the case, and prints the seconds of the second build, in the same process.
WARM = """
import sys, time
from pathlib import Path
from casebook.cli import main

def build():
    try:
        main()
    except SystemExit as stop:
        if stop.code:
            raise

case = Path(sys.argv.pop())
build()
case.write_text(case.read_text(encoding="utf-8") + "# changed\\n", encoding="utf-8")
start = time.perf_counter()
build()
print(time.perf_counter() - start)
"""


@dataclass(frozen=True)
class Run:
    """One finished process: wall-clock seconds, and its peak memory (the largest of its processes) in MB."""

    seconds: float
    megabytes: float
    output: str


def run_process(*command: str | Path) -> Run:
    """Return what `command` took. Raises CalledProcessError, its words printed, when it fails."""
    with tempfile.TemporaryFile("w+") as output:
        start = time.perf_counter()
        process = subprocess.Popen(list(map(str, command)), stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        words = output.read()
    if process.returncode:
        print(words, file=sys.stderr)
        raise subprocess.CalledProcessError(process.returncode, list(command))
    per_megabyte = 2**20 if sys.platform == "darwin" else 2**10  # getrusage: bytes on macOS, kilobytes elsewhere
    return Run(seconds, usage.ru_maxrss / per_megabyte, words)


def copy_project(folder: Path) -> Path:
    """Return a project below `folder` that holds the one case."""
    project = folder / "project"
    shutil.copytree(ROOT / "cases" / CASE, project / "cases" / CASE)
    return project


def build_command(project: Path, *options: str | Path) -> list[str | Path]:
    return ["build", CASE, "--quiet", "--output", project / "build", *options]


def cold(project: Path) -> Run:
    shutil.rmtree(project / "build", ignore_errors=True)
    return run_process(Path(sys.executable).with_name("casebook"), *build_command(project))


def nothing_to_do(project: Path) -> Run:
    return run_process(Path(sys.executable).with_name("casebook"), *build_command(project))


def warm(project: Path) -> Run:
    shutil.rmtree(project / "build", ignore_errors=True)
    case = project / "cases" / CASE / "case.yaml"
    run = run_process(sys.executable, "-c", WARM, *build_command(project, "--jobs", "1"), case)
    return Run(float(run.output.split()[-1]), run.megabytes, run.output)


def bare_python(_project: Path) -> Run:
    return run_process(sys.executable, "-c", "pass")


# In this order: a build with nothing to do follows one that has done it all.
MEASURED: dict[str, Callable[[Path], Run]] = {
    "python -c pass": bare_python,
    "cold: a new process, HTML and PDF in every language": cold,
    "nothing to do: a new process": nothing_to_do,
    "warm: the second build of one process, case changed": warm,
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder))
        os.chdir(project)
        print(f"{CASE}, {ROUNDS} rounds, Python {sys.version.split()[0]}")
        print(f"{'':52} {'seconds':>8} {'MB':>6} {'× bare':>7}")
        bare = 0.0
        for name, measure in MEASURED.items():
            runs = [measure(project) for _ in range(ROUNDS)]
            seconds = statistics.median(run.seconds for run in runs)
            memory = max(run.megabytes for run in runs)
            bare = bare or seconds
            print(f"{name:52} {seconds:8.3f} {memory:6.0f} {seconds / bare:7.1f}", flush=True)


if __name__ == "__main__":
    main()
