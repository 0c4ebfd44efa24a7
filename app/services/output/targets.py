"""Which files a package becomes: names, what is in them, what makes their bytes.

The renderers are imported when a file is made: their libraries are slow to load.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from app.documents.tree import Document, Package
from app.services.output.writing import Target, fitted

FORMATS: Final = ("docx", "xlsx", "pdf")
"""The formats, in the order in which they are written."""

_TABLES: Final = frozenset({"form", "list"})


def targets_of(package: Package, formats: Sequence[str], *, mark: str = "", combined: bool = True) -> Iterator[Target]:
    """Yield the files of a package: a docx and a PDF for each document, a book for each kind of form.

    Args:
        package: the documents.
        formats: of `FORMATS`.
        mark: put behind every name (（公开版）, （送审稿第1稿）).
        combined: also one PDF of everything in the order of printing, for both sides of the paper.
    """
    documents = package.documents
    if "docx" in formats:
        yield from (_docx(document, mark) for document in documents)
    if "xlsx" in formats:
        books = groupby(_with_tables(documents), key=lambda document: document.id)
        yield from (_xlsx(tuple(sheets), mark) for _, sheets in books)
    if "pdf" in formats:
        yield from (_pdf((one,), one.file_name, one.name, package.author, mark) for one in documents)
        if combined and documents:
            yield _pdf(documents, package.title, package.title, package.author, mark, duplex=True)


def _with_tables(documents: Sequence[Document]) -> list[Document]:
    return [document for document in documents if any(part.kind in _TABLES for part in document.parts)]


def _docx(document: Document, mark: str) -> Target:
    def make() -> bytes:
        from app.export.docx import write_docx  # noqa: PLC0415

        return write_docx(document)

    return Target(fitted(document.file_name, mark, ".docx"), document.name, make, _ids((document,)))


def _xlsx(sheets: Sequence[Document], mark: str) -> Target:
    def make() -> bytes:
        from app.export.xlsx import write_xlsx  # noqa: PLC0415

        return write_xlsx(sheets)

    name, what = _of_book([one.file_name for one in sheets]), _of_book([one.name for one in sheets])
    return Target(fitted(name, mark, ".xlsx"), what, make, _ids(sheets))


def _pdf(
    documents: Sequence[Document], name: str, title: str, author: str, mark: str, *, duplex: bool = False
) -> Target:
    def make() -> bytes:
        from app.export.pdf import write_pdf  # noqa: PLC0415

        return write_pdf(documents, title=title, author=author, duplex=duplex)

    return Target(fitted(name, mark, ".pdf"), title, make, _ids(documents))


def _ids(documents: Sequence[Document]) -> tuple[tuple[str, str], ...]:
    return tuple((document.id, document.row) for document in documents)


def _of_book(names: Sequence[str]) -> str:
    """Return the name of a book: the sheet's, or of several what stands before whose sheet it is."""
    if len(names) == 1:
        return names[0]
    return names[0].partition("（")[0].rstrip() or names[0]
