"""Local terms (本地要求): what a clerk sets from this year's notice, laid over the resolved pack."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.errors import UserError
from app.core.values import interpret
from app.packs.loading import load_pack, read_json
from app.packs.params import refill, set_at
from app.packs.schema import Pack, Term
from app.packs.validating import validate


def with_terms(body: bytes, values: Mapping[str, str]) -> Pack:
    """Return the pack of a resolved body with local terms laid over it; without terms it is the pack itself.

    Raises:
        UserError: a term that the pack does not offer, or a value of the wrong kind.
        PackError: the pack with the terms is not sound.
    """
    pack = load_pack(body)
    if not values:
        return pack
    plain: Any = read_json(body)
    for name, value in values.items():
        check_term(pack, name, value)
    params = {pack.terms[name].param: value for name, value in values.items() if pack.terms[name].param}
    refill(plain, {leaf.path: leaf.text for leaf in pack.param_leaves}, {**pack.params, **params})
    for name, value in values.items():
        term = pack.terms[name]
        if term.path and not set_at(plain, term.path, value):
            raise UserError(
                "term.path",
                where=term.label,
                what="表样里没有这一处",
                rule="本地要求只能改表样里有的",
                repair="请核对表样的 terms",
            )
    return validate(plain)


def check_term(pack: Pack, name: str, value: str) -> None:
    """Refuse a term that the pack does not offer, or a value that does not fit it.

    Raises:
        UserError: with what can be set.
    """
    term = pack.terms.get(name)
    if term is None:
        raise UserError(
            "term.unknown",
            where="通知要求",
            what=f"没有“{name}”这一项",
            rule="能改的以表样为准",
            repair=f"可以改：{'、'.join(pack.terms)}",
        )
    if term.choices and value not in term.choices:
        words = "、".join(f"{choice}（{label}）" for choice, label in term.choices.items())
        raise UserError(
            "term.choice", where=term.label, what=f"不能填“{value}”", rule=f"可以选：{words}", repair="请选其中一项"
        )
    if not term.choices:
        _check_kind(term, value)


def _check_kind(term: Term, value: str) -> None:
    if not value.strip():
        raise UserError(
            "term.blank", where=term.label, what="没有填", rule="本地要求要有内容", repair="请填上，或删去这一项"
        )
    interpret(term.kind, value, where=term.label)
