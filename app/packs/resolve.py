"""Put a pack together: layers, dictionary, axes, forms, parameters; the result is canonical JSON with a digest.

Order: the chain of `extends`; the dictionary with every layer's additions; in each layer patterns (`<when>`, `"*"`)
are folded; the layers are merged; forms are completed (`like`, `lines`); parameters are put in last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.packs.axes import fold_entries
from app.packs.chain import Layer, Reader, layer_of, layers_of
from app.packs.common_rules import folded, keep_fitting, read_rules, untouched
from app.packs.dictionary import Dictionary, check_kinds, empty_dictionary, fold_dictionary
from app.packs.field_layers import merge_fields
from app.packs.form_layers import complete_forms, merge_forms
from app.packs.loading import MAX_BYTES, digest_of, encode
from app.packs.located import Spot, locate, places_of
from app.packs.merge import merge
from app.packs.params import fill, settle
from app.packs.problems import PackError
from app.packs.schema import SCHEMA
from app.packs.strict_yaml import Places, Plain, read_yaml
from app.packs.validating import validate

_SECTIONS: Final = (
    "title", "region", "years", "unit_of_money", "about", "kinds", "scoring", "weights", "levels", "grades", "forms",
    "covers", "reports", "pages", "audit", "library", "terms", "absent", "print", "cases",
)  # fmt: skip
_FOLDED: Final = ("scoring", "audit")
"""Sections besides `fields` in which an id may be a pattern."""

_NOT_INHERITED: Final = ("cases",)
"""Worked examples show what their own pack makes of its paper: a child with other rules has others."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A resolved pack as bytes: canonical JSON (UTF-8, order of the pack, compact) and its SHA-256."""

    id: str
    revision: str
    title: str
    region: str
    years: tuple[str, str]
    base: bool
    digest: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Drawing:
    """A resolved pack with the place of every value in the YAML it came from, for the static check."""

    resolved: Resolved
    places: Places


@dataclass(frozen=True, slots=True)
class _Common:
    """What all packs share: the dictionary, the audit rules."""

    words: Spot
    audit: Spot | None


def resolve(
    pack_id: str, read: Reader, dictionary: tuple[str, str] | None = None, audit: Sequence[tuple[str, str]] = ()
) -> Drawing:
    """Resolve a pack.

    Args:
        pack_id: id of the pack.
        read: gives the YAML of a pack by id.
        dictionary: text and name of the common dictionary; None for none.
        audit: text and name of each file of the common audit rules.

    Raises:
        PackError: any fault, at its place in the layer that holds it. A child is blamed only when its parent is sound.
    """
    layers = layers_of(pack_id, read)
    common = _Common(_common(dictionary), read_rules(audit))
    try:
        return _together(layers, common)
    except PackError:
        if len(layers) > 1:
            _blame_parent(layers[:-1], common)
        raise


def resolve_text(
    text: str,
    source: str,
    read: Reader,
    dictionary: tuple[str, str] | None = None,
    audit: Sequence[tuple[str, str]] = (),
) -> Drawing:
    """Resolve a pack that is given as text (not yet imported); its parents come from `read`."""
    own = layer_of(text, source).id
    return resolve(own, lambda pack_id: (text, source) if pack_id == own else read(pack_id), dictionary, audit)


def _blame_parent(layers: list[Layer], common: _Common) -> None:
    """Raise the fault of the layers below, if they have one by themselves."""
    _together(layers, common)


def _together(layers: list[Layer], common: _Common) -> Drawing:
    words = _dictionary(layers, common.words)
    rules = folded(common.audit, words.axes) if common.audit is not None else Spot({}, layers[-1].spot.place)
    merged = _merged(layers, words, rules)
    shared = untouched(rules, merged.get("audit"))
    params = _part(merged, "params")
    raw = {name: spot.text() for name, spot in params.entries().items()}
    settled = settle(raw, {name: spot.place for name, spot in params.entries().items()})
    filled, leaves = fill(_parts(layers, merged, words), settled)
    plain = filled.plain()
    if isinstance(plain, dict) and leaves:
        plain["param_leaves"] = [{"path": [str(step) for step in path], "text": text} for path, text in leaves]
    return _drawing(plain, places_of(filled), shared)


def _parts(layers: list[Layer], merged: Spot, words: Dictionary) -> Spot:
    """Return the sections of the resolved pack in their order."""
    own = layers[-1]
    money = merged.get("unit_of_money")
    parts: dict[str, Spot] = {"schema": Spot(SCHEMA, own.spot.place), **own.head()}
    head = [name for name in _SECTIONS[: _SECTIONS.index("kinds")] if name in merged.entries()]
    parts |= {name: merged.entries()[name] for name in head}
    parts["params"] = _part(merged, "params")
    parts |= {"axes": words.words, "tables": merge(words.tables, _part(merged, "tables"))}
    parts["fields"] = merge_fields(layers, words, money.text() if money else "万元")
    parts["facts"] = words.facts
    parts |= {name: merged.entries()[name] for name in _SECTIONS if name in merged.entries() and name not in head}
    if "forms" in parts:
        parts["forms"] = complete_forms(parts["forms"])
    return Spot(parts, own.spot.place)


def _drawing(plain: Plain, places: Places, shared: frozenset[str]) -> Drawing:
    pack = validate(plain, places)
    keep_fitting(plain, pack, shared)
    body = encode(plain)
    if len(body) > MAX_BYTES:
        raise PackError(
            "pack.too_large",
            place=places[()],
            what="表样展开后太大",
            rule=f"不超过{MAX_BYTES // 1_000_000}兆",
            repair="请减少重复的内容",
        )
    head = (pack.id, pack.revision, pack.title, pack.region, pack.years, pack.base)
    resolved = Resolved(*head, digest_of(body), body)
    return Drawing(resolved, places)


def _merged(layers: list[Layer], words: Dictionary, rules: Spot) -> Spot:
    """Lay the layers over each other, all but dictionary, tables and fields, which have a base of their own.

    The common audit rules lie under the pack's own.
    """
    empty = Spot({}, layers[0].spot.place)
    merged: dict[str, Spot] = {"audit": rules} if rules.entries() else {}
    for layer in layers:
        for name in ("params", "tables", *_SECTIONS):
            own = layer.spot.get(name)
            if own is None or (name in _NOT_INHERITED and layer is not layers[-1]):
                continue
            if name in _FOLDED:
                own = Spot(fold_entries(own.entries(), words.axes), own.place) if own.entries() else own
            below = merged.get(name, empty)
            if name == "tables":
                merged[name] = merge(below, own, late=True)
            elif name == "forms" and isinstance(own.value, dict):
                merged[name] = merge_forms(below, own)
            else:
                merged[name] = merge(below, own)
    return Spot(merged, layers[-1].spot.place)


def _common(dictionary: tuple[str, str] | None) -> Spot:
    if dictionary is None:
        return empty_dictionary()
    plain, places = read_yaml(*dictionary)
    return locate(plain, places)


def _dictionary(layers: list[Layer], common: Spot) -> Dictionary:
    words = common
    for layer in layers:
        own = layer.spot.get("dictionary")
        if own is not None:
            check_kinds(words, own)
            words = merge(words, own)
    return fold_dictionary(words)


def _part(spot: Spot, name: str) -> Spot:
    return spot.get(name) or Spot({}, spot.place)
