"""Which characters of a package no font can draw, found before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.core.errors import UserError
from app.documents.tree import Block, Document, Grid, Look, Paragraph, Run
from app.export.pdf.fonts import MISSING, FontBook
from app.export.pdf.rules import cleaned

AROUND = 8
NAMED = 5


@dataclass(frozen=True, slots=True)
class MissingCharacter:
    """A character that no font has, with the document and the words around it."""

    char: str
    document: str
    around: str

    @property
    def code(self) -> str:
        """Its number in Unicode: U+20000."""
        return f"U+{ord(self.char):04X}"

    def __str__(self) -> str:
        """Name it in words."""
        shown = f"“{self.char}”" if self.char.isprintable() else "控制字符"
        return f"{shown}（{self.code}，{self.document}“{self.around}”）"


def paragraphs(block: Block) -> Iterator[Paragraph]:
    """Return the paragraphs of a block."""
    if isinstance(block, Grid):
        for cell in block.cells:
            yield from cell.paragraphs
        yield from block.tail
    else:
        yield block


def runs(document: Document) -> Iterator[tuple[Run, Look]]:
    """Return all stretches of text of a document with their looks, headers included."""
    for part in document.parts:
        for text in (part.page.header, part.page.numbers, part.page.footer):
            yield Run(text), Look()
        for block in part.blocks:
            for paragraph in paragraphs(block):
                yield from ((run, run.look or paragraph.look) for run in paragraph.runs)


def missing(documents: Sequence[Document], book: FontBook) -> list[MissingCharacter]:
    """Return the characters that no font has, each once a document."""
    found: dict[tuple[str, str], MissingCharacter] = {}
    for document in documents:
        for run, look in runs(document):
            text = cleaned(run.text)
            for char in set(text) - {"\n"}:
                if book.glyph(look.face, char)[0] == MISSING and (char, document.name) not in found:
                    place = text.index(char)
                    around = "".join(c for c in text[max(place - AROUND, 0) : place + AROUND] if c.isprintable())
                    found[char, document.name] = MissingCharacter(char, document.name, around)
    return sorted(found.values(), key=lambda one: (one.document, one.char))


def refuse(found: Sequence[MissingCharacter]) -> None:
    """Raise when a character is missing.

    Raises:
        UserError: code export.character; names the first few and where they stand.
    """
    if not found:
        return
    names = "、".join(str(one) for one in found[:NAMED])
    more = f"等 {len(found)} 处" if len(found) > NAMED else ""
    raise UserError(
        "export.character",
        where="PDF",
        what=f"有字符打印不出来：{names}{more}",
        rule="字体中没有的字符不能印成空白或方框",
        repair="请改用规范字或删去该字符后再导出；docx、xlsx 不受影响",
    )
