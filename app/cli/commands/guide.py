"""guide: the user guide and the page about the software as PDF, with pictures taken of the window as it is."""

from __future__ import annotations

import tempfile
from argparse import Namespace
from pathlib import Path

from app.cli.commands.screenshots import Screen, show_window
from app.cli.output import print_json, progress, say
from app.services.guide import SCALE, scenes, write_guide, write_sheet
from app.services.samples import build_example

_SAMPLE = "yuanjiang-2024"
_SCREEN = Screen(2560, 1440, SCALE)


def guide(options: Namespace) -> int:
    """Take the pictures of the guide, then write it, and the page about the software where one is wanted."""
    progress("正在截图 …", quiet=options.json)
    pictures = {} if options.no_pictures else _pictures()
    progress("正在排版 …", quiet=options.json)
    write_guide(Path(options.to), pictures)
    made = [options.to]
    if options.sheet:
        write_sheet(Path(options.sheet))
        made.append(options.sheet)
    if options.json:
        print_json({"files": made, "pictures": len(pictures)})
    else:
        say(f"已写好：{'、'.join(made)}（图{len(pictures)}张）")
    return 0


def _pictures() -> dict[str, bytes]:
    """Return the pictures of all scenes, taken with an example unit in a folder that goes away again."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "图"
        folder.mkdir()
        example = build_example(_SAMPLE, Path(home) / "样例")
        show_window("app.ui.scenes", [str(folder), str(example), *scenes()], home, _SCREEN)
        return {path.stem: path.read_bytes() for path in sorted(folder.glob("*.png"))}
