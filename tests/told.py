"""A plugin for pytest that writes down which codes of findings came up in each test: -p tests.told --told-into FILE."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from casebook.findings import Finding, Kind, Place

TOLD: dict[str, set[str]] = defaultdict(set)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--told-into", type=Path)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Note the code of every finding that is made while a test runs."""
    make = Kind.at

    def noted(kind: Kind, place: Place | None, **fields: object) -> Finding:
        TOLD[item.nodeid.partition("[")[0].rpartition("/")[2]].add(kind.code)
        return make(kind, place, **fields)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Kind, "at", noted)
        yield


def pytest_sessionfinish(session: pytest.Session) -> None:
    session.config.getoption("--told-into").write_text(
        json.dumps({name: sorted(codes) for name, codes in TOLD.items()})
    )
