"""A small pack with reports, evaluations by it, and readers of drawn reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.answers.graph import AnswerGraph
from app.core.records import ROOT_ID
from app.documents.options import Options
from app.documents.reports import report_document
from app.documents.tree import Document, Grid, Paragraph, Part
from tests.answers.conftest import small_facts, small_pack

TABLES = {
    "reports": {"label": "自评报告", "parents": ["unit"], "title": "report"},
    "sections": {"label": "报告章节", "parents": ["reports", "sections"], "title": "heading"},
    "duties": {"label": "职责", "parents": ["unit"], "title": "text"},
}
FIELDS = {
    "unit": {
        "unit.supervisor": {"label": "主管部门", "kind": "text"},
        "saved": {"label": "增减", "kind": "money", "compute": "budget.executed.total - budget.full_year.total"},
    },
    "duties": {"text": {"label": "内容", "kind": "longtext"}},
    "facts": {"scheme": {"label": "险种", "kind": "text"}},
    "reports": {
        "report": {"label": "报告", "kind": "reference"},
        "title": {"label": "报告标题", "kind": "text"},
        "cover.title": {"label": "封面标题", "kind": "text"},
        "cover.unit": {"label": "封面单位", "kind": "text"},
        "cover.date": {"label": "封面日期", "kind": "date"},
        "closing.unit": {"label": "落款单位", "kind": "text"},
        "closing.date": {"label": "落款日期", "kind": "date"},
    },
    "sections": {
        "section": {"label": "章节编号", "kind": "reference"},
        "number": {"label": "编号", "kind": "text"},
        "heading": {"label": "标题", "kind": "text"},
        "text": {"label": "内容", "kind": "longtext"},
        "confirmed": {"label": "逐段确认", "kind": "choice", "choices": ["改", "删", "仍适用"]},
    },
}
REPORT: dict[str, Any] = {
    "of": "unit",
    "title": "{{year}}年度{{unit.name}}整体支出绩效自评报告",
    "label": "自评报告",
    "furniture": {"numbers": "— {{page}} —"},
    "numbering": ["{zh}、", "（{zh}）", "{n}."],
    "closing": ["{{closing.unit}}", "{{closing.date}}"],
    "sections": {
        "basics": {
            "heading": "基本情况",
            "sections": {
                "staff": {"heading": "人员", "draft": "编制{{staff.authorised}}名，在职{{staff.actual}}人。"},
                "duties": {
                    "heading": "职责",
                    "sections": {"item": {"each": "duties", "number": "（{n}）", "draft": "{{text}}。"}},
                },
            },
        },
        "money": {
            "heading": "{{year}}年资金",
            "draft": "支出{{budget.executed.total|万元}}，比预算{{saved|增减万元}}。",
            "empty": "本年没有支出。",
            "empty_when": "budget.executed.total == 0",
        },
        "projects": {
            "heading": "项目",
            "sections": {
                "one": {"each": "projects", "heading": "{{name}}", "draft": "支出{{budget.executed.total|万元}}。"}
            },
        },
        "work": {"heading": "业务", "draft": "参保{{fact.insured|约10万人}}。", "facts": ["insured"]},
        "notes": {"heading": "其他", "draft": "{{notes}}"},
    },
}
PACK: dict[str, Any] = {
    "tables": TABLES,
    "fields": FIELDS,
    "facts": {"insured": {"label": "参保人数", "unit": "人", "schemes": ["resident"]}},
    "axes": {"scheme": {"resident": {"label": "城乡居民基本养老保险"}, "all": {"label": "各险种合计"}}},
    "reports": {"main": REPORT},
}
EVALUATION: dict[str, Any] = {
    "year": "2024",
    "unit.name": "甲县社保中心",
    "staff.authorised": "31",
    "staff.actual": "33",
    "budget.full_year.total": "1000",
    "budget.executed.basic": "850.50",
    "notes": "第一段。\n第二段。",
    "facts": [{"id": "insured", "name": "参保人数", "value": "51.3万人"}],
    "duties": [{"id": "d1", "text": "经办登记。"}, {"id": "d2", "text": "发放待遇"}],
    "projects": [{"id": "p1", "name": "稽核", "budget.executed.total": "46.4"}],
}


def graph_of(
    answers: Mapping[str, Any] | None = None, report: Mapping[str, Any] | None = None, **more: Any
) -> AnswerGraph:
    """Return the answers of the small evaluation, with other answers and other parts of the report laid over."""
    changes = {**PACK, "reports": {"main": {**REPORT, **(report or {})}}, **more}
    return AnswerGraph(small_pack(**changes), small_facts({**EVALUATION, **(answers or {})}))


def draw(graph: AnswerGraph, report: str = "main", **options: Any) -> Document:
    """Draw a report."""
    return report_document(graph.snapshot(), report, ROOT_ID, Options(**options))


def body(document: Document) -> Part:
    """Return the part with the text."""
    return next(part for part in document.parts if part.kind == "report")


def paragraphs(part: Part) -> Iterator[Paragraph]:
    """Yield every paragraph of a part, those in cells, too."""
    for block in part.blocks:
        if isinstance(block, Grid):
            yield from (paragraph for cell in block.cells for paragraph in cell.paragraphs)
        else:
            yield block


def texts(document: Document) -> list[str]:
    """Return the text of every paragraph of the report itself."""
    return [paragraph.text for paragraph in paragraphs(body(document))]


def sections(*rows: Mapping[str, Any], **own: str) -> dict[str, Any]:
    """Return answers with a report that has sections of its own."""
    return {"reports": [{"report": "main", "sections": list(rows), **{k.replace("_", "."): v for k, v in own.items()}}]}
