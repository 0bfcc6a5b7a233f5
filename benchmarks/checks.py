"""Time of `casebook check`: of one case, of each of its checks, and of a thousand cases; `make bench` prints it.

The thousand are copies of the largest shipped case. Each figure is of one process that has read the catalogues.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from casebook.build import Order
from casebook.case import load_case
from casebook.checks import ARTICLE_CHECKS, CHECKS
from casebook.journals import load_journal
from casebook.making import examine
from casebook.project import Project, find_project
from casebook.report.compose import Edition, compose

ROUNDS, MANY = 7, 1000
SLUG = "aml-azacitidine-lenalidomide"
ROOT = Path(__file__).resolve().parents[1]


def milliseconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return how long `work` takes, in milliseconds: the median of some rounds."""
    runs = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        runs.append((time.perf_counter() - start) * 1000)
    return statistics.median(runs)


def of_each_check() -> dict[str, float]:
    """Return how long each check takes with the shipped case, in milliseconds."""
    case, _ = load_case(ROOT / "cases" / SLUG)
    assert case
    journal = load_journal(case.file.article.journal)
    reports = tuple(compose(case, Edition(code))[0] for code in case.file.languages)
    taken = {name: milliseconds(lambda name=name: list(CHECKS.load(name).run(case))) for name in CHECKS}
    for name in ARTICLE_CHECKS:
        taken[name] = milliseconds(lambda name=name: list(ARTICLE_CHECKS.load(name).run(case, journal, reports)))
    return taken


def of_many() -> float:
    """Return how long `MANY` copies of the case take, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(MANY):
            shutil.copytree(ROOT / "cases" / SLUG, Path(folder) / "cases" / f"case-{number:04}")
        project = Project(Path(folder), Path(folder) / "build")
        return milliseconds(lambda: [examine(project, slug, Order(())) for slug in project.slugs()], 1) / 1000


def main() -> None:
    project = find_project(ROOT)
    whole = milliseconds(lambda: examine(project, SLUG, Order(())))
    print(f"checks, {ROUNDS} rounds, Python {sys.version.split()[0]}")
    print(f"{'one case, read and composed too':34} {whole:8.1f} ms")
    for name, taken in sorted(of_each_check().items(), key=lambda pair: -pair[1]):
        print(f"  {name:32} {taken:8.1f} ms {taken / whole:6.1%}", flush=True)
    print(f"{f'{MANY:,} cases':34} {of_many():8.1f} s", flush=True)


if __name__ == "__main__":
    main()
