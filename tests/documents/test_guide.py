"""The guide: its Markdown is read into plain data, and the guide that is shipped holds together."""

from __future__ import annotations

from collections import Counter

import pytest

from app.documents.guide import Figure, GuideError, GuideTable, Span, Words, plain, read_guide, spans_of
from app.packs.registry import find, list_packs
from app.services.guide import guide, page_section

TEXT = """\
# 一 {#one}

头一段，
接着写。

1. 先做这个，
  再做那个。
2. 然后。

| 键 | 用处 |
|---|---|
| `F1` | [说明](#two) |

> 小心。

## 二 {#two}
![图](start)
"""


def test_every_kind_of_block_is_read() -> None:
    one, two = read_guide(TEXT, "x.md")
    assert (one.anchor, one.title, one.level, two.level) == ("one", "一", 1, 2)
    paragraph, first, second, table, note = one.blocks
    assert isinstance(paragraph, Words)
    assert plain(paragraph.spans) == "头一段，接着写。"
    assert [(item.mark, plain(item.spans)) for item in (first, second) if isinstance(item, Words)] == [
        ("1.", "先做这个，再做那个。"),
        ("2.", "然后。"),
    ]
    assert isinstance(table, GuideTable)
    assert table.rows == (((Span("F1", key=True),), (Span("说明", link="two"),)),)
    assert isinstance(note, Words)
    assert note.kind == "note"
    assert two.blocks == [Figure("start", "图")]
    assert one.links == ["two"]


def test_looks_in_a_line() -> None:
    assert spans_of("先**存**再关") == (Span("先"), Span("存", bold=True), Span("再关"))


@pytest.mark.parametrize(
    "text",
    [
        "没有标题的一段",
        "# 没有名字",
        "# 一 {#a}\n\n| 只有 | 头 |",
        "# 一 {#a}\n\n- 一\n二",
        "# 一 {#a}\n\n|a|b|\n|---|---|\n|c|",
    ],
)
def test_what_is_written_wrongly_is_named(text: str) -> None:
    with pytest.raises(GuideError, match=r"x\.md"):
        read_guide(text, "x.md")


# ---- the guide that is shipped ----


def test_no_name_stands_twice() -> None:
    assert [name for name, count in Counter(one.anchor for one in guide()).items() if count > 1] == []
    assert guide()[0].level == 1


def test_every_link_leads_somewhere() -> None:
    known = {one.anchor for one in guide()}
    assert [(one.anchor, link) for one in guide() for link in one.links if link not in known] == []
    assert sum(len(one.links) for one in guide()) > 10


@pytest.mark.parametrize("pack", [one.id for one in list_packs()])
def test_every_page_of_a_pack_has_its_section(pack: str) -> None:
    from app.packs.loading import load_pack

    pages = load_pack(find(pack).body).pages
    assert pages
    assert [name for name in pages if page_section(name) is None] == []


def test_no_section_speaks_of_nothing() -> None:
    assert [one.anchor for one in guide() if not one.blocks and one.level > 1] == []
