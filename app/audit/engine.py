"""The audit of an evaluation: every rule of its pack over its answers; nothing that is found is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from app.answers.answer_set import AnswerSet
from app.audit.compiling import CompiledRule, rules_of
from app.audit.explaining import Given, explained, given_of
from app.audit.figures.checked import checked_figures
from app.audit.finding import in_words
from app.audit.registry import Hit
from app.audit.report import SEVERITIES, Broken, CheckedFigure, Entry, Found, Report, Skipped
from app.audit.running import NotLooked, run_rule
from app.audit.timing import SECONDS, TimedView, Timer, TooSlowError
from app.audit.words import place_of
from app.core.records import ROOT_ID, Address
from app.packs.schema_rules import AuditRule

_FIGURES: Final = "checked_figures"
_MOST: Final = 5_000
"""Hits of one rule; one that finds more is wrong itself."""


def audit(answers: AnswerSet, *, today_year: int | None = None) -> Report:
    """Audit an evaluation.

    Args:
        answers: the answers.
        today_year: the year that counts where the evaluation year is blank; rules may hold for some years only.
    """
    work = _Work(answers, given_of(answers), _year(answers, today_year))
    compiled = rules_of(answers.pack)
    work.broken += [Broken(code, reason) for code, reason in compiled.broken.items()]
    for rule in compiled.rules:
        work.run(rule)
    for code, off in answers.pack.audit.items():
        if off.off:
            work.skipped.append(Skipped(code, off.severity, "表样停用了这条规则"))
    figures = work.figures()
    entries = sorted(work.entries, key=lambda entry: SEVERITIES.index(entry.severity))
    return Report(tuple(entries), tuple(work.skipped), tuple(work.broken), figures)


def _year(answers: AnswerSet, today_year: int | None) -> int | None:
    year = answers.value(ROOT_ID, "year")
    return int(year) if isinstance(year, Decimal) else today_year


@dataclass(slots=True)
class _Work:
    """One audit while it runs."""

    answers: AnswerSet
    given: Sequence[Given]
    year: int | None
    entries: list[Entry] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    memo: dict[object, object] = field(default_factory=dict)

    def run(self, compiled: CompiledRule) -> None:
        """Run one rule and keep what it says."""
        rule = compiled.rule
        not_now = _not_in_force(rule, self.year)
        if not_now:
            self.skipped.append(Skipped(compiled.code, rule.severity, not_now))
            return
        result = _Result()
        problem = self._gather(compiled, result)
        if problem:
            self.broken.append(Broken(compiled.code, problem))
        if result.hits:
            own = [one for one in self.given if one.code == compiled.code]
            hits = explained(result.hits, own)
            entry = Entry(compiled.code, rule.family, rule.severity, rule.clause, rule.source, hits)
            self.entries.append(entry)
        self._skip(compiled, result.missed)

    def figures(self) -> tuple[CheckedFigure, ...]:
        """Return the figures of the texts; where that fails, it is reported like a rule that is wrong."""
        try:
            return checked_figures(TimedView(self.answers, self.memo, timer=Timer.start()))
        except TooSlowError:
            self.broken.append(Broken(_FIGURES, f"核对文字里的数用时超过{SECONDS}秒，没有核对完"))
        except Exception as error:  # noqa: BLE001 - a text that cannot be read must not end the audit
            self.broken.append(Broken(_FIGURES, f"核对文字里的数出错：{type(error).__name__} {error}".strip()))
        return ()

    def _gather(self, compiled: CompiledRule, result: _Result) -> str:
        """Run a rule; return what is wrong with the rule itself, empty when nothing is. What it found before stays."""
        timer = Timer.start()
        view = TimedView(self.answers, self.memo, timer=timer)
        try:
            for found in run_rule(compiled, view):
                if len(result.hits) >= _MOST:
                    return f"找出的地方超过{_MOST}处"
                result.take(compiled, view, found)
            timer.check()
        except TooSlowError:
            return f"审核用时超过{SECONDS}秒，没有审完"
        except Exception as error:  # noqa: BLE001 - whatever a rule raises is reported, and the other rules run
            return f"规则出错：{type(error).__name__} {error}".strip()
        return "；".join(dict.fromkeys(one.reason for one in result.missed if one.fault))

    def _skip(self, compiled: CompiledRule, missed: Sequence[NotLooked]) -> None:
        """Keep where a rule could not look, one entry for each reason."""
        by_reason: dict[str, list[Address]] = {}
        for one in missed:
            by_reason.setdefault(one.reason, []).append(one.address)
        for reason, addresses in by_reason.items():
            places = tuple(place_of(self.answers, address, "") for address in addresses)
            self.skipped.append(Skipped(compiled.code, compiled.rule.severity, reason, places))


def _not_in_force(rule: AuditRule, year: int | None) -> str:
    """Return why a rule does not hold for a year; empty when it does, or when no year is known."""
    if year is None:
        return ""
    if rule.from_ is not None and year < int(rule.from_):
        return f"{rule.from_}年起适用"
    return f"只适用到{rule.until}年" if rule.until is not None and year > int(rule.until) else ""


@dataclass(slots=True)
class _Result:
    """What one rule said so far."""

    hits: list[Found] = field(default_factory=list)
    missed: list[NotLooked] = field(default_factory=list)

    def take(self, compiled: CompiledRule, view: TimedView, found: Hit | NotLooked) -> None:
        """Keep one more."""
        if isinstance(found, NotLooked):
            self.missed.append(found)
        else:
            self.hits.append(in_words(compiled, view, found))
