"""Time of each figure that casebook draws, from its plan to its bytes; `make bench` prints it.

Milliseconds are the median of `ROUNDS` runs; the last column is how many times as long as the simplest figure.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "docs" / "gallery"))
from draw import PLANS, WIDE, drawn, load_language  # beside the gallery, which is no package

ROUNDS = 15
SIMPLEST = "one"


def milliseconds(name: str) -> float:
    """Return how long one plan takes to draw, in milliseconds."""
    language, runs = load_language("pt"), []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        drawn(name, language, WIDE)
        runs.append((time.perf_counter() - start) * 1000)
    return statistics.median(runs)


def main() -> None:
    milliseconds(SIMPLEST)  # the font is read once
    least = milliseconds(SIMPLEST)
    print(f"figures, {ROUNDS} rounds, Python {sys.version.split()[0]}")
    print(f"{'':20} {'ms':>8} {'× simplest':>11}")
    for name in PLANS:
        taken = milliseconds(name)
        print(f"{name:20} {taken:8.2f} {taken / least:11.1f}", flush=True)


if __name__ == "__main__":
    main()
