"""Rules that are wrong themselves: reported as broken, and the others run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from app.audit import compiling, timing
from app.audit.engine import audit
from app.audit.registry import RULES, Hit, audit_rule
from app.audit.view import AuditView
from app.core.records import ROOT_ID, Address
from app.core.signatures import ParamKind
from tests.audit.small_audit import UNIT, answered, rule, ruled

SOUND = rule("sound", "check: 1 == 2")


@dataclass(frozen=True, slots=True)
class Params:
    """Parameters of the rules of these tests."""

    word: str


def register(monkeypatch: pytest.MonkeyPatch, function: Any, name: str = "test_rule") -> None:
    """Register a rule until the test ends."""
    monkeypatch.delitem(RULES, name, raising=False)  # type: ignore[arg-type]
    decorate = audit_rule(name, params={"word": ParamKind("name", "无")}, params_class=Params, label="试")
    decorate(function)
    monkeypatch.setitem(RULES, name, RULES[name])  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def forget(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Take the rules of a test out again, also out of what was compiled."""
    compiling._kept.clear()
    yield
    monkeypatch.undo()
    RULES.pop("test_rule", None)  # type: ignore[attr-defined]


PYTHON = rule("py", "python: test_rule\nwith: {word: 甲}", message="{{quoted}}{{word}}")


def test_a_registered_rule_finds_with_its_parameters(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(view: AuditView, params: Params) -> Iterator[Hit]:
        for row in view.rows("projects"):
            yield Hit((Address(row.row, "name"),), "现", "应", {"word": params.word}, row.row)

    register(monkeypatch, find)
    report = audit(answered(ruled(PYTHON + "    values: {word: name}\n    for: [projects]\n")))
    assert not report.broken
    assert [(hit.message, hit.expected) for hit in report.entries[0].hits] == [("现甲", "应")] * 2


def test_when_of_a_registered_rule_is_asked_of_the_row_of_each_hit(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(view: AuditView, _params: Params) -> Iterator[Hit]:
        for row in view.rows("projects"):
            yield Hit((Address(row.row, "name"),), row=row.row)

    register(monkeypatch, find)
    rules = rule("py", "python: test_rule\nfor: [projects]\nwhen: name == '二号'", message="{{name}}")
    assert [hit.message for hit in audit(answered(ruled(rules))).entries[0].hits] == ["二号"]


def test_needs_of_a_registered_rule_on_the_unit(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(_view: AuditView, _params: Params) -> Iterator[Hit]:
        yield Hit((Address(ROOT_ID, "cash"),))

    register(monkeypatch, find)
    report = audit(answered(ruled(rule("py", "python: test_rule\nneeds: [cash]"))))
    assert [one.reason for one in report.skipped] == ["现金未填"]
    assert not report.entries


def test_what_a_rule_raises_is_reported_and_what_it_found_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(_view: AuditView, _params: Params) -> Iterator[Hit]:
        yield Hit((Address(ROOT_ID, "year"),), "现")
        raise ZeroDivisionError("by zero")

    register(monkeypatch, find)
    report = audit(answered(ruled(rule("py", "python: test_rule") + SOUND)))
    assert [(one.code, one.reason) for one in report.broken] == [("py", "规则出错：ZeroDivisionError by zero")]
    assert {entry.code for entry in report.entries} == {"py", "sound"}


def test_a_hit_at_a_row_that_is_not_there_breaks_only_its_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(_view: AuditView, _params: Params) -> Iterator[Hit]:
        yield Hit((Address("nowhere", "year"),))

    register(monkeypatch, find)
    report = audit(answered(ruled(rule("py", "python: test_rule") + SOUND)))
    assert [one.code for one in report.broken] == ["py"]
    assert [entry.code for entry in report.entries] == ["sound"]


class Clock:
    """A clock that goes on by a second whenever somebody looks."""

    def __init__(self) -> None:
        """Begin at zero."""
        self.now = 0

    def __call__(self) -> int:
        """Give the time."""
        self.now += 1_000_000_000
        return self.now


def test_a_slow_rule_is_stopped_and_the_others_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(view: AuditView, _params: Params) -> Iterator[Hit]:
        while True:
            yield from (Hit((Address(row.row, "name"),)) for row in view.rows("projects") if not row.row)

    register(monkeypatch, find)
    pack = ruled(rule("py", "python: test_rule") + SOUND)
    answers = answered(pack)
    monkeypatch.setattr(timing, "clock", Clock())
    report = audit(answers)
    assert (report.broken[0].code, report.broken[0].reason) == ("py", "审核用时超过3秒，没有审完")
    assert [entry.code for entry in report.entries] == ["sound"]


def test_a_rule_that_took_ten_seconds_without_looking_up_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()

    def find(_view: AuditView, _params: Params) -> Iterator[Hit]:
        clock.now += 10_000_000_000
        yield from ()

    register(monkeypatch, find)
    answers = answered(ruled(rule("py", "python: test_rule") + SOUND))
    monkeypatch.setattr(timing, "clock", clock)
    assert audit(answers).broken[0].code == "py"


def test_a_rule_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(_view: AuditView, _params: Params) -> Iterator[Hit]:
        while True:
            yield Hit((Address(ROOT_ID, "year"),))

    register(monkeypatch, find)
    monkeypatch.setattr("app.audit.engine.MOST", 50)
    [broken] = audit(answered(ruled(rule("py", "python: test_rule")))).broken
    assert broken.reason == "找出的地方超过50处"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("check: money.executed / cash > 1", "现金为0，不能作除数"),
        ("check: 1 / 0 == 1", "0为0，不能作除数"),
        ("check: nothing.here == 1", "“nothing.here”不存在"),
        ("check: money.executed ==", "算式"),
        ("check: money.executed + 1", "这里要"),
        ("check: 1 == 1\nfor: [nowhere]", "没有“nowhere”这张表"),
        ("check: 1 == 2\nplaces: [what]", "“what”不存在"),
        ("check: 1 == 2\nadvice: '{{what}}'", "取的栏不存在"),
        ("python: what", "没有登记的审核规则“what”"),
        ("advice: 空", "只写一个"),
    ],
)
def test_a_faulty_rule_is_reported_and_the_others_run(body: str, reason: str) -> None:
    report = audit(answered(ruled(rule("bad", body) + SOUND), {**UNIT, "cash": "0"}))
    assert [one.code for one in report.broken] == ["bad"]
    assert reason in report.broken[0].reason
    assert [entry.code for entry in report.entries] == ["sound"]


def test_long_texts_and_long_numbers_do_no_harm() -> None:
    rules = rule("long", "check: len(text) < 10\nplaces: [text]") + rule(
        "big", "check: money.extra < money.executed\nplaces: [money.extra]\nquoted: money.extra"
    )
    unit = {**UNIT, "text": "长" * 150_000, "money.extra": "9" * 60}
    report = audit(answered(ruled(rules), unit))
    assert not report.broken
    assert {entry.code for entry in report.entries} == {"long", "big"}
    assert len(report.entries[0].hits[0].places[0].quoted) <= 121
