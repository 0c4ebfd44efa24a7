"""The indicator library: complete, without figures, mapped by packs."""

from __future__ import annotations

import re

import pytest

from app.core.quantities import parse_quantity
from app.packs.indicators import Indicator, indicator_library, levels_in
from app.packs.loading import load_pack
from app.packs.registry import find

LIBRARY = indicator_library()


def test_the_library_holds_all_rows_once() -> None:
    wanted = [f"S{n:02}" for n in range(1, 70)] + [f"M{n:02}" for n in range(1, 9)]
    assert list(LIBRARY) == wanted
    names = [indicator.name for indicator in LIBRARY.values()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("indicator", LIBRARY.values(), ids=LIBRARY)
def test_a_row_never_proposes_a_figure_but_where_the_duty_is_one(indicator: Indicator) -> None:
    figures = re.findall(r"\d+", indicator.form)
    assert all(figure in {"100", "90", "0"} for figure in figures)
    if "__" in indicator.form:
        assert (
            parse_quantity(indicator.form.replace("__", "5")) is not None
            or "年" in indicator.form
            or "日" in indicator.form
            or "（" in indicator.form
        )


@pytest.mark.parametrize("indicator", LIBRARY.values(), ids=LIBRARY)
def test_the_usual_form_agrees_with_the_direction(indicator: Indicator) -> None:
    signs = {"正向": "≥", "反向": "≤", "等于": "＝"}
    sign = signs.get(indicator.direction, "")
    if indicator.form[:1] in set("≥≤＝"):
        assert indicator.form[0] == sign
    assert indicator.level1 in {"产出指标", "效益指标", "满意度指标", "成本指标", "部门管理"}


def test_synonyms_lead_to_one_indicator() -> None:
    seen: dict[str, str] = {}
    for name, indicator in LIBRARY.items():
        for word in (indicator.name, *indicator.synonyms):
            assert seen.setdefault(word, name) == name


def test_the_rows_that_need_a_warning_have_one() -> None:
    assert [name for name, indicator in LIBRARY.items() if indicator.warn] == ["S10", "S14", "S60", "S62", "S65"]
    assert all(indicator.mistakes for indicator in LIBRARY.values() if indicator.warn)


def test_a_pack_says_where_cost_stands() -> None:
    cost = LIBRARY["S44"]
    assert levels_in(load_pack(find("hunan-2024").body), cost) == ("成本指标", "经济成本指标")
    assert levels_in(load_pack(find("hunan-2020").body), cost) == ("产出指标", "成本指标")
    output = LIBRARY["S01"]
    assert levels_in(load_pack(find("hunan-2020").body), output) == ("产出指标", "数量指标")
