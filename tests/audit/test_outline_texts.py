"""What a report says where, statements that exclude each other, what may not be published."""

from __future__ import annotations

import pytest

from tests.audit.sample_audit import findings, pack_of

NAME = "yuanjiang-2024"
GOAL = "goal.actual"


def test_parts_that_a_heading_announces() -> None:
    place = "reports[2]/sections[5]/heading"
    found = findings("outline.parts", NAME)
    assert {at: one.quoted for at, one in found.items()} == {place: "主要经验及做法"}
    told = {"reports[2]/sections[5]/sections[1]/text": "主要做法是入户核对。困难是人手不够。"}
    assert findings("outline.parts", NAME, told) == {}


@pytest.mark.parametrize("name", ["chengbu-2023", "zhengning-2023", "hunan-jubao-2020", "yueyanglou-2017"])
def test_headings_that_are_answered(name: str) -> None:
    assert findings("outline.parts", name) == {}


@pytest.mark.parametrize("code", ["outline.required", "outline.others"])
def test_samples_have_every_section_of_their_form(code: str) -> None:
    for name in ("chengbu-2023", NAME, "zhengning-2023", "hunan-jubao-2020", "yueyanglou-2017"):
        assert findings(code, name) == {}


def test_a_section_that_is_missing() -> None:
    changed = {"reports[1]/sections[7]/heading": "附记", "reports[1]/sections[3]/heading": "另记"}
    [required] = findings("outline.required", NAME, changed).items()
    assert (required[0], required[1].expected) == ("reports[1]/report", "存在的问题及原因分析")
    [other] = findings("outline.others", NAME, changed).values()
    assert other.expected == "政府性基金预算支出情况"


def test_summary_and_body() -> None:
    found = findings("outline.summary", "zhengning-2023")
    assert [(one.quoted, one.expected) for one in found.values()] == [
        ("评价思路", "评价基本情况"),
        ("评价结论和绩效分析", "评价结论及分析"),
    ]
    assert findings("outline.summary", NAME) == {}


def test_sections_with_nothing_in_them() -> None:
    assert list(findings("section.empty", "zhengning-2023")) == ["reports[1]/sections[1]/text"]
    place = "reports[1]/sections[3]/text"
    assert findings("section.empty", NAME) == {}
    assert list(findings("section.empty", NAME, {place: ""})) == [place]


def test_content_that_belongs_elsewhere() -> None:
    place = "reports[1]/sections[2]/sections[2]/text"
    assert list(findings("section.content", "hunan-jubao-2020")) == [place]
    assert findings("section.content", "hunan-jubao-2020", {place: "工资福利支出202.04万元。"}) == {}
    assert findings("section.content", NAME) == {}


def test_everything_done_beside_a_missed_target() -> None:
    changed = {GOAL: "全年任务全部完成。", "indicators[3]/actual": "18起"}
    found = findings("logic.all_done", NAME, changed)
    assert (found[GOAL].quoted, found[GOAL].expected) == ("全部完成", "违反违规行为纠正数18起")
    assert found[GOAL].places[1].address.key == "actual"
    assert findings("logic.all_done", NAME, {GOAL: "全年任务全部完成。"}) == {}
    assert findings("logic.all_done", NAME, {**changed, GOAL: "纠正违规18起。"}) == {}
    assert GOAL not in findings("logic.all_done", NAME, {**changed, GOAL: "任务尚未全部完成。"})


def test_a_project_is_not_blamed_for_another_one() -> None:
    changed = {"projects[1]/goal.actual": "任务全部完成。", "projects[2]/indicators[7]/actual": "80%"}
    assert "projects[1]/goal.actual" not in findings("logic.all_done", NAME, changed)


def test_everything_done_beside_a_low_rate() -> None:
    found = findings("logic.all_done.rates", "chengbu-2023")
    assert {one.quoted for one in found.values()} == {"一律100%", "100%完成"}
    assert all("99.25%" in one.expected for one in found.values())
    assert findings("logic.all_done.rates", NAME) == {}
    assert findings("logic.all_done.rates", "hunan-jubao-2020") == {}


def test_the_status_of_the_unit() -> None:
    place = "reports[1]/sections[7]/text"
    found = findings("logic.status", NAME)
    assert {at: (one.quoted, one.expected) for at, one in found.items()} == {place: ("参公改革", "参公事业单位")}
    assert findings("logic.status", NAME, {"unit.nature": "公益一类事业单位"}) == {}
    assert findings("logic.status", "yueyanglou-2017") == {}


@pytest.mark.parametrize(
    ("text", "printed", "sort"),
    [
        ("咨询电话13812345678。", "138****5678", "手机号"),
        ("身份证号11010519491231002X。", "110***********002X", "身份证号"),
        ("卡号6222020000000000008的账户。", "", ""),
    ],
)
def test_private_numbers(text: str, printed: str, sort: str) -> None:
    found = findings("privacy.numbers", NAME, {GOAL: text}).get(GOAL)
    assert ((found.quoted, found.expected) if found is not None else ("", "")) == (printed, sort)


def test_money_and_years_are_no_private_numbers() -> None:
    for name in ("chengbu-2023", NAME, "zhengning-2023", "hunan-jubao-2020", "yueyanglou-2017"):
        assert findings("privacy.numbers", name) == {}


def test_names_of_persons() -> None:
    [found] = findings("privacy.names", "zhengning-2023").values()
    assert found.quoted.count("、") == 6
    beside = findings("privacy.names", NAME, {GOAL: "由局长李明远同志带队，股长王芳，逐户走访。"})
    assert beside[GOAL].quoted == "李明远、王芳"


@pytest.mark.parametrize(
    "text", ["局长领头，主任高度重视。", "副主任3名，组长负责。", "职工张某某反映，股长罗列清单。"]
)
def test_posts_without_a_name(text: str) -> None:
    assert findings("privacy.names", NAME, {GOAL: text}) == {}


def test_privacy_is_checked_before_publication() -> None:
    rules = pack_of("hunan-2024").audit
    assert {code for code, rule in rules.items() if rule.public} >= {"privacy.numbers", "privacy.names"}
