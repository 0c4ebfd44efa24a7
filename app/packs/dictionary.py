"""The dictionary: from its own shape (axes, `of`, `zh`) to one meaning for each key of each table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.errors import Place
from app.packs.axes import unfold
from app.packs.located import Spot
from app.packs.problems import PackError

_LIKE_ITSELF = ("kind", "unit", "direction", "choices", "open", "labels", "synonyms", "roll", "by", "aliases")
_ALLOWED = {"of", "zh", "carry", *_LIKE_ITSELF}


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The folded dictionary: axes, tables, fields by table and key, usual names of facts."""

    axes: Mapping[str, Spot]
    tables: dict[str, Spot]
    fields: dict[str, dict[str, Spot]]
    facts: Spot

    def kinds(self, table: str) -> dict[str, str]:
        """Return the kind of every key of a table."""
        found = self.fields.get(table, {})
        return {key: kind.text() for key, spot in found.items() if (kind := spot.get("kind")) is not None}


def fold_dictionary(spot: Spot) -> Dictionary:
    """Fold the axes of a dictionary and sort its keys by table.

    Raises:
        PackError: an unknown table or axis, an entry that is not known.
    """
    axes = _part(spot, "axes").entries()
    tables = {name: _table(below) for name, below in _part(spot, "tables").entries().items()}
    fields: dict[str, dict[str, Spot]] = {name: {} for name in tables}
    for pattern, entry in _part(spot, "fields").entries().items():
        _check_entry(pattern, entry, tables)
        for key, values in unfold(pattern, axes, entry):
            meaning = _meaning(key, entry, axes, values)
            for table in _texts(entry.get("of")):
                fields[table][key] = meaning
    facts = {name: _renamed(below, {"zh": "label"}) for name, below in _part(spot, "facts").entries().items()}
    return Dictionary(axes, tables, fields, Spot(facts, spot.place))


def _part(spot: Spot, name: str) -> Spot:
    return spot.get(name) or Spot({}, spot.place)


def _texts(spot: Spot | None) -> list[str]:
    return [item.text() for item in spot.value] if spot is not None and isinstance(spot.value, list) else []


def _renamed(spot: Spot, names: Mapping[str, str]) -> Spot:
    return Spot({names.get(name, name): below for name, below in spot.entries().items()}, spot.place)


def _table(spot: Spot) -> Spot:
    return _renamed(spot, {"zh": "label", "in": "parents"})


def _check_entry(pattern: str, entry: Spot, tables: Mapping[str, Spot]) -> None:
    for name, below in entry.entries().items():
        if name not in _ALLOWED:
            raise PackError(
                "dictionary.entry",
                place=below.place,
                what=f"“{pattern}”里不认识“{name}”",
                rule=f"字典只写含义：{'、'.join(sorted(_ALLOWED))}",
                repair="算法、标签和打印格式写在表样的 fields 里",
            )
    for table in _texts(entry.get("of")):
        if table not in tables:
            raise PackError(
                "dictionary.table",
                place=entry.place,
                what=f"“{pattern}”放在没有的表“{table}”里",
                rule="of 写 tables 里有的表",
                repair=f"现有：{'、'.join(tables)}",
            )
    if not _texts(entry.get("of")) or entry.get("zh") is None:
        raise PackError(
            "dictionary.meaning",
            place=entry.place,
            what=f"“{pattern}”缺少 of 或 zh",
            rule="字典的每一条写明在哪些表（of）和中文名称（zh）",
            repair="请补上",
        )


def _meaning(key: str, entry: Spot, axes: Mapping[str, Spot], values: Mapping[str, str]) -> Spot:
    """Return the meaning of one folded key in the shape of the resolved pack."""
    out = {name: below for name in _LIKE_ITSELF if (below := entry.get(name)) is not None}
    words = [_zh(axes[axis].entries()[value]) for axis, value in values.items()]
    label = _zh(entry) + (f"（{'，'.join(words)}）" if words else "")
    out["label"] = Spot(label, entry.place)
    out["carry"] = Spot(_carry(key, entry, axes, values), entry.place)
    if values:
        out["axis"] = Spot({axis: Spot(value, entry.place) for axis, value in values.items()}, entry.place)
    return Spot(out, entry.place)


def _zh(spot: Spot) -> str:
    zh = spot.get("zh")
    return zh.text() if zh is not None else ""


def _carry(key: str, entry: Spot, axes: Mapping[str, Spot], values: Mapping[str, str]) -> str:
    """Return keep, clear, or the key this one becomes next year."""
    carry = entry.get("carry")
    if carry is None:
        return "clear"
    to = carry.get("to")
    if to is not None:
        return to.text()
    if carry.text() != "axis":
        return carry.text()
    for axis, value in values.items():
        becomes = axes[axis].entries()[value].get("carry")
        if becomes is not None:
            parts = key.split(".")
            return ".".join(becomes.text() if part == value else part for part in parts)
    return "clear"


def empty_dictionary() -> Spot:
    """Return a dictionary without entries (for packs that bring everything themselves)."""
    return Spot({}, Place(""))
