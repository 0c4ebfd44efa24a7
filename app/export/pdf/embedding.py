"""What reportlab's embedding needs mended: searchable rare characters, neutral properties, no comments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

setattr(rl_config, "useA85", 0)  # noqa: B010  # streams as they are, not as text a quarter longer

LARGEST = 0x10FFFF
PER_BLOCK = 100
"""The specification of CMaps allows no more entries in a block."""
COMMENTS = (
    b"\223\214\213\236 ReportLab Generated PDF document (opensource)",
    b"% ReportLab generated PDF document -- digest (opensource)",
)


def unicode_map(codes: Sequence[int]) -> str:
    """Return the CMap that turns the bytes of a subset back into text (UTF-16, also outside the basic plane)."""
    head = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    entries = [
        f"<{place:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>"
        for place, code in enumerate(codes)
        if 0 < code <= LARGEST
    ]
    for start in range(0, len(entries), PER_BLOCK):
        block = entries[start : start + PER_BLOCK]
        head += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([*head, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"])


class EmbeddedFont(TTFont):
    """A TrueType font whose subsets carry a right map to Unicode and no comment."""

    @property
    def shape(self) -> Any:
        """The tables of the file."""
        return self.face

    def width(self, code: int) -> int:
        """Return the width of a character in thousandths of the size."""
        return int(self.shape.getCharWidth(code))

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        """Add one font object for each subset of at most 256 characters; called when the document is saved."""
        state = self.state[doc]
        state.frozen = 1
        fonts = doc.idToObject["BasicFonts"].dict
        for number, codes in enumerate(state.subsets):
            name = self.getSubsetInternalName(number, doc)[1:]
            fonts[name] = self.subset_font(doc, name, number, codes)
        del self.state[doc]

    def subset_font(self, doc: Any, name: str, number: int, codes: Sequence[int]) -> Any:
        """Return the font object of one subset."""
        base = (SUBSETN(number) + b"+" + self.shape.name).decode("ascii")
        font: Any = pdfdoc.PDFTrueTypeFont()
        font.Name = name
        font.BaseFont = base
        font.FirstChar = 0
        font.LastChar = len(codes) - 1
        font.Widths = pdfdoc.PDFArray([self.width(code) for code in codes])
        stream = pdfdoc.PDFStream()
        stream.content = unicode_map(codes)
        stream.filters = [pdfdoc.PDFZCompress]
        font.ToUnicode = doc.Reference(stream, f"toUnicode:{base}")
        font.FontDescriptor = self.shape.addSubsetObjects(doc, base, codes)
        doc.Reference(font, name)
        return font


class NeutralInfo(pdfdoc.PDFInfo):
    """The properties of the file: title and author, nothing else; no clock, no name of a program."""

    def format(self, document: Any) -> Any:
        """Return the dictionary as bytes."""
        words = {"Title": pdfdoc.PDFString(self.title), "Author": pdfdoc.PDFString(self.author)}
        return pdfdoc.PDFDictionary(words).format(document)


def neutral(body: bytes) -> bytes:
    """Return the file with the two comments of the library blanked, at the same length so that all offsets hold."""
    for comment in COMMENTS:
        body = body.replace(comment, comment[:1] + b"\xe2\xe3\xcf\xd3".ljust(len(comment) - 1))
    return body
