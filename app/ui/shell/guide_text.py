"""Sections of the guide as the HTML that a QTextBrowser shows; without the pictures, the window itself is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from app.services.guide import Figure, GuideTable, Section, Spans, Words, plain
from app.ui import words_help as said

Block = Words | GuideTable | Figure


def section_html(section: Section) -> str:
    """Return a section: its heading and everything below it."""
    level = min(section.level + 1, 4)
    return f"<h{level}>{escape(section.title)}</h{level}>{''.join(_blocks(section.blocks))}"


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    for kind, members in groupby(blocks, _kind):
        if kind in {"ol", "ul"}:
            items = "".join(f"<li>{_spans(one.spans)}</li>" for one in members if isinstance(one, Words))
            yield f"<{kind}>{items}</{kind}>"
        else:
            yield from map(_block, members)


def _kind(block: Block) -> str:
    if isinstance(block, Words) and block.kind == "item":
        return "ul" if block.mark == "-" else "ol"
    return ""


def _block(block: Block) -> str:
    if isinstance(block, GuideTable):
        return _table(block)
    if isinstance(block, Figure):
        return ""
    mark = f"<b>{said.NOTE}</b>　" if block.kind == "note" else ""
    return f"<p>{mark}{_spans(block.spans)}</p>"


def _table(table: GuideTable) -> str:
    heads = "".join(f'<th align="left">{escape(plain(cell))}</th>' for cell in table.heads)
    rows = "".join("<tr>" + "".join(f"<td>{_spans(cell)}</td>" for cell in row) + "</tr>" for row in table.rows)
    return f'<table border="1" cellspacing="0" cellpadding="4" width="100%"><tr>{heads}</tr>{rows}</table>'


def _spans(spans: Spans) -> str:
    return "".join(_span(span.text, strong=span.bold or span.key, link=span.link) for span in spans)


def _span(text: str, *, strong: bool, link: str) -> str:
    told = f"<b>{escape(text)}</b>" if strong else escape(text)
    return f'<a href="#{link}">{told}</a>' if link else told
