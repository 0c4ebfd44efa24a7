"""Sections: page, margins, where page numbers begin, and the lines above and below the text of each part."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from app.core.numbers import half_up
from app.documents.tree import Align, Look, Page, Paragraph, Part, Run
from app.export.docx.fonts import run_properties
from app.export.docx.paragraphs import Bookmarks, paragraph_node
from app.export.docx.xml import Element, document_bytes, node, relation, text_nodes, twips

_PAPER_MM: Final = {"A4": (Decimal(210), Decimal(297)), "A3": (Decimal(297), Decimal(420))}
_REPORT_NUMBER: Final = Look("song", Decimal(14))
_FORM_NUMBER: Final = Look("song", Decimal("10.5"))
_HEADER: Final = Look("hei", Decimal("10.5"))
_FOOTER: Final = Look("song", Decimal(9))
_ABOVE_MM: Final = Decimal(10)
_BELOW_MM: Final = Decimal(12)
_LEAST_MM: Final = Decimal(8)
"""From the edge of the text to the far edge of the line above or below it; what printers leave free."""

_POINTS_OF_MM: Final = Decimal(72) / Decimal("25.4")


@dataclass(frozen=True, slots=True)
class Line:
    """A line above or below the text; `{n}` in it is the page number."""

    text: str
    look: Look
    align: Align


@dataclass(slots=True)
class Furniture:
    """Headers and footers of a document: each text once, with its file name and relation."""

    parts: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    _known: dict[tuple[str, tuple[Line, ...]], str] = field(default_factory=dict)

    def identity(self, kind: str, lines: tuple[Line, ...]) -> str:
        """Return the relation of a header or footer that has these lines."""
        key = (kind, lines)
        if key not in self._known:
            number = len(self.parts) + 1
            identity = f"rIdF{number}"
            self._known[key] = identity
            self.parts[identity] = (f"{kind}{number}.xml", document_bytes(_furniture(kind, lines)))
        return self._known[key]


def section_node(part: Part, furniture: Furniture) -> Element:
    """Return the properties of the docx section of a part."""
    page = part.page
    made = node("sectPr")
    sides: tuple[tuple[str, Align], ...] = (("default", "right"), ("even", "left"))
    for which, _ in sides:
        made.append(relation(node("headerReference", type=which), furniture.identity("header", _above(page))))
    for which, side in sides:
        below = _below(part, side if page.mirrored else "center")
        made.append(relation(node("footerReference", type=which), furniture.identity("footer", below)))
    made.append(node("type", val="nextPage"))
    width, height = _PAPER_MM[page.paper][:: -1 if page.landscape else 1]
    turned: dict[str, str | int] = {"orient": "landscape"} if page.landscape else {}
    made.append(node("pgSz", w=twips(width), h=twips(height), **turned))
    made.append(_margins(page))
    if part.first_number is not None:
        made.append(node("pgNumType", start=part.first_number))
    if page.characters and page.lines:
        made.append(_text_grid(page, height))
    return made


def _above(page: Page) -> tuple[Line, ...]:
    return (Line(page.header, _HEADER, "left"),)


def _below(part: Part, side: Align) -> tuple[Line, ...]:
    """Return the page number, which stands outside where both sides are printed, and the line of words."""
    page = part.page
    number = Line(page.numbers, _REPORT_NUMBER if part.kind == "report" else _FORM_NUMBER, side)
    if not page.footer:
        return (number,)
    words = Line(page.footer, _FOOTER, "center" if page.mirrored else "left")
    return (words,) if not page.numbers else (number, words)


def _margins(page: Page) -> Element:
    """Return the margins; the number stands 7 mm below the text as GB/T 9704 wants, where the margin has room."""
    top, right, bottom, left = page.margins_mm
    above, below = max(top - _ABOVE_MM, _LEAST_MM), max(bottom - _BELOW_MM, _LEAST_MM)
    sides = {"top": top, "right": right, "bottom": bottom, "left": left, "header": above, "footer": below}
    return node("pgMar", **{name: twips(length) for name, length in sides.items()}, gutter=0)


def _text_grid(page: Page, height: Decimal) -> Element:
    """Return the grid of 22 lines of GB/T 9704; that 28 characters stand on a line is in their own spacing.

    A grid of characters would do the same in Word, but LibreOffice sets the text far apart in it.
    """
    top, _, bottom, _ = page.margins_mm
    down = (height - top - bottom) * _POINTS_OF_MM / page.lines
    return node("docGrid", type="lines", linePitch=int(half_up(down * 20, 0)))


def _furniture(kind: str, lines: tuple[Line, ...]) -> Element:
    """Return a header or a footer; `{n}` becomes a complete page field, as WPS shows no other."""
    return node("hdr" if kind == "header" else "ftr", *map(_line, lines))


def _line(line: Line) -> Element:
    indent = Decimal(1) if "{n}" in line.text and line.align != "center" else Decimal(0)
    left, right = (indent, Decimal(0)) if line.align == "left" else (Decimal(0), indent)
    made = paragraph_node(Paragraph((), line.look, line.align, left=left, right=right), Bookmarks(), off_grid=True)
    before, number, after = line.text.partition("{n}")
    made.extend(_runs(before, after, line.look, number=bool(number)))
    return made


def _runs(before: str, after: str, look: Look, *, number: bool) -> list[Element]:
    found = [_text(Run(before), look)] if before else []
    if number:
        found += [
            _with(look, node("fldChar", fldCharType="begin")),
            _with(look, _instruction()),
            _with(look, node("fldChar", fldCharType="separate")),
            _text(Run("1"), look),
            _with(look, node("fldChar", fldCharType="end")),
        ]
    return found + ([_text(Run(after), look)] if after else [])


def _instruction() -> Element:
    made = node("instrText")
    made.text = " PAGE "
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def _text(run: Run, look: Look) -> Element:
    return node("r", run_properties(look), *text_nodes(run.text))


def _with(look: Look, child: Element) -> Element:
    return node("r", run_properties(look), child)
