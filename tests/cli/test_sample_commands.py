"""The main job from the command line: build the sample, score it, change it, explain it."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from app.services.samples import sample_names
from tests.cli.conftest import Command

SCORE_ROW = {
    "level1",
    "level2",
    "level3",
    "target",
    "actual",
    "weight",
    "score",
    "computed",
    "overridden",
    "reason",
    "note",
}


def test_unit_and_seven_projects_score_100_by_the_rules_alone(jixiao: Command, sample: Path) -> None:
    scores = jixiao("score", sample, "--json").json()
    blocks = [scores["unit"], *scores["projects"]]
    assert len(blocks) == 8
    for block in blocks:
        assert set(block) == {"name", "budget", "rows", "total", "grade"}
        assert block["total"] == {"weight": "100", "score": "100", "stated": None}
        assert block["budget"] == {"rate": "100", "score": "10", "weight": "10"}
        assert block["grade"] == "优"
        assert not any(row["overridden"] for row in block["rows"])
        assert all(set(row) == SCORE_ROW for row in block["rows"])
        assert all(row["score"] == row["computed"] for row in block["rows"])
    assert [len(block["rows"]) for block in blocks] == [13, 9, 8, 11, 9, 8, 10, 11]


def test_totals_are_sums_of_budget_and_rows(jixiao: Command, sample: Path) -> None:
    scores = jixiao("score", sample, "--json").json()
    for block in [scores["unit"], *scores["projects"]]:
        for part in ("score", "weight"):
            rows = sum(Decimal(row[part]) for row in block["rows"])
            assert Decimal(block["total"][part]) == Decimal(block["budget"][part]) + rows


def test_demo_may_run_again_into_the_same_folder(jixiao: Command, sample: Path) -> None:
    jixiao("set", sample, "unit.name", "改过的名称")
    again = jixiao("demo", "yuanjiang-2024", "--to", sample.parent)
    assert again.code == 0
    assert "改过的名称" not in jixiao("get", sample, "unit.name").out


@pytest.mark.parametrize("name", sample_names())
def test_demo_names_a_number_that_the_sample_has(jixiao: Command, tmp_path: Path, name: str) -> None:
    told = jixiao("demo", name, "--to", tmp_path).out
    address = told.rsplit("--explain ", 1)[1].split()[0]
    assert jixiao("score", tmp_path / f"{name}.jxzp", "--explain", address).code == 0


def test_changing_the_fact_changes_every_indicator_bound_to_it(jixiao: Command, sample: Path) -> None:
    before = jixiao("score", sample, "--json").json()
    places = [row for b in [before["unit"], *before["projects"]] for row in b["rows"] if row["level3"] == "参保人数"]
    assert len(places) == 3
    assert {row["actual"] for row in places} == {"51万人"}
    done = jixiao("set", sample, "#insured/value", "18.3万人", "--json").json()
    assert sum(item["path"].endswith("/actual") for item in done["also"]) == 3
    after = jixiao("score", sample, "--json").json()
    changed = [row for b in [after["unit"], *after["projects"]] for row in b["rows"] if row["level3"] == "参保人数"]
    assert {row["actual"] for row in changed} == {"18.3万人"}
    assert [row["score"] for row in changed] == ["2.5", "5", "5"]  # half of 36.6万人 gives half of the weight
    assert after["unit"]["total"]["score"] == "97.5"


def test_load_dump_load_changes_nothing(jixiao: Command, sample: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "一.yaml", tmp_path / "二.yaml"
    assert jixiao("dump", sample, "--to", first).code == 0
    loaded = jixiao("load", sample, first, "--json").json()
    assert loaded["edits"] == 0
    fresh = tmp_path / "新.jxzp"
    assert jixiao("load", fresh, first).code == 0
    assert jixiao("dump", fresh, "--to", second).code == 0
    assert first.read_text("utf-8") == second.read_text("utf-8")
    assert jixiao("score", fresh, "--json").json() == jixiao("score", sample, "--json").json()


def test_explain_tells_in_chinese_how_a_score_came_about(jixiao: Command, sample: Path) -> None:
    text = jixiao("score", sample, "--explain", "indicators[1]/score").out
    for words in ("参保人数", "36.6万人", "51万人", "得满分5分", "比例"):
        assert words in text
    budget = jixiao("score", sample, "--explain", "budget.score").out
    for words in ("执行率", "100%", "扣2分", "默认规则"):
        assert words in budget
    total = jixiao("score", sample, "--explain", "projects[1]/total.score", "--json").json()
    assert total["value"] == "100分"
    assert total["inputs"]


def test_stated_values_are_kept_apart_from_facts(jixiao: Command, sample: Path) -> None:
    stated = jixiao("get", sample, "budget.initial.project|att1", "--json").json()["cells"][0]
    assert (stated["printed"], stated["origin"]) == ("79.36", "stated")
    fact = jixiao("get", sample, "budget.initial.project", "--json").json()["cells"][0]
    assert (fact["printed"], fact["origin"]) == ("89.46", "computed")


def test_blank_actual_cannot_be_scored_and_says_why(jixiao: Command, sample: Path) -> None:
    jixiao("set", sample, "#insured/value")
    score = jixiao("score", sample, "--json").json()["unit"]
    assert score["rows"][0]["score"] is None
    assert score["total"]["score"] == "95"  # a sum skips what is blank, and the row says what is missing
    text = jixiao("score", sample, "--explain", "indicators[1]/score").out
    assert "无法计算" in text
    assert "没有填写" in text


def test_override_needs_a_note_stays_below_the_weight_and_can_be_undone(jixiao: Command, sample: Path) -> None:
    assert jixiao("set", sample, "indicators[1]/score", "4").code == 2
    above = jixiao("set", sample, "indicators[1]/score", "6", "--note", "上级抽查")
    assert above.code == 2
    assert "分值" in above.err
    assert jixiao("set", sample, "indicators[1]/score", "4", "--note", "从严扣分").code == 0
    row = jixiao("score", sample, "--json").json()["unit"]["rows"][0]
    assert (row["score"], row["computed"], row["overridden"], row["note"]) == ("4", "5", True, "从严扣分")
    assert jixiao("score", sample, "--json").json()["unit"]["total"]["score"] == "99"
    assert "撤销" in jixiao("undo", sample).out
    assert jixiao("score", sample, "--json").json()["unit"]["total"]["score"] == "100"
    assert "恢复" in jixiao("redo", sample).out
    assert jixiao("score", sample, "--json").json()["unit"]["total"]["score"] == "99"


def test_repack_previews_then_does_and_can_be_undone(jixiao: Command, sample: Path) -> None:
    before = jixiao("dump", sample).out
    preview = jixiao("repack", sample, "--pack", "hunan-2020", "--dry-run", "--json").json()
    assert preview["after"].startswith("hunan-2020")
    assert jixiao("dump", sample).out == before
    assert jixiao("repack", sample, "--pack", "hunan-2020").code == 0
    assert json.loads(jixiao("score", sample, "--json").out)["unit"]["name"]
    assert jixiao("dump", sample).out != before
    assert jixiao("undo", sample).code == 0
    assert jixiao("dump", sample).out == before


def test_check_says_that_the_sample_is_sound(jixiao: Command, sample: Path) -> None:
    report = jixiao("check", sample, "--json")
    assert report.code == 0
    assert report.json()["sound"] is True


def test_rows_can_be_added_moved_copied_and_removed(jixiao: Command, sample: Path) -> None:
    before = jixiao("dump", sample).out
    assert "projects[8]" in jixiao("row", sample, "add", "projects").out
    assert "projects[2]" in jixiao("row", sample, "copy", "projects[1]").out
    assert jixiao("row", sample, "move", "projects[2]", "--to", "1").code == 0
    names = [jixiao("get", sample, f"projects[{n}]/name", "--json").json()["cells"][0]["printed"] for n in (1, 2)]
    assert names[0] == names[1] != ""
    assert jixiao("row", sample, "remove", "projects[1]").code == 0
    for _ in range(4):
        assert jixiao("undo", sample).code == 0
    assert jixiao("dump", sample).out == before


def test_removing_a_fact_keeps_the_figures_that_were_bound_to_it(jixiao: Command, sample: Path) -> None:
    assert jixiao("row", sample, "remove", "#insured").code == 0
    cell = jixiao("get", sample, "indicators[1]/actual", "--json").json()["cells"][0]
    assert (cell["printed"], cell["origin"]) == ("51万人", "typed")


def test_an_approved_target_is_locked_until_it_is_adjusted(jixiao: Command, sample: Path) -> None:
    assert jixiao("set", sample, "indicators[1]/target.source", "年初批复").code == 0
    refused = jixiao("set", sample, "indicators[1]/target", "≥30万人")
    assert refused.code == 2
    assert "批复" in refused.err
    assert jixiao("row", sample, "remove", "indicators[1]").code == 2
    done = jixiao(
        "set", sample, "indicators[1]/target", "≥30万人", "--document", "某财绩〔2024〕9号", "--date", "2024年9月1日"
    )
    assert done.code == 0
    assert jixiao("get", sample, "indicators[1]/target.source", "--json").json()["cells"][0]["printed"] == "调整批复"


def test_a_row_left_out_is_kept_and_neither_scored_nor_counted(jixiao: Command, sample: Path) -> None:
    assert jixiao("set", sample, "indicators[13]/left_out", "是").code == 0
    unit = jixiao("score", sample, "--json").json()["unit"]
    assert len(unit["rows"]) == 12
    assert unit["total"]["weight"] == "90"
    assert jixiao("get", sample, "indicators[13]/level3", "--json").json()["cells"][0]["printed"] == "人力、物力、财力"


def test_an_indicator_is_shared_by_several_tables(jixiao: Command, sample: Path) -> None:
    assert "projects[2]/indicators[9]" in jixiao("row", sample, "share", "indicators[3]", "--to", "projects[2]").out
    assert jixiao("set", sample, "projects[2]/indicators[9]/weight", "4").code == 0
    row = jixiao("score", sample, "--json").json()["projects"][1]["rows"][8]
    assert (row["level3"], row["target"], row["actual"], row["score"]) == ("违反违规行为纠正数", "≥20起", "25起", "4")
    jixiao("set", sample, "indicators[3]/target", "≥50起")
    scores = jixiao("score", sample, "--json").json()
    assert (scores["unit"]["rows"][2]["score"], scores["projects"][1]["rows"][8]["score"]) == ("2.5", "2")
    assert jixiao("row", sample, "share", "projects[1]", "--to", "projects[2]").code == 2


def test_a_bound_figure_converts_its_scale(jixiao: Command, sample: Path) -> None:
    assert jixiao("set", sample, "indicators[1]/actual", "{{#insured/value|人}}").code == 0
    row = jixiao("score", sample, "--json").json()["unit"]["rows"][0]
    assert (row["actual"], row["score"]) == ("510000人", "5")
