"""A new year from last year's file: what is kept, what becomes 上年, what stays behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.answers.graph import AnswerGraph
from app.exchange.answers_reading import answers_to_facts, read_answers
from app.exchange.carrying import CARRIED_MARK, Carried, carry_over
from app.packs.loading import load_pack
from app.packs.registry import find

HEAD = 'answers: "1"\npack: hunan-2024\nunit:\n'
OLD = """
  year: 2024
  unit.name: 某社会保险中心
  staff.authorised: 31
  staff.actual: 33
  budget.initial.total: 461.89
  budget.executed.basic: 5320000元
  basic_adjust.prior_final: ——
  three_public.reception.executed: 0.49
  frugality: 能省就省
  goal.expected: 把该办的事办好
  facts:
  - {id: insured, name: 参保人数, value: 51万人, office: 信息统计股, as_of: 2024年12月31日}
  indicators:
  - {level1: 产出指标, level3: 参保人数, target: ≥36.6万人, actual: "{{#insured/value}}", weight: 5, reason: 无}
  - {level1: 产出指标, level3: 参保率, target: ≥90%, actual: 95%, weight: 5, target.source: 年初批复}
  projects:
  - name: 稽核经费
    budget.executed.current: 38.40
    sources: [{key: name, basis: 预算批复}]
  comments: [{text: 退回修改}]
  reports:
  - report: overall
    sections: [{heading: 基本情况, text: 去年写的话}]
"""


def graph(body: str) -> AnswerGraph:
    pack = load_pack(find("hunan-2024").body)
    return AnswerGraph(pack, answers_to_facts(read_answers(HEAD + body, "x.yaml"), pack))


def carried(*bodies: str, to: str = "hunan-2024") -> tuple[AnswerGraph, Carried]:
    pack = load_pack(find(to).body)
    result = carry_over([graph(body) for body in bodies], pack, "2025")
    return AnswerGraph(pack, result.facts), result


def row(new: AnswerGraph, table: str, place: int = 1, parent: str = "unit") -> str:
    return new.children(parent, table)[place - 1]


@pytest.mark.parametrize("to", ["hunan-2024", "hunan-2020"])
def test_each_rule_of_the_dictionary(to: str) -> None:
    new, _ = carried(OLD, to=to)
    printed = {key: new.printed("unit", key) for key in ("year", "unit.name", "staff.authorised", "staff.actual")}
    assert printed == {"year": "2025", "unit.name": "某社会保险中心", "staff.authorised": "31", "staff.actual": ""}
    assert new.printed("unit", "budget.initial.total") == ""
    assert new.printed("unit", "budget.prior_final.basic") == "532.0000"
    assert new.printed("unit", "three_public.total.prior_final") == "0.49"
    assert new.printed(row(new, "projects"), "budget.prior_final.total") == "38.40"
    assert new.printed(row(new, "projects"), "budget.executed.total") == ""


def test_targets_are_empty_and_last_years_stand_beside() -> None:
    new, _ = carried(OLD)
    first, second = row(new, "indicators"), row(new, "indicators", 2)
    for indicator, target, actual in ((first, "≥36.6万人", "51万人"), (second, "≥90%", "95%")):
        assert new.printed(indicator, "target") == ""
        assert (new.printed(indicator, "prior.target"), new.printed(indicator, "prior.actual")) == (target, actual)
        assert new.printed(indicator, "target.source") == ""
        assert new.printed(indicator, "reason") == ""
    assert new.printed(first, "weight") == "5"


def test_a_bound_figure_stays_bound_to_the_fact_of_the_new_year() -> None:
    new, result = carried(OLD)
    first = row(new, "indicators")
    cell = result.facts.cells[first]["actual", ""]
    assert cell.text == "{{#insured/value}}"
    assert new.value(first, "actual") is None
    assert new.printed("insured", "prior.value") == "51万人"
    assert new.printed("insured", "office") == "信息统计股"


def test_texts_are_marked_until_they_are_touched() -> None:
    _, result = carried(OLD)
    marks = {key: cell.mark for cells in result.facts.cells.values() for (key, _), cell in cells.items()}
    assert marks["text"] == CARRIED_MARK
    assert marks["unit.name"] == ""
    assert all(
        cell.origin == "carried"
        for cells in result.facts.cells.values()
        for (key, _), cell in cells.items()
        if key != "year"
    )


def test_rows_that_belong_to_one_year_stay_behind_and_are_told() -> None:
    new, result = carried(OLD)
    assert new.children("unit", "comments") == ()
    assert any(line.place == "comments[1]/text" and line.outcome == "left" for line in result.lines)


def test_every_cell_of_the_old_file_is_accounted_for() -> None:
    old = graph(OLD)
    _, result = carried(OLD)
    told = {line.place for line in result.lines}
    count = sum(len([key for key in cells if not key[1]]) for cells in old.facts.cells.values())
    assert len(told) >= count


def test_predecessors_add_join_and_ask() -> None:
    other = (
        OLD.replace("某社会保险中心", "另一个所")
        .replace("31", "10")
        .replace("稽核经费", "居保经费")
        .replace("0.49", "0.51")
    )
    new, result = carried(OLD, other)
    assert new.printed("unit", "staff.authorised") == "41"
    assert new.printed("unit", "three_public.reception.prior_final") == "1.00"
    assert [new.printed(p, "name") for p in new.children("unit", "projects")] == ["稽核经费", "居保经费"]
    asked = [line for line in result.lines if line.outcome == "asked"]
    assert any(line.label == "单位名称" and "某社会保险中心" in line.why for line in asked)
    assert len({*new.children("unit", "facts")}) == 2


def test_from_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from app.__main__ import main

    monkeypatch.setenv("JIXIAO_HOME", str(tmp_path / "home"))
    answers, old, new = tmp_path / "旧.yaml", tmp_path / "旧.jxzp", tmp_path / "新.jxzp"
    answers.write_text(HEAD + OLD, encoding="utf-8")
    assert main(["load", str(old), str(answers)]) == 0
    before = old.read_bytes()
    assert main(["new", str(new), "--pack", "hunan-2024", "--year", "2025", "--from", str(old)]) == 0
    assert old.read_bytes() == before
    assert "作为上年数" in capsys.readouterr().out
    assert main(["set", str(new), "reports[1]/sections[1]/text", "今年写的话"]) == 0
    assert main(["get", str(new), "reports[1]/sections[1]/text", "--json"]) == 0
    assert CARRIED_MARK not in capsys.readouterr().out
