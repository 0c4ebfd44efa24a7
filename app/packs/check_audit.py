"""Static check of audit rules: what they look at, ask, name and say."""

from __future__ import annotations

from typing import Final

from app.core.signatures import RuleSignature, read_params
from app.packs.check_base import Check
from app.packs.names import Names
from app.packs.problems import PackProblem
from app.packs.schema import Pack
from app.packs.schema_rules import AuditRule
from app.packs.strict_yaml import Path

QUOTED = "quoted"
EXPECTED = "expected"

_LACKING: Final = frozenset(
    {
        "pack.no_table",
        "pack.name",
        "pack.name_some",
        "template.key",
        "template.key_some",
        "template.fact",
        "audit.place",
    }
)
"""Codes of problems that say that the pack has not got what a rule names."""


def check_audit(check: Check, registered: dict[str, RuleSignature] | None = None) -> None:
    """Check every audit rule, also those that are off.

    Args:
        check: the run.
        registered: the rules written in Python by name; None when they are not known here.
    """
    for name, rule in check.pack.audit.items():
        path = ("audit", name)
        if bool(rule.check) == bool(rule.python):
            check.add("audit.rule", path, f"“{name}”要写 check 或 python，只写一个", "审核用算式或登记的规则")
        if rule.from_ and rule.until and rule.from_ > rule.until:
            check.add("audit.years", (*path, "from"), f"“{name}”的起始年度晚于终止年度", "from 不晚于 until")
        if rule.python and registered is not None:
            _python(check, rule, path, registered)
        for table in rule.for_:
            if check.table(table, (*path, "for")):
                _seen_from(check, rule, table, path)


def rule_problems(pack: Pack, code: str, rule: AuditRule, table: str, names: Names | None = None) -> list[PackProblem]:
    """Return what is wrong with a rule as it looks at the rows of one table of a pack."""
    check = Check(pack, names or Names(pack), {}, {})
    path = ("audit", code)
    if check.table(table, (*path, "for")):
        _seen_from(check, rule, table, path)
    return check.problems


def lacks(pack: Pack, code: str, rule: AuditRule, table: str, names: Names) -> bool:
    """Say whether a pack lacks something that a rule names as it looks at the rows of one table."""
    return any(problem.code in _LACKING for problem in rule_problems(pack, code, rule, table, names))


def _seen_from(check: Check, rule: AuditRule, table: str, path: Path) -> None:
    """Check a rule as it looks at the rows of one table."""
    check.truth(rule.when, table, (*path, "when"))
    check.truth(rule.check, table, (*path, "check"))
    check.formula(rule.quoted, table, (*path, QUOTED))
    check.formula(rule.expected, table, (*path, EXPECTED))
    for name, source in rule.values.items():
        check.formula(source, table, (*path, "values", name))
    for number, name in enumerate(rule.needs):
        check.name(name, table, (*path, "needs", number))
    for number, place in enumerate(rule.places):
        _place(check, place, table, (*path, "places", number))
    extra = (*rule.values, *((QUOTED,) if rule.quoted or rule.python else ()))
    extra = (*extra, *((EXPECTED,) if rule.expected or rule.python else ()))
    for part in ("message", "advice"):
        check.template(getattr(rule, part), check.names.chains(table), (*path, part), extra=extra, forms=False)


def _place(check: Check, place: str, table: str, path: Path) -> None:
    name, bar, form = place.partition("|")
    check.name(name, table, path)
    if bar and form not in check.pack.forms and form not in check.pack.reports:
        check.add("audit.place", path, f"没有“{form}”这份文件", "位置写成 栏 或 栏|表的编号")


def _python(check: Check, rule: AuditRule, path: Path, registered: dict[str, RuleSignature]) -> None:
    signature = registered.get(rule.python)
    if signature is None:
        known = f"现有：{'、'.join(sorted(registered))}"
        check.add("audit.python", (*path, "python"), f"没有登记的审核规则“{rule.python}”", known)
        return
    for parameter, sentence in read_params(signature, rule.with_)[1].items():
        check.add("audit.with", (*path, "with", parameter), sentence, f"规则“{rule.python}”的参数")
