"""Tests of a project's own, in one file beside its cases: their names, their units, what else `labs` says of a test.

    # cases/tests.yaml
    sirolimus:
      name: {en: Sirolimus, pt: Sirolimo}
      unit: ng/mL

A case that has results under that short name, or that says `test: sirolimus`, need not say it again; what a case says
itself goes first. Results never stand here: they would be those of every patient.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from casebook.case.files import at_home
from casebook.clinical.assays import find_assay
from casebook.clinical.labs import holds_results
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.project import TESTS
from casebook.source import Scalar, Source, Tree, read_source

NOT_OF_A_TEST = Kind(
    "tests.unknown-field",
    Severity.ERROR,
    N_("“{name}” is nothing that the tests of a project may say."),
    N_("Each test has a short name and, below it, one of: {names}. Results stand in the cases."),
)
_FIELDS = ("test", "name", "specimen", "method", "unit", "reference")
_TEST, _LABS, _RESULTS = Scalar("test"), Scalar("labs"), Scalar("results")
Fields = Mapping[Scalar, Tree]


def with_tests(source: Source, folder: Path) -> tuple[Source, tuple[Finding, ...]]:
    """Return `source` with what the tests of its project say under `labs`, and what is wrong with their file."""
    file, labs = folder.parent / TESTS, source.data.get(_LABS)
    if not file.is_file() or not isinstance(labs, Mapping):
        return source, ()
    read, findings = read_source(file, f"{folder.parent.name}/{TESTS}")
    if read is None:
        return source, findings
    found = list(at_home(findings, read.at(())))
    tests = dict(_tests(read, found))
    merged: dict[Scalar, Tree] = {name: _merged(name, raw, tests) for name, raw in labs.items()}
    return replace(source, data={**source.data, _LABS: merged}), tuple(found)


def _tests(read: Source, found: list[Finding]) -> Iterator[tuple[str, Fields]]:
    """Yield each test with its fields; what is none of them goes to `found`."""
    for name, fields in read.data.items():
        wrong = [key for key in fields if key not in _FIELDS] if isinstance(fields, Mapping) else [name]
        found += (NOT_OF_A_TEST.at(key.place(0, len(key)), name=key, names=", ".join(_FIELDS)) for key in wrong)
        if isinstance(fields, Mapping) and not wrong:
            yield str(name), fields


def _merged(name: Scalar, raw: Tree, tests: Mapping[str, Fields]) -> Tree:
    if not isinstance(raw, Mapping):
        return raw
    written: Fields = {_RESULTS: raw} if raw and holds_results(raw) else raw
    called = str(written.get(_TEST, name)).strip()
    if called not in tests:
        return raw
    return {**tests[called], **{key: value for key, value in written.items() if key != _TEST or find_assay(called)}}
