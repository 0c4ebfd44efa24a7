"""The audit of an evaluation: every rule of its pack over its answers; nothing that is found is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.answers.answer_set import AnswerSet
from app.audit.compiling import CompiledRule, rules_of
from app.audit.explaining import explained, given_of
from app.audit.figures.checked import checked_figures
from app.audit.finding import in_words
from app.audit.registry import Hit
from app.audit.report import SEVERITIES, Broken, CheckedFigure, Entry, Found, Report, Skipped
from app.audit.running import NotLooked, run_rule
from app.audit.timing import SECONDS, TimedView, Timer, TooSlowError
from app.audit.words import place_of
from app.core.findings import FindingPlace
from app.core.records import ROOT_ID
from app.packs.schema_rules import AuditRule

FIGURES: Final = "checked_figures"
"""Names the figures of texts among rules that are wrong."""

MOST: Final = 5_000
"""Hits of one rule; one that finds more is wrong itself."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A place at which a rule could not look, and why; `fault`: the rule should have left it out itself."""

    place: FindingPlace
    reason: str
    fault: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule said, before anybody's explanations; `problem`: what is wrong with the rule itself."""

    hits: tuple[Found, ...]
    missed: tuple[Missed, ...]
    problem: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of the texts that were checked; `problem`: why they could not be."""

    figures: tuple[CheckedFigure, ...]
    problem: str = ""


def audit(answers: AnswerSet, *, today_year: int | None = None) -> Report:
    """Audit an evaluation.

    Args:
        answers: the answers.
        today_year: the year that counts where the evaluation year is blank; rules may hold for some years only.
    """
    timer = Timer.start()
    view = TimedView(answers, {}, timer=timer)

    def look(compiled: CompiledRule) -> Outcome:
        timer.again()
        return gather((told(compiled, view, found) for found in run_rule(compiled, view)), timer)

    def figures() -> Figures:
        timer.again()
        return figures_of(view)

    return put_together(answers, look, figures, today_year)


def put_together(
    answers: AnswerSet,
    look: Callable[[CompiledRule], Outcome],
    figures: Callable[[], Figures],
    today_year: int | None,
) -> Report:
    """Return the report of all rules of a pack; `look` tells what one rule finds, `figures` those of texts."""
    compiled = rules_of(answers.pack)
    year, given = year_of(answers, today_year), given_of(answers)
    entries: list[Entry] = []
    skipped: list[Skipped] = []
    broken = [Broken(code, reason) for code, reason in compiled.broken.items()]
    for one in compiled.rules:
        not_now = not_in_force(one.rule, year)
        if not_now:
            skipped.append(Skipped(one.code, one.rule.severity, not_now))
            continue
        outcome = look(one)
        if outcome.problem:
            broken.append(Broken(one.code, outcome.problem))
        if outcome.hits:
            hits = explained(outcome.hits, [said for said in given if said.code == one.code])
            entries.append(entry_of(one, hits))
        skipped += _skipped(one, outcome.missed)
    skipped += [
        Skipped(code, rule.severity, "表样停用了这条规则") for code, rule in answers.pack.audit.items() if rule.off
    ]
    entries.sort(key=lambda entry: SEVERITIES.index(entry.severity))
    checked = figures()
    if checked.problem:
        broken.append(Broken(FIGURES, checked.problem))
    return Report(tuple(entries), tuple(skipped), tuple(broken), checked.figures)


def figures_of(view: TimedView) -> Figures:
    """Return the figures of the texts; where that fails, it is reported like a rule that is wrong."""
    try:
        return Figures(checked_figures(view))
    except TooSlowError:
        return Figures((), f"核对文字里的数用时超过{SECONDS}秒，没有核对完")
    except Exception as error:  # noqa: BLE001 - a text that cannot be read must not end the audit
        return Figures((), f"核对文字里的数出错：{type(error).__name__} {error}".strip())


def entry_of(compiled: CompiledRule, hits: tuple[Found, ...]) -> Entry:
    """Return the entry of a rule."""
    rule = compiled.rule
    return Entry(compiled.code, rule.family, rule.severity, rule.clause, rule.source, hits)


def told(compiled: CompiledRule, view: TimedView, found: Hit | NotLooked) -> Found | Missed:
    """Return in words what a rule found, or where it could not look."""
    if isinstance(found, NotLooked):
        return Missed(place_of(view.answers, found.address, ""), found.reason, found.fault)
    return in_words(compiled, view, found)


def gather(found: Iterable[Found | Missed], timer: Timer) -> Outcome:
    """Take what a rule says one by one; whatever goes wrong is told, and what it found before stays."""
    hits: list[Found] = []
    missed: list[Missed] = []
    problem = ""
    try:
        for one in found:
            if len(hits) >= MOST:
                problem = f"找出的地方超过{MOST}处"
                break
            if isinstance(one, Missed):
                missed.append(one)
            else:
                hits.append(one)
        timer.check()
    except TooSlowError:
        problem = f"审核用时超过{SECONDS}秒，没有审完"
    except Exception as error:  # noqa: BLE001 - whatever a rule raises is reported, and the other rules run
        problem = f"规则出错：{type(error).__name__} {error}".strip()
    faults = dict.fromkeys(one.reason for one in missed if one.fault)
    return Outcome(tuple(hits), tuple(missed), problem or "；".join(faults))


def year_of(answers: AnswerSet, today_year: int | None) -> int | None:
    """Return the year that decides which rules hold: that of the evaluation, else the one given."""
    year = answers.value(ROOT_ID, "year")
    return int(year) if isinstance(year, Decimal) else today_year


def not_in_force(rule: AuditRule, year: int | None) -> str:
    """Return why a rule does not hold for a year; empty when it does, or when no year is known."""
    if year is None:
        return ""
    if rule.from_ is not None and year < int(rule.from_):
        return f"{rule.from_}年起适用"
    return f"只适用到{rule.until}年" if rule.until is not None and year > int(rule.until) else ""


def _skipped(compiled: CompiledRule, missed: Sequence[Missed]) -> list[Skipped]:
    """Return where a rule could not look, one entry for each reason."""
    by_reason: dict[str, list[FindingPlace]] = {}
    for one in missed:
        by_reason.setdefault(one.reason, []).append(one.place)
    severity = compiled.rule.severity
    return [Skipped(compiled.code, severity, reason, tuple(places)) for reason, places in by_reason.items()]
