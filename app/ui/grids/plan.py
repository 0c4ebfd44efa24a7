"""What a paste would do: which cell gets which text, which rows come, what cannot be taken and why."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QModelIndex, Qt

from app.core.absence import outer_trim
from app.core.numbers import num
from app.core.records import Address
from app.ui import words_grid as said
from app.ui.grids.heads import Mapped, columns_by_name
from app.ui.grids.model import CellModel, Spot, bare
from app.ui.grids.ranges import MOST_TEXT, Range
from app.wizard.lines import Listed, Meaning

_FIGURES: Final = frozenset({"money", "rate", "count", "number", "points", "year", "date"})
_CJK: Final = "\u2e80-\uffef"
_POINTS: Final = re.compile(r"[（(]\s*[\d.]+\s*分?\s*[)）]\s*$")
"""What forms print behind a level: 产出指标（50分）."""
_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Left:
    """Something that was not taken: where it should have gone, its text, why not."""

    where: str
    text: str
    reason: str
    address: Address | None = None


@dataclass(slots=True)
class Plan:
    """What a paste does.

    Attributes:
        cells: cells that get a text.
        listed: the list that rows are added to.
        new: texts of each new row by key.
        left: what cannot be taken.
    """

    cells: list[tuple[Address, str]] = field(default_factory=list)
    listed: Listed | None = None
    new: list[Mapping[str, str]] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)

    def leave(self, where: str, text: str, reason: str, address: Address | None = None) -> None:
        """Note what cannot be taken."""
        self.left.append(Left(where, short(text), reason, address))


def short(text: str) -> str:
    """Return the beginning of a long text."""
    return text if len(text) <= 40 else text[:40] + "…"


def clean(text: str, meaning: Meaning | None, *, level: bool = False) -> str:
    """Return a text as a cell takes it: no unseen signs; one line, except where texts of several lines are meant."""
    plain = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n"))
    if meaning is not None and meaning.kind == "longtext":
        return plain
    joined = re.sub(rf"(?<=[{_CJK}])[ \t]*\n[ \t]*|[ \t]*\n[ \t]*(?=[{_CJK}])", "", plain)
    line = outer_trim(re.sub(r"\s*\n\s*", " ", joined))
    if level:
        line = _POINTS.sub("", line)
        line = re.sub(rf"(?<=[{_CJK}])[ \u3000\u00a0]+(?=[{_CJK}])", "", line)
    if meaning is not None and meaning.choices and line not in meaning.choices:
        return next((one for one in meaning.choices if bare(one) == bare(line)), line)
    return line


def make_plan(model: CellModel, at: Spot, held: Range, chosen: Sequence[Spot] = ()) -> Plan:
    """Return what pasting a range at a place does; one copied cell fills everything that is chosen."""
    if len(held.rows) == len(held.rows[0]) == 1 and len(chosen) > 1:
        planner = _Planner(model, held, Plan())
        for row, column in chosen:
            planner.one(row, column, held.rows[0][0], 0)
        return planner.plan
    return _Planner(model, held, Plan()).begin(at)


class _Planner:
    def __init__(self, model: CellModel, held: Range, plan: Plan) -> None:
        self.model, self.held, self.plan = model, held, plan
        self._above: dict[str, str] = {}
        """The level last read in each merged column: a blank below stands for it."""

    def begin(self, at: Spot) -> Plan:
        """Plan the range: by the names of its columns where it brings them, else from a place to the right."""
        named = columns_by_name(self.model, self.held)
        listed = self.model.listed(at[0]) or (self.model.the_list() if named or not self.model.rowCount() else None)
        if listed is not None and named is not None:
            self._named(named, listed)
        first = (named.row + 1) if named is not None and listed is not None else 0
        lines = self._lines(at[0], listed, len(self.held.rows) - first)
        for number, line in enumerate(lines, first):
            if listed is not None and self._is_total(number):
                continue
            self._row(number, line, at[1], listed, named if listed is not None else None)
        return self.plan

    def _named(self, named: Mapped, listed: Listed) -> None:
        for name in named.unknown:
            self.plan.leave(said.at_column(name), "", said.NO_COLUMN)
        del listed

    def _lines(self, start: int, listed: Listed | None, count: int) -> list[int | None]:
        """Return the lines of the grid that rows go to; None for a row that has none."""
        if listed is None:
            there: list[int] = list(range(start, self.model.rowCount()))
        else:
            there = sorted(line for line in listed.rows if line >= start or start not in listed.rows)
        return [there[n] if n < len(there) else None for n in range(count)]

    def _is_total(self, number: int) -> bool:
        texts = [text for _, text in self.held.cells(number) if text.strip()]
        if not texts or bare(texts[0]) not in said.TOTALS:
            return False
        self.plan.leave(said.at_row(number + 1), texts[0], said.TOTAL)
        return True

    def _row(self, number: int, line: int | None, column: int, listed: Listed | None, named: Mapped | None) -> None:
        """Plan one row: on a line of the grid that has a row, else as a new row of the list."""
        texts = self.held.cells(number)
        own = listed is not None and (line is None or not listed.rows.get(line, ""))
        if listed is None or not own:
            if line is None:
                self._beyond(number, texts)
                return
            columns = [one for one in self.model.columns_at(line) if one >= self.model.owner(line, column)[1]]
            if named is not None and listed is not None:
                texts = named.texts(texts)
                columns = [self._column(listed, line, key) for key in named.keys]
            self._existing(number, line, columns, texts)
            return
        if not self.model.may_grow(listed):
            self._beyond(number, texts)
            return
        keys = list(named.keys) if named is not None else self.model.new_keys(listed, column)
        self._new(number, line, listed, keys, named.texts(texts) if named is not None else texts)

    def _column(self, listed: Listed, line: int, key: str) -> int:
        return next((c for (row, c), one in listed.keys.items() if row == line and one == key), -1)

    def _beyond(self, number: int, texts: Sequence[tuple[int, str]]) -> None:
        text = " ".join(text for _, text in texts if text.strip())
        if text:
            self.plan.leave(said.at_row(number + 1), text, said.BEYOND_ROWS)

    def _existing(self, number: int, line: int, columns: Sequence[int], texts: Sequence[tuple[int, str]]) -> None:
        for place, (source, text) in enumerate(texts):
            if place >= len(columns):
                self._too_far(number, text)
            elif columns[place] >= 0:
                self.one(line, columns[place], text, number, source)

    def _too_far(self, number: int, text: str) -> None:
        if text.strip():
            self.plan.leave(said.at_row(number + 1), text, said.BEYOND_COLUMNS)

    # ---- one cell that exists ----

    def one(self, row: int, column: int, text: str, number: int, source: int = 0) -> None:
        """Plan one cell of the grid."""
        top, left, _, _ = self.model.owner(row, column)
        index = self.model.index(top, left)
        listed = self.model.listed(row)
        key = listed.keys.get((row, left), "") if listed is not None else ""
        if listed is not None and key in listed.groups and listed.rows.get(row):
            self._level(Address(listed.rows[row], key), text, number, source)
            return
        if self._continued(number, source) or top != row:
            return
        if not self.model.may_fill(index):
            parts = self.model.split(index, text)
            for address, part in parts:
                self._take(address, clean(part, self.model.meaning(address)), self.model.meaning(address))
            if not parts:
                self._not_here(row, left, text, number)
            return
        for address in self.model.addresses(index):
            meaning, shown = self.model.meaning(address), str(index.data(Qt.ItemDataRole.DisplayRole) or "")
            self._take(address, clean(_inside(text, shown, self.model.printed(address)), meaning), meaning)
        self._vacant(index, text)

    def _vacant(self, index: QModelIndex, text: str) -> None:
        """Plan a line that has no row and belongs to no range of its list: it cannot be reached from here."""
        if not self.model.addresses(index) and text.strip():
            self.plan.leave(said.at_row(index.row() + 1), text, said.BEYOND_ROWS)

    def _continued(self, number: int, source: int) -> bool:
        """Say whether a place of the range belongs to a cell that began in a row above."""
        return self.held.merged.get((number, source), (number, source))[0] != number

    def _level(self, address: Address, text: str, number: int, source: int) -> None:
        meaning = self.model.meaning(address)
        level = clean(text or self.held.above(number, source), meaning, level=True)
        level = level or self._above.get(address.key, "")
        if level:
            self._above[address.key] = level
            self._take(address, level, meaning)

    def _take(self, address: Address, text: str, meaning: Meaning | None) -> None:
        if _blanks(text) == _blanks(self.model.printed(address)):
            return  # it prints so already: a binding stays, and digits that are not printed
        reason = unfit(text, meaning)
        if reason:
            self.plan.leave(self.model.label(address), text, reason, address)
        else:
            self.plan.cells.append((address, self._meant(text, meaning)))

    def _meant(self, text: str, meaning: Meaning | None) -> str:
        """Return a text of ours with the unit it has, where the page is in another one."""
        bare_money = self.held.own and meaning is not None and meaning.kind == "money" and num(text) is not None
        return f"{text}{meaning.unit}" if meaning is not None and bare_money and self._other_unit(meaning) else text

    def _other_unit(self, meaning: Meaning) -> bool:
        return self.model.desk.session.entry_unit not in {"", meaning.unit}

    def _not_here(self, row: int, column: int, text: str, number: int) -> None:
        index = self.model.index(row, column)
        shown = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        if not text.strip() or bare(text) == bare(shown):
            return
        address = self.model.address(index)
        if address is None:
            self.plan.leave(said.at_row(number + 1), text, said.PRINTED)
        else:
            label = self.model.label(address)
            self.plan.leave(label, text, said.COMPUTED, address)

    # ---- one row that comes ----

    def _new(
        self, number: int, line: int | None, listed: Listed, keys: Sequence[str], texts: Sequence[tuple[int, str]]
    ) -> None:
        row: dict[str, str] = dict(listed.given.get(line, {})) if line is not None else {}
        told = False
        for place, (source, text) in enumerate(texts):
            if place >= len(keys):
                self._too_far(number, text)
                continue
            key = keys[place]
            taken = self._new_text(listed, key, text, number, source)
            if taken:
                row[key] = taken
                told = told or bool(text.strip())
        if told:
            self.plan.listed = listed
            self.plan.new.append(row)

    def _new_text(self, listed: Listed, key: str, text: str, number: int, source: int) -> str:
        meaning = self.model.desk.session.pack.fields[listed.table].get(key) if key else None
        if key in listed.groups:
            level = clean(text or self.held.above(number, source), meaning, level=True)
            self._above[key] = level or self._above.get(key, "")
            return self._above[key]
        if meaning is None or self._continued(number, source) or not self.model.is_filled_in(listed, key):
            return ""
        wanted = clean(text, meaning)
        reason = unfit(wanted, meaning)
        if reason:
            self.plan.leave(said.at_cell(number + 1, meaning.label), wanted, reason)
            return ""
        return self._meant(wanted, meaning)


def _inside(text: str, shown: str, printed: str) -> str:
    """Return what is filled in of a text that brings the words of the form around it (其中：基本支出：442.54)."""
    if shown == printed:
        return text
    before, _, after = shown.partition(printed) if printed else (shown, "", "")
    found = re.fullmatch(f"{_loose(before)}(.*?){_loose(after)}", text.strip(), re.DOTALL)
    return found[1] if found is not None else text


def _loose(words: str) -> str:
    """Return a pattern for words whatever blanks stand between their signs."""
    return r"\s*".join(["", *(re.escape(sign) for sign in _blanks(words)), ""])


def _blanks(text: str) -> str:
    return re.sub(r"[\s\u3000\u00a0\u200b]+", "", text)


def unfit(text: str, meaning: Meaning | None) -> str:
    """Return why a text is not even tried; empty when it is."""
    if len(text) > MOST_TEXT:
        return said.too_long(MOST_TEXT)
    formula = meaning is not None and meaning.kind in _FIGURES and text.startswith(("=", "＝"))
    return said.FORMULA if formula else ""
