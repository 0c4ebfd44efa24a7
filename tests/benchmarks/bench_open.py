"""Opening and reading an evaluation file against raw sqlite3 reading the same rows; run by hand.

    python tests/benchmarks/bench_open.py

Both sides open the file, read every row and cell and close it again, in turns within one run; ours also checks the
header, the schema, the pages and the tree of rows. Printed is the ratio of the medians (aim: at most 3).
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.core.records import ROOT_ID, Address, Cell, CellOp, Op, Row, RowOp
from app.models.file import EvaluationFile, PackBody, Who

TURNS = 41
SIZES = {"1x": 1, "10x": 10}
"""Multiples of yuanjiang-2024: about 90 rows with 900 cells."""

WHO = Who("王", "wang", "FIN-02")
BODY = json.dumps({"id": "probe", "ballast": ["x" * 100] * 2500}).encode()


def build(path: Path, times: int) -> None:
    """Write a file of so many times the size of yuanjiang-2024."""
    ops: list[Op] = []
    for number in range(90 * times):
        row = f"row{number:06}"
        ops.append(RowOp(row, Row(row, "indicators", ROOT_ID, f"{number:06}")))
        ops += [CellOp(Address(row, f"key.number{n}"), Cell(f"{number * n / 100:.2f}万人")) for n in range(10)]
    pack = PackBody(hashlib.sha256(BODY).hexdigest(), "probe", "1", BODY)
    with EvaluationFile.create(path, pack=pack, meta={}, who=WHO, backups=path.parent) as made:
        made.commit("读入", ops)


def raw(path: Path) -> int:
    """Read the same rows with sqlite3 alone."""
    driver = sqlite3.connect(path)
    found = driver.execute("SELECT * FROM row").fetchall(), driver.execute("SELECT * FROM cell").fetchall()
    driver.close()
    return len(found[1])


def ours(path: Path, mode: str) -> int:
    """Open, check and read with the product."""
    with EvaluationFile.open(path, who=WHO, mode=mode, backups=path.parent) as opened:  # type: ignore[arg-type]
        return sum(len(cells) for cells in opened.read().cells.values())


def median_of(acts: dict[str, Callable[[], int]]) -> dict[str, float]:
    """Return the median time of each act in milliseconds, taken in turns."""
    times: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(TURNS):
        for name, act in acts.items():
            begun = time.perf_counter()
            act()
            times[name].append((time.perf_counter() - begun) * 1000)
    return {name: statistics.median(taken) for name, taken in times.items()}


def main() -> None:
    """Print one line for each size."""
    with tempfile.TemporaryDirectory() as folder:
        for name, times in SIZES.items():
            path = Path(folder) / f"{name}.jxzp"
            build(path, times)
            took = median_of(
                {"raw": lambda: raw(path), "view": lambda: ours(path, "view"), "edit": lambda: ours(path, "edit")}  # noqa: B023
            )
            ratios = {mode: took[mode] / took["raw"] for mode in ("view", "edit")}
            print(  # noqa: T201
                f"{name}: {raw(path)} cells, raw {took['raw']:.2f} ms, "
                + ", ".join(f"{mode} {took[mode]:.2f} ms (ratio {ratio:.2f})" for mode, ratio in ratios.items())
            )


if __name__ == "__main__":
    main()
