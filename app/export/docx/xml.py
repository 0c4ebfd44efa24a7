"""Elements of WordprocessingML, built with lxml."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from lxml import etree

from app.core.numbers import half_up
from app.export.cleaning import clean

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES: Final = {"w": W, "r": R}
_XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

Element = etree._Element  # noqa: SLF001 - lxml has no public name for the type

_TWIPS_OF_MM: Final = Decimal(1440) / Decimal("25.4")


def node(tag: str, *children: Element, **attributes: str | int) -> Element:
    """Return an element `w:tag` with attributes `w:name` and children."""
    made = etree.Element(f"{{{W}}}{tag}", nsmap=NAMESPACES if tag in _ROOTS else None)
    for name, value in attributes.items():
        made.set(f"{{{W}}}{name}", str(value))
    made.extend(children)
    return made


_ROOTS: Final = frozenset({"document", "styles", "settings", "fonts", "hdr", "ftr"})


def text_nodes(text: str) -> list[Element]:
    """Return the nodes of a text: characters as they are, line breaks, tabs; control characters are dropped."""
    found: list[Element] = []
    for number, line in enumerate(clean(text).split("\n")):
        if number:
            found.append(node("br"))
        for place, piece in enumerate(line.split("\t")):
            if place:
                found.append(node("tab"))
            if piece:
                written = node("t")
                written.text = piece
                written.set(_XML_SPACE, "preserve")
                found.append(written)
    return found


def twips(mm: Decimal) -> int:
    """Return millimetres as twentieths of a point."""
    return int(half_up(mm * _TWIPS_OF_MM, 0))


def twentieths(points: Decimal) -> int:
    """Return points as twentieths of a point."""
    return int(half_up(points * 20, 0))


def relation(made: Element, identity: str) -> Element:
    """Give an element its relation `r:id`."""
    made.set(f"{{{R}}}id", identity)
    return made


def document_bytes(root: Element) -> bytes:
    """Return a part as bytes."""
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written
