"""Time, memory and size of a site of many cases: the first time, with nothing to do, and with one case changed
in its title, or in its text alone.

`python benchmarks/site.py [CASES] [DOWNLOADS]`: a thousand generated cases, with BibTeX and RIS alone to take away
(what a PDF costs is told by benchmarks/run.py); `make bench` prints it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.many_cases import name_of, write_cases  # noqa: E402

SETTINGS = "site: {title: Cases, url: https://cases.example.org/}\n"

# Of one case: what lists show of it, so that they are made again, and what they do not show.
CHANGES = (("one title changed", "number 1:", "number one:"), ("one text changed", "within days", "within hours"))


def run(folder: Path, downloads: str) -> tuple[float, float]:
    """Return how long `casebook site` takes there, in seconds, and the most memory at a time, in MB.

    That is the sum of all its processes, what they share counted once, looked at every tenth of a second; where the
    system has no /proc, or the run is too short, the most that its first process had.
    """
    command = [str(Path(sys.executable).with_name("casebook")), "site", "--quiet", "--downloads", downloads]
    start, seen, ended = time.perf_counter(), [0], threading.Event()
    process = subprocess.Popen(command, cwd=folder, start_new_session=True)
    watch = threading.Thread(target=look, args=(process.pid, seen, ended))
    watch.start()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    ended.set()
    watch.join()
    if status:
        sys.exit(f"casebook site ended with {os.waitstatus_to_exitcode(status)}")
    own = used.ru_maxrss // (1024 if sys.platform == "darwin" else 1)
    return seconds, max(*seen, own) / 1024


def look(session: int, seen: list[int], ended: threading.Event) -> None:
    """Note the memory of all processes of a session, in kilobytes, until it has ended."""
    while not ended.wait(0.1):
        seen.append(sum(memory_of(place) for place in Path("/proc").glob("[0-9]*") if is_of(place, session)))


def is_of(place: Path, session: int) -> bool:
    """Say whether a process, by its folder in /proc, was started by the first one of a session."""
    try:
        return (place / "stat").read_text().rpartition(")")[2].split()[3] == str(session)
    except OSError:
        return False


def memory_of(place: Path) -> int:
    """Return the kilobytes of a process, of what it shares with others only its part; 0 of one that has ended."""
    try:
        return int(re.findall(r"^Pss:\s+(\d+)", (place / "smaps_rollup").read_text(), re.MULTILINE)[0])
    except (OSError, IndexError):
        return 0


def main() -> None:
    count = int(sys.argv[1]) if sys.argv[1:] else 1000
    downloads = sys.argv[2] if sys.argv[2:] else "bibtex,ris"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_cases(folder, count)
        (folder / "casebook.yaml").write_text(SETTINGS)
        print(f"site of {count:,} cases, downloads: {downloads}, Python {sys.version.split()[0]}")
        for label in ("first time", "nothing to do"):
            seconds, memory = run(folder, downloads)
            print(f"{label:17} {seconds:8.2f} s {memory:8.0f} MB", flush=True)
        changed = folder / "cases" / name_of(1) / "case.yaml"
        for label, typed, other in CHANGES:
            changed.write_text(changed.read_text().replace(typed, other))
            seconds, memory = run(folder, downloads)
            print(f"{label:17} {seconds:8.2f} s {memory:8.0f} MB", flush=True)
        files = [file for file in (folder / "build" / "site").rglob("*") if file.is_file()]
        pages = [file for file in files if file.suffix == ".html"]
        size = sum(file.stat().st_size for file in files) / 1e6
        largest = max(pages, key=lambda file: file.stat().st_size)
        print(f"{len(files):,} files, {len(pages):,} pages, {size:.0f} MB; the largest page:")
        print(f"  {largest.relative_to(folder / 'build' / 'site')} {largest.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
