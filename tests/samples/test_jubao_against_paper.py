"""The sample hunan-jubao-2020 beside the printed package: every figure in its place, no sentence taken over."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.samples.conftest import bare
from tests.samples.reading import bound, paper_of, sample_of

if TYPE_CHECKING:
    from tests.samples.conftest import Paper, Sample, Section

NAME = "hunan-jubao-2020"
CONTROL_LINES = {
    "三公经费": "three_public.reception",  # the sum has one part only
    "1、公务用车购置和维护经费": "three_public.vehicle",
    "其中：公车购置": "three_public.vehicle_purchase",
    "公车运行维护": "three_public.vehicle_operation",
    "2、出国经费": "three_public.overseas",
    "3、公务接待": "three_public.reception",
    "公用经费": "operating.total",
    "其中：办公经费": "operating.office",
    "水费、电费、差旅费": "operating.utilities_travel",
    "会议费、培训费": "operating.meeting_training",
    "政府采购金额": "procurement",
    "部门基本支出预算调整": "budget.basic",
}
WHEN = ("prior_final", "full_year", "executed")
FIGURE = re.compile(r"\d+(?:\.\d+)*(?:%|亿元|万元|万余条|万人|万名|万条|条|人|元|周岁|岁|件|次|个|年|月|日)?")
TITLE = re.compile("《[^》]*》|“[^”]*”")
ORDINAL = re.compile("[一二三四五六七]是|（[一二三四五六七]）")
OFFICE = re.compile(
    "财政部湖南监管局|审计署长沙特派办|人力资源社会保障部|人社部|人力资源和社会保障厅|省委|省政府|农业农村部门|"
    "核工业部门|税务|公安|民政|扶贫(?=、)|残联|教育|司法|人社|市州|县市区|财政专户"
)

# Names of offices, schemes, rules, meetings and groups of people: facts, not wording.
NAMES = (
    "湖南省城乡居民社会养老保险管理服务中心|省人力资源和社会保障厅|城乡居民基本养老保险|城乡居民养老保险|"
    "关于做好数据核验和三季度基本养老保险扶贫调度工作的通知|全国社保经办扶贫工作会|全省城乡居保扶贫推进会|"
    "全国社保扶贫总结及经验交流会|城乡居保全覆盖宣传月|中国社会保障|互联网+城乡居民养老保险|"
    "原中小学民办教师和代课教师|财政部湖南监管局|审计署长沙特派办|灵活就业人员"
)
LONGEST_RUN = 11
SLIPS = ("100%%", "100 %", "应参尽参计和应发尽发", "加大保发放", "近4基金支出", "成果要守住,参保", "绩效自评价")


@pytest.fixture(scope="module")
def sample() -> Sample:
    return sample_of(NAME)


@pytest.fixture(scope="module")
def paper() -> Paper:
    return paper_of(NAME)


def typed(sample: Sample, prefix: str, when: str) -> str:
    """Return a money cell of 附件1 as typed; 部门基本支出 stands under budget.<when>.basic."""
    key = f"budget.{when}.basic" if prefix == "budget.basic" else f"{prefix}.{when}"
    text: str = sample.unit.get(key, "")
    return text


def paired(sample: Sample, paper: Paper) -> list[tuple[Section, list[str]]]:
    """Return the sections of the report, each with the paragraphs printed between its heading and the next."""
    (report,) = sample.unit["reports"]
    sections = list(sample.sections(report))
    lines = [bare(text) for text in paper.paragraphs]
    body = lines[lines.index(bare(sections[0].number + sections[0].heading)) :]
    heads: list[int] = []
    for section in sections:
        heads.append(body.index(bare(section.number + section.heading), heads[-1] + 1 if heads else 0))
    ends = [*heads[1:], len(body)]
    return [(section, body[a + 1 : b]) for section, a, b in zip(sections, heads, ends, strict=True)]


def texts(sample: Sample, paper: Paper) -> list[tuple[str, str]]:
    """Return every sentence-like text of the sample beside the printed one, paragraph by paragraph."""
    found = []
    for section, lines in paired(sample, paper):
        assert len(section.paragraphs) == len(lines), section.heading
        found += [(bare(bound(sample, own)), line) for own, line in zip(section.paragraphs, lines, strict=True)]
    for sheet, (table, line) in zip(sample.sheets(), (("T2", 10), ("T3", 9)), strict=True):
        goals = [cell.replace("[bookmark:_GoBack]", "") for cell in paper.row(table, line)[1:]]
        found += [(bare(sheet[key]), cell) for key, cell in zip(("goal.expected", "goal.actual"), goals, strict=True)]
    return found


def test_staff_of_att1(sample: Sample, paper: Paper) -> None:
    assert [sample.unit["staff.authorised"], sample.unit["staff.actual"], "100%"] == paper.row("T1", 2)[1:]


def test_lines_of_att1(sample: Sample, paper: Paper) -> None:
    lines = {cells[0]: cells[1:] for cells in paper.tables["T1"] if cells[0] in CONTROL_LINES}
    assert set(lines) == set(CONTROL_LINES)
    for label, cells in lines.items():
        assert [typed(sample, CONTROL_LINES[label], when) for when in WHEN] == cells, label


def test_the_one_project_of_att1(sample: Sample, paper: Paper) -> None:
    (project,) = sample.unit["projects"]
    whole, business, *others = (cells[1:] for cells in paper.tables["T1"][9:14])
    money = [Decimal(project["budget.prior_final.total"])]
    money += [
        Decimal(project[f"budget.{when}.current"]) + Decimal(project[f"budget.{when}.carried_over"])
        for when in WHEN[1:]
    ]
    assert [str(amount) for amount in money] == whole == business
    assert others == [["", "", ""]] * 3
    assert f"1、{project['category']}" == paper.row("T1", 11)[0]


def test_what_att1_leaves_blank_is_blank(sample: Sample, paper: Paper) -> None:
    assert set(paper.row("T1", 22)) | set(paper.row("T1", 23)[1:]) == {""}
    assert not any(key.startswith("building.") or key == "frugality" for key in sample.unit)


def test_money_of_att2(sample: Sample, paper: Paper) -> None:
    unit = sample.unit
    assert paper.row("T2", 1)[1] == unit["unit.name"]
    assert [unit["budget.initial.total"], unit["budget.full_year.total"]] == paper.row("T2", 3)[2:4]
    assert paper.row("T2", 5)[1:] == [
        f"其中：一般公共预算：{unit['source.general_public']}",
        f"其中：基本支出：{unit['budget.executed.basic']}",
    ]
    assert not {"source.government_fund", "source.special_account", "source.other"} & unit.keys()
    assert unit["stated"]["att2"]["total.score"] == paper.tables["T2"][-1][2]


def test_head_of_att3(sample: Sample, paper: Paper) -> None:
    (project,) = sample.unit["projects"]
    assert paper.row("T3", 1)[1] == project["name"]
    assert paper.row("T3", 2)[1::2] == [project["supervisor"], project["implementer"]]
    for line, kind in ((5, "current"), (6, "carried_over"), (7, "other")):
        money = [project.get(f"budget.{when}.{kind}", "") for when in ("initial", *WHEN[1:])]
        assert paper.row("T3", line)[2:5] == money


@pytest.mark.parametrize(("sheet", "first"), [(0, 12), (1, 11)])
def test_indicators_stand_as_printed(sample: Sample, paper: Paper, sheet: int, first: int) -> None:
    lines, rows = paper.tables[f"T{sheet + 2}"][first - 1 : -1], sample.sheets()[sheet]["indicators"]
    assert len(lines) == len(rows)
    level1 = level2 = ""
    for line, row in zip(lines, rows, strict=True):
        level2 = line[2] or ("" if line[1] else level2)  # a new block begins with a level 2 of its own, maybe blank
        level1 = line[1].split("（")[0].split("(")[0] or level1
        score = row.get("score", {"value": row["weight"]})["value"]
        own = [level1, level2, row["level3"], row["target"], row.get("actual", ""), row["weight"], score, ""]
        assert [row["level1"], row.get("level2", ""), *line[3:]] == [bare(text) for text in own]


def test_the_cover_has_no_unit_and_no_date(sample: Sample, paper: Paper) -> None:
    (report,) = sample.unit["reports"]
    lines = "".join(bare(text) for text in paper.paragraphs)
    first = next(sample.sections(report))
    assert bare(report["cover.title"]) + "单位名称（盖章）：（此页为封面）" + first.number + first.heading in lines
    assert report.keys() == {"report", "cover.title", "sections"}
    (left,) = sample.unit["left"]
    assert "（此页为封面）" in left["text"]


def test_every_figure_title_and_office_stands_in_the_same_paragraph(sample: Sample, paper: Paper) -> None:
    for own, line in texts(sample, paper):
        for kept in (FIGURE, TITLE, ORDINAL, OFFICE):
            assert Counter(kept.findall(own)) == Counter(kept.findall(line)), own
        assert own.endswith("。") == line.endswith("。"), own


def test_parts_that_the_paper_lists_stand_in_the_report(sample: Sample, paper: Paper) -> None:
    line = next(bare(text) for text in paper.paragraphs if text.startswith("对个人和家庭的补助"))
    for item in sample.unit["expense_items"]:
        assert f"{item['amount']}万元" in line
    ranks = next(bare(text) for text in paper.paragraphs if "处级5人" in text)
    assert (sample.unit["staff.division_rank"], sample.unit["staff.section_rank"]) == ("5", "5")
    assert "科级及以下5人" in ranks


def test_figures_of_last_year_follow_from_the_printed_change(sample: Sample, paper: Paper) -> None:
    lines = "".join(bare(text) for text in paper.paragraphs)
    derived = {key: cell for key, cell in sample.unit.items() if isinstance(cell, dict) and key != "stated"}
    assert len(derived) == 4
    for cell in derived.values():
        now, change = (Decimal(text) for text in re.findall(r"\d+\.\d+", cell["note"]))
        assert f"{now}万元" in lines
        assert f"{change}万元" in lines
        assert Decimal(cell["value"]) == (now - change if "增加" in cell["note"] else now + change)


def clauses(lines: list[str]) -> Counter[str]:
    """Count the longer clauses of the texts."""
    return Counter(clause for line in lines for clause in re.split("[，。；：]", line) if len(clause) >= 6)


def test_clauses_repeat_where_the_paper_repeats_them(sample: Sample, paper: Paper) -> None:
    pairs = texts(sample, paper)[:-2]  # the goals of the project repeat those of the unit whole

    def repeated(lines: list[str]) -> list[tuple[int, ...]]:
        found = {clause for clause, count in clauses(lines).items() if count > 1}
        places = [tuple(i for i, line in enumerate(lines) if clause in line) for clause in found]
        return sorted(set(places))

    assert repeated([own for own, _ in pairs]) == repeated([line for _, line in pairs])


def test_mistakes_of_the_paper_are_kept(sample: Sample) -> None:
    body = "\n".join(re.sub(" +# .*|^#.*", "", line) for line in sample.text.splitlines())
    assert {slip: body.count(slip) for slip in SLIPS} == dict.fromkeys(SLIPS, 1) | {"100 %": 2}


def runs(text: str, length: int) -> set[str]:
    """Return the runs of Chinese characters of a length, names and punctuation taken out."""
    for name in sorted(NAMES.split("|"), key=len, reverse=True):
        text = text.replace(name, "|")
    parts = re.findall(r"[\u4e00-\u9fff]+", re.sub(r"[^\w|]", "", text))
    return {part[i : i + length] for part in parts for i in range(len(part) - length + 1)}


def test_no_sentence_is_taken_over(sample: Sample, paper: Paper) -> None:
    pairs = texts(sample, paper)
    length = LONGEST_RUN + 1
    known = set[str]().union(*(runs(line, length) for _, line in pairs))
    own = [own for own, _ in pairs] + [row["text"] for row in sample.unit["duties"]]
    assert {text: found for text in own if (found := runs(text, length) & known)} == {}
