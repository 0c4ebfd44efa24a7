"""The docx file: its parts put together, the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from app.documents.tree import Block, Document, Grid, Look, Part
from app.export.docx.fonts import font_table
from app.export.docx.paragraphs import GRID_SIZE, Bookmarks, paragraph_node, tiny
from app.export.docx.sections import Furniture, letter_spacing, section_node
from app.export.docx.styles import settings, styles
from app.export.docx.tables import table_node
from app.export.docx.xml import Element, clean, document_bytes, node
from app.export.fitting import fitted

_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS: Final = {"styles": "styles.xml", "settings": "settings.xml", "fontTable": "fontTable.xml"}
_CORE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_WHEN: Final = (2000, 1, 1, 0, 0, 0)


def write_docx(document: Document) -> bytes:
    """Return a document as docx: editable, no protection, nothing but title and author in its properties."""
    furniture = Furniture()
    body = document_bytes(node("document", _body(document, furniture)))
    mirrored = any(part.page.mirrored and part.page.numbers for part in document.parts)
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(furniture),
        "_rels/.rels": _package_relations(),
        "docProps/core.xml": _properties(document),
        "word/document.xml": body,
        "word/_rels/document.xml.rels": _document_relations(furniture),
        "word/styles.xml": document_bytes(styles(_usual_size(document))),
        "word/settings.xml": document_bytes(settings(mirrored=mirrored)),
        "word/fontTable.xml": document_bytes(font_table()),
        **{f"word/{name}": content for name, content in furniture.parts.values()},
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return stream.getvalue()


def _body(document: Document, furniture: Furniture) -> Element:
    made = node("body")
    marks = Bookmarks()
    for number, part in enumerate(map(fitted, document.parts), 1):
        section = section_node(part, furniture)
        last = number == len(document.parts)
        made.extend(_part(part, marks, None if last else section))
        if last:
            made.append(section)
    return made


def _part(part: Part, marks: Bookmarks, section: Element | None) -> Iterator[Element]:
    """Yield the blocks of a part; one that is not the last carries its section at its end."""
    blocks = [each for block in part.blocks for each in _blocks(block)]
    spacing = letter_spacing(part.page)
    for block in blocks:
        if isinstance(block, Grid):
            yield table_node(block, marks)
        elif block is blocks[-1] and section is not None:
            yield paragraph_node(block, marks, section=section, spacing=spacing)
        else:
            yield paragraph_node(block, marks, spacing=spacing)
    if not blocks or isinstance(blocks[-1], Grid):
        yield tiny(section)


def _blocks(block: Block) -> Iterator[Block]:
    yield block
    if isinstance(block, Grid):
        yield from block.tail


def _usual_size(document: Document) -> Decimal:
    """Return the size that the grid of characters counts with: that of the text where a page has such a grid."""
    return GRID_SIZE if any(part.page.characters for part in document.parts) else Look().size


# ---- what holds the parts together ----


def _content_types(furniture: Furniture) -> str:
    overrides = [("/word/document.xml", "document.main"), *((f"/word/{n}", n[:-4]) for n in _PARTS.values())]
    overrides += [(f"/word/{name}", name.rstrip("0123456789.xml")) for name, _ in furniture.parts.values()]
    lines = "".join(f'<Override PartName="{name}" ContentType="{_TYPES}.{kind}+xml"/>' for name, kind in overrides)
    return (
        f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{lines}'
        f'<Override PartName="/docProps/core.xml" ContentType="{_CORE}"/>'
        "</Types>"
    )


def _relations(entries: list[tuple[str, str, str]]) -> str:
    lines = "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{target}"/>' for i, kind, target in entries)
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _package_relations() -> str:
    return _relations(
        [
            ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
            ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ]
    )


def _document_relations(furniture: Furniture) -> str:
    fixed = [(f"rId{number}", f"{_OFFICE}/{kind}", name) for number, (kind, name) in enumerate(_PARTS.items(), 1)]
    own = [(i, f"{_OFFICE}/{name.rstrip('0123456789.xml')}", name) for i, (name, _) in furniture.parts.items()]
    return _relations(fixed + own)


def _properties(document: Document) -> str:
    return (
        f"{_DECLARATION}<cp:coreProperties xmlns:cp={quoteattr(_PACKAGE + '/metadata/core-properties')}"
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(clean(document.name))}</dc:title>'
        f"<dc:creator>{escape(clean(document.author))}</dc:creator></cp:coreProperties>"
    )
