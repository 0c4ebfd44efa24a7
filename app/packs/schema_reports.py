"""Schema of reports: the outline, its headings, drafts and empty statements. All sentences are our own.

Headings and drafts are templates. `{{fact.insured}}` or `{{fact.insured.resident}}` is the business fact with that
usual name (and insurance scheme).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from app.packs.schema_base import Flag, Frozen, Id, Ids, Text, Whole
from app.packs.schema_forms import Document


class Section(Frozen):
    """One section: heading, draft with placeholders, the sentence when its figures are 0 or 无, sub-sections.

    `number` is the style of its own number (`none`: it has none) where it differs from its level's; `each` repeats it
    for the rows of a table; `run_in`: the text follows the heading on its line; `form`: a form drawn in it; `facts`:
    usual facts that its text needs; `empty_when` is true when `empty` is to be said.
    """

    heading: Text = ""
    draft: Text = ""
    empty: Text = ""
    empty_when: Text = ""
    hint: Text = ""
    when: Text = ""
    each: Text = ""
    number: Text = ""
    run_in: Flag = False
    new_page: Flag = False
    required: Flag = False
    min_length: Annotated[Whole, Field(le=100_000)] = 0
    form: Text = ""
    facts: Ids = ()
    sections: dict[Id, Section] = Field(default_factory=dict)


class Report(Document):
    """One report: of which row, title, cover, numbering by level, sections, closing lines, list of attachments.

    `form`: a paper of its own, or a box drawn like a form. `summary` (摘要) stands before the sections.
    """

    cover_title: Text = ""
    form: Literal["report", "box"] = "report"
    numbering: Ids = ()
    sections: dict[Id, Section] = Field(default_factory=dict)
    summary: dict[Id, Section] = Field(default_factory=dict)
    closing: Ids = ()
    attachments: Ids = ()
