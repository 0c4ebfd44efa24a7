"""Paragraphs: properties in the order the schema wants, runs, hidden bookmarks around bound figures and sections."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from app.documents.tree import Paragraph, Place, Run
from app.export.docx.fonts import run_properties
from app.export.docx.xml import Element, node, text_nodes, twentieths

_ALIGN: Final = {"left": "left", "center": "center", "right": "right", "justify": "both"}
_HUNDRED: Final = 100
SINGLE: Final = 240
"""Single spaced, in 240ths of a line."""


@dataclass(slots=True)
class Bookmarks:
    """Numbers and names of bookmarks: hidden (Word hides names that begin with _), each once, the same every time."""

    _next: int = 0
    _taken: set[str] = field(default_factory=set)

    def around(self, kind: str, identity: str, nodes: Iterable[Element]) -> list[Element]:
        """Return nodes between the start and the end of a bookmark for a cell or a section."""
        name = bookmark_name(kind, identity)
        count = 1
        while name in self._taken:
            count += 1
            name = f"{bookmark_name(kind, identity)}_{count}"
        self._taken.add(name)
        self._next += 1
        return [node("bookmarkStart", id=self._next, name=name), *nodes, node("bookmarkEnd", id=self._next)]


def bookmark_name(kind: str, identity: str) -> str:
    """Return the name of a bookmark: `_jx` + kind (c cell, f figure, s section) + a digest of what it marks."""
    return f"_jx{kind}_{hashlib.sha256(identity.encode()).hexdigest()[:24]}"


def identity_of(place: Place) -> str:
    """Return what a bookmark of a place marks, as text: row and key."""
    return f"{place.row}/{place.key}"


def paragraph_node(
    paragraph: Paragraph,
    marks: Bookmarks,
    *,
    keep_next: bool = False,
    off_grid: bool = False,
    section: Element | None = None,
) -> Element:
    """Return a paragraph; `section` closes a docx section after it; `off_grid`: not set in the grid of the page."""
    bare = replace(paragraph, runs=(), section="", keep_next=paragraph.keep_next or keep_next)
    properties = deepcopy(_properties(bare, off_grid=off_grid))
    if section is not None:
        properties.append(section)
    made = node("p", properties)
    runs = [each for run in paragraph.runs for each in _run(run, paragraph, marks)]
    if paragraph.section:
        runs = marks.around("s", paragraph.section, runs)
    made.extend(runs)
    return made


def _run(run: Run, paragraph: Paragraph, marks: Bookmarks) -> list[Element]:
    written = node("r", run_properties(run.look or paragraph.look, underline=run.underline), *text_nodes(run.text))
    return marks.around("f", identity_of(run.place), [written]) if run.place is not None else [written]


@lru_cache(maxsize=1024)
def _properties(paragraph: Paragraph, *, off_grid: bool) -> Element:
    made = node("pPr")
    if paragraph.level:
        made.append(node("pStyle", val=f"Heading{min(paragraph.level, 9)}"))
    for wanted, tag in (
        (paragraph.keep_next, "keepNext"),
        (paragraph.keep_lines, "keepLines"),
        (paragraph.new_page, "pageBreakBefore"),
    ):
        if wanted:
            made.append(node(tag))
    if off_grid:
        made.append(node("snapToGrid", val=0))
    made.append(_spacing(paragraph))
    indent = _indent(paragraph)
    if len(indent.attrib):
        made.append(indent)
    made.append(node("jc", val=_ALIGN[paragraph.align]))
    if paragraph.level:
        made.append(node("outlineLvl", val=min(paragraph.level, 9) - 1))
    made.append(run_properties(paragraph.look))
    return made


def _spacing(paragraph: Paragraph) -> Element:
    before, after = twentieths(paragraph.before), twentieths(paragraph.after)
    if paragraph.pitch is None:
        return node("spacing", before=before, after=after, line=SINGLE, lineRule="auto")
    return node("spacing", before=before, after=after, line=twentieths(paragraph.pitch), lineRule="exact")


def _indent(paragraph: Paragraph) -> Element:
    """Return the indents, in characters and, for readers that know no characters, in twentieths of a point."""
    made: dict[str, str | int] = {}
    for value, name in ((paragraph.left, "left"), (paragraph.right, "right"), (paragraph.first, "firstLine")):
        if value > 0:
            made[f"{name}Chars"] = int(value * _HUNDRED)
            made[name] = twentieths(value * paragraph.look.size)
    return node("ind", **made)


def tiny(section: Element | None = None) -> Element:
    """Return a paragraph of one point, for places where a table must not be the last thing."""
    properties = node("pPr", node("spacing", before=0, after=0, line=20, lineRule="exact"))
    properties.append(node("rPr", node("sz", val=2), node("szCs", val=2)))
    if section is not None:
        properties.append(section)
    return node("p", properties)
