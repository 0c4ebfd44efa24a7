"""The sample chengbu-2023 beside the printed report: every figure in its section, no sentence taken over."""

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
from tests.samples.reading import paper_of, sample_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.samples.conftest import Paper, Sample

NAME = "chengbu-2023"
FIGURE = re.compile(r"\d+(?:\.\d+)*(?:%|多亿元|万元|多万人|万人|场次|人次|元|条|人|名|个|次|年度|年|月底|月|分)?")
TITLE = re.compile('“[^”]*”|"[^"]*"')
ORDINAL = re.compile(r"[一二三]是|[(（][一二三四五六七八九十]+[)）]|\d+[、.]")
OFFICE = re.compile("县人力资源和社会保障局|中央和省政府|残联|民政|定点零售药店|乡镇经办机构|财政")
SLIPS = (
    "窗口服务肥", "待遇暂时人数", "违规领待", "养老养老保险", "其他社保障和就业支出收入", "其他一般公共服务支也收入",
    "决算共515元", "货物0元", "年初设置目标绩效目标值", "（或综合评价情况）", "社保保基金", "相对涉后", "定点零售药店",
    "（每个项目支出一张表！）",
)  # fmt: skip
# Names of offices, schemes, items of the budget, rules and forms: facts, not wording.
NAMES = (
    "城步苗族自治县社会养老保险服务中心|城步县社会养老保险服务中心|社会养老保险服务中心|县人力资源和社会保障局|"
    "机关事业单位职工个人账户股|机关事业单位退休人员服务股|企业单位退休人员服务股|企业职工个人账户股|"
    "城乡居民养老保险服务股|被征地农民养老保险服务股|城乡居民基本养老保险|机关事业单位养老保险|城乡居民养老保险|"
    "企业职工基本养老保险|其他社保障和就业支出收入|其他一般公共服务支也收入|公务用车购置及运行维护费|"
    "公务用车运行维护费|关于党政机关厉行节约反对浪费的规定|社会保险基金预算支出|国有资本经营预算支出|"
    "政府性基金预算支出|部门整体支出绩效评价基础数据表|部门整体支出绩效自评表|项目支出绩效自评表|内设机构"
)
LONGEST_RUN = 11


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


def level(text: str) -> str:
    """Return a text without what is layout: blanks, the full-width percent sign, the editor's bookmark."""
    return bare(text).replace("％", "%").replace("[bookmark:_GoBack]", "")


def sections(graph: AnswerGraph) -> Iterator[tuple[str, list[str]]]:
    """Yield (number and heading, paragraphs) of the report as it prints, parents before children."""
    tree = row_tree(graph.facts)
    (report,) = tree.children[ROOT_ID, "reports"]
    waiting = [*reversed(tree.children[report, "sections"])]
    while waiting:
        row = waiting.pop()
        waiting += reversed(tree.children.get((row, "sections"), ()))
        text = graph.printed(row, "text")
        head = graph.printed(row, "number") + graph.printed(row, "heading")
        yield level(head), [level(line) for line in text.split("\n")] if text else []


def printed(paper: Paper, heads: list[str]) -> list[list[str]]:
    """Return what the paper prints under each heading, in order; a run-in text begins on the line of its heading."""
    lines = [level(text) for text in paper.paragraphs]
    found: list[list[str]] = []
    waiting = list(heads)
    for line in lines[lines.index(heads[0]) :]:
        if waiting and line.startswith(waiting[0]):
            rest = line[len(waiting.pop(0)) :]
            found.append([rest] if rest else [])
        else:
            found[-1].append(line)
    assert waiting == []
    return found


def pairs(graph: AnswerGraph, paper: Paper) -> list[tuple[str, list[str], list[str]]]:
    """Return (heading, own paragraphs, printed paragraphs) of every section."""
    own = list(sections(graph))
    lines = printed(paper, [head for head, _ in own])
    return [(head, texts, line) for (head, texts), line in zip(own, lines, strict=True)]


def test_sections_have_the_printed_paragraphs_in_the_printed_order(graph: AnswerGraph, paper: Paper) -> None:
    found = pairs(graph, paper)
    assert len(found) == 34
    assert [(head, len(own)) for head, own, _ in found] == [(head, len(line)) for head, _, line in found]
    assert sum(len(own) for _, own, _ in found) == 38


def test_every_figure_title_and_office_stands_in_the_same_paragraph(graph: AnswerGraph, paper: Paper) -> None:
    for head, own, lines in pairs(graph, paper):
        for text, line in zip(own, lines, strict=True):
            for kept in (FIGURE, TITLE, ORDINAL, OFFICE):
                assert Counter(kept.findall(text)) == Counter(kept.findall(line)), (head, text)
            assert text[-1] == line[-1], head


def test_the_cover_and_the_title(sample: Sample, paper: Paper) -> None:
    (report,) = sample.unit["reports"]
    first = level("".join(paper.paragraphs))
    cover = report["cover.number"] + report["cover.title"] + "单位名称：（盖章）" + report["cover.date"]
    assert first.startswith(level(cover + report["title"]) + "一、部门、单位基本情况")
    assert report.keys() == {"report", "cover.number", "cover.title", "cover.date", "title", "sections"}
    assert report["title"].count("\n") == 2


def test_offices_are_those_of_the_paper(sample: Sample, paper: Paper) -> None:
    names = [row.get("stated", {}).get("overall", row)["name"] for row in sample.unit["internal_units"]]
    line = next(level(text) for text in paper.paragraphs if "内设机构" in text)
    assert line.split("内设机构：")[1] == "；".join(f"{i}、{name}" for i, name in enumerate(names, 1)) + "。"


def test_every_business_figure_is_printed(sample: Sample, paper: Paper) -> None:
    lines = level("".join(paper.paragraphs))
    assert [fact["id"] for fact in sample.unit["facts"] if fact["value"] not in lines] == []


def test_mistakes_of_the_paper_are_kept(graph: AnswerGraph, paper: Paper) -> None:
    own = "".join(head + "".join(texts) for head, texts in sections(graph))
    lines = level("".join(paper.paragraphs))
    kept = [slip.replace("决算共", "") for slip in SLIPS]
    assert [lines.count(slip) >= 1 for slip in kept] == [own.count(slip) == 1 for slip in SLIPS] == [True] * len(SLIPS)
    halves = [(text.count(","), line.count(",")) for _, mine, theirs in pairs(graph, paper)
              for text, line in zip(mine, theirs, strict=True)]  # fmt: skip
    assert [pair for pair in halves if pair[0] or pair[1]] == [(4, 4), (4, 4)]


def runs(text: str, length: int) -> set[str]:
    """Return the runs of Chinese characters of a length, names and punctuation taken out."""
    for name in sorted(NAMES.split("|"), key=len, reverse=True):
        text = text.replace(name, "|")
    parts = re.findall(r"[\u4e00-\u9fff]+", re.sub(r"[^\w|]", "", text))
    return {part[i : i + length] for part in parts for i in range(len(part) - length + 1)}


def test_no_sentence_is_taken_over(sample: Sample, graph: AnswerGraph, paper: Paper) -> None:
    length = LONGEST_RUN + 1
    known = set[str]().union(*(runs(line, length) for _, _, lines in pairs(graph, paper) for line in lines))
    own = [text for _, texts, _ in pairs(graph, paper) for text in texts]
    own += [row["text"] for row in sample.unit["duties"]] + [row["name"] for row in sample.unit["facts"]]
    assert {text: found for text in own if (found := runs(text, length) & known)} == {}
