"""A small pack and small evaluations for the tests of the graph."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

import pytest

from app.answers.graph import AnswerGraph
from app.core.records import ROOT_ID, Address, Cell, CellOp, Facts, Op, Row, RowOp
from app.packs.loading import load_pack
from app.packs.schema import Pack

BANDS = {"达成": ["100%", "80%"], "部分达成": ["80%", "60%"], "未达成": ["60%", "0%"]}

SMALL: dict[str, Any] = {
    "schema": "1",
    "id": "small",
    "revision": "1",
    "title": "小表样",
    "years": ["2024", "2024"],
    "tables": {
        "unit": {"label": "单位", "title": "unit.name"},
        "projects": {"label": "项目支出", "parents": ["unit"], "title": "name"},
        "goals": {"label": "年度绩效目标", "parents": ["unit", "projects"], "title": "goal.expected"},
        "indicators": {
            "label": "绩效指标",
            "parents": ["unit", "projects", "goals"],
            "title": "level3",
            "when": "blank(left_out) or left_out == '否'",
        },
        "facts": {"label": "业务数据", "parents": ["unit"], "title": "name"},
        "sources": {"label": "数据来源", "parents": ["unit", "indicators"], "title": "key"},
    },
    "fields": {
        "unit": {
            "year": {"label": "评价年度", "kind": "year"},
            "unit.name": {"label": "单位名称", "kind": "text"},
            "staff.authorised": {"label": "编制数", "kind": "count", "unit": "人"},
            "staff.actual": {"label": "在职人数", "kind": "count", "unit": "人"},
            "staff.rate": {
                "label": "控制率", "kind": "rate", "compute": "staff.actual / staff.authorised", "clause": "在职÷编制",
            },
            "scored": {"label": "是否计分", "kind": "choice", "compute": "'是'"},
            "notes": {"label": "说明", "kind": "longtext"},
            "holiday": {"label": "楼堂馆所", "kind": "money", "when": "year == 2020"},
            "budget.full_year.total": {"label": "全年预算数", "kind": "money"},
            "budget.executed.basic": {"label": "基本支出", "kind": "money"},
            "budget.executed.project": {
                "label": "项目支出", "kind": "money", "compute": "sum(projects.budget.executed.total)",
            },
            "budget.executed.total": {
                "label": "全年执行数", "kind": "money",
                "compute": "total(budget.executed.basic, budget.executed.project)",
            },
            "budget.rate": {
                "label": "执行率", "kind": "rate", "compute": "budget.executed.total / budget.full_year.total",
                "form": "0.##%",
            },
            "budget.weight": {"label": "预算分值", "kind": "points"},
            "budget.score": {"label": "预算得分", "kind": "points"},
            "total.weight": {
                "label": "总分值", "kind": "points", "compute": "budget.weight + sum(indicators.weight)",
            },
            "total.score": {"label": "总分", "kind": "points"},
            "total.grade": {"label": "等级", "kind": "choice", "choices": ["优", "良", "中", "差"]},
        },
        "projects": {
            "name": {"label": "项目名称", "kind": "text"},
            "in_scope": {"label": "是否参加自评", "kind": "choice", "choices": ["是", "否"], "default": "是"},
            "scored": {"label": "是否计分", "kind": "choice", "compute": "if(in_scope == '否', '否', '是')"},
            "budget.full_year.total": {"label": "全年预算数", "kind": "money"},
            "budget.executed.total": {"label": "全年执行数", "kind": "money"},
            "budget.rate": {
                "label": "执行率", "kind": "rate", "compute": "budget.executed.total / budget.full_year.total",
            },
            "budget.weight": {"label": "预算分值", "kind": "points", "default": "10"},
            "budget.score": {"label": "预算得分", "kind": "points"},
            "total.score": {"label": "总分", "kind": "points"},
        },
        "goals": {"goal.expected": {"label": "预期目标", "kind": "longtext"}},
        "indicators": {
            "level1": {"label": "一级指标", "kind": "text"},
            "level2": {"label": "二级指标", "kind": "text"},
            "level3": {"label": "三级指标", "kind": "text"},
            "level1.weight": {
                "label": "一级指标分值", "kind": "points",
                "compute": "sum(up.indicators.weight, up.indicators.level1 == level1)",
            },
            "target": {"label": "年度指标值", "kind": "quantity"},
            "target.measure": {"label": "计量单位", "kind": "text"},
            "target.source": {"label": "目标来源", "kind": "choice", "choices": ["年初批复", "自行补设"]},
            "actual": {"label": "实际完成值", "kind": "quantity"},
            "weight": {"label": "分值", "kind": "points"},
            "score": {"label": "得分", "kind": "points"},
            "band": {"label": "达成档", "kind": "choice", "choices": ["达成", "部分达成", "未达成"]},
            "reason": {"label": "偏差原因", "kind": "text"},
            "left_out": {"label": "未列入自评", "kind": "choice", "choices": ["是", "否"]},
        },
        "facts": {
            "name": {"label": "数据名称", "kind": "text"},
            "value": {"label": "数值", "kind": "quantity"},
            "basis": {"label": "数据来源", "kind": "text"},
            "as_of": {"label": "截止日期", "kind": "date"},
            "provisional": {"label": "暂定数", "kind": "choice", "choices": ["快报数", "预计数"]},
            "expected_on": {"label": "终值预计日期", "kind": "date"},
        },
        "sources": {
            "key": {"label": "所说的栏", "kind": "reference"},
            "giver": {"label": "提供人", "kind": "text"},
            "office": {"label": "责任股室", "kind": "text"},
            "provisional": {"label": "暂定数", "kind": "choice", "choices": ["快报数", "预计数"]},
        },
    },
    "kinds": {"points": {"round": "2"}},
    "scoring": {
        "budget": {
            "for": ["unit", "projects"], "into": "budget.score", "rule": "rate_steps",
            "given": {"rate": "budget.rate", "weight": "budget.weight"}, "with": {"step": "5%", "minus": "2"},
            "when": "scored == '是'", "clause": "每低于5%扣2分，扣完为止", "source": "通知第三条",
        },
        "indicator": {
            "for": ["indicators"], "into": "score", "rule": "by_kind",
            "given": {"target": "target", "actual": "actual", "weight": "weight", "name": "level3", "band": "band"},
            "with": {"bands": BANDS, "downward": ["控制率"]}, "clause": "未完成的按比例计分",
        },
        "total": {
            "for": ["unit", "projects"], "into": "total.score", "compute": "budget.score + sum(indicators.score)",
            "when": "scored == '是'", "clause": "总分等于各行得分之和", "source": "通知第四条",
        },
    },
    "weights": {"unit": {"budget": "10"}},
    "grades": {
        "total": {
            "for": ["unit"], "of": "total.score", "into": "total.grade",
            "bands": [{"name": "优", "from": "90"}, {"name": "良", "from": "80"}, {"name": "差", "from": "0"}],
        },
    },
}  # fmt: skip
"""A pack with one of everything the graph knows."""

EVALUATION: dict[str, Any] = {
    "year": "2024",
    "unit.name": "甲县社保中心",
    "staff.authorised": "31",
    "staff.actual": "33",
    "budget.full_year.total": "1000",
    "budget.executed.basic": "850",
    "facts": [{"id": "insured", "name": "参保人数", "value": "51万人", "basis": "年报", "as_of": "2024年12月31日"}],
    "indicators": [
        {
            "id": "u1", "level1": "产出", "level3": "参保人数", "target": "≥36.6万人", "actual": "{{#insured/value}}",
            "weight": "5",
        },
        {"id": "u2", "level1": "产出", "level3": "满意度", "target": "≥95%", "actual": "94.9", "weight": "10"},
        {"id": "u3", "level1": "效益", "level3": "社会稳定", "target": "稳定", "actual": "基本达成", "weight": "5"},
    ],
    "projects": [
        {
            "id": "p1", "name": "稽核", "budget.full_year.total": "50", "budget.executed.total": "46.4",
            "indicators": [
                {"id": "a1", "level3": "参保人数", "target": "≥60万人", "actual": "{{#insured/value}}", "weight": "10"},
                {"id": "a2", "level3": "认证", "target": "≥300次", "actual": "318次", "weight": "10"},
            ],
        },
        {
            "id": "p2", "name": "退管", "budget.full_year.total": "20", "budget.executed.total": "20",
            "indicators": [{"id": "b1", "level3": "发放率", "target": "100%", "actual": "99%", "weight": "10"}],
        },
    ],
}  # fmt: skip
"""An evaluation by the small pack."""


def small_pack(**changes: Any) -> Pack:
    """Return the small pack with sections laid over it: fields={"unit": {"x": {...}}}, tables={...} …."""
    plain = deepcopy(SMALL)
    _lay_over(plain, changes)
    return load_pack(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode())


def _lay_over(below: dict[str, Any], above: Mapping[str, Any]) -> None:
    for key, value in above.items():
        if isinstance(value, Mapping) and isinstance(below.get(key), dict):
            _lay_over(below[key], value)
        else:
            below[key] = value


def small_facts(answers: Mapping[str, Any]) -> Facts:
    """Return facts from nested answers: texts are cells, a Cell is itself, lists are rows of a child table."""
    rows: dict[str, Row] = {}
    cells: dict[str, dict[tuple[str, str], Cell]] = {}

    def add(row: Row, content: Mapping[str, Any]) -> None:
        rows[row.id], cells[row.id] = row, {}
        for key, value in content.items():
            if isinstance(value, list):
                for place, child in enumerate(value):
                    child_id = child.get("id", f"{row.id}-{key}{place}")
                    add(Row(child_id, key, row.id, f"{place:04}"), child)
            elif isinstance(value, Mapping):
                for form, text in value.items():
                    cells[row.id][key, form] = text if isinstance(text, Cell) else Cell(text, origin="stated")
            elif key != "id":
                cells[row.id][key, ""] = value if isinstance(value, Cell) else Cell(value)

    add(Row(ROOT_ID, ROOT_ID, None, ""), answers)
    return Facts(rows, cells)


def build(answers: Mapping[str, Any] | None = None, **changes: Any) -> AnswerGraph:
    """Return a graph of answers by the small pack with changes."""
    return AnswerGraph(small_pack(**changes), small_facts(EVALUATION if answers is None else answers))


def typed(row: str, key: str, text: str | None, form: str = "", **others: Any) -> CellOp:
    """Return the edit that fills in a cell, or clears it."""
    return CellOp(Address(row, key, form), None if text is None else Cell(text, **others))


def removal(graph: AnswerGraph, row: str) -> list[Op]:
    """Return the edits that remove a row with all below it."""
    ops: list[Op] = []
    for table in graph.pack.tables:
        for child in graph.children(row, table):
            ops += removal(graph, child)
    ops += [CellOp(Address(row, *at), None) for at in graph.facts.cells.get(row, {})]
    return [*ops, RowOp(row, None)]


class Kit:
    """What the tests of the graph work with."""

    pack = staticmethod(small_pack)
    facts = staticmethod(small_facts)
    build: Callable[..., AnswerGraph] = staticmethod(build)
    typed = staticmethod(typed)
    removal = staticmethod(removal)
    evaluation = EVALUATION


@pytest.fixture
def kit() -> Kit:
    """Return the tools."""
    return Kit()


@pytest.fixture
def graph() -> AnswerGraph:
    """Return the graph of the small evaluation."""
    return build()
