"""The lists beside the pages follow the evaluation, and lead to the cells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.core.records import ROOT_ID, Address
from app.services.editing.cells import set_value
from app.services.review.lists import not_printed, to_check
from app.ui.lists.drawer import Lists
from app.ui.shell.window import Window

Sample = Callable[..., Path]


def test_marked_cells(window: Window, sample: Sample) -> None:
    """A cell marked 待核实 comes into the list at once and leads there."""
    window.open(sample("yuanjiang-2024"))
    window.show_lists()
    assert window.views.lists is not None
    lists = window.views.lists.widget()
    assert isinstance(lists, Lists)
    assert lists.views[0].lines == []
    session = window.desk.session
    at = Address("unit", "staff.authorised")
    window.desk.do(lambda: set_value(session, at, "31", mark="待核实"))
    [line] = lists.views[0].lines
    assert line.address == at
    window.desk.go_asked.emit(line.address)
    assert window.shell is not None
    assert window.shell.page is not None
    assert window.shell.page.step.page == "unit"
    assert len(to_check(session)) == 1


def test_what_does_not_print(window: Window, sample: Sample) -> None:
    """A project that is not evaluated any more keeps its rows, and they are listed."""
    window.open(sample("yuanjiang-2024"))
    session = window.desk.session
    before = len(not_printed(session))
    assert {line.label for line in not_printed(session)} == {"待处理"}
    indicator = session.tree.children[ROOT_ID, "indicators"][0]
    window.desk.set(Address(indicator, "left_out"), "是")
    assert len(not_printed(session)) > before


def test_where_there_is_no_room_beside_the_page_the_lists_take_its_place(window: Window, sample: Sample) -> None:
    """At twice the size; whoever goes to a cell from there sees its page."""
    window.resize(683, 400)
    window.open(sample("yuanjiang-2024"))
    window.show_lists()
    drawer, middle = window.views.lists, window.centralWidget()
    assert drawer is not None
    assert middle is not None
    assert drawer.isVisible()
    assert not middle.isVisible()
    window.desk.go_asked.emit(Address("unit", "staff.authorised"))
    assert not drawer.isVisible()
    assert middle.isVisible()
    window.show_lists()
    window.resize(1366, 768)
    assert drawer.isVisible()
    assert middle.isVisible()
    window.show_lists()
    assert not drawer.isVisible()
