"""The zip that runs from a stick: the folder as it is, and the mark that keeps settings beside it."""

from __future__ import annotations

import time
import zipfile
from typing import Final

from winpack.places import PRODUCT, Places, epoch
from winpack.staging import PROGRAM, files

MARK: Final = f"{PROGRAM}/portable"
"""Where this file is, the program keeps its settings beside itself (`boot.py`)."""


def build_portable(where: Places) -> None:
    """Write the zip: names sorted, one time, so that the same folder gives the same bytes."""
    when = time.gmtime(epoch())[:6]
    with zipfile.ZipFile(where.portable, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        held = {path.relative_to(where.folder).as_posix(): path for path in files(where.folder)}
        for name in sorted((*held, MARK)):
            info = zipfile.ZipInfo(f"{PRODUCT}/{name}", when)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, held[name].read_bytes() if name in held else b"")
