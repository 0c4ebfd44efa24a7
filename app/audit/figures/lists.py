"""Arithmetic inside a sentence: a total and its parts, a number and the list behind it, a rate of two numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from app.audit.figures.comparing import agrees, as_interval
from app.audit.figures.reading import Figure, Reading, readings_of
from app.audit.view import AuditView
from app.core.intervals import Interval, exactly, total

_INTRO: Final = re.compile(r"其中|包括|内含|里面|分为|分别|分开|[:：]")
_SAME_LIST: Final = re.compile(r"^[。；;]\s?(?=其中|包括)")
_LINKED: Final = re.compile(r"[、,，和及(（:：]")
_NO_PART: Final = re.compile(r"比|较|占|另|上年|去年|同|含(?!义)|内(?!含)|预算|决算|每|人均|以上|共|合计")
_LONGEST_LINK: Final = 24
_MOST_PARTS: Final = 20
_SUMMED: Final = frozenset({"元", "人", "人次"})
_CLOSED: Final = "。；;！!？?\n"


@dataclass(frozen=True, slots=True)
class Parted:
    """A total and the parts that follow it in the same sentence, all of one measure."""

    reading: Reading
    whole: Figure
    parts: tuple[Figure, ...]

    @property
    def sum(self) -> Interval:
        """Return what the parts can sum up to."""
        return total(as_interval(part.quantity, exact=_counted(part)) for part in self.parts)

    @property
    def base(self) -> Decimal:
        """Return the sum of the parts as printed, in the base unit."""
        return sum((part.quantity.base for part in self.parts), Decimal(0))

    @property
    def agrees(self) -> bool:
        """Say whether the total can be the sum of its parts."""
        return agrees(self.whole.quantity, self.sum)


def _counted(figure: Figure) -> bool:
    return figure.measure in {"人", "个"} and not figure.quantity.scale


def parted(view: AuditView) -> tuple[Parted, ...]:
    """Return every total of the texts with its parts, found once in an audit."""
    return view.joined(_all_parted)


def _all_parted(view: AuditView) -> tuple[Parted, ...]:
    return tuple(one for reading in readings_of(view) for one in parted_of(reading))


def parted_of(reading: Reading) -> Iterator[Parted]:
    """Yield every total of a text with its parts."""
    figures = reading.figures
    for at, whole in enumerate(figures[:-1]):
        if whole.measure not in _SUMMED:
            continue
        between = _SAME_LIST.sub("", reading.between(whole.end, figures[at + 1].start))
        bracketed = between.startswith("(")
        if bracketed or (_INTRO.search(between) and not any(sign in between for sign in _CLOSED)):
            parts = tuple(_parts(reading, at, bracketed=bracketed))
            if len(parts) > 1:
                yield Parted(reading, whole, parts)


def _parts(reading: Reading, at: int, *, bracketed: bool) -> Iterator[Figure]:
    """Yield the parts behind a total; nothing where one of them may be something else."""
    figures, depth = reading.figures, 0
    found: list[Figure] = []
    end = figures[at].end
    for part in figures[at + 1 : at + 1 + _MOST_PARTS]:
        link = reading.between(end, part.start)
        link = _SAME_LIST.sub("，", link) if not found else link
        if any(sign in link for sign in _CLOSED) or len(link) > _LONGEST_LINK or not _LINKED.search(link):
            break
        depth += link.count("(") - link.count(")")
        end = part.end
        if bracketed and depth < 1:
            break
        if depth > (1 if bracketed else 0):
            continue
        if part.measure != figures[at].measure or part.quantity.operator or part.quantity.hedge:
            return
        if _NO_PART.search(_INTRO.sub("", link)):
            return
        found.append(part)
    yield from found


# ---- a number and the list behind it ----

_ANNOUNCED: Final = re.compile(
    r"(?P<link>(?:[^。；;！!？?\n\d、]{0,12}?)(?:分别(?:是|为)|依次(?:是|为)|即|包括|[:：])[:：]?)(?P<list>[^。；;！!？?\n]{3,400})"
)
_LONGEST_ITEM: Final = 16
_FEWEST: Final = 2
_MOST: Final = 60
_LISTED: Final = frozenset({"个", "家", "项", "种", "类", "处"})


@dataclass(frozen=True, slots=True)
class Announced:
    """A number and the names that follow it."""

    reading: Reading
    figure: Figure
    items: tuple[str, ...]


def announced_of(reading: Reading) -> Iterator[Announced]:
    """Yield every number of things that a list of names follows: 内设股室11个：甲、乙."""
    for figure in reading.figures:
        value = figure.quantity.value
        if figure.measure[:1] not in _LISTED or figure.quantity.scale or figure.quantity.operator:
            continue
        if figure.quantity.hedge or not _FEWEST <= value <= _MOST or value != value.to_integral_value():
            continue
        match = _ANNOUNCED.match(reading.prose.text, figure.end)
        items = _items(match["list"]) if match else ()
        if items:
            yield Announced(reading, figure, items)


def _items(text: str) -> tuple[str, ...]:
    """Return the names of a list; nothing where it is no plain list of short names."""
    cut = "、" if "、" in text else r"[,，]"
    if "、" in text and re.search(r"[,，]", text):
        return ()
    items = [item.strip() for item in re.split(cut, text)]
    last = re.split(r"(?<=.{2})[和及](?=.{2})", items[-1]) if cut == "、" else [items[-1]]
    items = [*items[:-1], *last]
    named = all(_FEWEST <= len(item) <= _LONGEST_ITEM and not re.search(r"\d|等$", item) for item in items)
    return tuple(items) if named and len(items) >= _FEWEST else ()


# ---- a rate of two numbers of the same sentence ----

_DUE: Final = re.compile(r"应|该|需要|任务|目标|计划|下达|总数|符合")
_DONE: Final = re.compile(r"已|做完|完成|办结|实际|参保|的有")
_RATE: Final = re.compile(r"(?:率|比例|完成|比率|进度)(?:为|是|达到?|只有|仅)?$")
_CUT: Final = re.compile(r"核减|调减|扣除|剔除")
"""Words that say that the number due is another one by now."""
_NEXT: Final = 9
"""How far behind the number done its rate may stand; farther off it is that of something else."""
_REACH: Final = 160


@dataclass(frozen=True, slots=True)
class Shared:
    """A rate and the two numbers before it of which it is not the rate."""

    reading: Reading
    rate: Figure
    due: Figure
    done: Figure
    share: Decimal


def wrong_shares(reading: Reading) -> Iterator[Shared]:
    """Yield every completion rate that no pair of a due and a done number of its sentence can give."""
    for at, rate in enumerate(reading.figures):
        if rate.measure != "%" or rate.quantity.operator or rate.quantity.hedge:
            continue
        if not _RATE.search(reading.between(max(rate.clause, rate.start - 12), rate.start)):
            continue
        before = [one for one in reading.figures[max(0, at - 8) : at] if _near(one, rate)]
        found = _pairs(reading, before)
        near = found and rate.start - found[-1][1].end <= _NEXT
        cut = _CUT.search(reading.said(rate, rate.start))
        if near and not cut and not any(_gives(due, done, rate) for due, done in _all_pairs(before)):
            due, done = found[-1]
            yield Shared(reading, rate, due, done, done.quantity.base * 100 / due.quantity.base)


def _near(figure: Figure, rate: Figure) -> bool:
    return figure.sentence == rate.sentence and figure.start >= rate.start - _REACH and figure.measure != "%"


def _all_pairs(figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    for at, first in enumerate(figures):
        for second in figures[at + 1 :]:
            if first.measure == second.measure and first.quantity.base and second.quantity.base:
                yield first, second
                yield second, first


def _pairs(reading: Reading, figures: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """Return neighbours of one measure of which the first is due and the second done by the words before them."""
    found = []
    for due, done in pairwise(figures):
        lead = reading.between(max(due.clause, due.start - _LONGEST_LINK), due.start)
        said = reading.between(due.end, done.start)
        same = due.measure == done.measure and due.quantity.base > 0
        if same and _DUE.search(lead) and _DONE.search(said) and not _DUE.search(said):
            found.append((due, done))
    return found


def _gives(due: Figure, done: Figure, rate: Figure) -> bool:
    share = as_interval(done.quantity, exact=_counted(done)).over(as_interval(due.quantity, exact=_counted(due)))
    return share is None or agrees(rate.quantity, share * exactly(Decimal(100)))
