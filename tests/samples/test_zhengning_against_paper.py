"""The sample zhengning-2023 beside the printed package: every figure in its place, no sentence taken over."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from app.core.records import ROOT_ID
from app.core.tree import row_tree
from tests.samples.conftest import bare
from tests.samples.reading import rows_of, sample_of
from tests.samples.zhengning import NAME, Seed, graph_of_sample, outline, seed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.answers.graph import AnswerGraph
    from tests.samples.conftest import Sample

FIGURE = re.compile(r"\d+(?:\.\d+)*(?:%|亿元|万元|元|万人|人|个|名|家|份|年|月|日|号)?")
TITLE = re.compile("《[^》]*》|“[^”]*”")
ORDINAL = re.compile("[一二三四五六七]是|三个专项整治|三个同步|四项措施|五个动作|六查机制|四免|三级|三类|三项")
OFFICE = re.compile(
    "县委|县政府|财政部门|人力资源和社会保障局|正宁县社会保险局|市人社局|第三方审计机构|人社部|民政|社保部门|"
    "公务员法|社区|村组|街办"
)
HALF_WIDTH = re.compile("[,;()=]")
SLIPPING_NUMBERS = "二、（一）（二）（三）(二)（三）"

# Names of offices, schemes, activities, indicators, run-in headings and words of the rule: facts, not wording.
NAMES = (
    "城镇企业职工养老保险|机关事业单位养老保险|城乡居民基本养老保险|企业职工基本养老保险|渐进式延迟法定退休年龄|"
    "正宁县人力资源和社会保障局|关于开展2023年度本级预算部门（单位）整体支出绩效自讯的通知|一把手走流程|股长坐窗口|"
    "优化营商环境攻坚突破年|免跑即领|免证即办|免登即发|免申即享|援企稳岗|服务千企|社保基金管理提升年行动|"
    "落实惠企政策|完善保障机制多点开花|立足专项行动|确保基金安全总体稳定|达成年度指标部分达成年度指标|"
    "重点工作制度健全性|财务管理制度健全性|在职人员控制率|结转结余控制率"
)
LONGEST_RUN = 11
SLIPS = (
    "跟据正机编发", "积极推进参保护面", "编制老保险基金", "绩效自讯的通知", "财政整绩效评价指标", "在对支付资金",
    "完成及时率达：", "会计档案。。", "截滞留", "较好的完成了", "达成年度指标部分达成年度指标", "将项保险待遇",
    "指标值为健全完成率", "按时公开，（4）", "相对完善（2）", "民政维稳", "民政专项资金",
)  # fmt: skip


@pytest.fixture(scope="module")
def sample() -> Sample:
    return sample_of(NAME)


@pytest.fixture(scope="module")
def graph() -> AnswerGraph:
    return graph_of_sample()


@pytest.fixture(scope="module")
def paper() -> Seed:
    return seed()


def texts(graph: AnswerGraph, paper: Seed) -> list[tuple[str, str]]:
    """Return every paragraph of the report, and the two cells of the goal, as they print beside the printed ones."""
    found = []
    for own, printed in zip(outline(graph, "report"), paper.outline("report"), strict=True):
        assert len(own.paragraphs) == len(printed.paragraphs), own.heading
        found += list(zip(own.paragraphs, printed.paragraphs, strict=True))
    goals = (paper.row(8)[1], paper.row(8)[4])
    own_goals = (bare(graph.printed(ROOT_ID, f"goal.{part}")) for part in ("expected", "actual"))
    return found + list(zip(own_goals, goals, strict=True))


def names(paper: Seed) -> Iterator[str]:
    """Yield the persons whom the paper names."""
    for part in paper.outline("report"):
        if part.heading == "评价人员组成。":
            for line in part.paragraphs:
                yield from line.split("：")[1].split("、")


# ---- cover, summary, outline ----


def test_every_printed_paragraph_belongs_to_a_part(paper: Seed) -> None:
    def places(found: Any) -> Iterator[str]:
        if isinstance(found, dict):
            yield from found.get("at", ())
            found = list(found.values())
        if isinstance(found, list):
            for item in found:
                yield from places(item)

    assert set(paper.lines) <= set(places(list(paper.parts.values())))


def test_cover(sample: Sample, paper: Seed) -> None:
    (report,) = sample.unit["reports"]
    lines = ["L3", "L5", "L7", "L9", "L11", "L44"]
    project, unit, body = report["cover.project"], report["cover.unit"], sample.unit["evaluation.body"]
    own = [report["cover.title"], f"项目名称：{project}", f"项目实施单位：{unit}", f"评价主体：{body}"]
    own += [report["cover.date"], report["title"]]
    assert [bare(text) for text in own] == [bare(paper.lines[line]).lstrip("#") for line in lines]
    assert not {"closing.unit", "closing.date"} & report.keys()


def test_summary_differs_from_the_body_as_on_paper(sample: Sample, graph: AnswerGraph, paper: Seed) -> None:
    (report,) = sample.unit["reports"]
    assert report["sections"][0]["heading"] == bare(paper.parts["summary"]["title"]["raw"]).lstrip("#")
    own = outline(graph, "summary")
    assert own == paper.outline("summary")
    body = {part.heading.rstrip("。") for part in outline(graph, "report")}
    assert {part.heading for part in own} - body == {
        "评价思路", "绩效评价目的、对象和范围", "评价结论和绩效分析", "综合评价结论", "绩效分析",
        "绩效评价原则、评价指标体系（简要说明）、评价方法、评价标准等",
    }  # fmt: skip


def test_headings_and_their_numbers(graph: AnswerGraph, paper: Seed) -> None:
    own, printed = outline(graph, "report"), paper.outline("report")
    assert [(part.number, part.heading) for part in own] == [(part.number, part.heading) for part in printed]
    assert SLIPPING_NUMBERS in "".join(part.number for part in own)


# ---- the sheet ----


def test_head_and_money_of_the_sheet(sample: Sample, graph: AnswerGraph, paper: Seed) -> None:
    assert paper.row(2)[2] == sample.unit["unit.name"]
    stated = sample.unit["stated"]["sheet"]
    for line, part, rate in ((4, "total", ""), (5, "basic", ".basic"), (6, "project", ".project")):
        own = [graph.printed(ROOT_ID, f"budget.{when}.{part}") for when in ("initial", "full_year", "executed")]
        own.append(stated.get(f"budget.rate{rate}") or graph.printed(ROOT_ID, f"budget.rate{rate}"))
        assert own == paper.row(line)[2:6], part
    assert [graph.printed(ROOT_ID, f"budget.{key}") for key in ("weight", "score")] == paper.row(4)[6:]
    assert [paper.row(5)[6:], paper.row(6)[6:]] == [["-", ""]] * 2


def test_money_in_yuan_is_the_report_s(sample: Sample, paper: Seed) -> None:
    line = next(part.paragraphs[0] for part in paper.outline("report") if part.heading == "部门预算资金。")
    typed = [sample.unit[f"budget.{when}.{part}"] for when in ("initial", "executed") for part in ("basic", "project")]
    assert [cell["unit"] for cell in typed] == ["元"] * 4
    assert all(f"{cell['value']}元" in line for cell in typed)
    sums = [Decimal(typed[i]["value"]) + Decimal(typed[i + 1]["value"]) for i in (0, 2)]
    assert all(f"{amount}元" in line for amount in sums)


def test_goals_are_the_same_word_for_word(sample: Sample, paper: Seed) -> None:
    assert paper.row(8)[1] == paper.row(8)[4]
    assert sample.unit["goal.expected"] == sample.unit["goal.actual"]
    printed = re.split("(?<=[^0-9])(?=[1-7]、)", paper.row(8)[1])
    own = sample.unit["goal.expected"].split("\n")
    assert [(item[:2], item.endswith("。")) for item in own] == [(item[:2], item.endswith("。")) for item in printed]


def test_indicators_stand_as_printed(sample: Sample, paper: Seed) -> None:
    rows, lines = sample.unit["indicators"], [list(line) for line in paper.table[9:19]]
    assert lines[7][-1] == ""
    lines[7] = ["", *lines[7][:-1]]  # the one row that lies a cell too far to the left
    assert len(rows) == len(lines)
    level1 = level2 = ""
    for line, row in zip(lines, rows, strict=True):
        level1, level2 = line[0] or level1, line[1] or level2
        score = row.get("score", {"value": row["weight"]})["value"]
        own = [level1, level2, row["level3"], row["target"], row["actual"], row["weight"], score]
        assert [row["level1"], row["level2"], *line[2:7]] == [bare(text) for text in own]
        assert bool(row.get("reason")) == bool(line[7])
        assert row.get("score", {}).get("note") in (None, row.get("reason"))


def test_total_and_the_empty_cell_of_other_issues(sample: Sample, paper: Seed) -> None:
    total = [cell for cell in paper.row(20) if cell]
    assert total == ["合计", sample.unit["stated"]["sheet"]["total.score"]]
    (left,) = sample.unit["left"]
    assert "请在此处简要说明" in paper.row(21)[0]
    assert "请在此处简要说明" in left["text"]
    assert "other_issues" not in sample.unit


def test_the_note_of_the_sheet_is_the_pack_s(graph: AnswerGraph, paper: Seed) -> None:
    note, weights, params = paper.row(22)[0], graph.pack.weights["unit"], graph.pack.params
    for name, weight in {"预算执行率": weights.budget, **weights.level1}.items():
        assert re.search(f"{name}(?:指标)?{weight}分", note), name
    assert f"满分为{weights.total}分" in note
    high, low = params["band_high"], params["band_low"]
    assert f"100%-{high}（含）、{high}-{low}（含）、{low}-0%" in note
    figures = {"1", "2", str(weights.total), str(weights.budget), *map(str, weights.level1.values())}
    assert set(FIGURE.findall(note)) == figures | {"100%", high, low, "0%"}


# ---- the texts ----


def test_every_figure_title_and_office_stands_in_the_same_paragraph(graph: AnswerGraph, paper: Seed) -> None:
    for own, line in texts(graph, paper):
        if line.startswith("评价组"):
            continue
        for kept in (FIGURE, TITLE, ORDINAL, OFFICE):
            assert Counter(kept.findall(own)) == Counter(kept.findall(line)), own
        ends = [text[-1] if text[-1] in "。；;" else "" for text in (own, line)]
        assert ends[0] == ends[1], own


def test_half_width_marks_are_kept(graph: AnswerGraph, paper: Seed) -> None:
    for own, line in texts(graph, paper):
        assert Counter(HALF_WIDTH.findall(own)) == Counter(HALF_WIDTH.findall(line)), own


def test_the_report_says_the_business_figures_in_the_printed_order(graph: AnswerGraph, paper: Seed) -> None:
    pairs = [(own, line) for own, line in texts(graph, paper) if "预算执行率150%" in line or "215.85万元" in line]
    assert len(pairs) == 2
    for own, line in pairs:
        assert FIGURE.findall(own) == FIGURE.findall(line)


def test_duties_and_goals_of_years_are_rows_and_cells(graph: AnswerGraph) -> None:
    parts = {part.heading: part.paragraphs for part in outline(graph, "report")}
    duties = [graph.printed(row, "text") for row in row_tree(graph.facts).children[ROOT_ID, "duties"]]
    assert [bare(f"{number}.{text}") for number, text in enumerate(duties, 1)] == list(parts["部门职能及职责。"])
    assert bare(graph.printed(ROOT_ID, "plan.long_term")) == "".join(parts["部门中长期目标。"])


def clauses(lines: list[str]) -> Counter[str]:
    """Count the longer clauses of the texts."""
    return Counter(clause for line in lines for clause in re.split("[，。；：,;]", line) if len(clause) >= 6)


def test_clauses_repeat_where_the_paper_repeats_them(graph: AnswerGraph, paper: Seed) -> None:
    pairs = texts(graph, paper)

    def repeated(lines: list[str]) -> list[tuple[int, ...]]:
        found = {clause for clause, count in clauses(lines).items() if count > 1}
        places = [tuple(i for i, line in enumerate(lines) if clause in line) for clause in found]
        return sorted(set(places))

    assert repeated([own for own, _ in pairs]) == repeated([line for _, line in pairs])


def test_mistakes_of_the_paper_are_kept(sample: Sample, graph: AnswerGraph) -> None:
    printed = "".join("".join(part.paragraphs) + part.heading for part in outline(graph, "report"))
    printed += "".join(row["level3"] for row in sample.unit["indicators"])
    assert {slip: printed.count(slip) for slip in SLIPS} == dict.fromkeys(SLIPS, 1) | {"较好的完成了": 2}
    assert printed.count("民政") == 4


# ---- persons and wording ----


def test_persons_are_made_up(sample: Sample, graph: AnswerGraph, paper: Seed) -> None:
    printed, own = list(names(paper)), [row["name"] for row in sample.unit["team"]]
    assert (len(own), len(set(own))) == (len(printed), len(set(printed)))
    assert not [name for name in printed if name in sample.text]
    lines = next(part.paragraphs for part in outline(graph, "report") if part.heading == "评价人员组成。")
    deputies, members = "、".join(own[1:3]), "、".join(own[3:])
    assert lines == (f"评价组组长：{own[0]}", f"评价组副组长：{deputies}", f"评价组成员：{members}")
    assert [row["role"] for row in sample.unit["team"]] == ["组长", "副组长", "副组长", *["成员"] * 4]


def runs(text: str, length: int) -> set[str]:
    """Return the runs of Chinese characters of a length, names and punctuation taken out."""
    for name in sorted(NAMES.split("|"), key=len, reverse=True):
        text = text.replace(name, "|")
    parts = re.findall(r"[\u4e00-\u9fff]+", re.sub(r"[^\w|]", "", text))
    return {part[i : i + length] for part in parts for i in range(len(part) - length + 1)}


def test_no_sentence_is_taken_over(sample: Sample, graph: AnswerGraph, paper: Seed) -> None:
    pairs = texts(graph, paper)
    length = LONGEST_RUN + 1
    printed = [line for _, line in pairs] + [line[7] for line in paper.table[9:19]]
    known = set[str]().union(*(runs(line, length) for line in printed))
    own = [own for own, _ in pairs] + [row["text"] for row in sample.unit["duties"]]
    own += [row[key] for _, row in rows_of(sample.unit) for key in ("reason", "text") if isinstance(row.get(key), str)]
    assert {text: found for text in own if (found := runs(text, length) & known)} == {}
