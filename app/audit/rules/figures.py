"""Rules about the figures of texts: against their fields, against each other in a sentence, the quoted score."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.audit.figures.labels import mislabelled
from app.audit.figures.lists import Parted, announced_of, parted, wrong_shares
from app.audit.figures.rates import printed_like
from app.audit.figures.reading import Figure, Reading, readings_of, words_of
from app.audit.figures.tying import Tie, tied_cells, ties_of
from app.audit.prose import sections_of
from app.audit.registry import Hit, audit_rule
from app.audit.view import AuditView
from app.core.numbers import half_up, plain
from app.core.quantities import Quantity
from app.core.records import ROOT_ID, Address
from app.core.signatures import ParamKind
from app.core.units import SCALES

_SCORE: Final = "total.score"
_BOX: Final = "box"


@dataclass(frozen=True, slots=True)
class Nothing:
    """No parameters."""


@dataclass(frozen=True, slots=True)
class Sort:
    """Which figures a rule looks at: how they compare, and whether the name is the field's own or a usual one."""

    verdict: str
    names: str = ""


@audit_rule(
    "figure_in_text",
    params={
        "verdict": ParamKind("choice", choices=("differs", "base", "approved")),
        "names": ParamKind("choice", "", choices=("", "own", "other", "score")),
    },
    params_class=Sort,
    label="报告和目标文字里的数与表里的数是否一致",
    parted=True,
)
def figure_in_text(view: AuditView, params: Sort) -> Iterator[Hit]:
    """Yield the figures of texts that are not what the fields they speak of say."""
    claimed = view.once(_claimed)
    for tie in ties_of(view):
        named = tie.named
        if named is None or tie.verdict != params.verdict or tie.place in claimed:
            continue
        if (named.address.key == _SCORE) != (params.names == "score"):
            continue
        if params.names in {"own", "other"} and named.close != (params.names == "own"):
            continue
        yield _hit(tie)


def _hit(tie: Tie) -> Hit:
    named = tie.named
    further = (one.address for one in (named, *tie.further) if one is not None)
    return Hit(
        tuple(dict.fromkeys((tie.reading.prose.address, *further))),
        tie.figure.text,
        tie.expected,
        {"name": named.label if named else "", "words": words_of(tie.reading, tie.figure), **_where(tie.reading)},
    )


def _where(reading: Reading) -> dict[str, str]:
    heading = reading.prose.heading.strip("。：: ").replace("“", "‘").replace("”", "’")
    return {"where": f"“{heading}”一节" if heading else "文字"}


def _claimed(view: AuditView) -> frozenset[tuple[Address, int]]:
    """Return the figures that another rule says more exactly what is wrong with."""
    labels = {(one.reading.prose.address, one.whole.start) for one, _ in mislabelled(view)}
    counts = {
        (one.reading.prose.address, one.figure.start)
        for reading in readings_of(view)
        for one in announced_of(reading)
        if one.figure.quantity.value != len(one.items)
    }
    return frozenset(labels | counts)


# ---- a total and its parts ----


@dataclass(frozen=True, slots=True)
class Share:
    """`most`: by what part of the total a list of parts may fall short and still count as a whole one."""

    most: Decimal


@audit_rule(
    "figure_sum",
    params={"most": ParamKind("share", "2%")},
    params_class=Share,
    label="文字里的总数与后面列出的各数之和是否一致",
    parted=True,
)
def figure_sum(view: AuditView, params: Share) -> Iterator[Hit]:
    """Yield the totals that are not the sum of the parts listed behind them."""
    for one in parted(view):
        figures = (one.whole, *one.parts)
        if not one.agrees and _telling(one, params.most) and any(figure.typed for figure in figures):
            parts = "、".join(part.text for part in one.parts)
            values = {"parts": parts, "words": words_of(one.reading, one.whole), **_where(one.reading)}
            yield Hit(_places(view, one.reading, figures), one.whole.text, _summed(one), values)


def _telling(one: Parted, most: Decimal) -> bool:
    """Say whether a list can be meant as a whole: money, nearly the total or more than it."""
    whole = one.whole.quantity.base
    if one.whole.measure != "元" or whole <= 0:
        return False
    return one.base > whole or whole - one.base <= whole * most


def _summed(one: Parted) -> str:
    """Print the sum of the parts with as many decimals as the longest of them has."""
    quantity = one.whole.quantity
    finest = min(int(part.quantity.value.as_tuple().exponent) + SCALES[part.quantity.scale] for part in one.parts)
    value = Quantity("", one.base.quantize(Decimal(1).scaleb(min(finest, 0))), "", quantity.measure)
    return printed_like(value, quantity)


def _places(view: AuditView, reading: Reading, figures: tuple[Figure, ...]) -> tuple[Address, ...]:
    """Return the text and the cells that its figures were tied to."""
    cells, place = tied_cells(view), reading.prose.address
    starts = sorted({figure.start for figure in figures})
    tied = [cells[place, start] for start in starts if (place, start) in cells]
    return tuple(dict.fromkeys((reading.prose.address, *tied)))


@audit_rule("figure_label", params={}, params_class=Nothing, label="总数是否借用了其中一项的名称", parted=True)
def figure_label(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Yield the totals that are called by the name of one of their parts."""
    for one, tie in mislabelled(view):
        hit = _hit(tie)
        places = tuple(dict.fromkeys((*hit.places, *_places(view, one.reading, one.parts))))
        parts = "＋".join(part.text for part in one.parts)
        yield Hit(places, hit.quoted, hit.expected, {**hit.values, "parts": parts})


# ---- numbers and lists, rates of two numbers, units ----


@audit_rule("figure_count", params={}, params_class=Nothing, label="写明的个数与列出的名称是否一样多", parted=True)
def figure_count(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Yield the numbers that are not the length of the list behind them."""
    for reading in readings_of(view):
        for one in announced_of(reading):
            if one.figure.quantity.value != len(one.items):
                expected = f"{len(one.items)}{one.figure.quantity.measure}"
                values = {"words": words_of(reading, one.figure), "first": one.items[0], "last": one.items[-1]}
                places = _places(view, reading, (one.figure,))
                yield Hit(places, one.figure.text, expected, {**values, **_where(reading)})


@audit_rule(
    "figure_rate", params={}, params_class=Nothing, label="文字里的完成率与同一句里的两个数是否一致", parted=True
)
def figure_rate(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Yield the completion rates that the two numbers of their sentence do not give."""
    for reading in readings_of(view):
        for one in wrong_shares(reading):
            places = max(2, -int(one.rate.quantity.value.as_tuple().exponent))
            expected = f"{plain(half_up(one.share, places), strip=True)}%"
            values = {"due": one.due.text, "done": one.done.text, **_where(reading)}
            yield Hit(_places(view, reading, (one.rate, one.due, one.done)), one.rate.text, expected, values)


@audit_rule("figure_units", params={}, params_class=Nothing, label="总数与后面列出的各数是否用同一个单位", parted=True)
def figure_units(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Yield the totals whose parts are in another unit of money."""
    for one in parted(view):
        other = next((part for part in one.parts if part.quantity.scale != one.whole.quantity.scale), None)
        if other is not None and one.whole.measure == "元" and one.whole.typed and one.whole.quantity.base:
            values = {"part": other.text, **_where(one.reading)}
            yield Hit(_places(view, one.reading, (one.whole,)), one.whole.text, "", values)


# ---- the score ----


@dataclass(frozen=True, slots=True)
class Sections:
    """`headings`: words in the headings of the sections where the score belongs, the best first."""

    headings: tuple[str, ...]


@audit_rule(
    "score_in_report",
    params={"headings": ParamKind("words")},
    params_class=Sections,
    label="自评报告是否写了自评得分",
)
def score_in_report(view: AuditView, params: Sections) -> Iterator[Hit]:
    """Yield the score of the form when no report quotes any."""
    field = view.root.field(_SCORE)
    score = view.root.get(_SCORE) if field is not None else None
    sections = [one for one in sections_of(view) if not _in_form(view, one.report)]
    if not isinstance(score, Decimal) or not any(one.text and one.text.text for one in sections) or _quoted(view):
        return
    best = next(
        (one for words in params.headings for one in sections if one.heading and words in one.heading.text), None
    )
    place = (Address(best.row, "text"),) if best is not None else ()
    below = (Address(row.row, _SCORE) for row in view.rows("projects") if row.field(_SCORE) and row.get(_SCORE))
    own = _score_of_form(view)
    yield Hit((*place, own, *below), "", f"{view.printed(own)}分", {"score": view.printed(own)})


def _in_form(view: AuditView, report: str) -> bool:
    """Say whether a report is a box of the form itself, which shows the score already."""
    found = view.answers.pack.reports.get(report)
    return found is not None and found.form == _BOX


def _score_of_form(view: AuditView) -> Address:
    """Return the score as the form prints it where that is another than the sum: the report quotes the form."""
    forms = view.answers.pack.forms
    stated = (Address(ROOT_ID, _SCORE, form) for form in forms if view.answers.stated(ROOT_ID, _SCORE, form))
    return next((one for one in stated if view.printed(one)), Address(ROOT_ID, _SCORE))


def _quoted(view: AuditView) -> bool:
    """Say whether any report quotes a score, typed or bound."""
    return any(
        _SAYS_SCORE.search(one.text.text) or any(span.key == _SCORE for span in one.text.spans)
        for one in sections_of(view)
        if one.text is not None
    )


_SAYS_SCORE: Final = re.compile(r"(?:自评|评估|评价|得分|总分|综合)[^。；\n\d]{0,16}\d{1,3}(?:\.\d{1,2})? ?分")
