"""Copied texts: the same sentences in several places of one package."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.audit.prose import Prose, long_texts
from app.audit.registry import Hit, audit_rule
from app.audit.rules.closeness import bare
from app.audit.view import AuditView
from app.core.signatures import ParamKind

_SENTENCE: Final = re.compile(r"[^。；;：:！\n]+")
_NUMBER: Final = re.compile(r"^\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）.、:：]\s*)+")
_SHORTEST: Final = 12
"""Characters of a sentence that is no set phrase."""

_MOST_PLACES: Final = 30
"""A sentence in more places is told by its first ones."""

_QUOTE: Final = 60


@dataclass(frozen=True, slots=True)
class Copied:
    """How many characters two texts share before they count as copied, and which share of the shorter that is."""

    least: Decimal
    share: Decimal


@dataclass(frozen=True, slots=True)
class Places:
    """In how many places the same sentence is too much."""

    places: Decimal


@audit_rule(
    "copied_texts",
    params={"least": ParamKind("number"), "share": ParamKind("share")},
    params_class=Copied,
    label="几处内容是同一段话",
)
def copied_texts(view: AuditView, params: Copied) -> Iterator[Hit]:
    """Yield texts that stand in several places: in one report, in several cells of the forms, or in three places."""
    texts = [prose for prose in long_texts(view) if not prose.address.form]
    for group in _groups(texts, params):
        if _told_too_often(group):
            last = group[-1]
            yield Hit(tuple(prose.address for prose in reversed(group)), _short(last.text))


def _told_too_often(group: Sequence[Prose]) -> bool:
    """Say whether a group of equal texts is worth a word; a report may repeat a goal, two reports their background."""
    reports = [prose.report for prose in group]
    forms = {prose.address for prose in group if not prose.report}
    goals = {address for address in forms if address.key.startswith("goal.")}
    within = any(reports.count(one) >= 2 for one in set(reports) if one)
    return within or (len(forms) >= 2 and goals != forms) or (bool(forms) and len(group) >= 3 and len(goals) < 2)


def _groups(texts: Sequence[Prose], params: Copied) -> Iterator[list[Prose]]:
    """Yield texts that were copied from each other, in order, each text once."""
    told = [_sentences(prose.bare) for prose in texts]
    where = _index(told)
    taken: set[int] = set()
    for number, sentences in enumerate(told):
        if number in taken or sum(map(len, sentences)) < params.least:
            continue
        shared = _shared(number, sentences, where)
        alike = [other for other, size in shared.items() if _copied(size, sentences, told[other], params)]
        if alike:
            taken.update(alike)
            yield [texts[number], *(texts[other] for other in alike)]


def _index(told: Sequence[frozenset[str]]) -> dict[str, list[int]]:
    where: dict[str, list[int]] = {}
    for number, sentences in enumerate(told):
        for sentence in sentences:
            places = where.setdefault(sentence, [])
            if len(places) < _MOST_PLACES:
                places.append(number)
    return where


def _shared(number: int, sentences: frozenset[str], where: dict[str, list[int]]) -> dict[int, int]:
    """Return how many characters of one text stand in each later text."""
    shared: dict[int, int] = {}
    for sentence in sentences:
        for other in where[sentence]:
            if other > number:
                shared[other] = shared.get(other, 0) + len(sentence)
    return dict(sorted(shared.items()))


def _copied(size: int, one: frozenset[str], other: frozenset[str], params: Copied) -> bool:
    shorter = min(sum(map(len, one)), sum(map(len, other)))
    return size >= params.least and size >= params.share * shorter


def _sentences(text: str) -> frozenset[str]:
    parts = (bare(_NUMBER.sub("", found[0])) for found in _SENTENCE.finditer(text))
    return frozenset(part for part in parts if len(part) >= _SHORTEST)


@audit_rule(
    "repeated_sentences", params={"places": ParamKind("number")}, params_class=Places, label="同一句话写在好几处"
)
def repeated_sentences(view: AuditView, params: Places) -> Iterator[Hit]:
    """Yield sentences that stand in many cells."""
    where: dict[str, list[Prose]] = {}
    for prose in long_texts(view):
        for sentence in _sentences(prose.bare):
            where.setdefault(sentence, []).append(prose)
    for sentence, found in where.items():
        cells = list(dict.fromkeys(prose.address for prose in found))
        if len(cells) >= params.places:
            yield Hit(tuple(cells[:_MOST_PLACES]), _short(sentence), str(len(cells)))


def _short(text: str) -> str:
    return text if len(text) <= _QUOTE else text[:_QUOTE] + "…"
