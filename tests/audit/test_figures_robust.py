"""Figures of texts on hostile and very long texts, and one changed digit of every figure that was tied."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from time import thread_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.answers.graph import AnswerGraph
from app.audit.engine import audit
from app.audit.figures.comparing import agrees, as_interval, slip
from app.audit.figures.lists import announced_of, parted_of, wrong_shares
from app.audit.figures.reading import read
from app.audit.figures.tying import Tie, ties_of
from app.audit.prose import Prose
from app.audit.view import AuditView
from app.core.quantities import Quantity
from app.core.records import Address, Cell
from app.core.tree import row_tree
from app.documents.reports.spans import Span
from tests.audit.figure_texts import NAME, OTHER, PLACE
from tests.audit.sample_audit import report_of, sample, sample_facts

SECONDS = 12
"""A loose bound for a loaded machine; alone it takes a fraction."""


@pytest.mark.parametrize(
    "text",
    [
        "全年总支出" + "9" * 400 + "万元，其中：一" + "8" * 400 + "万元、二" + "7" * 400 + "万元。",
        "0." + "3" * 400 + "%" * 300,
        "5个，分别是" + "甲乙、" * 500 + "。",
        "（" * 3000 + "5万元" + "）" * 3000,
        "１２，３４５．６７萬元 1２% ﹪ 总支出５３２万　元",
        "{{" * 50 + "总支出5万元" + "}}" * 50,
        "\ufffc\u200b\u0000总支出5万元",
    ],
    ids=["long numbers", "long decimals", "long list", "brackets", "mixed widths", "braces", "controls"],
)
def test_strange_texts_break_nothing(text: str) -> None:
    report = report_of(NAME, {PLACE: text})
    assert report.broken == ()


@pytest.mark.parametrize(
    "piece",
    [
        "全年总支出532万元，其中基本支出442.54万元、项目支出89.46万元，完成率112.73%。",
        "参保人数51万人，",
        "比上年减少",
        "总支出",
        "5个：甲、",
        "应核查2人，已核查1人，",
        "（5万元",
    ],
)
def test_two_hundred_thousand_characters_are_read_in_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    answers = sample(NAME, {PLACE: text[:199_000]})
    began = thread_time()
    report = audit(answers)
    assert thread_time() - began < SECONDS
    assert not [one for one in report.broken if one.code.startswith("figure") or one.code == "checked_figures"]


@given(
    st.text(
        alphabet="总支出基本项目参保人数万亿元%0123456789.,，。、：；（）其中分别是比上年减少 \n个人余约近",
        max_size=120,
    )
)
@settings(max_examples=150, deadline=None)
def test_no_text_raises(text: str) -> None:
    reading = read(Prose(Address("unit", "text"), text, (Span(text),)))
    assert all(text[one.start : one.end] == one.text for one in reading.figures)
    assert list(parted_of(reading)) is not None
    assert list(announced_of(reading)) is not None
    assert list(wrong_shares(reading)) is not None


@given(st.decimals(min_value=1, max_value=99999, places=2), st.integers(0, 20), st.integers(1, 9))
def test_a_changed_digit_never_agrees_and_looks_like_a_slip(value: Decimal, at: int, more: int) -> None:
    typed = list(str(value))
    digits = [place for place, sign in enumerate(typed) if sign.isdigit()]
    place = digits[at % len(digits)]
    typed[place] = str((int(typed[place]) + more) % 10)
    right, wrong = Quantity("", value, "万", "元"), Quantity("", Decimal("".join(typed)), "万", "元")
    assert agrees(right, as_interval(right))
    assert not agrees(wrong, as_interval(right))
    if typed[digits[0]] != "0" and value >= 100 and typed[digits[-1]] != "0" and str(value)[-1] != "0":
        assert slip(wrong, right)


def tied_same(name: str) -> list[Tie]:
    """Give the typed figures of a sample that agree with an exact value."""
    return [
        tie
        for tie in ties_of(AuditView(sample(name)))
        if tie.verdict == "same" and not tie.figure.quantity.operator and tie.figure.quantity.measure != "%"
    ]


@pytest.mark.parametrize("name", [NAME, OTHER])
def test_every_digit_changed_in_a_tied_figure_is_found(name: str) -> None:
    pack, facts = sample_facts(name)
    tree = row_tree(facts)
    missed: list[str] = []
    for tie in tied_same(name):
        place, text = tie.reading.prose.address, tie.reading.prose.text
        digits = [at for at in range(tie.figure.start, tie.figure.end) if text[at].isdigit()]
        at = digits[0]
        changed = text[:at] + ("7" if text[at] != "7" else "6") + text[at + 1 :]
        cells = {row: dict(held) for row, held in facts.cells.items()}
        cells[place.row][place.key, ""] = Cell(changed)
        view = AuditView(AnswerGraph(pack, replace(facts, cells=cells)).snapshot())
        found = [
            one
            for one in ties_of(view)
            if one.reading.prose.address == place and one.figure.start == tie.figure.start and one.verdict == "differs"
        ]
        if not found:
            missed.append(f"{tree.address_path(place)} {tie.figure.text}")
    assert missed == []
