"""A typed figure of a text replaced by a binding, as one undoable step."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import UserError
from app.core.tree import parse_address
from app.services.editing.cells import set_value
from app.services.review.auditing import Audited, audit_session
from app.services.review.figures import bind_figure
from app.services.session import Session

PLACE = "reports[1]/sections[1]/text"
TEXT = "编制{{#unit/staff.authorised|0人}}，全年总支出532万元，公用经费24万元，还有7万元。"


@pytest.fixture
def written(county: Path) -> Path:
    """A file with one typed text."""
    with Session.open(county) as session:
        set_value(session, parse_address(PLACE, session.tree), TEXT)
    return county


def figures(audited: Audited) -> dict[str, tuple[int, str, bool]]:
    return {
        one.text: (one.start, one.binding, one.agrees)
        for one in audited.report.checked_figures
        if audited.path(one.place) == PLACE
    }


def test_the_audit_offers_bindings_that_print_the_same(written: Path) -> None:
    with Session.open(written, mode="view") as session:
        found = figures(audit_session(session))
    assert {text: binding for text, (_, binding, _) in found.items()} == {
        "532万元": "{{#unit/budget.executed.total|0万元}}",
        "24万元": "{{#unit/operating.total.executed|0万元}}",
        "7万元": "",
    }


def test_binding_a_figure_is_one_step_that_can_be_undone(written: Path) -> None:
    with Session.open(written) as session:
        address = parse_address(PLACE, session.tree)
        before = session.facts.cell(address)
        printed = session.graph.printed(address.row, address.key)
        start = figures(audit_session(session))["532万元"][0]
        bind_figure(session, PLACE, start)
        after = session.facts.cell(address)
        assert after is not None
        assert after.text == TEXT.replace("532万元", "{{#unit/budget.executed.total|0万元}}")
        assert session.graph.printed(address.row, address.key) == printed
        assert "532万元" not in figures(audit_session(session))
        session.undo()
        assert session.facts.cell(address) == before


def test_what_has_no_binding_is_refused_and_nothing_changes(written: Path) -> None:
    with Session.open(written) as session:
        before = session.facts
        start = figures(audit_session(session))["7万元"][0]
        for place, at in ((PLACE, start), (PLACE, -1), (PLACE, 10_000), ("unit.name", 0)):
            with pytest.raises(UserError, match="换成取数"):
                bind_figure(session, place, at)
        assert session.facts == before
