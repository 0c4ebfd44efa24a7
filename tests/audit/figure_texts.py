"""Texts put into a section of a sample, for tests of the figures of texts."""

from __future__ import annotations

from app.audit.figures.tying import Tie, ties_of
from app.audit.view import AuditView
from app.core.records import ROOT_ID
from tests.audit.sample_audit import sample

NAME = "yuanjiang-2024"
OTHER = "hunan-jubao-2020"
SECTION = "reports[1]/sections[1]"
PLACE = f"{SECTION}/text"
HEADING = f"{SECTION}/heading"


def ties_in(text: str, name: str = NAME, heading: str = "基本情况", changes: dict[str, str] | None = None) -> list[Tie]:
    """Give the typed figures of a text put into the first section of a report."""
    view = AuditView(sample(name, {PLACE: text, HEADING: heading, **(changes or {})}))
    return [tie for tie in ties_of(view) if tie.reading.prose.text == text]


def tied(text: str, name: str = NAME, heading: str = "基本情况", changes: dict[str, str] | None = None) -> list[str]:
    """Give each figure of a text as `figure key verdict`; the key is left out where it could not be tied."""
    return [told(tie) for tie in ties_in(text, name, heading, changes)]


def told(tie: Tie) -> str:
    """Give a figure with what it was tied to."""
    if tie.named is None:
        return f"{tie.figure.text} {tie.verdict}"
    named = tie.named
    key = named.address.key if named.address.row == ROOT_ID else named.label
    return f"{tie.figure.text} {key} {tie.verdict}"
