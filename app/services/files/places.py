"""Where new files go: what the program proposes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import platformdirs

from app.documents.names import file_name
from app.services.files.creating import SUFFIX

FOLDER: Final = "绩效自评"


def proposed_folder(chosen: str = "") -> Path:
    """Return where new files go: the folder chosen once, else 绩效自评 on D: where a D: drive is, else 文档."""
    if chosen:
        return Path(chosen)
    drive = Path("D:/")
    if os.name == "nt" and drive.exists():
        return drive / FOLDER
    return Path(platformdirs.user_documents_dir()) / FOLDER


def proposed_path(folder: Path, unit: str, year: str) -> Path:
    """Return a path for a new evaluation that does not exist yet: 单位_2024年度自评.jxzp."""
    stem = file_name(f"{unit.strip() or '单位'}_{year.strip()}年度自评")
    path, number = folder / f"{stem}{SUFFIX}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}（{number}）{SUFFIX}"
    return path
