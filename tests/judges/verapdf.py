"""veraPDF on many files at once: a Java machine takes seconds to start, and a file a second to judge."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.judges import judge

_MAIN = Path(__file__).parent / "VeraPdf.java"
_JAXB = ("jaxb-api", "jaxb-core", "jaxb-impl", "jaxb-runtime", "javax.activation")


def verdicts(files: Sequence[Path]) -> dict[tuple[Path, str], list[str]]:
    """Return, for each file and each of "2a" and "ua1", the rules that it breaks and how often."""
    beside = judge("jaxb").parent
    classes = ":".join(map(str, (judge("verapdf"), *(beside / f"{name}.jar" for name in _JAXB))))
    command = [judge("java"), "-cp", classes, _MAIN, *files]
    said = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert said.returncode == 0, said.stderr
    found: dict[tuple[Path, str], list[str]] = {}
    for line in said.stdout.splitlines():
        file, flavour, *rule = line.split("\t")
        found.setdefault((Path(file), flavour), []).extend([" ".join(rule)] if rule else [])
    return found
