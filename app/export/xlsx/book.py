"""A workbook of documents: the values of each form on a sheet of its own, the same bytes every time."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

import xlsxwriter

from app.documents.tree import Document, Part
from app.export.cleaning import clean
from app.export.xlsx.formats import DEFAULT, Formats
from app.export.xlsx.names import Names
from app.export.xlsx.package import neutral
from app.export.xlsx.sheet import Sheet

_EPOCH: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - XlsxWriter wants it bare; exports hold no clock
_OPTIONS: Final[dict[str, Any]] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_row_height": 18,
    "default_column_width": 72,  # pixels; of the default font, whose digits are eight wide
}
_TABLES: Final = frozenset({"form", "list"})


def write_xlsx(documents: Sequence[Document]) -> bytes:
    """Return a workbook with one sheet for each document that has a table; covers and running text are left out.

    A document whose tables lie on different kinds of page has a sheet for each kind.

    Raises:
        ValueError: no document has a table.
        UserError: `export.xlsx.long`, a text is longer than a cell of a sheet can hold.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {**_OPTIONS, "default_format_properties": dict(DEFAULT)})  # it adds to them
    formats, names = Formats(book), Names()
    for document, parts in _sheets(documents):
        name = names.of(document.sheet_name or document.name)
        Sheet(book.add_worksheet(name), formats, parts, name).write()
    if not book.worksheets():
        raise ValueError("no document with a table")
    first = documents[0]
    book.set_properties({"title": clean(first.name), "author": clean(first.author), "created": _EPOCH, "comments": ""})
    book.close()
    return neutral(stream.getvalue())


def _sheets(documents: Sequence[Document]) -> Iterator[tuple[Document, tuple[Part, ...]]]:
    for document in documents:
        tables = [part for part in document.parts if part.kind in _TABLES]
        for _, parts in groupby(tables, key=lambda part: part.page):
            yield document, tuple(parts)
