"""The dictionary: from its own shape (axes, `of`, `zh`) to one meaning for each key of each table.

A pack may add to it: axes and their values, tables, keys, names of facts, more words. The kind of a key never changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from app.core.errors import Place
from app.packs.axes import Axes, is_pattern, unfold
from app.packs.located import Spot
from app.packs.problems import PackError

VERSION: Final = "1"
_LIKE_ITSELF: Final = ("kind", "unit", "direction", "choices", "open", "labels", "synonyms", "roll", "by", "aliases")
_ENTRY: Final = ("of", "zh", "carry", *_LIKE_ITSELF)
_PARTS: Final = ("dictionary", "axes", "tables", "fields", "facts")
_AXIS_VALUE: Final = ("zh", "labels", "synonyms", "carry")


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The folded dictionary: axes as written, then axes, tables, fields and facts in the shape of the resolved pack."""

    axes: Axes
    words: Spot
    tables: Spot
    fields: dict[str, dict[str, Spot]]
    facts: Spot

    def kinds(self) -> dict[str, dict[str, str]]:
        """Return the kind of every key, by table and key."""
        return {
            table: {key: kind.text() if (kind := spot.get("kind")) else "" for key, spot in fields.items()}
            for table, fields in self.fields.items()
        }


def fold_dictionary(spot: Spot) -> Dictionary:
    """Fold the axes of a dictionary and sort its keys by table.

    Raises:
        PackError: an unknown table or axis, an entry that is not known, a key that is given two meanings.
    """
    _check_names(spot, _PARTS, "字典")
    for part in _PARTS[1:]:
        _check_mapping(_part(spot, part), part)
    axes = _part(spot, "axes").entries()
    for name, values in axes.items():
        _check_mapping(values, f"分列“{name}”")
        for value, entry in values.entries().items():
            _check_names(entry, _AXIS_VALUE, f"分列“{name}.{value}”")
    tables = _part(spot, "tables")
    fields = _Fields({name: {} for name in tables.entries()}, axes)
    for pattern, entry in _part(spot, "fields").entries().items():
        _check_entry(pattern, entry, tables.entries())
        fields.add(pattern, entry)
    return Dictionary(
        axes=axes,
        words=Spot({n: _each(values, {"zh": "label"}) for n, values in axes.items()}, _part(spot, "axes").place),
        tables=_each(tables, {"zh": "label", "in": "parents"}),
        fields=_with_targets(fields.by_table),
        facts=_each(_part(spot, "facts"), {"zh": "label"}),
    )


def check_kinds(before: Spot, after: Spot) -> None:
    """Refuse a layer that gives a key another kind than the layers below.

    Raises:
        PackError: with the place of the new kind.
    """
    known = _part(before, "fields").entries()
    for key, entry in _part(after, "fields").entries().items():
        kind, old = entry.get("kind"), known[key].get("kind") if key in known else None
        if kind is not None and old is not None and kind.text() != old.text():
            raise _other_kind(key, kind, old.text())


@dataclass(frozen=True, slots=True)
class _Fields:
    """The meanings gathered so far; an exact key beats a pattern that gives the same key."""

    by_table: dict[str, dict[str, Spot]]
    axes: Axes
    patterns: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, pattern: str, entry: Spot) -> None:
        """Add the keys of one entry."""
        for key, values in unfold(pattern, self.axes, entry):
            meaning = _meaning(key, entry, self.axes, values)
            for table in texts(entry.get("of")):
                self.put(table, key, pattern, meaning)

    def put(self, table: str, key: str, pattern: str, meaning: Spot) -> None:
        """Put one meaning in its table unless an exact one stands there."""
        other = self.patterns.get((table, key))
        if other is not None:
            if is_pattern(pattern) and is_pattern(other):
                raise PackError(
                    "dictionary.twice",
                    place=meaning.place,
                    what=f"“{table}”的“{key}”由“{other}”和“{pattern}”各给了一个含义",
                    rule="一栏只有一个含义",
                    repair="请改正其中一个",
                )
            old, kind = self.by_table[table][key].get("kind"), meaning.get("kind")
            if old is not None and kind is not None and old.text() != kind.text():
                raise _other_kind(key, kind, old.text())
            if is_pattern(pattern):
                return
        self.patterns[table, key] = pattern
        self.by_table[table][key] = meaning


def _with_targets(fields: dict[str, dict[str, Spot]]) -> dict[str, dict[str, Spot]]:
    """Return the meanings with `carry` to a key only in tables that have it; in the others the value is cleared.

    Raises:
        PackError: no table that has the key has what it becomes.
    """
    found = {
        (key, target)
        for own in fields.values()
        for key, spot in own.items()
        if (target := _part(spot, "carry").text()) in own
    }
    return {
        table: {key: _targeted(key, spot, own, found) for key, spot in own.items()} for table, own in fields.items()
    }


def _targeted(key: str, spot: Spot, own: Mapping[str, Spot], found: set[tuple[str, str]]) -> Spot:
    carry = _part(spot, "carry")
    if carry.text() in {"keep", "clear"} or carry.text() in own:
        return spot
    if (key, carry.text()) not in found:
        raise PackError(
            "dictionary.carry",
            place=carry.place,
            what=f"“{key}”下一年成为“{carry.text()}”，没有这一栏",
            rule="carry 写同一张表的栏",
            repair="请改正",
        )
    return Spot({**spot.entries(), "carry": Spot("clear", carry.place)}, spot.place)


def texts(spot: Spot | None) -> list[str]:
    """Return the texts of a list."""
    return [item.text() for item in spot.items()] if spot is not None else []


def _part(spot: Spot, name: str) -> Spot:
    return spot.get(name) or Spot({}, spot.place)


def _each(spot: Spot, names: Mapping[str, str]) -> Spot:
    """Return a mapping of mappings with the names of their entries changed."""
    return Spot({name: _renamed(below, names) for name, below in spot.entries().items()}, spot.place)


def _renamed(spot: Spot, names: Mapping[str, str]) -> Spot:
    if not isinstance(spot.value, dict):
        return spot  # the schema refuses it at its place
    return Spot({names.get(name, name): below for name, below in spot.value.items()}, spot.place)


def _check_names(spot: Spot, allowed: Iterable[str], where: str) -> None:
    _check_mapping(spot, where)
    for name, below in spot.entries().items():
        if name not in allowed:
            raise PackError(
                "dictionary.entry",
                place=below.place,
                what=f"{where}里不认识“{name}”",
                rule=f"可以写：{'、'.join(allowed)}",
                repair="请改正；算法、标签和打印格式写在表样的 fields 里",
            )


def _check_mapping(spot: Spot, where: str) -> None:
    if not isinstance(spot.value, dict):
        raise PackError(
            "dictionary.shape", place=spot.place, what=f"{where}要写成“名称: 内容”", rule="", repair="请改正"
        )


def _check_entry(pattern: str, entry: Spot, tables: Mapping[str, Spot]) -> None:
    _check_names(entry, _ENTRY, f"“{pattern}”")
    of = texts(entry.get("of"))
    for table in of:
        if table not in tables:
            raise PackError(
                "dictionary.table",
                place=entry.place,
                what=f"“{pattern}”放在没有的表“{table}”里",
                rule="of 写 tables 里有的表",
                repair=f"现有：{'、'.join(tables)}",
            )
    missing = [name for name in ("zh", "kind") if not _part(entry, name).text()]
    if not of or missing:
        raise PackError(
            "dictionary.meaning",
            place=entry.place,
            what=f"“{pattern}”缺少 {missing[0] if missing else 'of（表的列表）'}",
            rule="字典的每一条写明在哪些表（of）、中文名称（zh）和种类（kind）",
            repair="请补上",
        )


def _meaning(key: str, entry: Spot, axes: Axes, values: Mapping[str, str]) -> Spot:
    """Return the meaning of one folded key in the shape of the resolved pack."""
    words = [_zh(axes[axis].entries()[value]) for axis, value in values.items()]
    label = _zh(entry) + (f"（{'，'.join(words)}）" if words else "")
    out = {"label": Spot(label, entry.place)}
    out |= {name: below for name in _LIKE_ITSELF if (below := entry.get(name)) is not None}
    out["carry"] = Spot(_carry(key, entry, axes, values), entry.place)
    if values:
        out["axis"] = Spot({axis: Spot(value, entry.place) for axis, value in values.items()}, entry.place)
    return Spot(out, entry.place)


def _zh(spot: Spot) -> str:
    zh = spot.get("zh")
    return zh.text() if zh is not None else ""


def _carry(key: str, entry: Spot, axes: Axes, values: Mapping[str, str]) -> str:
    """Return keep, clear, or the key this one becomes next year."""
    carry = entry.get("carry")
    if carry is None:
        return "clear"
    to = carry.get("to")
    if to is not None:
        return to.text()
    if carry.text() in {"keep", "clear"}:
        return carry.text()
    if carry.text() != "axis" or not values:
        raise PackError(
            "dictionary.carry",
            place=carry.place,
            what=f"“{key}”的 carry 不对",
            rule="写 keep（保留）、clear（清空）、axis（随分列，只用于带分列的栏）或 {to: 栏名}",
            repair="请改正",
        )
    for axis, value in values.items():
        becomes = axes[axis].entries()[value].get("carry")
        if becomes is not None:
            return ".".join(becomes.text() if part == value else part for part in key.split("."))
    return "clear"


def _other_kind(key: str, spot: Spot, old: str) -> PackError:
    return PackError(
        "dictionary.kind",
        place=spot.place,
        what=f"“{key}”的种类原来是{old}，改成了{spot.text()}",
        rule="一栏的含义和种类各表样相同，不能改",
        repair="请改回，或另起一个栏名",
    )


def empty_dictionary() -> Spot:
    """Return a dictionary without entries (for packs that bring everything themselves)."""
    return Spot({}, Place(""))
