"""A docx read back: what stands in its XML, with lxml alone, so that nothing is smoothed over."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
Element = etree._Element


def files_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a docx or xlsx by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def part_of(data: bytes, name: str = "word/document.xml") -> Element:
    """Return the root of one part."""
    return etree.fromstring(files_of(data)[name])


def body_of(data: bytes) -> Element:
    """Return the body of the document."""
    found = part_of(data).find(f"{W}body")
    assert found is not None
    return found


def value(element: Element, path: str, name: str = "val") -> str | None:
    """Return an attribute of a child (`w:pPr/w:jc`), None when there is no such child."""
    found = element.find("/".join(f"{W}{tag}" for tag in path.split("/")))
    return None if found is None else found.get(f"{W}{name}")


def text_of(element: Element) -> str:
    """Return the text under an element: line breaks and tabs as such, paragraphs as lines."""
    paragraphs = [element] if element.tag == f"{W}p" else list(element.iter(f"{W}p"))
    return "\n".join("".join(_pieces(paragraph)) for paragraph in paragraphs)


def _pieces(paragraph: Element) -> Iterator[str]:
    for child in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab"):
        yield {f"{W}br": "\n", f"{W}tab": "\t"}.get(child.tag, child.text or "")


def continues(cell: Element) -> bool:
    """Say whether a cell goes on with the one above it."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val") != "restart"


def tables_of(data: bytes) -> list[list[list[str]]]:
    """Return the tables: the physical cells of each row in order; one that goes on from above is empty."""
    return [
        [["" if continues(cell) else text_of(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        for table in body_of(data).iter(f"{W}tbl")
    ]


def paragraphs_of(data: bytes) -> list[str]:
    """Return the texts of the paragraphs outside of tables."""
    return [text_of(paragraph) for paragraph in body_of(data).iterchildren(f"{W}p")]


def bookmarks_of(data: bytes) -> dict[str, str]:
    """Return the bookmarks: name → id."""
    found = [(mark.get(f"{W}name") or "", mark.get(f"{W}id") or "") for mark in body_of(data).iter(f"{W}bookmarkStart")]
    assert len(dict(found)) == len(found), "two bookmarks of one name"
    return dict(found)


@dataclass(frozen=True)
class Section:
    """One section: its properties, and the roots of its headers and footers by kind (`footer even`)."""

    properties: Element
    furniture: dict[str, Element]


def sections_of(data: bytes) -> list[Section]:
    """Return the sections in order."""
    files = files_of(data)
    relations = etree.fromstring(files["word/_rels/document.xml.rels"])
    targets = {each.get("Id"): each.get("Target") for each in relations}
    return [
        Section(
            found,
            {
                f"{kind} {each.get(f'{W}type')}": etree.fromstring(files[f"word/{targets[each.get(f'{R}id')]}"])
                for kind in ("header", "footer")
                for each in found.iterchildren(f"{W}{kind}Reference")
            },
        )
        for found in body_of(data).iter(f"{W}sectPr")
    ]


def fields_of(root: Element) -> list[list[str]]:
    """Return the complete fields under an element: the kinds of their pieces in order, the instruction stripped."""
    found: list[list[str]] = []
    for child in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        kind = child.get(f"{W}fldCharType") or (child.text or "").strip()
        if kind == "begin":
            found.append([kind])
        elif found and found[-1][-1] != "end":
            found[-1].append(kind)
    return found
