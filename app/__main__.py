"""The one door: `python -m app` and the command `jixiao`.

Only the face that is asked for is imported, so that `--help` stays light.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; without arguments, or with a file alone, open the window. Return the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments or (len(arguments) == 1 and arguments[0].lower().endswith(".jxzp")):
        gc.disable()  # a tenth of the time to the first picture; the window sweeps itself (housekeeping)
        from app.ui.main import run as show  # noqa: PLC0415 - the face is imported only when it is needed

        return show(arguments)
    from app.cli.main import run  # noqa: PLC0415

    return run(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
