"""Static check of reports: print forms with words, styles of numbers."""

from __future__ import annotations

import pytest

from tests.packs.small import layers, problems

REPORT = """
reports:
  main:
    of: unit
    title: 报告
    numbering: ["{zh}、", "（{zh}）", "{n}."]
    sections:
      one:
        heading: 一节
        draft: "支出{{money.initial|10余万元}}，%s。"
        sections: {item: {each: projects, number: %s, draft: "{{name}}"}}
"""


def found(draft: str, number: str = "none", *, numbering: str = '"{zh}、"') -> list[str]:
    text = (REPORT % (draft, number)).replace('"{zh}、"', numbering)
    return [problem.code for problem in problems(layers(text))]


@pytest.mark.parametrize(
    "draft",
    [
        "{{money.initial|增减0.00万元}}",
        "{{rate|升降}}",
        "{{fact.insured.resident|约10万人}}",
        "{{day|汉字}}",
        "{{people|近100人}}",
    ],
)
def test_forms_with_words_are_known(draft: str) -> None:
    assert found(draft) == []


@pytest.mark.parametrize(
    "draft", ["{{money.initial|大约万元}}", "{{fact.insured|多多}}", "{{unit.name|0.00}}", "{{money.initial|余万元}}"]
)
def test_other_forms_are_named(draft: str) -> None:
    assert found(draft) == ["template.form"]


def test_a_style_of_numbers_says_where_the_number_stands() -> None:
    assert found("完", '"（{n}）"') == []
    assert found("完", "一、") == ["report.number"]
    assert found("完", numbering="第一、") == ["report.number"]
