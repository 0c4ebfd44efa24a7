"""What `jixiao --help` costs against an empty Python started in the same run.

Run: python tests/benchmarks/bench_help.py
Aim: neither SQLAlchemy nor pydantic nor an exporter is imported (tests/cli/test_help.py holds that).
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
RUNS = 15
COUNT = "import sys\nfrom app.__main__ import main\nmain(['--help'])\nprint(len(sys.modules), file=sys.stderr)"


def seconds(*arguments: str) -> float:
    """Return the median wall time of a Python process."""
    times = []
    for _ in range(RUNS):
        started = perf_counter()
        subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True)
        times.append(perf_counter() - started)
    return median(times)


def main() -> None:
    """Print the two times, their ratio, and the number of modules."""
    bare, help_ = seconds("-c", "pass"), seconds("-m", "app", "--help")
    done = subprocess.run([sys.executable, "-c", COUNT], cwd=ROOT, check=True, capture_output=True, text=True)
    modules = done.stderr.strip()
    sys.stdout.write(f"bare {bare * 1000:.0f} ms, help {help_ * 1000:.0f} ms, ")
    sys.stdout.write(f"ratio {help_ / bare:.1f}, modules {modules}\n")


if __name__ == "__main__":
    main()
