"""Rules about dates and years, on the samples and on changed samples."""

from __future__ import annotations

import pytest

from tests.audit.sample_audit import findings, report_of

NAME = "yuanjiang-2024"
SECTION = "reports[1]/sections[1]/sections[1]/text"
HEADING = "reports[1]/sections[1]/sections[1]/heading"
ALL = (NAME, "hunan-jubao-2020", "zhengning-2023", "chengbu-2023", "yueyanglou-2017")


def test_a_report_dated_before_its_year_ends() -> None:
    [(place, hit)] = findings("date.early", "yueyanglou-2017").items()
    assert place == "reports[1]/cover.date"
    assert hit.quoted == "2017年4月18日"
    assert findings("date.early", "yueyanglou-2017", {"reports[1]/cover.date": "2018年1月"}) == {}
    assert list(findings("date.early", NAME, {"sign.date": "2024年11月3日"})) == ["sign.date"]
    assert findings("date.early", NAME) == {}


def test_a_report_dated_years_later() -> None:
    assert findings("date.late", NAME) == {}
    assert list(findings("date.late", NAME, {"reports[1]/closing.date": "2029年5月19日"})) == [
        "reports[1]/closing.date"
    ]


@pytest.mark.parametrize(
    ("place", "text"),
    [(SECTION, "2024年13月5日检查。"), (HEADING, "2024年4月31日会议")],
)
def test_a_day_that_does_not_exist(place: str, text: str) -> None:
    assert list(findings("date.exists", NAME, {place: text})) == [place]


@pytest.mark.parametrize("name", ALL)
def test_samples_hold_no_impossible_days_and_no_stale_years(name: str) -> None:
    codes = {entry.code for entry in report_of(name).entries}
    assert not codes & {
        "date.exists",
        "date.year_title",
        "date.year_text",
        "date.year_target",
        "date.agree",
        "date.late",
    }


def test_cover_and_closing_have_one_date() -> None:
    [(place, hit)] = findings("date.agree", NAME, {"reports[1]/closing.date": "2025年6月19日"}).items()
    assert place == "reports[1]/cover.date"
    assert hit.expected == "2025年6月19日"
    assert findings("date.agree", NAME, {"reports[1]/closing.date": "2025年5月"}) == {}


def test_a_report_without_a_date() -> None:
    assert list(findings("date.missing", "hunan-jubao-2020")) == ["reports[1]/cover.date"]
    assert findings("date.missing", NAME) == {}
    assert list(findings("date.missing", NAME, {"reports[2]/cover.date": ""})) == ["reports[2]/cover.date"]


def test_a_month_outside_of_its_quarter() -> None:
    [hit] = findings("date.quarter", "chengbu-2023").values()
    assert (hit.quoted, hit.expected) == ("三季度10月", "7月、8月、9月")
    right = {SECTION: "二季度4月、5月、6月按月通报，10月再报一次三季度的数。"}
    assert findings("date.quarter", NAME, right) == {}


def test_business_figures_of_another_time() -> None:
    assert len(findings("date.cut_off", "yueyanglou-2017")) == 12
    assert findings("date.as_of", "yueyanglou-2017") == {}
    stale = {"facts[1]/as_of": "2023年12月31日"}
    assert list(findings("date.as_of", NAME, stale)) == ["facts[1]/as_of"]
    assert findings("date.cut_off", NAME, {"facts[1]/as_of": "2024年12月31日"}) == {}


def test_the_year_of_finished_buildings() -> None:
    assert list(findings("date.completion_year", "hunan-jubao-2020")) == ["building.completion_year"]
    assert findings("date.completion_year", NAME) == {}


@pytest.mark.parametrize("place", ["reports[1]/cover.title", "reports[2]/title"])
def test_a_title_of_another_year(place: str) -> None:
    [(found, hit)] = findings("date.year_title", NAME, {place: "2023年度沅江市社会保险服务中心绩效自评报告"}).items()
    assert (found, hit.quoted, hit.expected) == (place, "2023年", "2024年")


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (HEADING, "2023年度重点工作"),
        (SECTION, "2023年度，部门支出合计532万元。"),
        (SECTION, "一、2023年支出合计532万元。"),
        (SECTION, "2023年，本单位按规定管钱。"),
        (SECTION, "沅江市社会保险服务中心2023年按工作要点开展工作。"),
        (SECTION, "要过紧日子，2023年度下半年压减公用经费。"),
    ],
)
def test_a_year_left_over_in_a_text(place: str, text: str) -> None:
    assert list(findings("date.year_text", NAME, {place: text})) == [place]


@pytest.mark.parametrize(
    "text",
    [
        "2023年度结转的资金5万元今年用完。",
        "与2023年度相比，支出少了5万元。",
        "2024年支出532万元，2023年支出500万元。",
        "2019年5月三所合并。",
        "按照《2023年度工作要点》办理，办结25件。",
        "2025年计划参保52万人。",
        "沅财绩〔2025〕2号文件要求报送3份。",
        "我们在2023年学过的办法，今年照做。",
        "2023年度获评先进单位。",
        "2022年保费征缴职责划给税务以后，运行平稳。",
    ],
)
def test_another_year_may_be_spoken_of(text: str) -> None:
    assert findings("date.year_text", NAME, {SECTION: text}) == {}


def test_a_target_of_an_earlier_year() -> None:
    [(place, hit)] = findings("date.year_target", NAME, {"projects[2]/indicators[3]/target": "2023年12月底前"}).items()
    assert place == "projects[2]/indicators[3]/target"
    assert hit.expected == "2024年"


def test_long_texts_do_not_hang() -> None:
    text = "2023年度2023年三季度" * 12_000 + "1" * 400
    report = report_of(NAME, {SECTION: text})
    assert report.broken == ()


def test_the_notice_is_of_this_evaluation() -> None:
    assert findings("date.notice", NAME) == {}
    assert list(findings("date.notice", NAME, {"notice.number": "沅财绩〔2023〕2号"})) == ["notice.number"]
