"""The sample yuanjiang-2024 beside the printed package: every figure and name in its place, no sentence taken over."""

from __future__ import annotations

import re
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.samples.conftest import Paper, Sample, Section

WHEN = ("prior_final", "initial", "executed")
CONTROL_LINES = {
    "三公经费": "three_public.reception",  # the sum has one part only
    "1、公务用车购置和维护经费": "three_public.vehicle",
    "其中：公车购置": "three_public.vehicle_purchase",
    "公车运行维护": "three_public.vehicle_operation",
    "2、出国经费": "three_public.overseas",
    "3、公务接待": "three_public.reception",
    "公用经费": "operating.total",
    "其中：办公费": "operating.office",
    "水费、电费、差旅费": "operating.utilities_travel",
    "会议费、培训费": "operating.meeting_training",
    "政府采购金额": "procurement",
    "部门基本支出预算调整": "basic_adjust",
}
FIGURE = re.compile(r"\d+(?:\.\d+)*(?:%|亿元|万元|万人|人次|人|次|个|年|月|日|号)?")
TITLE = re.compile("《[^》]*》|【[^】]*】")
DOCUMENT = re.compile(r"(?:沅发|财预|沅财绩|湘组发|湘人社办发)[〔【]\d{4}[〕】]\d+号")
OFFICE = re.compile("市财政局|财政部|公安|乡镇|沅江农商银行|市人社局|市税务局|税务|审计部门|财政、审计|编委")
SHEETS = [f"T{number}" for number in range(2, 10)]

# Names of offices, units, rules, documents, programmes, actions, schemes, indicators: facts, not wording.
NAMES = (
    "中共沅江市委 沅江市人民政府关于印发<沅江市机构改改革方案>的通知|沅江市社会保险服务中心|"
    "沅江市社会劳动保险所|沅江市机关事业单位社会保险所|沅江市城乡居民社会养老保险所|"
    "沅江市城乡居民社会养老保险所财务管理制度|沅江市人力资源和社会保障局|财政支出绩效评价管理暂行办法|"
    "湖南省预算绩效管理工作规程（试行）的通知|社会保险法|社会保险经办条例|湖南省社会保险基金监管条例|"
    "企业职工基本养老保险和城乡居民基本养老保险参保扩面工作方案|"
    "沅江市城乡居民基本养老保险参保数据“清数”专项核查工作方案|社保基金警示教育及业务学习大会|"
    "2024年给城乡居民参保人的一封信|社保提档缴费便民利民 助力发展养老金融|职工养老保险老有所依、老有所养|"
    "推进居保温暖可感 助力沅江乡村振兴|温暖社保·社保服务进万家|“温暖社保”三年行动计划|待遇领取资格认证|"
    "建档立卡渔民人数|办公室|人事政工股|个人账户管理股|征缴股|待遇核定股|待遇支付股|职业年金管理股|稽核股|"
    "信息统计股|档案管理股|个账|征缴|参保登记稽核|退管|待遇资格认证|征管|退浦渔民|退捕渔民"
)
LONGEST_RUN = 10
SLIPS = (
    "退浦渔民 退捕渔民 报案人员、养老事件 人力资源保障部门 由计部门 专用资金 帮设备采购 "
    "下形 经济势力 比有效、无效必 达场 950%"
)


def bare(text: str) -> str:
    """Return a text without blanks of any width: they are layout."""
    return "".join(text.split())


def printed(row: dict[str, Any], key: str, form: str) -> str:
    """Return what a form prints of a cell: its stated text, else the fact."""
    stated: str | None = row.get("stated", {}).get(form, {}).get(key)
    fact: str = row.get(key, "")
    return fact if stated is None else stated


def total(texts: list[str]) -> Decimal:
    """Return the sum of the amounts that are not blank."""
    return sum((Decimal(text) for text in texts if text), Decimal(0))


def test_staff_of_att1(sample: Sample, paper: Paper) -> None:
    authorised, actual, rate = paper.row("T1", 2)[1:]
    assert (sample.unit["staff.authorised"], sample.unit["staff.actual"]) == (authorised, actual)
    exact = Decimal(actual) * 100 / Decimal(authorised)
    assert f"{exact.quantize(Decimal('0.01'), ROUND_HALF_UP)}%" == rate


def test_lines_of_att1(sample: Sample, paper: Paper) -> None:
    lines = {cells[0]: cells[1:] for cells in paper.tables["T1"][3:24] if cells[0] in CONTROL_LINES}
    assert set(lines) == set(CONTROL_LINES)
    for label, cells in lines.items():
        assert [sample.unit.get(f"{CONTROL_LINES[label]}.{when}", "") for when in WHEN] == cells, label


def test_projects_of_att1(sample: Sample, paper: Paper) -> None:
    projects = sample.unit["projects"]
    for number, project in enumerate(projects, 1):
        label, *cells = paper.row("T1", 10 + number)
        assert label == f"{number}、{printed(project, 'name', 'att1')}"
        initial = printed(project, "budget.initial.total", "att1")
        stated = "budget.initial.total" in project.get("stated", {}).get("att1", {})
        initial = initial if stated else project["budget.initial.current"]
        assert [project.get("budget.prior_final.total", ""), initial, project["budget.executed.current"]] == cells
    prior, initial, executed = paper.row("T1", 10)[1:]
    assert total([project.get("budget.prior_final.total", "") for project in projects]) == Decimal(prior)
    assert sample.unit["stated"]["att1"]["budget.initial.project"] == initial
    assert total([project["budget.executed.current"] for project in projects]) == Decimal(executed)


def test_buildings_and_frugality_of_att1(sample: Sample, paper: Paper) -> None:
    unit, building = sample.unit, "building"
    keys = ("approved_area", "actual_area", "area_rate", "budget_investment", "actual_investment", "investment_rate")
    assert [printed(unit, f"{building}.{key}", "att1") for key in keys] == paper.row("T1", 26)[1:]
    assert re.findall(r"\d：", unit["frugality"]) == re.findall(r"\d：", paper.row("T1", 27)[1])


def test_budget_of_att2(sample: Sample, paper: Paper) -> None:
    unit = sample.unit
    initial, full_year, executed, weight, rate, score = paper.row("T2", 3)[2:]
    assert (unit["budget.initial.total"], unit["budget.full_year.total"]) == (initial, full_year)
    project = total([row["budget.executed.current"] for row in unit["projects"]])
    assert Decimal(unit["budget.executed.basic"]) + project == Decimal(executed) == Decimal(full_year)
    assert (weight, rate, score) == ("10", "100%", "10")
    assert paper.row("T2", 5)[1:] == [
        f"其中：一般公共预算：{unit['source.general_public']}",
        f"其中：基本支出：{unit['budget.executed.basic']}",
    ]
    assert paper.row("T2", 6)[1:] == ["政府性基金拨款：", f"项目支出：{project}"]
    blank = {"source.government_fund", "source.special_account", "source.other"}
    assert not blank & unit.keys()
    assert paper.row("T2", 1)[1] == unit["unit.name"]


@pytest.mark.parametrize("number", range(7))
def test_head_of_att3(sample: Sample, paper: Paper, number: int) -> None:
    project, table = sample.unit["projects"][number], SHEETS[number + 1]
    assert paper.row(table, 1)[1] == project["catalogue_prefix"] + project["name"]
    assert paper.row(table, 2)[1::2] == [project["supervisor"], project["implementer"]]
    money = [project[f"budget.{when}.current"] for when in ("initial", "full_year", "executed")]
    assert paper.row(table, 4)[2:] == [*money, "10", "100%", "10"]
    assert paper.row(table, 5)[2:5] == money
    assert not any("carried_over" in key or ".other" in key for key in project)
    assert not any(paper.row(table, row)[2 + column] for row in (6, 7) for column in range(3))


@pytest.mark.parametrize("sheet", range(8))
def test_indicators_stand_as_printed(sample: Sample, paper: Paper, sheet: int) -> None:
    table, rows = SHEETS[sheet], sample.sheets()[sheet]["indicators"]
    first = 12 if sheet == 0 else 11
    lines = paper.tables[table][first - 1 : -1]
    level2 = ""
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        level2 = line[2] or level2
        weight = row["weight"]
        expected = [level2, row["level3"], row["target"], sample.actual(row), weight, weight, row.get("reason", "")]
        assert [row["level2"], *line[3:]] == expected
    assert paper.tables[table][-1] == ["总分", "100", "100", ""]


@pytest.mark.parametrize("sheet", range(8))
def test_level_1_labels_stand_as_printed(sample: Sample, paper: Paper, sheet: int) -> None:
    table, rows = SHEETS[sheet], sample.sheets()[sheet]["indicators"]
    first = 12 if sheet == 0 else 11
    form = "att2" if sheet == 0 else "att3"
    labels, before = [], ""
    for row in rows:
        weight = sum(Decimal(other["weight"]) for other in rows if other["level1"] == row["level1"])
        label = printed(row, "level1", form)
        number = row.get("stated", {}).get(form, {}).get("level1.weight", str(weight))
        labels.append(f"{label}（{number}分）" if label and label != before else "")
        before = label
    assert labels == [line[1].replace("(", "（").replace(")", "）") for line in paper.tables[table][first - 1 : -1]]
    stated = [row["stated"][form] for row in rows if "stated" in row]
    assert all(cells.get("level1") in {"", "产出指标"} or cells["level1.weight"] == "70" for cells in stated)


@pytest.mark.parametrize("sheet", range(8))
def test_goals_keep_their_figures_and_their_copies(sample: Sample, paper: Paper, sheet: int) -> None:
    row = sample.sheets()[sheet]
    goals = paper.row(SHEETS[sheet], 10 if sheet == 0 else 9)[1:]
    own = [row["goal.expected"], row["goal.actual"]]
    assert [FIGURE.findall(text) for text in own] == [FIGURE.findall(text) for text in goals]
    assert (own[0] == own[1]) == (goals[0] == goals[1])
    assert [text.endswith("。") for text in own] == [text.endswith("。") for text in goals]


def paired(sample: Sample, paper: Paper, report: int) -> list[tuple[Section, list[str]]]:
    """Return the sections of a report, each with the paragraphs printed between its heading and the next."""
    sections = list(sample.sections(sample.unit["reports"][report]))
    lines = [bare(text) for text in paper.paragraphs]
    start = lines.index(bare(sections[0].number + sections[0].heading))
    end = lines.index(bare(sample.unit["reports"][report]["closing.date"]), start)
    body = lines[start : end - 1]
    heads = []
    for section in sections:
        heads.append(body.index(bare(section.number + section.heading), heads[-1] + 1 if heads else 0))
    ends = [*heads[1:], len(body)]
    return [(section, body[a + 1 : b]) for section, a, b in zip(sections, heads, ends, strict=True)]


@pytest.mark.parametrize("report", [0, 1])
def test_cover_title_and_closing_stand_as_printed(sample: Sample, paper: Paper, report: int) -> None:
    row = sample.unit["reports"][report]
    lines = "".join(bare(text) for text in paper.paragraphs)
    first = bare(next(sample.sections(row)).heading)
    assert bare(row["title"]) + first in lines
    label = "部门（单位）名称：" if report == 0 else "部门（单位）名称：（盖章）"  # nothing is filled in
    assert bare(row["cover.title"]) + label + bare(row["cover.date"]) in lines
    assert bare(row["closing.unit"] + row["closing.date"]) in lines
    assert "cover.unit" not in row


@pytest.mark.parametrize("report", [0, 1])
def test_every_figure_and_title_stands_in_the_same_paragraph(sample: Sample, paper: Paper, report: int) -> None:
    for section, lines in paired(sample, paper, report):
        assert len(section.paragraphs) == len(lines), section.heading
        for own, line in zip(section.paragraphs, lines, strict=True):
            for kept in (FIGURE, TITLE, DOCUMENT, OFFICE):
                assert Counter(kept.findall(bare(own))) == Counter(kept.findall(line)), section.heading
            assert own.endswith("。") == line.endswith("。"), section.heading


def test_what_the_reports_state_is_what_they_print(sample: Sample, paper: Paper) -> None:
    stated, lines = sample.unit["stated"], [bare(text) for text in paper.paragraphs]
    announced, listed = next(
        line.split("内设股室")[1].rstrip("。").split("个：") for line in lines if "内设股室" in line
    )
    assert stated["overall"]["unit.internal_units_count"] == announced != str(len(sample.unit["internal_units"]))
    assert [row["name"] for row in sample.unit["internal_units"]] == listed.split("，")
    assert any(f"完成率达到了{stated['project']['budget.rate.project']}。" in line for line in lines)
    initial = [cells["budget.initial.project"] for cells in stated.values()]
    assert initial == [paper.row("T1", 10)[2]] * 3


def test_clauses_repeat_where_the_paper_repeats_them(sample: Sample, paper: Paper) -> None:
    pairs = [pair for report in (0, 1) for pair in paired(sample, paper, report)]
    merger = [own[0] for section, _ in pairs for own in [section.paragraphs] if own and own[0].startswith("2019年5月")]
    assert len(merger) == 2
    assert merger[0].split("。")[0] == merger[1].split("。")[0]
    (own,), (line,) = next(
        (section.paragraphs, lines) for section, lines in pairs if section.heading == "绩效评价工作开展情况"
    )
    for text in (own, line):
        clauses = Counter(filter(None, re.split("[，。]", bare(text))))
        assert [count for count in clauses.values() if count > 1] == [2] * 6


def test_mistakes_of_the_paper_are_kept(sample: Sample) -> None:
    words = {"机构改改革方案": 3, "沅江市城乡居民社会养老保险所财务管理制度": 2, **dict.fromkeys(SLIPS.split(), 1)}
    body = "\n".join(re.sub(" +# .*|^#.*", "", line) for line in sample.text.splitlines())
    assert {word: body.count(word) for word in words} == words


def runs(text: str, length: int) -> set[str]:
    """Return the runs of Chinese characters of a length, names and punctuation taken out."""
    for name in sorted(NAMES.split("|"), key=len, reverse=True):
        text = text.replace(bare(name), "|")
    kept = re.sub(r"[^\w|]", "", text)
    parts = re.findall(r"[\u4e00-\u9fff]+", kept)
    return {part[i : i + length] for part in parts for i in range(len(part) - length + 1)}


def test_no_sentence_is_taken_over(sample: Sample, paper: Paper) -> None:
    pairs = [pair for report in (0, 1) for pair in paired(sample, paper, report)]
    printed_lines = [line for _, lines in pairs for line in lines]
    printed_lines += [cell for i, t in enumerate(SHEETS) for cell in paper.row(t, 9 if i else 10)[1:]]
    printed_lines.append(paper.row("T1", 27)[1])
    own = [text for section, _ in pairs for text in section.paragraphs]
    own += [sheet[key] for sheet in sample.sheets() for key in ("goal.expected", "goal.actual")]
    own += [sample.unit["frugality"], *(row["text"] for row in sample.unit["duties"])]
    length = LONGEST_RUN + 1
    known = set[str]().union(*(runs(line, length) for line in printed_lines))
    assert {bare(text): found for text in own if (found := runs(bare(text), length) & known)} == {}
