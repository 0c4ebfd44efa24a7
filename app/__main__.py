"""The one door: `python -m app` and the command `jixiao`.

Only the face that is asked for is imported, so that `--help` stays light.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; without arguments print the help (the window comes later). Return the exit code."""
    from app.cli.main import run  # noqa: PLC0415 - the face is imported only when it is needed

    return run(list(sys.argv[1:] if argv is None else argv))


if __name__ == "__main__":
    raise SystemExit(main())
