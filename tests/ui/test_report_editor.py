"""The editor of a stored text by itself: what is shown is what is kept, whatever the text holds."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from app.services.editing.chips import Piece
from app.ui.reports.chips import OBJECT
from app.ui.reports.clipboard import clean, pieces_in
from app.ui.reports.difference import compared
from app.ui.reports.editor import Mark, TextEditor

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp", "Co", "Cn"), exclude_characters="{\ufffc")
    | st.sampled_from("\n　 、。{"),
    max_size=12,
).filter(lambda text: "{{" not in text and not text.endswith("{"))
CHIP = Piece("304.99万元", "{{#unit/budget.rate|0.00万元}}", "执行率")
BLANK = Piece("（未填）", "{{#unit/problems}}", "问题", blank=True)
PIECES = st.lists(st.builds(Piece, WORDS.filter(bool)) | st.sampled_from([CHIP, BLANK]), max_size=8)


@pytest.fixture(scope="module")
def editor(qapp: QApplication) -> TextEditor:
    """Give an editor."""
    return TextEditor()


def kept(pieces: list[Piece]) -> str:
    """Return pieces as they are stored."""
    return "".join(piece.binding or piece.text for piece in pieces)


def printed(pieces: list[Piece]) -> str:
    """Return pieces as they print."""
    return "".join("" if piece.blank else piece.text for piece in pieces)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PIECES)
def test_what_is_shown_is_what_is_kept(editor: TextEditor, pieces: list[Piece]) -> None:
    editor.show_pieces(pieces)
    assert editor.stored() == kept(pieces)
    assert editor.characters() == sum(not one.isspace() for one in printed(pieces))
    assert not editor.document().isModified()
    assert not editor.document().isUndoAvailable()


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PIECES)
def test_what_is_copied_comes_back_with_a_paste(editor: TextEditor, pieces: list[Piece]) -> None:
    editor.show_pieces(pieces)
    editor.selectAll()
    copied = editor.createMimeDataFromSelection()
    assert copied.text() == printed(pieces)
    editor.show_pieces([])
    editor.insertFromMimeData(copied)
    assert editor.stored() == clean(kept(pieces), 0)[0]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_strange_contents_of_the_clipboard_do_no_harm(data: bytes) -> None:
    """Another program may put anything under our name."""
    mime = QMimeData()
    mime.setData("application/x-jixiao-report-text", data)
    assert all(isinstance(piece, Piece) for piece in pieces_in(mime, lambda _binding: False))


def test_a_mark_counts_what_prints_before_it(editor: TextEditor) -> None:
    """Chips print more letters than the one that stands for them; blank ones print none."""
    editor.show_pieces([Piece("甲\n"), CHIP, Piece("乙"), BLANK, Piece("丙33人")])
    start = printed([Piece("甲\n"), CHIP, Piece("乙"), BLANK, Piece("丙33人")]).index("33")
    place = editor.place_of(Mark(start, "33人", wrong=False))
    assert place is not None
    assert editor.toPlainText()[place[0] : place[1]] == "33人"
    assert editor.place_of(Mark(start, "34人", wrong=False)) is None
    assert editor.place_of(Mark(10_000, "33人", wrong=False)) is None


def test_the_chip_at_a_cursor_is_found_on_both_sides(editor: TextEditor) -> None:
    editor.show_pieces([Piece("甲乙"), CHIP, Piece("丙丁")])
    found = []
    for place in range(6):
        cursor = QTextCursor(editor.document())
        cursor.setPosition(place)
        found.append(editor.chip_at(cursor))
    assert [one is not None for one in found] == [False, False, True, True, False, False]
    assert found[2] == found[3] == (2, CHIP)


def test_a_chip_is_replaced_in_its_place(editor: TextEditor) -> None:
    editor.show_pieces([Piece("甲"), CHIP, Piece("乙")])
    editor.replace(1, 2, [Piece("五百")])
    assert editor.stored() == "甲五百乙"
    editor.undo()
    assert editor.toPlainText() == f"甲{OBJECT}乙"


def test_differences_are_marked_only_where_texts_are_alike() -> None:
    before, after = compared("全年支出532.00万元，保障了开支。", "全年支出533.00万元，保障了开支。")
    assert "".join(text for text, _ in before) == "全年支出532.00万元，保障了开支。"
    assert [text for text, differs in after if differs] == ["3"]
    assert compared("完全不同的一句", "另外的话") == ([("完全不同的一句", False)], [("另外的话", False)])
    assert compared("", "新写的") == ([], [("新写的", False)])
