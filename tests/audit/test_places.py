"""Places in words."""

from __future__ import annotations

import pytest

from app.audit.places import LONGEST_QUOTE, label_of, place_of
from app.core.records import Address
from app.core.tree import parse_address, row_tree
from tests.audit.sample_audit import sample


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("projects[2]/indicators[7]/actual", "附件3“待遇领取资格认证工作经费”绩效指标第7行（群众满意度）“实际完成值”"),
        ("projects[2]/goal.actual", "附件3“待遇领取资格认证工作经费”的“实际完成情况”"),
        (
            "projects[2]/budget.initial.total|att1",
            "附件1 项目支出第2行（待遇领取资格认证工作经费）“资金总额（年初预算数）”",
        ),
        ("indicators[1]/weight", "附件2 绩效指标第1行（参保人数）“分值”"),
        ("three_public.reception.executed", "附件1的“公务接待费（全年执行数）”"),
        (
            "reports[1]/sections[1]/sections[2]/sections[1]/text",
            "报告“整体支出绩效自评报告”一、（二）1、“机构设置情况。”",
        ),
        ("unit.internal_units_count|overall", "报告“整体支出绩效自评报告”的“内设机构数”"),
        ("facts[1]/value", "业务数据第1行（参保人数）“数值”"),
    ],
)
def test_words(path: str, words: str) -> None:
    answers = sample("yuanjiang-2024")
    assert label_of(answers, parse_address(path, row_tree(answers.facts))) == words


def test_a_row_as_a_whole_and_an_unknown_key() -> None:
    answers = sample("yuanjiang-2024")
    assert label_of(answers, Address("unit", "")) == ""
    assert label_of(answers, Address("unit", "no.such")) == "“no.such”"


def test_of_a_long_text_what_is_meant_is_quoted() -> None:
    answers, text = sample("yuanjiang-2024"), "甲" * 500 + "错字" + "乙" * 500
    quoted = place_of(answers, Address("unit", "problems"), text, "错字").quoted
    assert "错字" in quoted
    assert quoted.startswith("…甲")
    assert quoted.endswith("乙…")
    assert len(quoted) <= LONGEST_QUOTE + 2
    assert place_of(answers, Address("unit", "problems"), text).quoted.startswith("甲")
    assert place_of(answers, Address("unit", "problems"), "短").quoted == "短"
