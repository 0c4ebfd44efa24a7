"""Change the pack of a filled evaluation and back: previewed, one step, nothing typed is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import UserError
from app.core.records import ROOT_ID, Address, Facts
from app.packs.registry import add
from app.services.editing.cells import set_value
from app.services.editing.rows import add_row
from app.services.files.answers import dump_answers
from app.services.files.checking import check_evaluation
from app.services.packs.aside import asides
from app.services.packs.repacking import RepackReport, repack
from app.services.review.scoring import score_graph
from app.services.samples import build_sample
from app.services.session import Session

CHECKOUT = Path(__file__).resolve().parents[2]
INVENTED = CHECKOUT / "tests" / "fixtures" / "packs" / "invented-2026"

OWN = """
id: own-county
revision: "1"
extends: hunan-2024
title: 某县
dictionary:
  tables: {visits: {zh: 走访, in: [projects], title: place}}
  fields:
    place:  {of: [visits], zh: 地点, kind: text, carry: keep}
    spent:  {of: [visits, projects], zh: 走访支出, kind: money, roll: add}
fields:
  projects:
    spent: {compute: sum(visits.spent)}
"""


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Build the yuanjiang sample with packs of its own home."""
    monkeypatch.setenv("JIXIAO_HOME", str(tmp_path / "home"))
    build_sample("yuanjiang-2024", tmp_path / "样例", lambda _: None)
    path = tmp_path / "样例" / "yuanjiang-2024.jxzp"
    add(INVENTED)
    own = tmp_path / "pack.yaml"
    own.write_text(OWN.lstrip("\n"), encoding="utf-8")
    add(own)
    return path


def facts(path: Path) -> Facts:
    with Session.open(path, mode="view") as session:
        return session.facts


def content(path: Path) -> tuple[object, object]:
    """Give rows and cells without who and when."""
    found = facts(path)
    cells = {
        (row, *at): (cell.text, cell.state, cell.measure, cell.origin, cell.note, cell.mark)
        for row, below in found.cells.items()
        for at, cell in below.items()
    }
    return dict(found.rows), cells


def totals(path: Path) -> list[str | None]:
    with Session.open(path, mode="view") as session:
        return [block.total.score for block in score_graph(session.graph).blocks]


def test_a_preview_changes_no_byte(sample: Path) -> None:
    before = sample.read_bytes()
    report = repack(sample, "hunan-2020", dry_run=True)
    assert report.before.startswith("hunan-2024")
    assert report.after.startswith("hunan-2020")
    assert sample.read_bytes() == before
    assert [path.name for path in sample.parent.iterdir() if path.name.startswith(sample.name)] == [sample.name]


def test_the_preview_tells_what_the_change_does(sample: Path) -> None:
    preview = repack(sample, "invented-2026", dry_run=True)
    assert repack(sample, "invented-2026", dry_run=False) == preview


def test_there_and_back_nothing_is_lost(sample: Path) -> None:
    before, answers = content(sample), dump_answers(sample, None)
    there = repack(sample, "hunan-2020", dry_run=False)
    assert facts(sample).meta != {}
    assert "basic_adjust.prior_final" in " ".join(there.unused)
    assert "pack: hunan-2020" in dump_answers(sample, None)
    assert check_evaluation(sample).problems == ()
    repack(sample, "hunan-2024", dry_run=False)
    assert content(sample) == before
    assert dump_answers(sample, None) == answers
    assert totals(sample) == ["100"] * 8


def test_one_undo_restores_everything(sample: Path) -> None:
    before = content(sample)
    meta = dict(facts(sample).meta)
    report = repack(sample, "invented-2026", dry_run=False)
    assert report.homeless
    assert content(sample) != before
    with Session.open(sample) as session:
        step = session.undo()
        assert step is not None
        assert step.label == "更换表样为invented-2026"
        assert session.pack.id == "hunan-2024"
    assert content(sample) == before
    assert dict(facts(sample).meta) == meta
    with Session.open(sample) as session:
        assert session.redo() is not None
        assert session.pack.id == "invented-2026"


def test_what_a_form_states_waits_until_the_form_is_back(sample: Path) -> None:
    before = content(sample)
    report = repack(sample, "invented-2026", dry_run=False)
    stated = [line for line in report.homeless if "|att" in line or "|overall" in line or "|project" in line]
    assert stated == list(report.homeless)
    assert any("渔业补助资金" in line for line in stated)
    waiting = list(asides(facts(sample)))
    assert len(waiting) == len(stated)
    assert all(aside.cell is not None and aside.cell.origin == "stated" for aside in waiting)
    back = repack(sample, "hunan-2024", dry_run=False)
    assert len(back.returned) == len(stated)
    assert content(sample) == before


def test_money_keeps_its_worth_under_a_pack_in_another_unit(sample: Path) -> None:
    report = repack(sample, "invented-2026", dry_run=False)
    assert any("万元 → 元" in line for line in report.other_meaning)
    with Session.open(sample, mode="view") as session:
        assert session.pack.unit_of_money == "元"
        assert session.graph.printed(ROOT_ID, "budget.initial.total") == "4618900"
        assert str(session.graph.value(ROOT_ID, "budget.executed.basic")) == "4425400"
        cell = session.graph.cell(ROOT_ID, "budget.initial.total")
        assert cell is not None
        assert (cell.text, cell.measure) == ("461.89", "万元")


def test_typed_cells_that_are_computed_now_are_listed_and_kept(sample: Path, tmp_path: Path) -> None:
    text = OWN.replace(
        "spent: {compute", "budget.prior_final.total: {compute: budget.initial.total}\n    spent: {compute"
    )
    own = tmp_path / "pack.yaml"
    own.write_text(text.lstrip("\n").replace('revision: "1"', 'revision: "2"'), encoding="utf-8")
    with Session.open(sample) as session:
        first = session.tree.children[ROOT_ID, "projects"][0]
        set_value(session, Address(first, "budget.prior_final.total"), "7.25")
    add(own)
    report = repack(sample, "own-county", dry_run=False)
    line = next(line for line in report.now_computed if "projects[1]/" in line)
    assert "7.25" in line
    with Session.open(sample, mode="view") as session:
        cell = session.graph.cell(first, "budget.prior_final.total")
        assert cell is not None
        assert cell.text == "7.25"
        assert session.graph.printed(first, "budget.prior_final.total") != "7.25"


def test_rows_of_a_table_that_is_not_there_wait_too(sample: Path) -> None:
    repack(sample, "own-county", dry_run=False)
    with Session.open(sample) as session:
        first = session.tree.children[ROOT_ID, "projects"][0]
        visit, _ = add_row(session, first, "visits")
        set_value(session, Address(visit, "place"), "某村")
        set_value(session, Address(visit, "spent"), "1.5", mark="待核实")
        empty, _ = add_row(session, first, "visits")
        assert session.graph.printed(first, "spent") == "1.5"
    before = content(sample)
    gone = repack(sample, "hunan-2024", dry_run=False)
    assert sum("（整行）" in line for line in gone.homeless) == 2
    assert not {visit, empty} & set(facts(sample).rows)
    assert check_evaluation(sample).problems == ()
    back = repack(sample, "own-county", dry_run=False)
    assert "走访“地点” 某村" in back.returned
    assert content(sample) == before


def set_term(path: Path, term: str, value: str) -> None:
    with Session.open(path) as session:
        row, _ = add_row(session, ROOT_ID, "terms")
        set_value(session, Address(row, "term"), term)
        set_value(session, Address(row, "value"), value)


def test_a_term_the_new_pack_lacks_waits(sample: Path) -> None:
    set_term(sample, "cost_weight", "15")
    set_term(sample, "budget_weight", "5")
    before = content(sample)
    report = repack(sample, "hunan-2020", dry_run=False)
    assert [line for line in report.homeless if "cost_weight" in line]
    with Session.open(sample, mode="view") as session:
        assert session.unused_terms == {}
        assert str(session.pack.weights["unit"].budget) == "5"
    assert check_evaluation(sample).problems == ()
    repack(sample, "hunan-2024", dry_run=False)
    assert content(sample) == before
    with Session.open(sample, mode="view") as session:
        assert str(session.pack.weights["unit"].level1["成本指标"]) == "15"


def test_the_same_pack_is_no_step(sample: Path) -> None:
    before = sample.read_bytes()
    report = repack(sample, "hunan-2024", dry_run=False)
    assert [lines for _, lines in report.sections() if lines] == []
    with Session.open(sample, mode="view") as session:
        assert not [step for step in session.file.history(20) if "更换表样" in step.label]
    assert len(before) == len(sample.read_bytes())


def test_an_unknown_pack_changes_nothing(sample: Path) -> None:
    before = sample.read_bytes()
    with pytest.raises(UserError):
        repack(sample, "nowhere-1999", dry_run=False)
    assert sample.read_bytes() == before


def test_a_report_has_the_same_parts_in_words_and_as_data(sample: Path) -> None:
    report = repack(sample, "hunan-2020", dry_run=True)
    assert isinstance(report, RepackReport)
    assert len(report.as_dict()) == len(list(report.sections())) + 2
