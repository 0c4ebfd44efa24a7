"""通知要求 and 佐证材料: local terms without YAML, default rules compared and ticked; the register of evidence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from app.core.records import Address
from app.services.editing.terms import list_terms
from app.ui import words_pages as words
from app.ui.pages.evidence import EvidenceBlock
from app.ui.pages.terms import TermsBlock
from app.ui.shell.window import Window
from tests.ui.driving import settle
from tests.ui.test_money import page_of

Sample = Callable[..., Path]


def terms_of(window: Window) -> TermsBlock:
    """Return the block of the page as it is drawn now."""
    assert window.shell is not None
    assert window.shell.page is not None
    return next(one for one in window.shell.page.blocks if isinstance(one, TermsBlock))


def term(window: Window, name: str) -> tuple[str, bool]:
    """Return a term's own value and whether it was compared."""
    found = next(one for one in list_terms(window.desk.session) if one.id == name)
    return found.own, found.confirmed


def test_every_term_of_the_form_set_is_offered(window: Window, sample: Sample) -> None:
    window.open(sample("yuanjiang-2024"))
    page_of(window, "notice")
    block = terms_of(window)
    assert set(block.inputs) == set(window.desk.session.pack.terms)
    assert set(block.ticks) == {name for name, one in window.desk.session.pack.terms.items() if one.check}


def test_a_term_changes_the_scores_and_goes_back(window: Window, sample: Sample) -> None:
    window.open(sample("yuanjiang-2024"))
    page_of(window, "notice")
    line = terms_of(window).inputs["budget_weight"]
    assert isinstance(line, QLineEdit)
    line.setText("20")
    line.editingFinished.emit()
    assert term(window, "budget_weight") == ("20", False)
    assert window.desk.session.graph.printed("unit", "budget.score") == "20"
    window.desk.undo()
    assert term(window, "budget_weight") == ("", False)
    assert window.desk.session.graph.printed("unit", "budget.score") == "10"


def test_default_rules_are_ticked_one_by_one(window: Window, sample: Sample) -> None:
    """A tick is kept without a value of its own, beside one, and after the value went back."""
    window.open(sample("yuanjiang-2024"))
    page_of(window, "notice")
    count = len(terms_of(window).ticks)
    terms_of(window).ticks["rate_full"].click()
    assert term(window, "rate_full") == ("", True)
    assert terms_of(window).told.text() == words.checked_of(1, count)
    terms_of(window)._set("rate_full", "95%")
    assert term(window, "rate_full") == ("95%", True)
    terms_of(window)._set("rate_full", "")
    assert term(window, "rate_full") == ("", True)
    terms_of(window).ticks["rate_full"].click()
    assert term(window, "rate_full") == ("", False)
    assert ("unit", "terms") not in window.desk.session.tree.children


def test_the_page_stays_where_it_was(window: Window, sample: Sample) -> None:
    """A term builds everything anew; the clerk stays at the same place with the same box."""
    window.open(sample("yuanjiang-2024"))
    page = page_of(window, "notice")
    page.verticalScrollBar().setValue(300)
    line = terms_of(window).inputs["rate_step"]
    assert isinstance(line, QLineEdit)
    line.setFocus()
    settle()
    before = page.verticalScrollBar().value()
    line.setText("10%")
    line.editingFinished.emit()
    settle()
    settle()
    assert window.shell is not None
    now = window.shell.page
    assert now is not None
    assert now is not page
    assert now.verticalScrollBar().value() == before
    assert window.focusWidget() is terms_of(window).inputs["rate_step"]


def test_refused_term_is_not_set(window: Window, sample: Sample) -> None:
    window.open(sample("yuanjiang-2024"))
    page_of(window, "notice")
    line = terms_of(window).inputs["budget_weight"]
    assert isinstance(line, QLineEdit)
    line.setText("很多")
    line.editingFinished.emit()
    assert term(window, "budget_weight") == ("", False)
    assert window.statusBar().currentMessage()


def test_register_of_evidence(window: Window, sample: Sample) -> None:
    """An entry comes with its number; the indicators it proves are ticked in a list and shown by their names."""
    window.open(sample("yuanjiang-2024"))
    page = page_of(window, "evidence")
    block = next(one for one in page.blocks if isinstance(one, EvidenceBlock))
    assert not block._none.isHidden()
    for number in ("1", "2"):
        block.add()
        row = block.model.rows[-1]
        assert window.desk.session.graph.printed(row, "number") == number
    assert block._none.isHidden()
    QApplication.processEvents()
    assert not block.view.horizontalScrollBar().isVisible()
    dialog = block.choose_places()
    assert dialog is not None
    tops = list(dialog.tops.values())
    assert len(tops) == 8
    for top in tops[:2]:
        first = top.child(0)
        assert first is not None
        first.setCheckState(0, Qt.CheckState.Checked)
    dialog.take()
    row = block.model.rows[-1]
    index = block.model.index(1, block.item.keys.index("about"))
    assert index.data() == "参保人数、参保登记、稽核工作经费·参保人数"
    assert len(window.desk.view(Address(row, "about")).text.split("、")) == 2
    again = block.choose_places()
    assert again is not None
    second = list(again.tops.values())[1].child(0)
    assert second is not None
    assert second.checkState(0) == Qt.CheckState.Checked
