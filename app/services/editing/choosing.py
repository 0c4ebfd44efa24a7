"""从指标库选: usual indicators for a table, as the pack names their levels; never a target figure or an actual."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.core.errors import UserError
from app.core.records import Address, Cell, CellOp, Op, Row, RowOp
from app.packs.indicators import Indicator, indicator_library, levels_in
from app.services.editing.adding import new_rows
from app.services.editing.rows import share_row
from app.services.own_indicators import MARK, OwnIndicator, load_own
from app.services.session import Changes, Session

TABLE = "indicators"


@dataclass(frozen=True, slots=True)
class Choice:
    """An indicator of the library under the pack at hand.

    Attributes:
        id: its id in the library.
        name: its name, `level1` and `level2` as the pack has them.
        form: how a target is usually written; `method` how a rate is computed; `evidence` what shows it.
        mistakes: usual mistakes; shown when it is chosen.
        projects: types of project it suits.
        used: the row that has it already elsewhere (offered as 共用指标), and where in words.
    """

    id: str
    name: str
    level1: str
    level2: str
    form: str
    method: str
    evidence: str
    mistakes: tuple[str, ...]
    projects: tuple[str, ...]
    used: str = ""
    used_in: str = ""


def project_types() -> tuple[str, ...]:
    """Return the types of project that indicators are listed for."""
    return tuple(dict.fromkeys(one for entry in indicator_library().values() for one in entry.projects))


def choices(session: Session, parent: str, words: str = "", *, level1: str = "", sort: str = "") -> list[Choice]:
    """Return the indicators that fit: all words in name or synonyms, the level, the type of project.

    Those that this list has already are left out.
    """
    held = {row: _library_id(session, row) for row in _rows(session)}
    own = {name for row, name in held.items() if session.facts.rows[row].parent == parent}
    elsewhere = {name: row for row, name in reversed(held.items()) if session.facts.rows[row].parent != parent}
    found = []
    for name, entry in indicator_library().items():
        choice = _choice(session, name, entry, elsewhere.get(name, ""))
        if name not in own and _fits(choice, entry, words, level1, sort):
            found.append(choice)
    return found


def own_choices(session: Session, parent: str, words: str = "", *, level1: str = "") -> list[Choice]:
    """Return what the unit saved as 本单位常用指标 that fits; those that this list has already are left out."""
    rows = session.tree.children.get((parent, TABLE), ())
    held = {tuple(session.graph.printed(row, key) for key in ("level1", "level2", "level3")) for row in rows}
    found = []
    for one in load_own().entries:
        entry = _as_entry(one)
        choice = _choice(session, one.id, entry, "")
        if (choice.level1, choice.level2, choice.name) not in held and _fits(choice, entry, words, level1, ""):
            found.append(choice)
    return found


def levels(session: Session) -> tuple[str, ...]:
    """Return the names of level 1 that the library has under the pack at hand."""
    return tuple(dict.fromkeys(levels_in(session.pack, entry)[0] for entry in indicator_library().values()))


def level_choices(session: Session, parent: str, level1: str = "") -> tuple[str, ...]:
    """Return names that a level may have: level 1 of a list, or level 2 below a level 1; those in use first."""
    rows = session.tree.children.get((parent, TABLE), ())
    pairs = [(session.graph.printed(row, "level1"), session.graph.printed(row, "level2")) for row in rows]
    pairs += [levels_in(session.pack, entry) for entry in indicator_library().values()]
    if level1:
        return tuple(dict.fromkeys(second for first, second in pairs if first == level1 and second))
    weights = session.pack.weights.get(session.facts.rows[parent].table)
    fixed = weights.level1 if weights is not None else ()
    return tuple(dict.fromkeys([*fixed, *(first for first, _ in pairs if first)]))


def choose(session: Session, parent: str, name: str) -> tuple[str, Changes]:
    """Add an indicator of the library to a list, after the last row of its level 2; return the new row's id.

    Raises:
        UserError: the library has no such indicator.
    """
    rows, changes = choose_all(session, parent, [name])
    return rows[0], changes


def choose_all(session: Session, parent: str, names: Sequence[str]) -> tuple[list[str], Changes]:
    """Add several indicators of the library as one step; return the new rows' ids in the order of the names.

    Raises:
        UserError: the library has no such indicator; nothing was changed.
    """
    entries = [_entry(session, parent, name) for name in names]
    made: dict[str, list[Row]] = {}
    ops: list[Op] = []
    rows = []
    places = [_last_like(session, parent, *levels_in(session.pack, entry)) for _, entry in entries]
    for after in dict.fromkeys(places):
        made[after] = new_rows(session, (parent, TABLE), places.count(after), after)
    for (name, entry), after in zip(entries, places, strict=True):
        row = made[after].pop(0)
        rows.append(row.id)
        ops += [RowOp(row.id, row), *_texts(session, row.id, name, entry)]
    told = f"“{entries[0][1].name}”" if len(entries) == 1 else f"{len(entries)}个指标"
    return rows, session.apply(f"从指标库选{told}", ops)


def _texts(session: Session, row: str, name: str, entry: Indicator) -> list[Op]:
    level1, level2 = levels_in(session.pack, entry)
    texts = {"level1": level1, "level2": level2, "level3": entry.name, "direction": entry.direction, "library_id": name}
    if entry.unit:
        texts["target.measure"] = entry.unit[0]
    known = session.pack.fields[TABLE]
    return [CellOp(Address(row, key), Cell(text)) for key, text in texts.items() if text and key in known]


def _entry(session: Session, parent: str, name: str) -> tuple[str, Indicator]:
    """Return an indicator, and the id it has in the library; none for one that only the unit has."""
    entry = indicator_library().get(name)
    if entry is not None:
        return name, entry
    own = load_own().get(name)
    if own is None:
        raise UserError(
            "library.unknown",
            where=session.tree.path(parent) or "单位",
            what="指标库里没有这个指标" if name.startswith(MARK) else f"指标库里没有编号“{name}”",
            rule="指标从指标库里选",
            repair="请重新选择",
        )
    return own.library if own.library in indicator_library() else "", _as_entry(own)


def _as_entry(own: OwnIndicator) -> Indicator:
    unit = (own.unit,) if own.unit else ()
    level1, level2 = own.level1, own.level2
    return Indicator(name=own.name, level1=level1, level2=level2, direction=own.direction, unit=unit, form=own.form)


def share(session: Session, choice: Choice, parent: str) -> tuple[str, Changes]:
    """Use the row that has an indicator already in another list too (共用指标)."""
    return share_row(session, choice.used, parent)


def _fits(choice: Choice, entry: Indicator, words: str, level1: str, sort: str) -> bool:
    names = " ".join((entry.name, *entry.synonyms, choice.level2))
    return (
        all(word in names for word in words.split())
        and (not level1 or choice.level1 == level1)
        and (not sort or sort in entry.projects)
    )


def _choice(session: Session, name: str, entry: Indicator, used: str) -> Choice:
    level1, level2 = levels_in(session.pack, entry)
    parent = session.facts.rows[used].parent if used else None
    where = (session.title(parent) or "整体绩效") if parent else ""
    told = (entry.form, entry.method, entry.evidence)
    return Choice(name, entry.name, level1, level2, *told, entry.mistakes, entry.projects, used, where)


def _rows(session: Session) -> Iterator[str]:
    return (row.id for row in session.facts.rows.values() if row.table == TABLE)


def _library_id(session: Session, row: str) -> str:
    return session.graph.printed(row, "library_id")


def _last_like(session: Session, parent: str, level1: str, level2: str) -> str:
    """Return the last row of the same level 2, else of the same level 1; empty where there is none."""
    best = ""
    same = False
    for row in session.tree.children.get((parent, TABLE), ()):
        first = session.graph.printed(row, "level1") == level1
        both = first and session.graph.printed(row, "level2") == level2
        if both or (first and not same):
            best, same = row, same or both
    return best
