"""Sections: page, margins, where page numbers begin, and the lines above and below the text of each part."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Decimal
from typing import Final

from app.core.numbers import half_up
from app.documents.tree import Align, Look, Page, Paragraph, Part, Run
from app.export.docx.fonts import run_properties
from app.export.docx.paragraphs import GRID_SIZE, Bookmarks, paragraph_node
from app.export.docx.xml import Element, document_bytes, node, relation, text_nodes, twips

_PAPER_MM: Final = {"A4": (Decimal(210), Decimal(297)), "A3": (Decimal(297), Decimal(420))}
_NUMBER: Final = Look("song", Decimal(14))
_HEADER: Final = Look("song", Decimal(9))
_EDGE_MM: Final = Decimal(15)
_POINTS_OF_MM: Final = Decimal(72) / Decimal("25.4")


@dataclass(slots=True)
class Furniture:
    """Headers and footers of a document: each text once, with its file name and relation."""

    parts: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    _known: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def identity(self, kind: str, text: str, align: str) -> str:
        """Return the relation of a header or footer with a text."""
        key = (kind, text, align)
        if key not in self._known:
            number = len(self.parts) + 1
            identity = f"rIdF{number}"
            self._known[key] = identity
            self.parts[identity] = (f"{kind}{number}.xml", document_bytes(_furniture(kind, text, align)))
        return self._known[key]


def section_node(part: Part, furniture: Furniture) -> Element:
    """Return the properties of the docx section of a part."""
    page = part.page
    made = node("sectPr")
    for kind, tag, text in (("header", "headerReference", page.header), ("footer", "footerReference", page.numbers)):
        for which, align in _sides(kind, page):
            made.append(relation(node(tag, type=which), furniture.identity(kind, text, align)))
    made.append(node("type", val="nextPage"))
    width, height = _size(page)
    turned: dict[str, str | int] = {"orient": "landscape"} if page.landscape else {}
    made.append(node("pgSz", w=twips(width), h=twips(height), **turned))
    made.append(_margins(page))
    if part.first_number is not None:
        made.append(node("pgNumType", start=part.first_number))
    if page.lines:
        made.append(_lines(page))
    return made


def letter_spacing(page: Page) -> int:
    """Return what each character of the text gets so that as many stand on a line as the page wants.

    In twentieths of a point. It is written on the text: a grid of characters narrower than its type is read by some
    programs as two places for each character.
    """
    if not page.characters:
        return 0
    width, _ = _size(page)
    across = (width - page.margins_mm[1] - page.margins_mm[3]) * _POINTS_OF_MM / page.characters
    return int(((across - GRID_SIZE) * 20).to_integral_value(ROUND_FLOOR))


def _size(page: Page) -> tuple[Decimal, Decimal]:
    """Return width and height of the paper."""
    short, long = _PAPER_MM[page.paper]
    return (long, short) if page.landscape else (short, long)


def _sides(kind: str, page: Page) -> tuple[tuple[str, str], ...]:
    """Return which pages get a line, and on which side: numbers stand outside where both sides are printed."""
    if kind == "header" or not page.mirrored or not page.numbers:
        return (("default", "center"), ("even", "center"))
    return (("default", "right"), ("even", "left"))


def _margins(page: Page) -> Element:
    top, right, bottom, left = (twips(margin) for margin in page.margins_mm)
    edge = twips(_EDGE_MM)
    return node("pgMar", top=top, right=right, bottom=bottom, left=left, header=edge, footer=edge, gutter=0)


def _lines(page: Page) -> Element:
    """Return the grid of lines, 22 of them on a page of GB/T 9704."""
    top, _, bottom, _ = page.margins_mm
    down = (_size(page)[1] - top - bottom) * _POINTS_OF_MM / page.lines
    return node("docGrid", type="lines", linePitch=int(half_up(down * 20, 0)))


def _furniture(kind: str, text: str, align: str) -> Element:
    """Return a header or a footer; `{n}` becomes a complete page field, as WPS shows no other."""
    look = _HEADER if kind == "header" else _NUMBER
    indent = Decimal(1) if align in {"left", "right"} and text else Decimal(0)
    side: Align = "right" if align == "right" else "left" if align == "left" else "center"
    empty = Paragraph(
        (), look, side, left=indent if side == "left" else Decimal(0), right=indent if side == "right" else Decimal(0)
    )
    made = paragraph_node(empty, Bookmarks())
    before, field_wanted, after = text.partition("{n}")
    for run in _runs(before, after, look, number=bool(field_wanted)):
        made.append(run)
    return node("hdr" if kind == "header" else "ftr", made)


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
