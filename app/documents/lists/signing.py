"""签字盖章清单: which documents are signed and stamped, by whom, how many pages and copies (PRACTICE A15)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from app.answers.answer_set import AnswerSet
from app.documents.lists.tables import Column, Entry, list_document, list_grid, words
from app.documents.tree import Document

TITLE: Final = "签字盖章清单"
NONE: Final = "——"

Pages = Mapping[tuple[str, str], int]
"""Pages of a document by its id and row, as the PDF has them."""

_COLUMNS: Final = (
    Column("序号", Decimal(12)),
    Column("文件", Decimal(62), "left"),
    Column("页数", Decimal(14)),
    Column("份数", Decimal(14)),
    Column("签字", Decimal(32)),
    Column("盖章", Decimal(36)),
)
_NOTE: Final = "先签字，后盖章。"


def signing_list(answers: AnswerSet, documents: Sequence[Document], pages: Pages) -> Document:
    """Return the list of what is signed and stamped.

    Args:
        answers: the answers, for unit and year.
        documents: of the package, in the order in which they are printed.
        pages: pages of one copy; a document that is not in it shows none.
    """
    lines = [_line(number, document, pages) for number, document in enumerate(documents, 1)]
    lines.append(_total(documents, pages))
    return list_document(answers, "signing", TITLE, list_grid(_COLUMNS, lines, (_NOTE,)))


def _line(number: int, document: Document, pages: Pages) -> list[Entry]:
    counted = pages.get((document.id, document.row))
    return [
        Entry(str(number)),
        words(document.name),
        Entry(str(counted) if counted else ""),
        Entry(str(document.copies)),
        words("、".join(document.signers) or NONE),
        words("、".join(document.seals) or NONE),
    ]


def _total(documents: Sequence[Document], pages: Pages) -> list[Entry]:
    counted = [pages.get((document.id, document.row), 0) for document in documents]
    whole = str(sum(counted)) if documents and all(counted) else ""
    return [words("合计"), words(f"{len(documents)}份文件"), Entry(whole), words(""), words(""), words("")]
