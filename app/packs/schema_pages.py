"""Schema of wizard pages (reusing bands of forms), and of how the whole package is printed and made public."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from app.packs.schema_base import Absent, DateStyle, Flag, Frozen, Ids, Text
from app.packs.schema_forms import Furniture

Part = Literal["", "terms", "survey", "audit", "print", "public"]
"""Pages that the program draws itself: 通知要求, 满意度计算, 审核, 送审与打印, 公开."""


class PageItem(Frozen):
    """One item of a wizard page: exactly one of key, band (`att2.budget`), table, report, text, part.

    `keys` are the columns of a table; `title` a heading above.
    """

    key: Text = ""
    band: Text = ""
    table: Text = ""
    report: Text = ""
    text: Text = ""
    part: Part = ""
    title: Text = ""
    keys: Ids = ()
    when: Text = ""

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(map(bool, (self.key, self.band, self.table, self.report, self.text, self.part))) != 1:
            message = "要写 key、band、table、report、text、part 中的一个，只写一个"
            raise ValueError(message)
        return self


class Page(Frozen):
    """One wizard page (or one for each row of table `each`): its items in order; `attachment` names what it fills."""

    title: Text
    each: Text = ""
    attachment: Text = ""
    when: Text = ""
    hint: Text = ""
    items: tuple[PageItem, ...] = ()

    @field_validator("items", mode="before")
    @classmethod
    def _short(cls, raw: Any) -> Any:
        return [{"key": item} if isinstance(item, str) else item for item in raw] if isinstance(raw, list) else raw


class Public(Frozen):
    """The public version: documents in it, keys (`table.key`) left out or masked, a statement at its end."""

    documents: Ids = ()
    leave_out: Ids = ()
    mask: Ids = ()
    statement: Text = ""


class Print(Frozen):
    """How the package is printed: order of documents, copies, file names, styles of dates, fonts by role."""

    order: Ids = ()
    copies: Text = ""
    duplex: Flag = True
    file_name: Text = ""
    folder_name: Text = ""
    date: DateStyle = ""
    cover_date: DateStyle = ""
    absent: Absent = ""
    thousands: Flag = False
    fonts: dict[Text, Ids] = Field(default_factory=dict)
    furniture: Furniture = Furniture()
    public: Public = Public()
