"""Rules that the mutation test showed to be wanting: they find the defect where it stands, and are silent beside it."""

from __future__ import annotations

import pytest

from app.answers.answer_set import AnswerSet
from app.answers.graph import AnswerGraph
from app.audit.engine import audit
from app.audit.report import Found, Report
from app.core.records import Cell
from app.core.tree import parse_address, row_tree
from app.exchange.answers_reading import answers_to_facts, read_answers
from tests.audit.sample_audit import pack_of, written
from tests.audit.test_clean import FILE, clean

STAFF = "reports[1]/sections[1]/sections[2]/sections[1]/text"
USE = "reports[1]/sections[1]/sections[2]/sections[4]/text"
RESULTS = "reports[1]/sections[6]/text"
OUTPUT = "reports[2]/sections[4]/sections[3]/text"
OVERVIEW = "reports[2]/sections[1]/sections[1]/text"


def hits(report: Report, code: str) -> list[Found]:
    """Give what one rule found."""
    entry = report.entry(code)
    return list(entry.hits) if entry is not None else []


def typed(*cells: tuple[str, str], origin: str = "typed") -> AnswerSet:
    """Give the sound package with other texts in some cells; an empty one takes the cell out."""
    answers = read_answers(FILE.read_text(encoding="utf-8"), FILE.name)
    pack = pack_of(answers.pack)
    facts = answers_to_facts(answers, pack)
    for path, text in cells:
        address = parse_address(path, row_tree(facts))
        facts.cells[address.row].pop((address.key, ""), None)
        if text:
            facts.cells[address.row][address.key, ""] = Cell(text, origin=origin)  # type: ignore[arg-type]
    return AnswerGraph(pack, facts).snapshot()


@pytest.mark.parametrize(
    ("path", "text", "code", "quoted", "expected"),
    [
        ("projects[2]/indicators[1]/level1", "效益指标", "level.elsewhere", "效益指标", "产出"),
        ("projects[1]/indicators[5]/level1", "产出指标", "level.elsewhere", "产出指标", "成本"),
        ("projects[1]/indicators[9]/level1", "效益指标", "level.elsewhere", "效益指标", "满意"),
        ("budget.added", "17.50", "budget.adjusted", "17.50", "18.50"),
        ("projects[2]/budget.rate_reason", "", "budget.lost_points", "8", "10"),
        ("income.initial.total", "4903000", "income.parts", "4903000", "490.30"),
        ("income.prior.total", "4783600", "income.scale", "4783600", "508.80"),
        ("facts[23]/survey.valid", "592", "survey.parts", "592", "572"),
        ("facts[23]/survey.returned", "601", "survey.order", "601", "572"),
        ("facts[23]/value", "91.7%", "survey.share", "91.7%", "0.937"),
        ("facts[21]/giver", "信息案股档案岗", "name.office", "信息案股", "信息档案股"),
        ("projects[4]/office", "信档息案股", "name.office", "信档息案股", "信息档案股"),
        ("documents[1]/name", "关于开展2023年度绩效自评工作的通知", "date.document", "2023年", "2024年"),
        ("indicators[1]/actual", "32.43万人", "actual.fact", "32.43万人", "32.48万人"),
        ("projects[4]/indicators[6]/target", "≤85%", "goal.target", "85%以上", "≤85%"),
    ],
)
def test_a_cell_is_found_where_it_stands(path: str, text: str, code: str, quoted: str, expected: str) -> None:
    answers = typed((path, text))
    found = [one for one in hits(audit(answers), code) if one.quoted == quoted]
    assert len(found) == 1
    assert found[0].expected.startswith(expected)
    place = parse_address(path, row_tree(answers.facts))
    assert place in [one.address for one in found[0].places]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [("projects[2]/indicators[1]/completion", "101.53%", "101.23%"), ("projects[3]/rows.weight", "70", "90")],
)
def test_a_computed_figure_that_no_form_prints_is_found_when_typed_over(path: str, text: str, expected: str) -> None:
    found = hits(audit(typed((path, text), origin="overridden")), "computed.typed_over")
    assert [(one.quoted, one.expected) for one in found] == [(text, expected)]


@pytest.mark.parametrize(
    ("path", "change", "code", "quoted", "expected"),
    [
        (USE, ("追加18.50万元", "追加18.10万元"), "figure.added", "18.10万元", "18.50"),
        (OVERVIEW, ("执行率94%", "执行率94个百分点"), "figure.points", "执行率94个百分点", "94%"),
        (RESULTS, ("低于指标值90%", "低于指标值97%"), "target.in_text", "97%", "≥90%"),
        (OUTPUT, ("指标值是5000人", "指标值是5009人"), "target.in_text", "5009人以上", "≥5000人"),
        (RESULTS, ("发放问卷600份", "发放问卷606份"), "figure.near", "606份", "600"),
        ("projects[3]/goal.actual", ("稽核检查64户", "稽核检查14户"), "figure.near", "14户", "64户"),
        (USE, ("2024年初批复", "2023年初批复"), "date.year_text", "2023年", "2024年"),
        ("plan.key_work", ("2024年重点抓", "2023年重点抓"), "date.year_text", "2023年", "2024年"),
        (STAFF, ("信息档案股", "信息档股"), "name.near", "信息档股", "信息档案股"),
        (STAFF, ("人力资源和社会保障局", "人力资源和社会障保局"), "name.supervisor",
         "澄溪县人力资源和社会障保局", "澄溪县人力资源和社会保障局"),
        ("frugality", ("公务接待管理办法", "务公接待管理办法"), "name.document",
         "澄溪县社会保险服务中心务公接待管理办法", "澄溪县社会保险服务中心公务接待管理办法"),
    ],
)  # fmt: skip
def test_a_text_is_found_where_it_stands(
    path: str, change: tuple[str, str], code: str, quoted: str, expected: str
) -> None:
    answers = clean(path, *change)
    found = hits(audit(answers), code)
    assert (quoted, expected) in [(one.quoted, one.expected[: len(expected)]) for one in found]
    assert {written(one, row_tree(answers.facts)) for one in found} == {path}


@pytest.mark.parametrize(
    ("path", "change", "code"),
    [
        (USE, ("追加18.50万元", "追加18.5万元"), "figure.added"),
        (USE, ("文件追加18.50万元", "文件追加6.00万元"), "figure.added"),
        (USE, ("文件追加18.50万元", "文件，2023年追加9.30万元，本年追加18.50万元"), "figure.added"),
        (OVERVIEW, ("执行率94%", "执行率94%，比上年提高1.2个百分点"), "figure.points"),
        (OVERVIEW, ("执行率94%", "执行率提高1.2个百分点，为94%"), "figure.points"),
        (RESULTS, ("低于指标值90%", "低于指标值90.0%"), "target.in_text"),
        (STAFF, ("信息档案股", "信息股"), "name.near"),
        (
            USE,
            ("2024年初批复的预算总额490.30万元", "比2023年初批复的预算多出一些，预算总额490.30万元"),
            "date.year_text",
        ),
        ("frugality", ("公务接待管理办法", "公务用车管理办法"), "name.document"),
    ],
)
def test_what_is_right_beside_it_is_left_alone(path: str, change: tuple[str, str], code: str) -> None:
    assert hits(audit(clean(path, *change)), code) == []


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ([("budget.added", "20.00"), ("budget.cut", "1.50")], "budget.adjusted"),
        ([("projects[2]/office", "办公室")], "name.office"),
        ([("projects[2]/office", "社会事务科")], "name.office"),
        ([("documents[2]/name", "关于2019年成立服务中心的批复")], "date.document"),
        ([("facts[23]/survey.formula", "各档加权平均"), ("facts[23]/value", "91.7%")], "survey.share"),
        ([("indicators[1]/actual", "33万人")], "actual.fact"),
        ([("projects[4]/indicators[6]/target", "85%")], "goal.target"),
    ],
)
def test_cells_that_may_be_so_are_left_alone(cells: list[tuple[str, str]], code: str) -> None:
    assert hits(audit(typed(*cells)), code) == []


def test_a_group_that_the_evaluation_has_not_got_may_stand_under_another() -> None:
    rows = [f"indicators[{number}]/level1" for number in (9, 10)]
    rows += [f"projects[{number}]/indicators[{at}]/level1" for number, at in ((1, 5), (2, 5), (3, 5), (4, 4))]
    assert hits(audit(typed(*((path, "产出指标") for path in rows))), "level.elsewhere") == []
