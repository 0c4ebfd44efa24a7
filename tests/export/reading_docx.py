"""What a docx says, read with python-docx and zipfile: tables as a person counts their cells, fields, bookmarks."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn


def opened(source: Path | bytes) -> Any:
    """Return the document of a file or of its bytes."""
    return docx.Document(io.BytesIO(source) if isinstance(source, bytes) else str(source))


def part(source: Path | bytes, name: str) -> str:
    """Return the text of a part of the package (word/document.xml)."""
    with zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as archive:
        return archive.read(name).decode("utf-8")


def names(source: bytes) -> list[str]:
    """Return the names of all parts."""
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        return archive.namelist()


def text_of(element: Any) -> str:
    """Return the text of an element: its paragraphs joined by line breaks."""
    return "\n".join(_line(paragraph) for paragraph in element.iter(qn("w:p")))


def _line(paragraph: Any) -> str:
    signs = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    return "".join(signs.get(each.tag, each.text or "") for each in paragraph.iter(qn("w:t"), *signs))


def tables_of(source: Path | bytes) -> list[list[list[str]]]:
    """Return each table as rows of cells in order; a cell that goes on from the row above is an empty text."""
    return [[_row(row) for row in table.iter(qn("w:tr"))] for table in opened(source).element.body.iter(qn("w:tbl"))]


def _row(row: Any) -> list[str]:
    return ["" if _goes_on(cell) else text_of(cell) for cell in row.iterchildren(qn("w:tc"))]


def _goes_on(cell: Any) -> bool:
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val")) != "restart"


def paragraphs_of(source: Path | bytes) -> list[str]:
    """Return the texts of the paragraphs outside of tables."""
    return [_line(paragraph) for paragraph in opened(source).element.body.iterchildren(qn("w:p"))]


def bookmarks_of(source: Path | bytes) -> list[tuple[str, str]]:
    """Return each bookmark with the text between its start and its end."""
    found, unfinished = [], {}
    for each in opened(source).element.body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:t")):
        if each.tag == qn("w:t"):
            unfinished = {key: (name, text + each.text) for key, (name, text) in unfinished.items()}
        elif each.tag == qn("w:bookmarkStart"):
            unfinished[each.get(qn("w:id"))] = (each.get(qn("w:name")), "")
        else:
            found.append(unfinished.pop(each.get(qn("w:id"))))
    assert unfinished == {}
    return found


def fields_of(xml: str) -> list[list[str]]:
    """Return the parts of each paragraph's field in order: begin, the instruction, separate, text, end."""
    pattern = r'fldCharType="(\w+)"|<w:instrText[^>]*>\s*(\w+)\s*</w:instrText>|<w:t[^>]*>([^<]*)</w:t>'
    lines = re.findall(r"<w:p>.*?</w:p>", xml, re.DOTALL)
    return [["".join(found) for found in re.findall(pattern, line)] for line in lines if "fldChar" in line]
