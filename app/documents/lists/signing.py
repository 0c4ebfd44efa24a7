"""签字盖章清单 and 报送材料清单: what is printed, how often, who signs, which seal (PRACTICE A15)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.documents.lists.table import Listing, column
from app.documents.tree import Document, Package

_SIGNING: Final = Listing(
    "signing",
    "签字盖章清单",
    (
        column("序号", "12"),
        column("文件", "66", "left"),
        column("页数", "14"),
        column("份数", "14"),
        column("签字", "34", "left"),
        column("印章", "30", "left"),
    ),
    notes=(
        "先签字，后盖章；印章压在落款日期上。骑缝章盖在双面打印、装订好的整份材料上。",
        "单位负责人签字、日期由本人手写，程序不打印。",
    ),
)

_FOLDER: Final = Listing(
    "folder",
    "报送材料清单",
    (column("序号", "14"), column("文件名", "126", "left"), column("说明", "30")),
)


def signing_list(package: Package, pages: Sequence[int]) -> Document:
    """Return the list of what to sign and stamp.

    Args:
        package: the documents in the order in which they are printed.
        pages: how many pages each of them has.
    """
    rows = [
        [str(no), one.name, str(count), str(one.copies), "、".join(one.signers) or "——", "、".join(one.seals) or "——"]
        for no, (one, count) in enumerate(zip(package.documents, pages, strict=True), 1)
    ]
    return _SIGNING.document(package.author, rows)


def folder_list(author: str, files: Sequence[tuple[str, str]]) -> Document:
    """Return the list of the files of a folder: name and what it is."""
    return _FOLDER.document(author, [[str(no), name, what] for no, (name, what) in enumerate(files, 1)])
