"""Put a pack together: layers, dictionary, axes, forms, parameters; the result is canonical JSON with a digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.packs.axes import fold_entries, fold_star
from app.packs.dictionary import Dictionary, empty_dictionary, fold_dictionary
from app.packs.form_layers import complete_forms
from app.packs.located import Spot, locate, places_of
from app.packs.merge import merge
from app.packs.params import fill
from app.packs.problems import PackError
from app.packs.schema import SCHEMA
from app.packs.strict_yaml import Path, Places, Plain, read_yaml
from app.packs.validating import validate

_SECTIONS: Final = (
    "title", "region", "years", "unit_of_money", "about", "kinds", "scoring", "weights", "grades", "forms", "covers",
    "reports", "pages", "audit", "library", "terms", "absent", "print", "cases",
)  # fmt: skip
_OWN: Final = {"id", "revision", "extends", "params", "dictionary", "tables", "fields", *_SECTIONS}
_MAX_CHAIN: Final = 12

Reader = Callable[[str], tuple[str, str]]
"""Gives the text of a pack's YAML and the name to show for it; raises PackError when there is no such pack."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A resolved pack as bytes: canonical JSON (UTF-8, order of the pack, compact) and its SHA-256."""

    id: str
    revision: str
    title: str
    years: tuple[str, str]
    digest: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Drawing:
    """A resolved pack with the place of every value in the YAML it came from, for the static check."""

    resolved: Resolved
    places: Places


def resolve(pack_id: str, read: Reader, dictionary: tuple[str, str] | None = None) -> Drawing:
    """Resolve a pack.

    Args:
        pack_id: id of the pack.
        read: gives the YAML of a pack by id.
        dictionary: text and name of the common dictionary; None for none.

    Raises:
        PackError: any fault, at its place in the layer that holds it.
    """
    layers = _chain(pack_id, read)
    merged = _merge_all([_rest(layer) for layer in layers])
    words = _dictionary(layers, dictionary)
    params = {name: spot.text() for name, spot in _part(merged, "params").entries().items()}
    head = {name: _required(layers[-1], name) for name in ("id", "revision")}
    parts: dict[str, Spot] = {"schema": Spot(SCHEMA, merged.place), **head, "params": _part(merged, "params")}
    parts["tables"] = merge(Spot(dict(words.tables), merged.place), _part(merged, "tables"))
    money = merged.get("unit_of_money")
    parts["fields"] = _with_money_unit(_fields(layers, words), money.text() if money else "万元")
    parts["facts"] = words.facts
    parts |= {name: spot for name in _SECTIONS if (spot := merged.get(name)) is not None}
    if "forms" in parts:
        parts["forms"] = complete_forms(parts["forms"])
    filled, leaves = fill(Spot(parts, merged.place), params)
    plain = filled.plain()
    if isinstance(plain, dict) and leaves:
        plain["param_leaves"] = [{"path": [str(step) for step in path], "text": text} for path, text in leaves]
    return _drawing(plain, places_of(filled))


def resolve_text(text: str, source: str, read: Reader, dictionary: tuple[str, str] | None = None) -> Drawing:
    """Resolve a pack that is given as text (not yet imported); its parents come from `read`."""
    own = _required(_layer(text, source), "id").text()
    return resolve(own, lambda pack_id: (text, source) if pack_id == own else read(pack_id), dictionary)


def encode(plain: Plain) -> bytes:
    """Return the canonical bytes of resolved plain data."""
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def _drawing(plain: Plain, places: Places) -> Drawing:
    pack = validate(plain, places)
    body = encode(plain)
    resolved = Resolved(pack.id, pack.revision, pack.title, pack.years, hashlib.sha256(body).hexdigest(), body)
    return Drawing(resolved, places)


def _layer(text: str, source: str) -> Spot:
    plain, places = read_yaml(text, source)
    layer = locate(plain, places)
    if not isinstance(layer.value, dict):
        raise PackError(
            "pack.shape", place=layer.place, what="这不是表样", rule="表样是“名称: 内容”", repair="请核对文件"
        )
    for name, spot in layer.value.items():
        if name not in _OWN:
            raise PackError(
                "pack.unknown",
                place=spot.place,
                what=f"不认识“{name}”",
                rule=f"最外层可写：{'、'.join(sorted(_OWN))}",
                repair="请删去或改正",
            )
    return layer


def _chain(pack_id: str, read: Reader) -> list[Spot]:
    """Return the layers of a pack, the first parent first."""
    layers: list[Spot] = []
    seen: list[str] = []
    wanted, asked = pack_id, None
    while True:
        if wanted in seen or len(seen) >= _MAX_CHAIN:
            raise PackError(
                "pack.cycle",
                place=asked.place if asked else None,
                what=f"表样互相沿用：{' → '.join([*seen, wanted])}",
                rule="extends 不能绕回自己",
                repair="请改正 extends",
            )
        layer = _layer(*_read(wanted, read, asked))
        seen.append(wanted)
        layers.insert(0, layer)
        asked = layer.get("extends")
        if asked is None:
            return layers
        wanted = asked.text()


def _read(pack_id: str, read: Reader, asked: Spot | None) -> tuple[str, str]:
    try:
        return read(pack_id)
    except PackError as error:
        if asked is None or error.code != "pack.missing":
            raise
        raise PackError(
            "pack.parent",
            place=asked.place,
            what=f"找不到沿用的表样“{pack_id}”",
            rule="extends 写已有表样的编号",
            repair="请先导入它，或改正编号",
        ) from error


def _merge_all(layers: list[Spot]) -> Spot:
    merged = layers[0]
    for layer in layers[1:]:
        merged = merge(merged, layer)
    return merged


def _rest(layer: Spot) -> Spot:
    apart = {"dictionary", "fields", "extends", "id", "revision"}
    return Spot({name: spot for name, spot in layer.entries().items() if name not in apart}, layer.place)


def _dictionary(layers: list[Spot], common: tuple[str, str] | None) -> Dictionary:
    words = empty_dictionary()
    if common is not None:
        plain, places = read_yaml(*common)
        words = locate(plain, places)
    for layer in layers:
        own = layer.get("dictionary")
        words = merge(words, own) if own is not None else words
    return fold_dictionary(words)


def _fields(layers: list[Spot], words: Dictionary) -> Spot:
    """Lay each layer's fields over the meanings; a key that no table knows is an error."""
    merged: dict[str, Spot] = {table: Spot(dict(fields), words.facts.place) for table, fields in words.fields.items()}
    for layer in layers:
        for table, entries in _part(layer, "fields").entries().items():
            if table not in merged:
                raise _unknown_table(table, entries, merged)
            folded = fold_star(fold_entries(entries.entries(), words.axes), words.kinds(table))
            _check_keys(table, folded, words.fields[table])
            merged[table] = merge(merged[table], Spot(folded, entries.place))
    return Spot(dict(merged), layers[-1].place)


def _with_money_unit(fields: Spot, unit: str) -> Spot:
    """Give every money field without a unit of its own the unit of the pack."""
    out = {}
    for table, entries in fields.entries().items():
        named = dict(entries.entries())
        for key, spot in named.items():
            kind = spot.get("kind")
            if kind is not None and kind.text() == "money" and spot.get("unit") is None:
                named[key] = Spot({**spot.entries(), "unit": Spot(unit, spot.place)}, spot.place)
        out[table] = Spot(named, entries.place)
    return Spot(out, fields.place)


def _check_keys(table: str, folded: dict[str, Spot], known: dict[str, Spot]) -> None:
    for key, spot in folded.items():
        if key not in known and key != "drop":
            raise PackError(
                "pack.key",
                place=spot.place,
                what=f"字典里的“{table}”没有“{key}”",
                rule="fields 里只写字典（或本表样 dictionary 部分）有的栏",
                repair="请改正栏名，或在 dictionary 部分补上它的含义",
            )


def _unknown_table(table: str, spot: Spot, known: dict[str, Spot]) -> PackError:
    return PackError(
        "pack.table",
        place=spot.place,
        what=f"没有“{table}”这张表",
        rule="fields 按表写",
        repair=f"现有：{'、'.join(known)}",
    )


def _part(spot: Spot, name: str) -> Spot:
    return spot.get(name) or Spot({}, spot.place)


def _required(layer: Spot, name: str) -> Spot:
    found = layer.get(name)
    if found is None or not found.text():
        raise PackError(
            "pack.head",
            place=layer.place,
            what=f"缺少“{name}”",
            rule="表样要有编号（id）和修订号（revision）",
            repair="请补上",
        )
    return found
