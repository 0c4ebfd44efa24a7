"""Money in the unit of the page, sources beside figures, and the search over everything."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from app.core.records import ROOT_ID, Address
from app.services.editing.cells import set_value
from app.services.editing.money import doubt, in_unit
from app.services.editing.sourcing import mark_unsure, set_source, source_fields, source_row
from app.services.review.marks import marked_cells, source_of
from app.services.review.searching import search
from app.services.session import Session

MONEY = Address(ROOT_ID, "budget.executed.basic")


@pytest.mark.parametrize(
    ("typed", "unit", "kept", "printed"),
    [
        ("5320000", "元", "5320000元", "532"),
        ("１，２３４．５", "元", "１，２３４．５元", "0.12345"),
        ("532万", "元", "532万", "532"),
        ("532", "万元", "532", "532"),
        ("无", "元", "无", ""),
    ],
)
def test_money_is_read_in_the_unit_of_the_page(county: Path, typed: str, unit: str, kept: str, printed: str) -> None:
    with Session.open(county) as session:
        text = in_unit(session, MONEY, typed, unit)
        assert text == kept
        set_value(session, MONEY, text)
        if printed:
            assert session.graph.value(*MONEY[:2]) == Decimal(printed)


def test_text_has_no_unit_of_money(county: Path) -> None:
    with Session.open(county) as session:
        assert in_unit(session, Address(ROOT_ID, "unit.name"), "5320000", "元") == "5320000"


def test_a_figure_that_looks_like_yuan_is_asked_about(county: Path) -> None:
    with Session.open(county) as session:
        found = doubt(session, MONEY, "5320000")
        assert found is not None
        assert (found.converted, found.shown) == ("5320000元", "532万元")
        assert doubt(session, MONEY, "532") is None
        assert doubt(session, MONEY, "5320000元") is None
        assert doubt(session, MONEY, "许多") is None


def test_a_source_is_kept_beside_a_figure(county: Path) -> None:
    with Session.open(county) as session:
        assert "office" in source_fields(session, MONEY)
        set_source(session, MONEY, "office", "财务股")
        set_source(session, MONEY, "basis", "总账")
        found = source_of(session, MONEY)
        assert found is not None
        assert (found.office, found.basis) == ("财务股", "总账")
        session.undo()
        session.undo()
        assert source_row(session, MONEY) == ""


def test_a_fact_holds_its_source_itself(county: Path) -> None:
    with Session.open(county) as session:
        fact = session.tree.children[ROOT_ID, "facts"][0]
        assert source_row(session, Address(fact, "value")) == fact
        set_source(session, Address(fact, "value"), "giver", "经办股")
        assert session.graph.printed(fact, "giver") == "经办股"


def test_a_figure_is_marked_unsure_and_sure_again(county: Path) -> None:
    with Session.open(county) as session:
        text = session.graph.printed(*MONEY[:2])
        mark_unsure(session, MONEY, unsure=True)
        assert MONEY in [one.address for one in marked_cells(session)]
        assert session.graph.printed(*MONEY[:2]) == text
        mark_unsure(session, MONEY, unsure=False)
        assert MONEY not in [one.address for one in marked_cells(session)]


def test_everything_is_searched(county: Path) -> None:
    with Session.open(county) as session:
        by_text = search(session, "群众满意度")
        assert any(hit.address.key == "level3" for hit in by_text)
        by_label = search(session, "在职人员控制率")
        assert any(hit.address == Address(ROOT_ID, "staff.control_rate") for hit in by_label)
        by_width = search(session, "５３２")
        assert by_width
        assert search(session, "  ") == []
        assert search(session, "绝无此词") == []
        assert len(search(session, "指标")) <= 200
