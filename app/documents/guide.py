"""The user guide as plain data: chapters of blocks, read from the Markdown files in `resources/guide`.

One source serves the PDF (`export.guide`) and F1 in the window. The Markdown is a small part of the usual one: headings
`## 标题 {#name}`, paragraphs, lists with `-` or `1.`, tables, notes after `>`, pictures `![caption](scene)`; in a line
**bold**, `key` and [text](#name). A picture names a scene of `app.ui.scenes`: it is taken when the PDF is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

_HEAD: Final = re.compile(r"(#{1,3}) (.+?) \{#([a-z0-9-]+)\}")
_ITEM: Final = re.compile(r"(?P<mark>-|\d+\.) (?P<text>.+)")
_FIGURE: Final = re.compile(r"!\[(?P<caption>[^\]]+)\]\((?P<scene>[a-z0-9-]+)\)")
_RULED: Final = re.compile(r"\|[\s:|-]+\|")
_SPAN: Final = re.compile(r"\*\*(?P<bold>.+?)\*\*|`(?P<key>[^`]+)`|\[(?P<text>[^\]]+)\]\(#(?P<link>[a-z0-9-]+)\)")


class GuideError(ValueError):
    """The guide is written wrongly; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one look: bold, a key or button as the screen has it, or a link to a section."""

    text: str
    bold: bool = False
    key: bool = False
    link: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph, an item of a list (`mark` is `-` or `1.`), or a note."""

    spans: Spans
    kind: Literal["text", "item", "note"] = "text"
    mark: str = ""


@dataclass(frozen=True, slots=True)
class GuideTable:
    """A table: its heads and its rows."""

    heads: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of the window: the scene it is taken of, and what stands below it."""

    scene: str
    caption: str


GuideBlock = Words | GuideTable | Figure


@dataclass(slots=True)
class Section:
    """A heading with what stands below it up to the next one. `level` 1 is a chapter."""

    anchor: str
    title: str
    level: int
    blocks: list[GuideBlock] = field(default_factory=list)

    @property
    def links(self) -> list[str]:
        """The sections it names."""
        return [span.link for spans in _all_spans(self.blocks) for span in spans if span.link]

    @property
    def figures(self) -> list[Figure]:
        """Its pictures."""
        return [block for block in self.blocks if isinstance(block, Figure)]


def read_guide(text: str, name: str) -> list[Section]:
    """Return the sections of a file in their order.

    Raises:
        GuideError: a line is not of this Markdown.
    """
    sections: list[Section] = []
    for lines in _stanzas(text):
        try:
            head = _HEAD.fullmatch(lines[0])
            if head is not None:
                sections.append(Section(head[3], head[2], len(head[1])))
                lines = lines[1:]  # noqa: PLW2901
            if lines:
                sections[-1].blocks += _blocks(lines)
        except (GuideError, IndexError) as error:
            message = f"{name}: {lines[0] if lines else text[:20]}: {error}"
            raise GuideError(message) from error
    return sections


def _stanzas(text: str) -> Iterator[list[str]]:
    """Yield the lines between empty ones; a heading is a stanza of its own."""
    held: list[str] = []
    for line in [*text.splitlines(), ""]:
        plain = line.rstrip()
        if (not plain or plain.startswith("#")) and held:
            yield held
            held = []
        if plain.startswith("#"):
            yield [plain]
        elif plain:
            held.append(plain)


def _blocks(lines: Sequence[str]) -> Iterator[GuideBlock]:
    if lines[0].startswith("#"):
        raise GuideError("a heading wants a name: {#name}")
    if lines[0].startswith("|"):
        yield _table(lines)
    elif lines[0].startswith(">"):
        yield Words(spans_of("".join(line.removeprefix(">").strip() for line in lines)), "note")
    elif (figure := _FIGURE.fullmatch(lines[0])) is not None:
        yield Figure(figure["scene"], figure["caption"])
    elif _ITEM.match(lines[0]):
        yield from (Words(spans_of(text), "item", mark) for mark, text in _items(lines))
    else:
        yield Words(spans_of("".join(line.strip() for line in lines)))


def _items(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Return mark and text of each item; lines that are set in belong to the item above."""
    found: list[tuple[str, str]] = []
    for line in lines:
        item = _ITEM.fullmatch(line)
        if item is not None:
            found.append((item["mark"], item["text"]))
        elif line.startswith("  "):
            found[-1] = (found[-1][0], found[-1][1] + line.strip())
        else:
            raise GuideError("a line of a list begins with - or 1.")
    return found


def _table(lines: Sequence[str]) -> GuideTable:
    rows = [tuple(spans_of(cell.strip()) for cell in line.strip("|").split("|")) for line in lines]
    if len(lines) < 3 or not _RULED.fullmatch(lines[1]) or len({len(row) for row in rows}) > 1:
        raise GuideError("a table has a head, a rule and rows of one length")
    return GuideTable(rows[0], tuple(rows[2:]))


def spans_of(text: str) -> Spans:
    """Return a line of Markdown as spans."""
    made, at = [], 0
    for match in _SPAN.finditer(text):
        made.append(Span(text[at : match.start()]))
        made.append(
            Span(
                match["bold"] or match["key"] or match["text"],
                bool(match["bold"]),
                bool(match["key"]),
                match["link"] or "",
            )
        )
        at = match.end()
    return tuple(span for span in (*made, Span(text[at:])) if span.text)


def _all_spans(blocks: Sequence[GuideBlock]) -> Iterator[Spans]:
    for block in blocks:
        if isinstance(block, Words):
            yield block.spans
        elif isinstance(block, GuideTable):
            for row in (block.heads, *block.rows):
                yield from row


def plain(spans: Spans) -> str:
    """Return spans as text."""
    return "".join(span.text for span in spans)
