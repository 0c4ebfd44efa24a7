"""A hit of a rule put into words: the message of the pack with the figures as they stand."""

from __future__ import annotations

from typing import Final

from app.audit.compiling import CompiledRule
from app.audit.explaining import digest_of, place_id
from app.audit.registry import Hit
from app.audit.report import Found
from app.audit.timing import TimedView
from app.audit.words import place_of, printed_like
from app.core.numbers import num
from app.core.printing import print_value
from app.core.records import ROOT_ID, Address
from app.documents.rows import Paper, RowView
from app.packs.templates import Placeholder

_MONEY: Final = "元"


def in_words(compiled: CompiledRule, view: TimedView, hit: Hit) -> Found:
    """Return a hit with its message, its places in words, and the digest of the figures it speaks of."""
    texts = [_standing(view, address) for address in hit.places]
    row = view.row(hit.row or ROOT_ID)
    given = {**hit.values, "quoted": hit.quoted, "expected": hit.expected}

    money = view.answers.pack.unit_of_money

    def lookup(placeholder: Placeholder) -> str:
        if placeholder.key in given:
            return _formed(given[placeholder.key], placeholder.form, money)
        return _printed(placeholder, row)

    return Found(
        id=place_id(hit.places[0]) if hit.places else ROOT_ID,
        digest=digest_of([hit.quoted, hit.expected, *texts]),
        message=compiled.message.render(lookup),
        advice=compiled.advice.render(lookup),
        places=tuple(place_of(view.answers, at, text, hit.quoted) for at, text in zip(hit.places, texts, strict=True)),
        quoted=hit.quoted,
        expected=hit.expected,
    )


def _standing(view: TimedView, address: Address) -> str:
    """Return what stands at a place; a row as a whole (no key) says nothing."""
    return view.printed(address) if address.key else ""


def _printed(placeholder: Placeholder, row: RowView) -> str:
    """Return the text of a key of the row or of a row above it."""
    owner = row.owner(placeholder.key)
    return owner.printed(placeholder.key, placeholder.form, Paper()) if owner is not None else ""


def _formed(text: str, form: str, money: str) -> str:
    """Return one of the rule's own texts in the form that the message asks for; words stay as they are.

    A form that names a unit of money converts from that of the pack, in which amounts stand without their unit.
    """
    value = num(text) if form else None
    if value is None:
        return text
    return print_value(value, "number", form, unit=money) if form.endswith(_MONEY) else printed_like(value, None, form)
