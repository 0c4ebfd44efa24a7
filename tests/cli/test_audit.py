"""`jixiao audit`: verdict, findings, JSON, 审核意见, explanations."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Command

RULE = "satisfaction.range"


def place(jixiao: Command, sample: Path) -> str:
    findings = jixiao("audit", sample, "--json").json()["findings"]
    return str(next(one for one in findings if one["code"] == RULE)["places"][0]["path"])


def test_the_verdict_comes_first_and_errors_give_1(jixiao: Command, sample: Path) -> None:
    outcome = jixiao("audit", sample)
    assert outcome.code == 1
    lines = outcome.out.splitlines()
    assert lines[0].startswith("审核结论：有错误。错误")
    assert "■ 错误" in outcome.out
    assert "950%" in outcome.out
    assert "先做：" in outcome.out


def test_json_is_one_object_with_every_part(jixiao: Command, sample: Path) -> None:
    outcome = jixiao("audit", sample, "--json")
    assert outcome.code == 1
    found = outcome.json()
    assert found["verdict"] == "有错误"
    assert found["counts"]["error"] == sum(one["severity"] == "error" for one in found["findings"])
    one = next(each for each in found["findings"] if each["code"] == RULE)
    assert one["quoted"] == "950%"
    assert one["explained"] == "none"
    assert one["advice"]


def test_the_opinion_is_a_docx_that_names_the_places(jixiao: Command, sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "意见"
    outcome = jixiao("audit", sample, "--docx", target)
    assert outcome.code == 1
    with zipfile.ZipFile(tmp_path / "意见.docx") as book:
        text = book.read("word/document.xml").decode()
    assert "审核意见" in text
    assert "950%" in text
    assert "审核结论" in text


def test_only_docx_is_written(jixiao: Command, sample: Path, tmp_path: Path) -> None:
    outcome = jixiao("audit", sample, "--docx", tmp_path / "意见.pdf")
    assert outcome.code == 2
    assert "只能写成 docx" in outcome.err


def test_a_place_where_nothing_can_be_written_is_told(jixiao: Command, sample: Path, tmp_path: Path) -> None:
    outcome = jixiao("audit", sample, "--docx", tmp_path / "没有" / "意见.docx")
    assert outcome.code == 3
    assert "写不进去" in outcome.err


def test_an_explanation_is_kept_and_shown(jixiao: Command, sample: Path) -> None:
    at = place(jixiao, sample)
    outcome = jixiao("audit", sample, "--explain", RULE, "问卷原数如此", "--place", at, "--agreed-by", "李四")
    assert outcome.code == 1
    assert "【已说明：问卷原数如此】" in outcome.out
    again = jixiao("audit", sample, "--json").json()
    hit = next(one for one in again["findings"] if one["code"] == RULE)["hits"][0]
    assert (hit["explained"], hit["explanation"], hit["agreed_by"]) == ("explained", "问卷原数如此", "李四")
    assert "填写审核说明" in jixiao("history", sample).out


def test_it_goes_stale_when_the_figure_changes(jixiao: Command, sample: Path) -> None:
    at = place(jixiao, sample)
    jixiao("audit", sample, "--explain", RULE, "问卷原数如此")
    assert jixiao("set", sample, at, "960%").code == 0
    assert "【说明已过时：问卷原数如此】" in jixiao("audit", sample).out


def test_a_false_alarm_is_no_error_any_more_but_stands_there(jixiao: Command, sample: Path) -> None:
    outcome = jixiao("audit", sample, "--explain", RULE, "规则不适用", "--false-alarm")
    assert "【误报：规则不适用】" in outcome.out
    found = jixiao("audit", sample, "--json").json()
    assert next(one for one in found["findings"] if one["code"] == RULE)["explained"] == "false_alarm"
    jixiao("undo", sample)
    found = jixiao("audit", sample, "--json").json()
    assert next(one for one in found["findings"] if one["code"] == RULE)["explained"] == "none"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--false-alarm",),
        ("--place", "year"),
        ("--agreed-by", "甲"),
        ("--explain", "no.rule", "话"),
        ("--explain", "x"),
    ],
)
def test_wrong_use_is_told(jixiao: Command, sample: Path, arguments: tuple[str, ...]) -> None:
    outcome = jixiao("audit", sample, *arguments)
    assert outcome.code == 2
    assert outcome.err


def test_all_lists_what_could_not_be_audited(jixiao: Command, sample: Path) -> None:
    outcome = jixiao("audit", sample, "--all")
    assert "未填" in outcome.out


def test_no_file_is_no_bug(jixiao: Command, tmp_path: Path) -> None:
    outcome = jixiao("audit", tmp_path / "没有.jxzp")
    assert outcome.code in {2, 3}
    assert outcome.err.startswith("错误：")


def test_the_text_is_for_a_clerk(jixiao: Command, sample: Path) -> None:
    lines = jixiao("audit", sample).out.splitlines()
    assert lines[1].startswith("先改正")
    at = next(number for number, line in enumerate(lines) if "950%" in line)
    assert lines[at].partition(". ")[0].isdigit()
    assert lines[at + 1].startswith("   位置：附件3“")
    assert "“实际完成值”：950%" in lines[at + 1]
    assert "projects[" not in "".join(lines)
    assert RULE not in "".join(lines)


def test_hints_are_one_line_unless_asked_for(jixiao: Command, sample: Path) -> None:
    hints = jixiao("audit", sample, "--json").json()["counts"]["hint"]
    folded, listed = jixiao("audit", sample).out, jixiao("audit", sample, "--hints").out
    if hints:
        assert sum("■ 提示" in line for line in folded.splitlines()) == 1
        assert folded.rpartition("■ 提示")[2].partition("\n")[0].endswith("加 --hints 列出")
    assert len(listed.splitlines()) >= len(folded.splitlines())
    assert "加 --hints" not in listed


def test_all_names_rules_and_written_places(jixiao: Command, sample: Path) -> None:
    text = jixiao("audit", sample, "--all").out
    assert f"规则：{RULE}" in text
    assert f"〔{place(jixiao, sample)}〕" in text


def test_explain_alone_lists_what_needs_what(jixiao: Command, sample: Path) -> None:
    at = place(jixiao, sample)
    outcome = jixiao("audit", sample, "--explain")
    assert outcome.code == 1
    assert f"{RULE}（错误）：请改正" in outcome.out
    assert f"未说明  {at}  " in outcome.out
    jixiao("audit", sample, "--explain", RULE, "问卷原数如此")
    assert f"已说明  {at}  " in jixiao("audit", sample, "--explain").out
    jixiao("set", sample, at, "960%")
    assert f"{RULE}（错误）：说明写好以后数据改了，请重新说明" in jixiao("audit", sample, "--explain").out
    jixiao("audit", sample, "--explain", RULE, "规则不适用", "--false-alarm")
    assert RULE not in jixiao("audit", sample, "--explain").out
    found = jixiao("audit", sample, "--json").json()["findings"]
    assert next(one for one in found if one["code"] == RULE)["need"] == ""


def test_the_opinion_says_what_was_explained(jixiao: Command, sample: Path, tmp_path: Path) -> None:
    jixiao("audit", sample, "--explain", RULE, "问卷原数如此", "--agreed-by", "李四")
    jixiao("audit", sample, "--docx", tmp_path / "意见.docx")
    with zipfile.ZipFile(tmp_path / "意见.docx") as book:
        text = book.read("word/document.xml").decode()
    assert "已说明：问卷原数如此（李四）" in text
    assert "年度：2024年" in text
    assert "审核人：" in text


def test_figures_of_texts_are_counted_listed_and_bound(jixiao: Command, sample: Path) -> None:
    outcome = jixiao("audit", sample, "--all")
    assert "文字里的数：核对" in outcome.out
    assert "未能对上：" in outcome.out
    figures = jixiao("audit", sample, "--json").json()["checked_figures"]
    one = next(each for each in figures if each["binding"] and each["agrees"])
    bound = jixiao("audit", sample, "--bind", one["place"]["path"], one["start"], "--json")
    assert bound.code == 1
    assert len(bound.json()["checked_figures"]) == len(figures) - 1
    again = jixiao("audit", sample, "--bind", one["place"]["path"], one["start"])
    assert again.code == 2
    assert "换成取数" in again.err
