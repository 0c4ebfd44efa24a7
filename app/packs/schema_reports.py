"""Schema of reports: the outline, its headings, drafts and empty statements. All sentences are our own."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.packs.schema_base import Frozen, Ids, Text
from app.packs.schema_forms import Furniture


class Section(Frozen):
    """One section: heading, draft with placeholders, the sentence when its figures are 0 or 无, sub-sections."""

    heading: Text = ""
    draft: Text = ""
    empty: Text = ""
    empty_when: Text = ""
    hint: Text = ""
    when: Text = ""
    each: Text = ""
    run_in: bool = False
    required: bool = False
    min_length: int = Field(default=0, ge=0, le=100_000)
    facts: Ids = ()
    sections: dict[Text, Section] = {}


class Report(Frozen):
    """One report: of which row, title, cover, numbering by level, sections, closing lines, list of attachments."""

    of: Text
    number: Text = ""
    title: Text = ""
    label: Text = ""
    cover: Text = ""
    cover_title: Text = ""
    form: Literal["report", "box", "summary"] = "report"
    money: Text = ""
    numbering: Ids = ()
    sections: dict[Text, Section] = {}
    summary: dict[Text, Section] = {}
    closing: Ids = ()
    date: Text = ""
    attachments: Ids = ()
    when: Text = ""
    absent: Text = ""
    furniture: Furniture = Furniture()
    seals: Ids = ()
    copies: Text = ""
    file_name: Text = ""
