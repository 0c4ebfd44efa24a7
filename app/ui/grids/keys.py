"""Keys of a grid, as Excel has them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

if TYPE_CHECKING:
    from app.ui.grids.view import GridView

_KEY = Qt.Key
_NONE = Qt.KeyboardModifier.NoModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_PAD = Qt.KeyboardModifier.KeypadModifier

Act = Callable[["GridView"], object]

ENTER: Final = frozenset({_KEY.Key_Return, _KEY.Key_Enter})

_STANDARD: Final[tuple[tuple[QKeySequence.StandardKey, Act], ...]] = (
    (QKeySequence.StandardKey.Copy, lambda view: view.copy()),
    (QKeySequence.StandardKey.Cut, lambda view: view.cut()),
    (QKeySequence.StandardKey.Paste, lambda view: view.paste()),
)

_ACTS: Final[dict[tuple[Qt.KeyboardModifier, int], Act]] = {
    (_NONE, _KEY.Key_Delete): lambda view: view.clear_chosen(),
    (_NONE, _KEY.Key_Backspace): lambda view: view.clear_chosen(),
    (_NONE, _KEY.Key_Home): lambda view: view.to_edge(last=False, whole=False),
    (_NONE, _KEY.Key_End): lambda view: view.to_edge(last=True, whole=False),
    (_CTRL, _KEY.Key_Home): lambda view: view.to_edge(last=False, whole=True),
    (_CTRL, _KEY.Key_End): lambda view: view.to_edge(last=True, whole=True),
    (_CTRL, _KEY.Key_D): lambda view: view.fill_down(),
    (_CTRL, _KEY.Key_Tab): lambda view: view.walk_out(forward=True),
    (_CTRL | _SHIFT, _KEY.Key_Backtab): lambda view: view.walk_out(forward=False),
    (_NONE, _KEY.Key_Insert): lambda view: view.rows.add(),
    (_CTRL | _SHIFT, _KEY.Key_D): lambda view: view.rows.copy(),
    (_CTRL, _KEY.Key_Delete): lambda view: view.rows.remove(),
    (_ALT, _KEY.Key_Up): lambda view: view.rows.up(),
    (_ALT, _KEY.Key_Down): lambda view: view.rows.down(),
}


def press(view: GridView, event: QKeyEvent) -> bool:
    """Do what a key means in a grid; False where it means nothing of its own."""
    for standard, act in _STANDARD:
        if event.matches(standard):
            act(view)
            return True
    modifiers = event.modifiers() & ~_PAD
    found = _ACTS.get((modifiers, event.key()))
    if found is not None:
        found(view)
    elif event.key() in ENTER and not modifiers & (_CTRL | _ALT):
        view.step(right=view.enter_goes_right, back=bool(modifiers & _SHIFT))
    else:
        return False
    return True


def typed(event: QKeyEvent) -> str:
    """Return the character a key writes, empty for keys that write none."""
    text = event.text()
    plain = not event.modifiers() & (_CTRL | _ALT)
    return text if plain and text.isprintable() else ""
