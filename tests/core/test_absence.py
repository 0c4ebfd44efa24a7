"""Which words mean 无, what is blank."""

from __future__ import annotations

import pytest

from app.core.absence import ABSENT_STYLES, is_absent, is_blank, outer_trim, print_absent, trim


@pytest.mark.parametrize(
    "text",
    ["无", " 无 ", "　无。", "无此项", "——", "—", "--", "－", "─ ─", "一一", "不适用", "不涉及", "/", "／", "没有"],
)
def test_there_is_none(text: str) -> None:
    assert is_absent(text)


@pytest.mark.parametrize("text", ["", "　", "0", "一", "无偏差", "-5", "无人投诉", "正常", "1/2", "否"])
def test_something_else(text: str) -> None:
    assert not is_absent(text)


def test_blanks_of_every_width() -> None:
    assert is_blank(" 　\u00a0\u200b\ufeff\n")
    assert not is_blank("　0")
    assert trim("　沅江 　市\u00a0") == "沅江 市"
    assert outer_trim("\u3000a　 b\n") == "a　 b"


def test_styles_print_themselves() -> None:
    assert [print_absent(style) for style in ABSENT_STYLES] == ["", "0", "无", "——"]
