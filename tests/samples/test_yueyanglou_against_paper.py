"""The sample yueyanglou-2017 beside the printed package: every figure in its place, no sentence taken over."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from app.answers.graph import AnswerGraph
from app.core.records import ROOT_ID
from app.core.tree import row_tree
from app.exchange.answers_reading import answers_to_facts, read_answers
from app.packs.loading import load_pack
from app.packs.registry import find
from tests.samples.conftest import bare
from tests.samples.reading import SEEDS, paper_of, sample_of

if TYPE_CHECKING:
    from tests.samples.conftest import Paper, Sample

NAME = "yueyanglou-2017"
MONEY_TABLES = {  # row of the paper → keys of its cells after the name of the institution
    11: (
        "income.total", "income.carried_over", "income.appropriation", "income.fund", "income.special", "income.other",
    ),
    17: (
        "budget.executed.total", "budget.executed.basic", "personnel.executed", "operating.total.executed",
        "budget.executed.project", "balance",
    ),
    21: (
        "three_public.total.executed", "three_public.reception.executed", "three_public.vehicle_operation.executed",
        "three_public.vehicle_purchase.executed", "three_public.overseas.executed", "meeting.executed",
    ),
    25: ("asset.total", "asset.in_use", "asset.leased_out", "asset.other"),
}  # fmt: skip
FIRST_GOAL, LAST_GOAL = 31, 46  # rows of the quantitative goals, two printed for each
FIGURE = re.compile(r"\d+(?:\.\d+)?(?:%|余条|万元|元|员|人|个|名|年|月|日)?")
OFFICE = re.compile("人社部|岳阳楼区公安部门|市局|我局|省财政专户|媒体|人社公共网络平台|社区")
# Names of offices, of lines of spending, of one line of work, of the insurance: facts, not wording.
NAMES = (
    "岳阳市岳阳楼区城乡居民养老保险管理服务中心|区人力资源和社会保障局|综合办公室|征缴扩面股|待遇稽核股|个人账户股|"
    "公务用车购置及运行费|项目补助|网络维护|参保工本费|宣传培训费|生存认证|档案管理费|征缴扩面|社会保障卡管理费|"
    "关系转移、制度衔接管理工作|城乡居民养老保险"
)
LONGEST_RUN = 11
SLIPS = ("53386.21员", "匹对", "截止2017", "宣传活做", "完成.2.", "完成.", "做出实效", "2017年4月18日", "二级机构")


@pytest.fixture(scope="module")
def sample() -> Sample:
    return sample_of(NAME)


@pytest.fixture(scope="module")
def paper() -> Paper:
    return paper_of(NAME)


@pytest.fixture(scope="module")
def graph(sample: Sample) -> AnswerGraph:
    pack = load_pack(find(sample.top["pack"]).body)
    return AnswerGraph(pack, answers_to_facts(read_answers(sample.text, "sample"), pack))


@pytest.fixture(scope="module")
def lines() -> dict[str, list[str]]:
    """The long cells of the paper, line by line; blank lines are layout."""
    paper_of(NAME)  # skips where there is none
    text = (SEEDS / f"{NAME}.txt").read_text(encoding="utf-8")
    starts = {"work.main": "年度主要工作内容", "goal.expected": "实际完成", "box": "评价报告综述（文字部分）"}
    ends = {"work.main": "年度部门（单位）总体运行情况及取得的成绩", "goal.expected": "1、基金征缴工作：", "box": None}
    found = {}
    for name, start in starts.items():
        body = [bare(line) for line in text.splitlines() if bare(line)]
        body = body[body.index(start) + 1 :]
        end = ends[name]
        cut = next((i for i, line in enumerate(body) if end and line.startswith(end) and line != body[0]), len(body))
        found[name] = body[:cut]
    return found


def printed_lines(graph: AnswerGraph, key: str) -> list[str]:
    return [bare(line) for line in graph.printed(ROOT_ID, key).split("\n")]


def boxed(graph: AnswerGraph) -> list[tuple[str, bool]]:
    """Return the lines of the narrative box as they print, and whether each is a heading."""
    tree = row_tree(graph.facts)

    def below(row: str) -> list[tuple[str, bool]]:
        found = []
        for child in tree.children.get((row, "sections"), ()):
            found.append((bare(graph.printed(child, "number") + graph.printed(child, "heading")), True))
            found += [(bare(line), False) for line in graph.printed(child, "text").split("\n") if line]
            found += below(child)
        return found

    (report,) = tree.children[ROOT_ID, "reports"]
    return below(report)


def pairs(graph: AnswerGraph, paper: Paper, lines: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Return every sentence-like text of the sample beside the printed one."""
    found = [(own, line) for (own, heading), line in zip(boxed(graph), lines["box"], strict=True) if not heading]
    found += zip(printed_lines(graph, "work.main"), lines["work.main"], strict=True)
    found.append((bare(graph.printed(ROOT_ID, "unit.duties_summary")), paper.row("T1", 4)[1]))
    found.append((bare(graph.printed(ROOT_ID, "goal.actual")), paper.row("T1", 29)[2]))
    return found


def test_cover(sample: Sample, paper: Paper) -> None:
    unit, (report,) = sample.unit, sample.unit["reports"]
    assert [bare(text) for text in paper.paragraphs[:9]] == [
        report["cover.number"],
        *report["cover.title"].split("\n"),
        f"部门(单位)名称{report['cover.unit']}",
        f"预算编码{unit['unit.budget_code']}",
        f"评价方式：{unit['evaluation.mode']}",
        f"评价机构：{unit['evaluation.body']}",
        f"报告日期：{report['cover.date']}",
        f"{unit['unit.finance_bureau']}（制）",
    ]
    assert report["cover.unit"] == unit["unit.name"]


def test_part_one(sample: Sample, paper: Paper) -> None:
    unit = sample.unit
    assert paper.row("T1", 3)[1::2] == [unit["staff.authorised"], unit["staff.actual"]]
    assert paper.row("T1", 6)[1] == ""
    assert "work.results" not in unit
    for key, cell in (("contact.person", paper.row("T1", 2)[1]), ("contact.phone", paper.row("T1", 2)[3])):
        assert len(unit[key]) == len(cell)


@pytest.mark.parametrize("line", MONEY_TABLES)
def test_money_of_part_two(sample: Sample, graph: AnswerGraph, paper: Paper, line: int) -> None:
    (institution,) = sample.unit["institutions"]
    (row,) = row_tree(graph.facts).children[ROOT_ID, "institutions"]
    keys, stated = MONEY_TABLES[line], institution["stated"]["main"]
    own = [stated.get(key, graph.printed(row, key)) for key in keys]
    assert [f"1、{institution['name']}", *own] == paper.row("T1", line)
    assert set(paper.row("T1", line + 1)) == {""}
    # One institution: the unit's figure is its own.
    assert [graph.printed(ROOT_ID, key) for key in keys] == [graph.printed(row, key) for key in keys]


def test_goals_in_words(graph: AnswerGraph, lines: dict[str, list[str]]) -> None:
    own = printed_lines(graph, "goal.expected")
    assert len(own) == 8
    assert own == lines["goal.expected"]  # names of spending, not sentences


def test_goals_in_figures(sample: Sample, paper: Paper) -> None:
    rows = [cells for cells in paper.tables["T1"][FIRST_GOAL - 1 : LAST_GOAL] if cells[2]]
    assert len(rows) == len(sample.unit["indicators"]) == 8
    level1 = ""
    for cells, row in zip(rows, sample.unit["indicators"], strict=True):
        level1 = cells[1].split("（")[0] or level1
        own = [row["level1"], row["level2"], row["level3"], row.get("target", ""), row.get("actual", "")]
        assert [level1, *cells[2:]] == own
    assert {cell for cells in paper.tables["T1"][FIRST_GOAL:LAST_GOAL:2] for cell in cells} == {""}


def test_score_and_grade(graph: AnswerGraph, paper: Paper) -> None:
    assert paper.row("T1", 47)[1] == f"{graph.printed(ROOT_ID, 'total.score')}分"
    assert paper.row("T1", 48)[1] == graph.printed(ROOT_ID, "total.grade")


def test_people_are_made_up_in_the_same_places(sample: Sample, paper: Paper) -> None:
    people = [cells for cells in paper.tables["T1"][50:54] if cells[0]]
    assert [[row["post"], row["workplace"]] for row in sample.unit["team"]] == [cells[1:3] for cells in people]
    secret = [cells[0] for cells in people] + paper.row("T1", 2)[1::2]
    assert len(secret) == 5
    assert [name for name in secret if name in sample.text] == []


def test_headings_of_the_box(graph: AnswerGraph, lines: dict[str, list[str]]) -> None:
    own = boxed(graph)
    assert len(own) == len(lines["box"])
    headings = [(text, line) for (text, heading), line in zip(own, lines["box"], strict=True) if heading]
    assert len(headings) == 8
    assert [text for text, _ in headings] == [line for _, line in headings]


def test_the_paragraphs_have_the_figures_and_offices_of_the_paper(
    graph: AnswerGraph, paper: Paper, lines: dict[str, list[str]]
) -> None:
    for own, line in pairs(graph, paper, lines):
        assert Counter(FIGURE.findall(own)) == Counter(FIGURE.findall(line)), line
        assert set(OFFICE.findall(line)) <= set(OFFICE.findall(own)), line


def test_lines_keep_their_numbers_and_heads(graph: AnswerGraph, lines: dict[str, list[str]]) -> None:
    head = re.compile(r"^(?:\d、|（[0-9一二]）)[^：，]*：|^(?:\d、|（\d）)")
    both = zip(printed_lines(graph, "work.main"), lines["work.main"], strict=True)
    for own, line in [*both, *((o, p) for (o, _), p in zip(boxed(graph), lines["box"], strict=True))]:
        if len(line) > 8 and (found := head.match(line)):
            assert own.startswith(found[0]), line


def test_every_figure_of_the_paper_stands_in_the_sample(
    graph: AnswerGraph, paper: Paper, lines: dict[str, list[str]]
) -> None:
    printed = [graph.printed(row, key) for row in graph.facts.rows for key in ("target", "actual", "cover.date")]
    printed += [graph.printed(ROOT_ID, key) for keys in MONEY_TABLES.values() for key in keys]
    printed += [own for own, _ in pairs(graph, paper, lines)] + printed_lines(graph, "goal.expected")
    printed += [graph.printed(ROOT_ID, key) for key in ("unit.budget_code", "year", "staff.actual", "total.score")]
    known = set(re.findall(r"\d+(?:\.\d+)?", "|".join(printed)))
    cells = [cell for table in paper.tables.values() for row in table for cell in row if cell != paper.row("T1", 2)[3]]
    wanted = set(re.findall(r"\d+(?:\.\d+)?", "|".join([*cells, *paper.paragraphs])))
    assert len(wanted) == 70
    assert wanted - known == set()


def test_texts_repeat_where_the_paper_repeats_them(
    graph: AnswerGraph, paper: Paper, lines: dict[str, list[str]]
) -> None:
    def repeated(texts: list[str]) -> list[tuple[int, ...]]:
        parts = [set(re.split(r"[。：；]|(?<!\d)\d[、.]|（\d）", text)) for text in texts]
        sentences = {part for found in parts for part in found if len(part) >= 10}
        places = {part: tuple(i for i, found in enumerate(parts) if part in found) for part in sentences}
        return sorted(found for found in places.values() if len(found) > 1)

    both = pairs(graph, paper, lines)
    own, printed = repeated([own for own, _ in both]), repeated([line for _, line in both])
    assert own == printed
    goal, box = paper.row("T1", 29)[2], next(line for line in lines["box"] if line.startswith("基金征缴工作"))
    assert goal == f"1、{box}"
    assert any(bare(graph.printed(ROOT_ID, "goal.actual")) == f"1、{text}" for text, _ in boxed(graph))


def test_mistakes_of_the_paper_are_kept(sample: Sample) -> None:
    body = "\n".join(re.sub(" +# .*|^#.*", "", line) for line in sample.text.splitlines())
    assert [slip for slip in SLIPS if slip not in body] == []
    unit = sample.unit
    assert unit["budget.initial.basic"] == unit["institutions"][0]["income.appropriation"] == "131.56"
    special = unit["reports"][0]["sections"][2]
    assert "number" not in special
    assert not special["text"].endswith("。")


def runs(text: str) -> set[str]:
    """Return the runs of Chinese characters longer than allowed, names taken out."""
    for name in NAMES.split("|"):
        text = text.replace(name, "|")
    parts = re.findall(r"[\u4e00-\u9fff]+", re.sub(r"[^\w|]", "", text))
    length = LONGEST_RUN + 1
    return {part[i : i + length] for part in parts for i in range(len(part) - length + 1)}


def test_no_sentence_is_taken_over(
    sample: Sample, graph: AnswerGraph, paper: Paper, lines: dict[str, list[str]]
) -> None:
    both = pairs(graph, paper, lines)
    known = set[str]().union(*(runs(line) for _, line in both))
    own = [own for own, _ in both] + [row["text"] for row in sample.unit["duties"]]
    own += printed_lines(graph, "goal.expected")
    assert {text: found for text in own if (found := runs(text) & known)} == {}
    assert [own for own, line in both if own == line and not line.endswith("：")] == []
