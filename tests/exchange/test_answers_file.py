"""The answers file: what is written is read back the same, and every fault is told at its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.ids import new_row_id
from app.core.ranks import series
from app.core.records import ROOT_ID, Cell, Facts, Row
from app.core.tree import row_tree
from app.core.values import TEXT_KINDS
from app.exchange.answers_problems import AnswersError
from app.exchange.answers_reading import answers_to_facts, read_answers
from app.exchange.answers_writing import write_answers
from app.exchange.canonical import canonical, digest
from app.exchange.difference import difference
from app.packs.loading import load_pack
from app.packs.problems import PackError
from app.packs.registry import find
from app.packs.schema import Field, Pack

PACK: Pack = load_pack(find("hunan-2024").body)
HEAD = 'answers: "1"\npack: hunan-2024\nunit:\n'

words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), include_characters="\n #:-|>'\"{}[]&*!%@`~，。无—"),
    min_size=1,
    max_size=30,
).filter(lambda text: "{{" not in text and text.strip(" \u3000") == text)
figures = st.decimals(0, 10**9, places=2).map(str)


def text_for(field: Field) -> st.SearchStrategy[str]:
    """Give texts that the kind of a field understands."""
    if field.kind in {"text", "longtext", "reference"} or (field.kind == "choice" and field.open):
        return words.map(str.strip).filter(bool)
    if field.kind == "choice":
        return st.sampled_from(field.choices)
    if field.kind == "quantity":
        return st.sampled_from(["≥36.6万人", "51万人", "2024年", "正常运转", "100%%", "950%", "——", "无"])
    if field.kind == "date":
        return st.sampled_from(["2025年5月19日", "二0二五 年 五 月 十九日", "2024年12月底前", "无"])
    if field.kind == "year":
        return st.sampled_from(["2024", "2020年"])
    if field.kind == "money":
        return st.one_of(figures, figures.map(lambda text: text + "元"), st.just("——"))
    return st.one_of(figures, st.just("无"))


@st.composite
def row_cells(draw: st.DrawFn, table: str) -> dict[tuple[str, str], Cell]:
    """Give cells of a row of a table: typed, overridden, marked, stated, 无."""
    keys = draw(st.lists(st.sampled_from(list(PACK.fields[table])), max_size=6, unique=True))
    cells = {}
    for key in keys:
        field = PACK.fields[table][key]
        text = draw(text_for(field))
        na = field.kind not in TEXT_KINDS and text in {"无", "——"}
        measure = "元" if field.kind == "money" and text.endswith("元") else ""
        origin = draw(st.sampled_from(["typed", "typed", "overridden", "carried", "imported"]))
        note, mark = draw(st.sampled_from(["", "从严扣分: 一句"])), draw(st.sampled_from(["", "待核实"]))
        cells[key, ""] = Cell(text.strip(), "na" if na else "value", measure, origin, note, mark)
        if draw(st.booleans()):
            stated = draw(st.one_of(st.just(""), words))
            cells[key, "att1"] = Cell(stated, "value" if stated else "empty", origin="stated")
    return cells


@st.composite
def evaluations(draw: st.DrawFn) -> Facts:
    """Give whole evaluations: the unit, projects with indicators, facts."""
    rows = {ROOT_ID: Row(ROOT_ID, ROOT_ID, None, "")}
    cells = {ROOT_ID: draw(row_cells(ROOT_ID))}

    def add(parent: str, table: str, most: int) -> list[str]:
        ranks = series(draw(st.integers(0, most)))
        ids = [draw(st.sampled_from([new_row_id(), f"{table}-{parent[-9:]}-{n}"])) for n in range(len(ranks))]
        for row_id, rank in zip(ids, ranks, strict=True):
            rows[row_id] = Row(row_id, table, parent, rank)
            cells[row_id] = draw(row_cells(table))
        return ids

    add(ROOT_ID, "facts", 2)
    add(ROOT_ID, "indicators", 2)
    for project in add(ROOT_ID, "projects", 2):
        add(project, "indicators", 2)
    return Facts(rows, cells)


@settings(max_examples=60)
@given(evaluations())
def test_what_is_written_is_read_back_the_same(facts: Facts) -> None:
    text = write_answers(facts, PACK)
    back = answers_to_facts(read_answers(text, "x.yaml"), PACK, row_tree(facts))
    assert difference(facts, back) == []
    assert canonical(back) == canonical(facts)
    assert digest(back) == digest(facts)
    assert write_answers(back, PACK) == text


@settings(max_examples=60)
@given(evaluations(), evaluations())
def test_the_difference_leads_from_one_evaluation_to_the_other(before: Facts, after: Facts) -> None:
    from app.answers.store import Store

    store = Store(before)
    store.apply(difference(before, after))
    assert canonical(store.facts) == canonical(after)


def problems(body: str) -> list[tuple[str, str]]:
    """Read an answers file and give the codes and places of what is wrong with it."""
    with pytest.raises(AnswersError) as caught:
        answers_to_facts(read_answers(HEAD + body, "答案.yaml"), PACK)
    return [(problem.code, problem.where) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("  unit.nam: x\n", "answers.unknown_key", 4),
        ("  staff.actual: 三十三\n", "value.number", 4),
        ("  year: 2024\n  indicators: x\n", "answers.list", 5),
        ("  indicators:\n  - x\n", "answers.row", 5),
        ("  indicators:\n  - {id: A B}\n", "answers.id", 5),
        ("  facts:\n  - {id: a}\n  - {id: a}\n", "answers.id", 6),
        ("  indicators:\n  - {level3: {value: x, colour: red}}\n", "answers.attribute", 5),
        ("  indicators:\n  - {score: {value: 9, overridden: maybe}}\n", "answers.flag", 5),
        ("  indicators:\n  - {level3: [a]}\n", "answers.cell", 5),
        ("  stated: {att9: {year: 1}}\n", "answers.stated_form", 4),
        ("  indicators:\n  - actual: '{{#nobody/value}}'\n", "answers.binding", 5),
        ("  indicators:\n  - actual: '{{#nobody}}'\n", "template.placeholder", 5),
        ("  indicators:\n  - direction: 朝上\n", "value.choice", 5),
        ("  indicators:\n  - projects: []\n", "answers.table", 5),
    ],
)
def test_every_fault_is_told_at_its_place(body: str, code: str, line: int) -> None:
    assert [(found, f"第{line}行" in where) for found, where in problems(body)] == [(code, True)]


def test_all_faults_are_told_together() -> None:
    found = problems("  unit.nam: x\n  staff.actual: abc\n  indicators:\n  - {weight: 五}\n")
    assert [code for code, _ in found] == ["answers.unknown_key", "value.number", "value.number"]


@pytest.mark.parametrize("text", ["", "a: 1", "answers: '2'\npack: x\nunit: {}", "answers: '1'\nunit: {}", "[1]"])
def test_what_is_no_answers_file_is_refused(text: str) -> None:
    with pytest.raises(PackError if not text else Exception) as caught:
        read_answers(text, "x.yaml")
    assert getattr(caught.value, "code", "").startswith(("answers.", "yaml."))
