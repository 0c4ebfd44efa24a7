"""Local terms (本地要求): what a clerk sets from this year's notice, laid over the resolved pack."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from app.core.errors import UserError
from app.core.numbers import plain, shift
from app.core.values import NA, TEXT_KINDS, interpret
from app.packs.loading import load_pack, read_json
from app.packs.params import names_in, refill, set_at, settle, text_at
from app.packs.schema import Pack, Term
from app.packs.strict_yaml import Path
from app.packs.validating import validate

_PARAMS = "params"

_NEVER_NEGATIVE: Final = frozenset({"points", "rate", "count"})
"""Kinds of terms that say how much of something there is: a weight, a step, a number of rows."""


def with_terms(body: bytes, values: Mapping[str, str]) -> Pack:
    """Return the pack of a resolved body with local terms laid over it; without terms it is the pack itself.

    Raises:
        UserError: a term that the pack does not offer, or a value of the wrong kind.
        PackError: the pack with the terms is not sound.
    """
    pack = load_pack(body)
    if not values:
        return pack
    texts = {name: term_text(pack, name, value) for name, value in values.items()}
    changed: Any = read_json(body)
    _put_params(pack, changed, {pack.terms[name].param: text for name, text in texts.items() if pack.terms[name].param})
    for name, text in texts.items():
        path = pack.terms[name].path
        if path and not set_at(changed, path, text):
            raise UserError(
                "term.path",
                where=pack.terms[name].label,
                what="表样里没有这一处",
                rule="本地要求只能改表样里有的",
                repair="请核对表样的 terms",
            )
    _name_terms(pack, changed, texts)
    return validate(changed)


def term_text(pack: Pack, name: str, value: str) -> str:
    """Return the value of a term in the way a pack writes it: one of its choices, `5%`, `10`, words.

    Raises:
        UserError: a term that the pack does not offer, or a value that does not fit it; with what can be set.
    """
    term = pack.terms.get(name)
    if term is None:
        raise UserError(
            "term.unknown",
            where="通知要求",
            what=f"没有“{name}”这一项",
            rule="能改的以表样为准",
            repair=f"可以改：{'、'.join(pack.terms)}" if pack.terms else "这个表样没有可以改的",
        )
    trimmed = value.strip()
    if not trimmed:
        raise UserError(
            "term.blank", where=term.label, what="没有填", rule="本地要求要有内容", repair="请填上，或删去这一项"
        )
    if not term.choices:
        return _of_kind(term, trimmed)
    if trimmed not in term.choices:
        words = "、".join(f"{choice}（{label}）" for choice, label in term.choices.items())
        raise UserError(
            "term.choice", where=term.label, what=f"不能填“{value}”", rule=f"可以选：{words}", repair="请选其中一项"
        )
    return trimmed


def value_of(body: bytes, pack: Pack, term: Term) -> str:
    """Return what the pack itself says where a term would change it."""
    if term.param:
        return pack.params.get(term.param, "")
    return _text_of(body, tuple(term.path))


@lru_cache(maxsize=64)
def _text_of(body: bytes, path: Path) -> str:
    """Return a text of a resolved pack; kept, because the page of the terms asks for it whenever it is drawn."""
    held: Any = read_json(body)
    return text_at(held, path)


def _name_terms(pack: Pack, changed: Any, texts: Mapping[str, str]) -> None:
    """Say in the source of every rule and field that a term touches that it follows 本地要求, for the trace."""
    touched: dict[Path, list[str]] = {}
    for name, text in texts.items():
        term = pack.terms[name]
        for owner in dict.fromkeys(_owner(path) for path in _places(pack, term)):
            if owner:
                touched.setdefault(owner, []).append(f"{term.label}为{term.choices.get(text, text)}")
    for owner, sentences in touched.items():
        at = changed
        for step in owner:
            at = at[step]
        at["source"] = f"本地要求：{'，'.join(sentences)}"


def _places(pack: Pack, term: Term) -> list[Path]:
    """Return the paths of the resolved pack that a term changes."""
    if term.path:
        return [tuple(term.path)]
    holders = {term.param}
    while grown := {name for name, used in _params_inside(pack) if name not in holders and used & holders}:
        holders |= grown
    return [leaf.path for leaf in pack.param_leaves if holders.intersection(names_in(leaf.text))]


def _params_inside(pack: Pack) -> list[tuple[str, set[str]]]:
    """Return the parameters that hold others, with these."""
    return [(leaf.path[1], set(names_in(leaf.text))) for leaf in pack.param_leaves if leaf.path[0] == _PARAMS]


def _owner(path: Path) -> Path:
    """Return the path of the rule or field that a place belongs to; empty for other parts of a pack."""
    if path[0] in {"scoring", "grades", "weights"}:
        return path[:2]
    return path[:3] if path[0] == "fields" else ()


def _of_kind(term: Term, text: str) -> str:
    read = interpret(term.kind, text, where=term.label)
    if term.kind in TEXT_KINDS:
        return text
    if read is NA:
        raise UserError(
            "term.na", where=term.label, what=f"不能填“{text}”", rule="本地要求要有内容", repair="请填上，或删去这一项"
        )
    if not isinstance(read, Decimal):
        return text
    if read < 0 and term.kind in _NEVER_NEGATIVE:
        raise UserError(
            "term.negative", where=term.label, what=f"不能填“{text}”", rule="这一项不能小于0", repair="请核对通知后改正"
        )
    return f"{plain(shift(read, 2), strip=True)}%" if term.kind == "rate" else plain(read)


def _put_params(pack: Pack, changed: Any, literal: Mapping[str, str]) -> None:
    """Put changed parameters in wherever they, or parameters that hold them, stood."""
    if not literal:
        return
    leaves: dict[Path, str] = {leaf.path: leaf.text for leaf in pack.param_leaves}
    raw = {name: leaves.get((_PARAMS, name), text.replace("$", "$$")) for name, text in pack.params.items()}
    refill(changed, leaves, settle(raw, {}, literal))
    for name, text in literal.items():
        set_at(changed, (_PARAMS, name), text)
