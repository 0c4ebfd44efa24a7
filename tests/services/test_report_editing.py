"""Reports in the window's services: forms of figures, names, earlier texts, drafts before they replace, 逐段确认."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.records import ROOT_ID, Address
from app.services.editing.cells import set_value
from app.services.editing.chips import forms_of, is_there, pieces_of, place_of
from app.services.editing.confirming import changed_since, confirm_section, unread, write_section
from app.services.editing.earlier import earlier_texts, printed_text
from app.services.editing.naming import FigureNames, place_name
from app.services.editing.redrafting import USUAL, plan_drafts, write_drafts
from app.services.editing.reports import draft_reports
from app.services.editing.rows import remove_row
from app.services.samples import build_sample
from app.services.session import Session

TOTAL = "budget.executed.total"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """Give the sample of yuanjiang with its report drafted anew."""
    with Session.open(build_sample("yuanjiang-2024", tmp_path, lambda _: None).path) as opened:
        yield opened


def sections(session: Session) -> list[str]:
    """Return the rows of all sections of the first report with texts."""
    report = session.tree.children[ROOT_ID, "reports"][0]

    def below(row: str) -> list[str]:
        found = session.tree.children.get((row, "sections"), ())
        return [one for section in found for one in (section, *below(section))]

    return [row for row in below(report) if session.facts.cell(Address(row, "text")) is not None]


def test_a_figure_takes_units_decimals_and_words(session: Session) -> None:
    """Each form prints what its name says, and says so before it is chosen."""
    forms = forms_of(session, ROOT_ID, f"{{{{#{ROOT_ID}/{TOTAL}}}}}")
    printed = {(one.sort, one.printed) for one in forms}
    assert {("unit", "5320000元"), ("decimals", "532.0万元"), ("words", "530余万元"), ("words", "约530万元")} <= printed
    assert len(printed) == len(forms)
    assert not forms_of(session, ROOT_ID, "{{#gone/value}}")


def test_figures_are_found_by_words_and_by_what_they_print(session: Session) -> None:
    names = FigureNames(session)
    [found] = [one for one in names.find("资金总额 全年执行数") if one.binding.startswith(f"{{{{#{ROOT_ID}/{TOTAL}")]
    assert found.printed == "532.00万元"
    assert any(one.label == found.label for one in names.find("532.00"))
    assert not names.find("没有这样的名称")


def test_a_name_that_is_being_typed_is_completed(session: Session) -> None:
    names = FigureNames(session)
    [first, *_] = names.complete("今年实际在职")
    assert (first.figure.short, first.rest) == ("实际在职人数", "人数")
    assert [one.rest for one in names.complete("全年基本支")] == ["出"]
    assert not names.complete("今年实际")
    set_value(session, Address(ROOT_ID, "staff.actual"), "")
    assert not names.complete("今年实际在职")


def test_earlier_texts_come_back_newest_first(session: Session) -> None:
    row = sections(session)[0]
    first = session.graph.printed(row, "text")
    write_section(session, row, "第二稿")
    set_value(session, Address(ROOT_ID, "problems"), "另一处")  # so that the next edit is a step of its own
    write_section(session, row, f"第三稿{{{{#{ROOT_ID}/{TOTAL}|万元}}}}")
    texts = earlier_texts(session, row)
    assert [one.stored for one in texts] == ["第二稿", first]
    session.undo()
    assert [one.stored for one in earlier_texts(session, row)] == [first]
    assert printed_text(session, row, f"共{{{{#{ROOT_ID}/{TOTAL}|万元}}}}") == "共532.00万元"


def test_drafting_again_tells_before_it_replaces(session: Session) -> None:
    rows = sections(session)
    before = {row: session.graph.printed(row, "text") for row in rows}
    plan = plan_drafts(session, "overall")
    own = [one for one in plan if one.kind == "own"]
    assert own
    assert all(one.now == before[one.row] and one.then != one.now for one in own)
    assert {row: session.graph.printed(row, "text") for row in rows} == before, "a plan changes nothing"
    done = write_drafts(session, "overall", own[:1])
    assert done.reports[0].written == 1
    stored = session.facts.cells[own[0].row]["text", ""].text
    assert printed_text(session, own[0].row, stored, "overall") == own[0].then
    assert all(session.graph.printed(row, "text") == before[row] for row in rows if row != own[0].row)
    session.undo()
    assert {row: session.graph.printed(row, "text") for row in rows} == before


def test_a_section_that_was_taken_out_is_offered_and_added(session: Session) -> None:
    gone = next(row for row in sections(session) if session.graph.printed(row, "heading") == "人员情况")
    remove_row(session, gone)
    [new] = [one for one in plan_drafts(session, "overall") if one.kind == "new"]
    assert (new.path[-1], new.kind in USUAL) == ("staff", False)
    write_drafts(session, "overall", [new])
    [back] = [row for row in sections(session) if session.graph.printed(row, "heading") == "人员情况"]
    assert session.graph.printed(back, "text")
    assert not [one for one in plan_drafts(session, "overall") if one.kind == "new"]


def test_a_section_is_read_again_when_its_figures_change(session: Session) -> None:
    draft_reports(session, report="overall", renew=True)
    row = sections(session)[0]
    set_value(session, Address(row, "text"), f"在职{{{{#{ROOT_ID}/staff.actual}}}}人", mark="草稿")
    assert unread(session, row) == "草稿"
    confirm_section(session, row, "仍适用")
    assert (unread(session, row), changed_since(session, row)) == ("", "")
    set_value(session, Address(ROOT_ID, "staff.actual"), "35")
    assert changed_since(session, row) == "33→35"
    write_section(session, row, f"年末在职{{{{#{ROOT_ID}/staff.actual}}}}人")
    assert changed_since(session, row) == ""
    set_value(session, Address(ROOT_ID, "staff.actual"), "")
    assert changed_since(session, row) == "35→（未填）"
    confirm_section(session, row, "仍适用")
    assert changed_since(session, row) == ""


def test_a_binding_is_known_by_its_place(session: Session) -> None:
    bound = f"{{{{#{ROOT_ID}/{TOTAL}|万元}}}}"
    assert place_of(session, ROOT_ID, bound) == Address(ROOT_ID, TOTAL)
    assert is_there(session, bound)
    assert not is_there(session, "{{#of-another-file/value}}")
    assert not is_there(session, "{{")
    [piece] = pieces_of(session, ROOT_ID, bound)
    assert (piece.text, piece.told) == ("532.00万元", "资金总额（全年执行数）")
    assert place_name(session, ROOT_ID, "栏") == "栏"
