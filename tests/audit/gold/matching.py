"""Whether a hit of the audit says what a line of the list says: family, gravity, place, figures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.answers.answer_set import AnswerSet
from app.audit.report import SEVERITIES, Report
from app.core.findings import Severity
from app.core.records import Address
from app.core.tree import RowTree, row_tree
from tests.audit.gold.gold import Gold, Right, Spot

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_FIGURE = re.compile(r"\d+(?:\.\d+)?%?")
_TEXT = re.compile(r"(?:^|/)(?:text|heading)(?:\||$)")


@dataclass(frozen=True, slots=True)
class Said:
    """One hit: which rule, where (the guilty place first), and all it says, in plain widths."""

    code: str
    family: str
    severity: Severity
    places: tuple[str, ...]
    text: str

    @property
    def grave(self) -> bool:
        """Say whether it is more than a hint."""
        return self.severity != "hint"


def said(report: Report, answers: AnswerSet) -> Iterator[Said]:
    """Yield the hits of a report."""
    tree = row_tree(answers.facts)
    for entry in report.entries:
        for hit in entry.hits:
            places = tuple(written(place.address, tree) for place in hit.places)
            texts = (hit.message, hit.quoted, hit.expected, *(place.quoted for place in hit.places))
            yield Said(entry.code, entry.family, entry.severity, places, plain("；".join(texts)))


def written(address: Address, tree: RowTree) -> str:
    """Return a place as people write it."""
    return tree.address_path(address) if address.key else tree.path(address.row)


def plain(text: str) -> str:
    """Return a text in plain widths, without blanks and commas in figures, figures without closing zeros."""
    text = re.sub(r"(?<=\d),(?=\d{3})", "", "".join(unicodedata.normalize("NFKC", text).split()))
    return _NUMBER.sub(lambda found: f"{Decimal(found[0]).normalize():f}", text)


def says(text: str, value: str) -> bool:
    """Say whether a text (plain) has a value: a figure as a whole, anything else anywhere; `a|b` is either."""
    return any(_has(text, plain(one)) for one in value.split("|"))


def _has(text: str, value: str) -> bool:
    return value in _FIGURE.findall(text) if _FIGURE.fullmatch(value) else value in text


def same(left: str, right: str) -> bool:
    """Say whether two places are one cell; without a form it is the cell in any form."""
    (left, _, form), (right, _, other) = left.partition("|"), right.partition("|")
    return left == right and (form == other or not form or not other)


def among(place: str, places: Iterable[str]) -> bool:
    """Say whether a place is among others."""
    return any(same(place, one) for one in places)


def touches(hit: Said, spot: Spot) -> bool:
    """Say whether a hit names a place of a spot."""
    return any(among(place, spot.at) for place in hit.places)


def grave_enough(hit: Said, gold: Gold) -> bool:
    """Say whether a hit is at least as grave as the list has it."""
    return SEVERITIES.index(hit.severity) <= SEVERITIES.index(gold.severity)


def tells(hit: Said, spot: Spot) -> bool:
    """Say whether a hit has the figures of a spot, as printed and as recomputed."""
    return all(says(hit.text, value) for value in (*spot.quoted, *filter(None, [spot.expected])))


def reports(hit: Said, gold: Gold, spot: Spot) -> bool:
    """Say whether a hit is what the list asks for at a spot."""
    return hit.family in gold.families and grave_enough(hit, gold) and touches(hit, spot) and tells(hit, spot)


def covers(gold: Gold, hit: Said) -> bool:
    """Say whether the list has what a hit says: in that family, at its first place or with the same figures."""
    if hit.family not in gold.families:
        return False
    return among(hit.places[0], gold.places) or any(touches(hit, spot) and tells(hit, spot) for spot in gold.spots)


def contradicts(hit: Said, right: Right) -> bool:
    """Say whether an error or warning blames what is right."""
    if not hit.grave or hit.family not in right.families or not among(hit.places[0], right.at):
        return False
    figures = right.printed if _TEXT.search(hit.places[0]) else ()
    return not figures or any(says(hit.text, figure) for figure in figures)
