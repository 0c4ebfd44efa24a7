"""Static check of the grid of a form: every row fills the columns, nothing overlaps, nothing hangs over."""

from __future__ import annotations

from collections.abc import Sequence

from app.packs.check_base import Check
from app.packs.schema_forms import Band, Cell, Form
from app.packs.strict_yaml import Path


def check_grid(check: Check, form: Form, path: Path) -> None:
    """Check every band of a form."""
    for name, band in form.bands.items():
        _band(check, band, len(band.columns or form.columns), (*path, "bands", name))


def _band(check: Check, band: Band, columns: int, path: Path) -> None:
    if not columns:
        check.add("form.columns", path, "没有写各列的宽度", "columns 写在本段或本表，一列一个毫米数", "请补上")
        return
    width = columns - (1 if band.side else 0)
    _rows(check, band.rows, width, (*path, "rows"))
    _rows(check, band.foot, width, (*path, "foot"))
    if band.body is None:
        return
    grouped = sum(group.w for group in band.body.groups)
    if bool(band.body.cells) == bool(band.body.rows):
        check.add("form.body", (*path, "body"), "重复的部分要写 cells 或 rows，只写一个", "一行用 cells，几行用 rows")
    rows = band.body.rows or ((band.body.cells,) if band.body.cells else ())
    _rows(check, rows, width - grouped, (*path, "body", "rows" if band.body.rows else "cells"))


def _rows(check: Check, rows: Sequence[Sequence[Cell]], width: int, path: Path) -> None:
    """Lay the cells out row by row; `open_` holds for each column how many rows a cell from above still takes."""
    open_ = [0] * max(width, 0)
    for number, row in enumerate(rows, 1):
        at = 0
        for cell in row:
            while at < width and open_[at]:
                at += 1
            if at + cell.w > width or any(open_[at : at + cell.w]):
                _wrong(check, number, f"放不下：一共{width}列", path)
                return
            open_[at : at + cell.w] = [cell.h] * cell.w
            at += cell.w
        if not all(open_):
            _wrong(check, number, f"没有占满：一共{width}列，还空{open_.count(0)}列", path)
            return
        open_ = [left - 1 for left in open_]
    if any(open_):
        _wrong(check, len(rows), "有格子向下合并，超出了这一段", path)


def _wrong(check: Check, row: int, what: str, path: Path) -> None:
    check.add(
        "form.grid", (*path, row - 1), f"第{row}行的格子{what}", "每一行各格的宽度（w）加起来等于列数，左侧标签占一列"
    )
