"""Texts carried over from last year that nobody has read yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from app.audit.prose import long_texts
from app.audit.registry import Hit, audit_rule
from app.audit.view import AuditView
from app.core.records import CARRIED_MARK, Address
from app.documents.rows import Paper

_STILL_TRUE: Final = "仍适用"
_FIGURE: Final = re.compile(
    r"(?:19|20)\d\d ?年|[〇○零一二三四五六七八九]{4}年|\d(?:\.\d+)? ?(?:[万亿]|元|%|％|人|个|户|次|件|起|分)", re.ASCII
)
_QUOTE: Final = 60


@audit_rule("carried_figures", params={}, params_class=tuple, label="上年带入的内容里有数字、年份")
def carried_figures(view: AuditView, _params: object) -> Iterator[Hit]:
    """Yield texts of last year that were not confirmed and hold a figure or a year."""
    for address, text in _carried(view):
        found = _FIGURE.search(text)
        if found:
            start = max(0, found.start() - 10)
            yield Hit((address,), text[start : start + _QUOTE].strip())


@audit_rule("carried_texts", params={}, params_class=tuple, label="上年带入的内容没有确认")
def carried_texts(view: AuditView, _params: object) -> Iterator[Hit]:
    """Yield texts of last year that were not confirmed and hold no figure."""
    for address, text in _carried(view):
        if not _FIGURE.search(text):
            yield Hit((address,), text[:_QUOTE])


def _carried(view: AuditView) -> Iterator[tuple[Address, str]]:
    """Yield the cells that still are as they came from last year, with what was typed in them."""
    for prose in long_texts(view):
        address = prose.address
        cell = view.answers.facts.cell(address)
        row = view.row(address.row)
        confirmed = row.printed("confirmed", "", Paper()) if row.field("confirmed") is not None else ""
        if cell is not None and cell.mark == CARRIED_MARK and confirmed != _STILL_TRUE and prose.text.strip():
            yield address, prose.bare
