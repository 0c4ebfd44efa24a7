"""Drafts of reports: bound figures, nothing of a person overwritten, one step, put back on demand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import UserError
from app.core.records import ROOT_ID, Address
from app.documents.options import Options
from app.documents.reports import report_document
from app.documents.tree import Paragraph, Place, Run
from app.exchange.canonical import digest
from app.packs.templates import bound_rows
from app.services.editing.cells import DRAFT_MARK, set_value
from app.services.editing.reports import draft_reports, restore_draft
from app.services.editing.rows import add_row, move_row, remove_row
from app.services.review.marks import marked_cells
from app.services.samples import build_sample
from app.services.session import Session


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """Give the yuanjiang sample without its reports."""
    monkeypatch.setenv("JIXIAO_HOME", str(tmp_path / "home"))
    with Session.open(build_sample("yuanjiang-2024", tmp_path, lambda _: None).path) as opened:
        for row in opened.graph.children(ROOT_ID, "reports"):
            remove_row(opened, row)
        yield opened


def text_of(session: Session, *path: str) -> str:
    """Return the stored text of a section of the overall report by its ids."""
    return session.facts.cells[row_of(session, *path)]["text", ""].text


def row_of(session: Session, *path: str, report: int = 0) -> str:
    row = session.graph.children(ROOT_ID, "reports")[report]
    for step in path:
        rows = session.graph.children(row, "sections")
        row = next(one for one in rows if session.graph.printed(one, "section") == step)
    return row


def runs(session: Session, report: str = "overall") -> list[Run]:
    parts = report_document(session.graph.snapshot(), report, ROOT_ID, Options()).parts
    return [run for part in parts for block in part.blocks if isinstance(block, Paragraph) for run in block.runs]


def test_a_report_is_drafted_with_bindings(session: Session) -> None:
    done = draft_reports(session)
    assert [one.report for one in done.reports] == ["overall", "project"]
    assert all(one.added and one.written and not one.kept for one in done.reports)
    text = text_of(session, "public_budget", "basic")
    assert "{{#unit/budget.executed.basic|万元}}" in text
    assert "442.54万元" in session.graph.printed(row_of(session, "public_budget", "basic"), "text")
    heading = session.facts.cells[row_of(session, "basics", "key_work")]["heading", ""].text
    assert heading == "{{#unit/year}}年度重点工作"


def test_lists_are_lines_of_the_text_and_numbers_are_the_programs(session: Session) -> None:
    draft_reports(session)
    row = row_of(session, "basics", "scale", "duties")
    lines = session.graph.printed(row, "text").split("\n")
    assert len(lines) == len(session.graph.children(ROOT_ID, "duties"))
    assert [line[:2] for line in lines[:2]] == ["1.", "2."]
    assert "{{#" in text_of(session, "basics", "scale", "duties")
    rows = [row.id for row in session.facts.rows.values() if row.table == "sections"]
    assert {session.graph.cell(row, "number") for row in rows} == {None}


def test_the_drafted_report_draws_like_the_outline(session: Session) -> None:
    before = [run.text for run in runs(session, "project")]
    draft_reports(session)
    assert [run.text for run in runs(session, "project")] == before


def test_missing_facts_are_added_and_bound(session: Session) -> None:
    done = draft_reports(session, report="overall", section="social_insurance")
    assert done.facts == 5
    row = bound_rows(text_of(session, "social_insurance"))[1]
    assert session.graph.printed(row, "name") == session.pack.facts["fund_income"].label
    set_value(session, Address(row, "value"), "26.5亿元")
    assert "26.5亿元" in session.graph.printed(row_of(session, "social_insurance"), "text")


def test_zero_says_the_empty_sentence(session: Session) -> None:
    draft_reports(session)
    assert text_of(session, "government_fund") == "本单位没有政府性基金预算支出。"
    set_value(session, Address(ROOT_ID, "budget.executed.government_fund"), "3")
    draft_reports(session, renew=True)
    assert session.graph.printed(row_of(session, "government_fund"), "text").endswith("支出3万元。")


def test_typed_texts_stay(session: Session) -> None:
    draft_reports(session)
    row = row_of(session, "basics", "scale", "staff")
    set_value(session, Address(row, "text"), "我们自己写的。")
    assert session.graph.cell(row, "text").mark == ""  # type: ignore[union-attr]
    assert draft_reports(session, renew=True).reports[0].kept == 1
    assert session.graph.printed(row, "text") == "我们自己写的。"


def test_a_sample_with_typed_reports_keeps_every_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_HOME", str(tmp_path / "home"))
    for name in ("yuanjiang-2024", "hunan-jubao-2020", "zhengning-2023"):
        with Session.open(build_sample(name, tmp_path, lambda _: None).path) as session:
            cells = {(r, k): c for r, own in session.facts.cells.items() for k, c in own.items()}
            rows = set(session.facts.rows)
            draft_reports(session, renew=True)
            assert rows <= set(session.facts.rows)
            for (row, key), cell in cells.items():
                now = session.facts.cells[row].get(key)
                assert now is not None
                assert now.text == cell.text


def test_one_step_is_undone_whole(session: Session) -> None:
    before = digest(session.facts)
    steps = len(session.file.history(1000))
    done = draft_reports(session)
    assert done.step
    assert len(session.file.history(1000)) == steps + 1
    drafted = digest(session.facts)
    session.undo()
    assert digest(session.facts) == before
    session.redo()
    assert digest(session.facts) == drafted


def test_a_second_run_does_nothing(session: Session) -> None:
    draft_reports(session)
    before = digest(session.facts)
    done = draft_reports(session)
    assert done.step == ""
    assert digest(session.facts) == before
    assert draft_reports(session, renew=True).step == ""


def test_a_section_taken_out_stays_out_until_it_is_asked_for(session: Session) -> None:
    draft_reports(session)
    remove_row(session, row_of(session, "state_capital"))
    assert draft_reports(session, renew=True).step == ""
    done = draft_reports(session, section="state_capital")
    assert (done.reports[0].report, done.reports[0].added) == ("overall", 1)
    rows = session.graph.children(session.graph.children(ROOT_ID, "reports")[0], "sections")
    order = [session.graph.printed(row, "section") for row in rows]
    assert order.index("state_capital") == order.index("government_fund") + 1


def test_renewing_follows_a_list_that_grew(session: Session) -> None:
    draft_reports(session)
    row, _ = add_row(session, ROOT_ID, "duties")
    set_value(session, Address(row, "text"), "新的职责")
    move_row(session, row, 1)
    assert draft_reports(session).step == ""
    draft_reports(session, renew=True)
    assert session.graph.printed(row_of(session, "basics", "scale", "duties"), "text").startswith("1.新的职责")


def test_the_draft_of_a_section_is_put_back(session: Session) -> None:
    draft_reports(session)
    row = row_of(session, "basics", "scale", "staff")
    draft = session.facts.cells[row]["text", ""]
    set_value(session, Address(row, "text"), "我们自己写的。")
    other = text_of(session, "public_budget", "basic")
    restore_draft(session, session.tree.path(row))
    assert session.facts.cells[row]["text", ""].text == draft.text
    assert session.facts.cells[row]["text", ""].mark == DRAFT_MARK
    assert text_of(session, "public_budget", "basic") == other
    session.undo()
    assert session.graph.printed(row, "text") == "我们自己写的。"
    restore_draft(session, "basics/scale/staff", report="overall")
    assert session.facts.cells[row]["text", ""].text == draft.text


def test_drafts_are_listed_until_they_are_read(session: Session) -> None:
    done = draft_reports(session, report="overall")
    marked = [cell for cell in marked_cells(session) if cell.mark == DRAFT_MARK]
    assert len(marked) == done.reports[0].written


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"report": "nothing"}, "没有这份报告"),
        ({"section": "nothing"}, "提纲里没有这一节"),
        ({"section": "basics/nothing"}, "提纲里没有这一节"),
        ({"section": "projects[1]"}, "提纲里没有这一节"),
        ({"section": "reports[9]/sections[1]"}, "没有"),
    ],
)
def test_what_is_not_there_is_said(session: Session, asked: dict[str, str], words: str) -> None:
    before = digest(session.facts)
    with pytest.raises(UserError) as caught:
        draft_reports(session, **asked)
    assert words in caught.value.sentence()
    assert digest(session.facts) == before


def test_nothing_to_put_back_is_said(session: Session) -> None:
    draft_reports(session)
    report = session.graph.children(ROOT_ID, "reports")[0]
    row, _ = add_row(session, report, "sections")
    set_value(session, Address(row, "heading"), "本单位自己的一节")
    for section in (f"#{row}", "basics/scale"):
        with pytest.raises(UserError, match="没有草稿"):
            restore_draft(session, section)


def test_a_changed_fact_moves_its_figures_in_every_report_and_nothing_else(session: Session) -> None:
    draft_reports(session)
    for place, text in (
        (Address(ROOT_ID, "budget.executed.basic"), "500.25"),
        (Address(session.graph.children(ROOT_ID, "projects")[0], "budget.executed.current"), "40.5"),
        (Address(ROOT_ID, "staff.retired"), "25"),
    ):
        before = [(run.text, run.place) for name in ("overall", "project") for run in runs(session, name)]
        changes = set_value(session, place, text)
        after = [(run.text, run.place) for name in ("overall", "project") for run in runs(session, name)]
        assert len(after) == len(before)
        moved = [new for old, new in zip(before, after, strict=True) if old != new]
        assert moved
        touched = changes.cells | changes.also
        assert all(place is not None and (place.row, place.key) in touched for _, place in moved)
        figures = {Place(*node) for node in touched}
        said = {place for _, place in after if place in figures}
        assert {place for _, place in moved} <= said
