"""The casebook that is running, as a wheel: a project carries the one that it was made with.

casebook is in no package index, and the “casebook” there is another program; so a colleague and a CI service install
the wheel that lies in the project. It holds the files that run now, whether they came from a wheel or from the tree.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from importlib.metadata import Distribution, distribution
from pathlib import Path

from casebook.bundles.folder import zipped
from casebook.project import bundled

_NAME, _SHIPPED = "casebook", "shipped"
_CODE = Path(__file__).resolve().parents[2]
_TOLD = ("METADATA", "WHEEL", "entry_points.txt", "licenses")  # the rest is of one installation


def pack_wheel() -> tuple[str, bytes]:
    """Return the name and the bytes of the wheel; the same files make the same bytes."""
    installed = distribution(_NAME)
    stem = f"{_NAME}-{installed.version}"
    files = {**_code(), **_metadata(installed)}
    record = f"{stem}.dist-info/RECORD"
    lines = [*(_recorded(name, data) for name, data in sorted(files.items())), f"{record},,"]
    files[record] = "".join(f"{line}\n" for line in lines).encode()
    return f"{stem}-py3-none-any.whl", zipped(files)


def _code() -> Mapping[str, bytes]:
    """Return the package, and what it ships, by their names in a wheel."""
    files = {f"{_NAME}/{name}": data for name, data in _below(_CODE) if not name.startswith(f"{_SHIPPED}/")}
    for folder in ("templates", "locales"):
        files |= {f"{_NAME}/{_SHIPPED}/{folder}/{name}": data for name, data in _below(bundled(folder))}
    return files


def _below(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in folder.rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts:
            yield file.relative_to(folder).as_posix(), file.read_bytes()


def _metadata(installed: Distribution) -> Mapping[str, bytes]:
    """Return what the installation says of casebook itself: name, needs, command, licences."""
    named = [path for path in installed.files or () if path.parts[0].endswith(".dist-info") and path.parts[1] in _TOLD]
    return {path.as_posix(): Path(str(installed.locate_file(path))).read_bytes() for path in named}


def _recorded(name: str, data: bytes) -> str:
    """Return the line of RECORD for a file."""
    digest = urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
    return f"{name},sha256={digest},{len(data)}"
