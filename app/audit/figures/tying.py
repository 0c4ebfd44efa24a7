"""Figures tied to what they speak of.

A figure tied to the wrong field is worse than one that is not tied: it counts as different only where the words
around it are explained to the last, or where it looks like the value with a slip of the pen. Where the words leave
a doubt it can only agree, or it stays untied.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final, Literal

from app.audit.figures.choosing import of_column, of_project, of_scheme
from app.audit.figures.comparing import agrees, as_interval, digits_of, fits, slip
from app.audit.figures.likeness import Index, Place, index_of
from app.audit.figures.names import Name, Named, is_project, name_at, owner_of, suffixed_rates
from app.audit.figures.phrases import (
    BUDGET_SHARE,
    CHANGE,
    CHANGE_RATE,
    PLANS,
    TARGET,
    axis_of,
    other_figure,
    part_of_year,
    partial,
    regional,
    unexplained,
    unexplained_end,
    years_in,
)
from app.audit.figures.rates import Rated, budget_share, budget_share_of, change, change_rate, rate_of_project, rated_of
from app.audit.figures.reading import Figure, Reading, readings_of
from app.audit.figures.spoken import Spoken
from app.audit.view import AuditView
from app.core.records import ROOT_ID, Address
from app.documents.rows import Paper

Verdict = Literal["same", "differs", "base", "approved", "untied"]
"""base: a rate taken of another base than the forms'; approved: an approved sum that is not the budget of the forms."""

_REACH: Final = 60
"""How far before a figure its name may stand."""
_PLANS: Final = frozenset({"goal.expected", "plan.key_work", "plan.long_term", "purpose"})
"""Texts that say what shall be: their figures are no results."""
_TELLING: Final = 3
"""So many digits a figure must have before likeness of words is enough."""
_BEHIND: Final = 4
"""So many characters behind a figure tell what it is for."""
_TAIL: Final = 6
"""So many characters at the end of the unit's name tell it."""
_COUNTED: Final = frozenset({"个", "人", "家", "户", "处", "项"})
_FUND: Final = re.compile(r"基金|保险|项目|专项")
_SUM: Final = re.compile(r"合计|总|共")
_ENDED: Final = "。；;：:！!？?"
_STOPS: Final = ",，。；;：:、（(\n)）"


@dataclass(frozen=True, slots=True)
class Tie:
    """One typed figure and what it was tied to.

    Attributes:
        named: what it speaks of; None where that is in doubt.
        expected: that as it would be printed here.
        verdict: how they compare.
    """

    reading: Reading = field(repr=False)
    figure: Figure
    named: Named | None = None
    expected: str = ""
    verdict: Verdict = "untied"
    further: tuple[Named, ...] = ()

    @property
    def place(self) -> tuple[Address, int]:
        """Return where the figure stands: its text and its first character there."""
        return self.reading.prose.address, self.figure.start


def ties_of(view: AuditView) -> tuple[Tie, ...]:
    """Return every typed figure of the texts in order, tied where that is beyond doubt."""
    return view.joined(_ties)


def _ties(view: AuditView) -> tuple[Tie, ...]:
    year = view.root.get("year") if view.root.field("year") else None
    unit = view.root.printed("unit.name", "", Paper()) if view.root.field("unit.name") else ""
    tyer = _Tyer(view, int(year) if isinstance(year, Decimal) else 0, index_of(view), unit)
    return tuple(tie for reading in readings_of(view) for tie in tyer.tied(reading))


def tied_cells(view: AuditView) -> dict[tuple[Address, int], Address]:
    """Return the cells that the typed figures were tied to, by the places of the figures."""
    return view.once(_tied_cells)


def _tied_cells(view: AuditView) -> dict[tuple[Address, int], Address]:
    return {tie.place: tie.named.address for tie in ties_of(view) if tie.named is not None}


@dataclass(slots=True)
class _Tyer:
    """Ties the figures of an evaluation."""

    view: AuditView
    year: int
    index: Index
    unit: str
    state: Spoken = field(default_factory=Spoken)
    based: dict[Address, Rated] = field(default_factory=dict)

    def tied(self, reading: Reading) -> Iterator[Tie]:
        """Yield the ties of a text; bound figures only tell what is spoken of."""
        self.state = Spoken()
        places = self.index.find(self.view, reading.flat)
        starts = [place.start for place in places]
        owner = owner_of(self.view, reading.owner)
        before = 0
        for figure in reading.figures:
            self.view.step()
            self._enter(reading, figure)
            low = max(before, figure.sentence, figure.start - _REACH)
            at = bisect_right(starts, figure.start) - 1
            place = places[at] if at >= 0 and places[at].start >= low and places[at].end <= figure.start else None
            behind = places[at + 1] if at + 1 < len(places) and places[at + 1].start == figure.end else None
            above = places[at - 1] if at > 0 and places[at - 1].start >= low else None
            tie = _One(self, reading, figure, low, place, behind, owner, above).tie()
            before = figure.end
            if figure.typed:
                yield tie

    def _enter(self, reading: Reading, figure: Figure) -> None:
        """Forget what was spoken of: all at a new line, the column at a new sentence, the subject at a full stop."""
        state = self.state
        if figure.line != state.line:
            self.state = Spoken(figure.line, figure.sentence)
        elif figure.sentence != state.sentence:
            state.line_axis, state.axis = state.axis or state.line_axis, ""
            if any(sign in "。！!？?" for sign in reading.between(state.sentence, figure.sentence)):
                state.name = state.named = state.first = None
            state.sentence = figure.sentence


@dataclass(slots=True)
class _One:
    """One figure with the words before it."""

    tyer: _Tyer
    reading: Reading
    figure: Figure
    low: int
    place: Place | None
    behind: Place | None
    owner: str
    above: Place | None = None

    def tie(self) -> Tie:
        """Return what the figure speaks of, as far as that can be told."""
        prose = self.reading.prose
        plan = prose.address.key in _PLANS or PLANS.search(prose.heading) is not None
        found = self._rate() if self.figure.measure == "%" else None
        if found is None and self.figure.measure == "元":
            found = self._change()
        if found is not None:
            return self._compared([found], sure=not plan)
        tie = self._named(plan=plan)
        return tie if tie.named is not None or plan else self._weak()

    def _named(self, *, plan: bool) -> Tie:
        if self.behind is not None and self.figure.measure in _COUNTED and not self._named_here():
            return self._behind(self.behind, plan=plan)
        return self._by_name(self.place, plan=plan) if self.place is not None else self._carried(plan=plan)

    def _behind(self, place: Place, *, plan: bool) -> Tie:
        """Tie a number to the name right behind it: 11个内设股室."""
        words = self._clause()
        values = [one for one in self._chosen(place.name.values, axis_of(words), words) if one.exact]
        sure = not plan and not place.name.loose and self._explained(words) and not other_figure(words)
        return self._compared(rated_of(values), sure=sure)

    def _named_here(self) -> bool:
        """Say whether a name stands in the clause of the figure itself."""
        return self.place is not None and self.place.end > self.figure.clause

    # ---- rates and changes of what was spoken of before ----

    def _rate(self) -> Rated | None:
        """Return the share of the budget or the change in percent of what was spoken of, or a rate by its last word."""
        words, subject = self._clause(), self.tyer.state.named
        if (match := CHANGE_RATE.search(words)) and not self._named_here() and subject is not None:
            return change_rate(self.tyer.view, self._family(), subject, match["sign"])
        if (match := BUDGET_SHARE.search(words)) and not self._named_here() and subject is not None:
            return budget_share(self.tyer.view, self._family(), subject, match["of"] or "")
        return self._suffixed(words)

    def _suffixed(self, words: str) -> Rated | None:
        """Return a rate called by its last word only (完成率), its subject standing before it or in the heading."""
        bare = unexplained_end(words)
        if self.place is not None and self._named_here() and bare.endswith(self.place.name.text):
            return None
        spoken = self.tyer.state.name
        if spoken is not None and is_project(spoken) and not self._named_here():
            return rate_of_project(self.tyer.view, spoken, bare)
        for word, rates in suffixed_rates(self.tyer.view).items():
            if bare.endswith(word) and not unexplained(bare.removesuffix(word)):
                said = self.reading.said(self.figure, self.figure.clause)
                for place in (said, self.reading.prose.heading):
                    best = max((place.rfind(subject), len(subject), at) for at, (subject, _) in enumerate(rates))
                    if best[0] >= 0:
                        return budget_share_of(self.tyer.view, rates[best[2]][1])
        return None

    def _change(self) -> Rated | None:
        subject, match = self.tyer.state.named, CHANGE.search(self._clause())
        if subject is None or match is None or self._named_here():
            return None
        return change(self.tyer.view, self._family(), subject, match["sign"], match["of"])

    def _family(self) -> Sequence[Named]:
        return self.tyer.state.name.values if self.tyer.state.name is not None else ()

    def _clause(self) -> str:
        return self.reading.between(max(self.figure.clause, self.low), self.figure.start)

    # ---- by a name before the figure ----

    def _by_name(self, place: Place, *, plan: bool) -> Tie:
        start = place.start
        while start > self.low and self.reading.flat[start - 1] not in _STOPS:
            start -= 1
        lead, gap = self.reading.between(start, place.start), self.reading.between(place.end, self.figure.start)
        place, near = of_project(place, (self.above.name if self.above else None, self.tyer.state.name), lead)
        lead = lead.replace(near, "")
        axis = axis_of(f"{lead} {place.name.text} {gap}") or self.tyer.state.axis or self._heading_axis()
        state, words = self.tyer.state, f"{lead} {gap}"
        values = self._chosen(place.name.values, axis, words)
        sure = not plan and self._explained(words) and not other_figure(words) and not self._of_another(place)
        if not axis and state.line_axis not in {"", "executed"}:
            values, sure = [*values, *self._chosen(place.name.values, state.line_axis, words)], False
        sure = sure and not self._of_part(lead, values)
        tie = self._compared([self._based(one) for one in rated_of(values)], sure=sure, loose=place.name.loose)
        if axis == "approved":
            tie = _approved(tie)
        self._keep(place.name, values, tie, axis)
        return tie

    def _of_part(self, lead: str, values: Sequence[Named]) -> bool:
        """Say whether the words make it a part of what is named, or the sum of a whole county."""
        behind = self.reading.between(self.figure.end, self.figure.end + _BEHIND)
        own = bool(values) and values[0].address.row == ROOT_ID
        picked = lead if self.figure.measure == "人" else ""
        return own and (partial(picked, behind) or regional(lead))

    def _based(self, rated: Rated) -> Rated:
        """Return an execution rate with the other bases it may have been taken of."""
        if not rated.named.address.key.startswith("budget.rate"):
            return rated
        known = self.tyer.based
        if rated.named.address not in known:
            known[rated.named.address] = budget_share_of(self.tyer.view, rated.named)
        return known[rated.named.address]

    def _of_another(self, place: Place) -> bool:
        """Say whether a general rate may be that of something named before: a fund, a project."""
        before = self.tyer.state.name
        general = any(one.address.key == "budget.rate" for one in place.name.values)
        said = self.reading.said(self.figure, self.figure.clause)
        above = self.reading.between(max(0, self.figure.line - 8), self.figure.line).rstrip()
        running = bool(above) and above[-1] not in _ENDED
        if not general or (before is None and not running and not _FUND.search(said)):
            return False
        if before is None:
            return True
        return not any(one.address.key.endswith(".total") for one in before.values)

    def _carried(self, *, plan: bool) -> Tie:
        """Tie a figure whose clause only names a column (决算时实际数为89.46万元) to what was spoken of before."""
        state, words = self.tyer.state, self._clause()
        axis = axis_of(words)
        none = Tie(self.reading, self.figure)
        if not axis or plan or not self._explained(words) or self.figure.measure == "%":
            return none
        name, sure = state.name, not _SUM.search(words)
        if name is None:
            name, sure = self._topic(), False
        if name is None:
            return none
        values = self._chosen(name.values, axis, words)
        if state.first is not None and state.first.text != name.text:
            values = [*self._chosen(state.first.values, axis, words), *values]
        tie = self._compared(rated_of(values), sure=sure)
        state.axis = axis
        return _approved(tie) if axis == "approved" else tie

    def _topic(self) -> Name | None:
        """Return what a section speaks of by its heading, else the total of all."""
        found = self.tyer.index.find(self.tyer.view, self.reading.prose.heading)
        return found[-1].name if found else name_at(self.tyer.view, "总支出")

    def _explained(self, words: str) -> bool:
        tail = self.tyer.unit[-_TAIL:]
        bare = words[words.find(tail) + len(tail) :] if tail and tail in words else words
        return not unexplained(bare.replace("时", "")) and not part_of_year(bare)

    def _heading_axis(self) -> str:
        heading = self.reading.prose.heading
        return axis_of(heading) if heading.strip("。 ").endswith(("预算情况", "决算情况")) else ""

    def _keep(self, name: Name, values: Sequence[Named], tie: Tie, axis: str) -> None:
        state = self.tyer.state
        state.axis = axis or state.axis
        if name.values and self.figure.measure != "%":
            state.name, state.named = name, tie.named or (values[0] if values else None)
            state.first = state.first or name

    def _chosen(self, values: Sequence[Named], axis: str, words: str) -> list[Named]:
        """Return the values that the words can mean: of the right sort, owner, column, year and scheme."""
        said = self.reading.said(self.figure, self.figure.start)
        target = TARGET.search(words) is not None
        found = [one for one in values if fits(self.figure.quantity, one.value) and one.target == target]
        own = [one for one in found if one.owner == self.owner]
        found = own or [one for one in found if self.owner == ROOT_ID]
        years = years_in(said) or [self.tyer.year]
        if years[-1] != self.tyer.year and self.tyer.year:
            axis = "prior_final" if years[-1] == self.tyer.year - 1 else "unknown"
        return of_scheme(of_column(found, axis, words), said, self.reading.prose.heading)

    def _weak(self) -> Tie:
        """Tie a figure by the likeness of words alone: only to a value it equals or is a slip of."""
        words = self.reading.between(self.low, self.figure.start)
        none = Tie(self.reading, self.figure)
        if part_of_year(words) or digits_of(self.figure.quantity) < _TELLING or self.figure.quantity.operator:
            return none
        found = self._chosen(self.tyer.index.like(self.tyer.view, words), "", words)
        exact = [one for one in found if agrees(self.figure.quantity, as_interval(one.value, exact=one.exact))]
        if exact:
            return Tie(self.reading, self.figure, exact[0], exact[0].printed, "same")
        slips = [one for one in found if slip(self.figure.quantity, one.value)]
        if len({one.value.base for one in slips}) != 1 or other_figure(words):
            return none
        return Tie(
            self.reading,
            self.figure,
            slips[0],
            Rated(slips[0], as_interval(slips[0].value)).printed(self.figure.quantity),
            "differs",
        )

    # ---- comparing ----

    def _compared(self, rated: Sequence[Rated], *, sure: bool, loose: bool = False) -> Tie:
        quantity = self.figure.quantity
        for one in rated:
            if agrees(quantity, one.interval) and one.direction:
                return Tie(self.reading, self.figure, one.named, one.printed(quantity), "same")
        if not rated:
            return Tie(self.reading, self.figure)
        first = rated[0]
        distinct = {one.interval for one in rated}
        for one in rated:
            for base, interval in one.bases:
                if agrees(quantity, interval):
                    return Tie(self.reading, self.figure, one.named, one.printed(quantity), "base", base)
        certain = sure and len(distinct) == 1 and not quantity.operator
        slipped = next((one for one in rated if slip(quantity, one.quantity)), None)
        if not certain and (slipped is None or quantity.operator or loose):
            return Tie(self.reading, self.figure)
        chosen = first if certain or slipped is None else slipped
        return Tie(self.reading, self.figure, chosen.named, chosen.printed(quantity), "differs")


def _approved(tie: Tie) -> Tie:
    return replace(tie, verdict="approved") if tie.verdict == "differs" else tie
