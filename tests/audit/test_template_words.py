"""Words that do not belong: the form's instructions, placeholders, other departments, old regulations."""

from __future__ import annotations

import pytest

from tests.audit.sample_audit import findings

NAME = "yuanjiang-2024"
GOAL = "goal.actual"


def said(code: str, text: str, place: str = GOAL) -> str:
    """Give what a rule quotes when a place holds a text."""
    found = findings(code, NAME, {place: text}).get(place)
    return found.quoted if found is not None else ""


@pytest.mark.parametrize("text", ["请在此处简要说明", "对照年度目标逐项说明（100字以内）"])
def test_instructions_of_the_form(text: str) -> None:
    assert said("template.instruction", text)
    assert said("template.instruction", "任务都已完成。") == ""


def test_remarks_of_the_form_in_a_sample() -> None:
    places = list(findings("template.remark", "chengbu-2023"))
    assert "reports[1]/sections[10]/heading" in places
    assert findings("template.remark", NAME) == {}


@pytest.mark.parametrize("name", ["chengbu-2023", NAME, "zhengning-2023", "hunan-jubao-2020", "yueyanglou-2017"])
def test_no_sample_has_an_instruction_in_what_is_printed(name: str) -> None:
    assert findings("template.instruction", name) == {}


def test_names_that_the_form_printed() -> None:
    assert [one.quoted for one in findings("template.whole", "yueyanglou-2017").values()] == ["二级机构"]
    assert said("template.whole", "指标1：", "indicators[1]/level3") == "指标1："
    assert said("template.whole", "项目支出完成率", "indicators[1]/level3") == ""


@pytest.mark.parametrize(
    ("text", "quoted"), [("××单位完成XX项。", "××、XX"), ("……", "……"), ("——", "——"), ("____年", "____")]
)
def test_placeholders(text: str, quoted: str) -> None:
    assert said("template.placeholder", text) == quoted


@pytest.mark.parametrize("text", ["按XXL系统办，逐步推进……", "2019——2024年", "无", "电话138****1234"])
def test_what_is_no_placeholder(text: str) -> None:
    assert said("template.placeholder", text) == ""


def test_headings_that_offer_a_choice() -> None:
    assert list(findings("template.choice", "chengbu-2023")) == ["reports[1]/sections[6]/sections[2]/heading"]
    assert findings("template.choice", "yueyanglou-2017") == {}
    place = "reports[1]/sections[1]/heading"
    assert said("template.choice", "部门（单位）基本情况", place) == ""
    assert said("template.choice", "单位（部门）基本情况", place) == "单位（部门）基本情况"


def test_what_the_import_left() -> None:
    [left] = findings("template.left", "hunan-jubao-2020").values()
    assert left.quoted == "（此页为封面）"
    [label] = findings("label.header", NAME).values()
    assert (label.quoted, label.expected) == ("偏差原因分析及改进措", "偏差原因分析及改进措施")
    assert findings("label.header", "hunan-jubao-2020") == {}


def test_words_of_other_departments() -> None:
    found = findings("words.other_department", NAME)
    assert [(place, one.quoted) for place, one in found.items()] == [
        ("reports[2]/sections[4]/sections[2]/text", "报案人员、养老事件")
    ]
    assert [one.quoted for one in findings("words.other_department", "chengbu-2023").values()] == ["定点零售药店"]
    civil = [one.quoted for one in findings("words.other_department", "zhengning-2023").values()]
    assert civil == ["民政各项工作", "民政专项、民政维稳"]


@pytest.mark.parametrize(
    "text",
    [
        "与民政系统比对数据。",
        "名单同残联、民政系统的数据比对过。",
        "会同民政局、公安局核实。",
        "配合民政工作做好核对。",
    ],
)
def test_partners_are_no_foreign_words(text: str) -> None:
    assert said("words.other_department", text) == ""


def test_a_word_of_the_units_own_schemes_is_right() -> None:
    changes = {GOAL: "定点零售药店都已检查。", "unit.schemes": "职工基本医疗保险"}
    assert GOAL not in findings("words.other_department", NAME, changes)
    assert said("words.other_department", "定点零售药店都已检查。") == "定点零售药店"


def test_regulations_by_year() -> None:
    place = "reports[2]/sections[1]/text"
    assert "财预〔2011〕285号" in findings("ref.superseded", NAME)[place].quoted
    assert findings("ref.superseded", NAME, {"year": "2018"}) == {}
    assert said("ref.superseded", "按财预[2011]285号办理。") == "财预〔2011〕285号"
    assert said("ref.superseded", "按财预〔2020〕10号办理。") == ""


def test_brackets_of_document_numbers() -> None:
    found = findings("ref.number", NAME)["unit.establishment_doc"]
    assert (found.quoted, found.expected) == ("沅发【2019】5号", "沅发〔2019〕5号")
    assert said("ref.number", "按湘财绩〔2020〕7号办理。") == ""


def test_lines_half_filled_in() -> None:
    found = findings("state.unclear", NAME)
    assert set(found) == {"operating.meeting_training.initial", "procurement.initial", "basic_adjust.initial"}
    mended = {"procurement.initial": "0"}
    assert "procurement.initial" not in findings("state.unclear", NAME, mended)
    assert findings("state.unclear", "hunan-jubao-2020") == {}
