"""Rules about names, on the samples and on changed samples."""

from __future__ import annotations

import pytest

from app.audit.rules.closeness import edits, near_places, shortened
from tests.audit.sample_audit import findings

NAME = "yuanjiang-2024"
UNIT = "沅江市社会保险服务中心"
SECTION = "reports[1]/sections[1]/sections[1]/text"


def test_the_name_on_the_seal_is_the_name() -> None:
    assert findings("name.seal", NAME) == {}
    assert findings("name.seal", NAME, {"unit.seal_name": UNIT}) == {}
    [hit] = findings("name.seal", NAME, {"unit.seal_name": "沅江市社会保险事业中心"}).values()
    assert (hit.quoted, hit.expected) == (UNIT, "沅江市社会保险事业中心")


@pytest.mark.parametrize(
    ("place", "text", "quoted"),
    [
        ("reports[1]/closing.unit", "沅江市社会保验服务中心", "沅江市社会保验服务中心"),
        ("reports[1]/cover.unit", "益阳市医疗保障事务中心", "益阳市医疗保障事务中心"),
        ("projects[1]/implementer", "沅江市社会劳动保险所", "沅江市社会劳动保险所"),
        ("reports[2]/title", "2024年度沅江市社会保检服务中心项目支出绩效自评报告", "沅江市社会保检服务中心"),
        ("reports[1]/cover.title", "2024年度益阳市医疗保障局整体支出绩效自评报告", "益阳市医疗保障局"),
        (SECTION, "沅江市社会保险服物中心按计划开展工作。", "沅江市社会保险服物中心"),
    ],
)
def test_a_wrong_name_of_the_unit_is_an_error(place: str, text: str, quoted: str) -> None:
    found = findings("name.unit", NAME, {place: text})
    assert list(found) == [place]
    assert found[place].quoted == quoted
    assert found[place].expected == UNIT


@pytest.mark.parametrize("name", [NAME, "hunan-jubao-2020", "zhengning-2023", "chengbu-2023", "yueyanglou-2017"])
def test_right_and_short_names_are_no_wrong_names(name: str) -> None:
    assert findings("name.unit", name) == {}


def test_a_region_before_the_name_and_another_office_are_right() -> None:
    changes = {
        "reports[1]/closing.unit": "湖南省" + UNIT,
        "projects[1]/implementer": "沅江市各乡镇便民服务中心",
        SECTION: "益阳市社会保险服务中心来我单位指导。",
    }
    assert findings("name.unit", NAME, changes) == {}


def test_a_short_name_in_a_title_is_a_hint() -> None:
    [(place, hit)] = findings("name.unit_short", "hunan-jubao-2020").items()
    assert place == "reports[1]/cover.title"
    assert hit.quoted == "城乡居保中心"
    assert findings("name.unit_short", NAME) == {}


def test_a_predecessor_is_named_in_the_history_only() -> None:
    [(place, hit)] = findings("name.former", NAME).items()
    assert place == "reports[1]/sections[1]/sections[2]/sections[4]/text"
    assert hit.quoted == "沅江市城乡居民社会养老保险所"
    assert [one.address.row for one in hit.places][1:] != []
    told = {place: "沅江市社会劳动保险所等三所合并，组成现在的中心。", "regulations[1]/name": "财务管理制度"}
    assert findings("name.former", NAME, told) == {}


def test_a_name_printed_differently_on_one_form() -> None:
    [(place, hit)] = findings("name.stated", NAME).items()
    assert place == "projects[7]/name|att1"
    assert (hit.quoted, hit.expected) == ("渔业补助资金", "渔民补助资金")
    assert findings("name.stated", NAME, {"projects[7]/name|att1": "渔民补助资金"}) == {}


def test_a_word_that_differs_by_one_character_in_two_equal_lists() -> None:
    [(place, hit)] = findings("name.near", NAME).items()
    assert place == "reports[1]/sections[2]/sections[2]/text"
    assert (hit.quoted, hit.expected) == ("退浦渔民", "退捕渔民")
    assert findings("name.near", "zhengning-2023") == {}


def test_a_project_mistyped_in_a_report() -> None:
    found = findings("name.near", NAME, {SECTION: "待遇领取资格认正工作经费用于认证。"})
    assert found[SECTION].quoted == "待遇领取资格认正工作经费"


def test_a_prefix_on_some_forms_only() -> None:
    assert len(findings("name.prefix", NAME)) == 7
    assert findings("name.prefix", "hunan-jubao-2020") == {}


def test_the_office_above_written_in_two_ways() -> None:
    [(place, hit)] = findings("name.supervisor", "hunan-jubao-2020").items()
    assert place == "projects[1]/supervisor"
    assert hit.quoted == "湖南省人社厅"
    assert findings("name.supervisor", NAME) == {}


def test_closeness() -> None:
    assert edits("保险", "保检", 2) == 1
    assert edits("甲" * 10, "乙" * 10, 2) == 3
    assert shortened("城乡居保中心", "湖南省城乡居民社会养老保险管理服务中心")
    assert not shortened("益阳市社会保险服务中心", UNIT)
    assert list(near_places(UNIT, UNIT, 2)) == []


def test_a_text_that_repeats_itself_does_not_hang() -> None:
    text = UNIT.replace("服务", "服物") * 20_000
    assert list(near_places(text, UNIT, 2))
    assert findings("name.unit", NAME, {SECTION: ("社会保险服务" * 20_000)}) == {}


def test_an_office_of_the_unit_misspelt_in_a_list() -> None:
    found = findings("name.near", NAME, {SECTION: "股室有人事政工股，征缴股，待遇核定股，待遇支会股，稽核股。"})
    assert found[SECTION].quoted == "待遇支会股"
    assert found[SECTION].expected == "待遇支付股"


def test_a_document_with_a_mistyped_title() -> None:
    for name in (NAME, "hunan-jubao-2020", "zhengning-2023", "chengbu-2023", "yueyanglou-2017"):
        assert findings("name.document", name) == {}
    texts = {
        SECTION: "依据《财政支出绩效评阶管理暂行办法》评价。",
        "goal.expected": "照《社会保险经办条例实施细则（一）》办理。",
        "goal.actual": "照《社会保险经办条例实施细则（二）》办理。",
    }
    [(place, hit)] = findings("name.document", NAME, texts).items()
    assert place == SECTION
    assert hit.expected == "财政支出绩效评价管理暂行办法"


def test_evaluators_of_the_unit_under_its_short_name() -> None:
    assert findings("name.unit_short", "yueyanglou-2017") == {}
    assert findings("name.unit", "yueyanglou-2017", {"team[1]/workplace": "区财政局"}) == {}


def test_the_office_above_mistyped_in_a_text() -> None:
    found = findings("name.supervisor", NAME, {SECTION: "归沅江市人力资元和社会保障局管理。"})
    assert found[SECTION].quoted == "沅江市人力资元和社会保障局"
