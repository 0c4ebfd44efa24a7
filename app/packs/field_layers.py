"""The fields of a pack: what each layer writes laid over what the dictionary means."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from app.packs.axes import fold_entries, fold_star
from app.packs.chain import Layer, no_mapping
from app.packs.dictionary import Dictionary
from app.packs.located import Spot
from app.packs.merge import DROP, merge
from app.packs.problems import PackError

_MEANING: Final = ("kind", "carry", "roll", "axis", "aliases")
"""What only the dictionary says."""


def merge_fields(layers: Sequence[Layer], words: Dictionary, money: str) -> Spot:
    """Lay each layer's fields over the meanings.

    Args:
        layers: the layers, the first parent first.
        words: the folded dictionary with every layer's additions.
        money: unit of money of the pack, for money fields without one of their own.

    Raises:
        PackError: a table or key that the dictionary does not know, a layer that changes a meaning.
    """
    place = layers[0].spot.place
    kinds = words.kinds()
    merged = {table: Spot(dict(fields), place) for table, fields in words.fields.items()}
    for layer in layers:
        for table, entries in (layer.spot.get("fields") or Spot({}, place)).entries().items():
            if table not in merged:
                raise _unknown_table(table, entries, merged)
            if not isinstance(entries.value, dict):
                raise no_mapping(f"fields.{table}", entries)
            folded = fold_star(fold_entries(entries.entries(), words.axes), table, kinds)
            _check(table, folded, words.fields[table])
            merged[table] = merge(merged[table], Spot(folded, entries.place))
    return Spot({table: _with_unit(fields, money) for table, fields in merged.items()}, layers[-1].spot.place)


def _with_unit(fields: Spot, money: str) -> Spot:
    """Give every money field without a unit of its own the unit of the pack."""
    named = dict(fields.entries())
    for key, spot in named.items():
        kind = spot.get("kind")
        if kind is not None and kind.text() == "money" and spot.get("unit") is None:
            named[key] = Spot({**spot.entries(), "unit": Spot(money, spot.place)}, spot.place)
    return Spot(named, fields.place)


def _check(table: str, folded: Mapping[str, Spot], known: Collection[str]) -> None:
    for key, spot in folded.items():
        if key not in known and key != DROP:
            raise PackError(
                "pack.key",
                place=spot.place,
                what=f"字典里的“{table}”没有“{key}”",
                rule="fields 里只写字典（或本表样 dictionary 部分）有的栏",
                repair="请改正栏名，或在 dictionary 部分补上它的含义",
            )
        for name, below in spot.entries().items():
            if name in _MEANING:
                raise PackError(
                    "pack.meaning",
                    place=below.place,
                    what=f"“{key}”的 {name} 不能在 fields 里改",
                    rule=f"{'、'.join(_MEANING)} 是栏的含义，只写在字典里",
                    repair="请删去；新的栏在 dictionary 部分写",
                )
        if key != DROP and not isinstance(spot.value, dict):
            raise no_mapping(key, spot)


def _unknown_table(table: str, spot: Spot, known: Collection[str]) -> PackError:
    return PackError(
        "pack.table",
        place=spot.place,
        what=f"没有“{table}”这张表",
        rule="fields 按表写",
        repair=f"现有：{'、'.join(known)}",
    )
