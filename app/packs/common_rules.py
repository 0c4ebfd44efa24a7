"""The audit rules that all packs share (`resources/audit/*.yaml`): a layer under every pack's own `audit`.

A pack has only those of them whose tables and keys it has; it may change one by its id, switch it off or drop it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.packs.axes import Axes, fold_entries
from app.packs.check_audit import lacks
from app.packs.located import Spot, locate
from app.packs.names import Names
from app.packs.problems import PackError
from app.packs.schema import Pack
from app.packs.strict_yaml import Plain, read_yaml

AUDIT = "audit"


def read_rules(sources: Sequence[tuple[str, str]]) -> Spot | None:
    """Read the common rules from text and name of each of their files; None for none.

    Raises:
        PackError: a text is no YAML that packs may use, or two files have a rule of the same id.
    """
    rules: dict[str, Spot] = {}
    first: Spot | None = None
    for source in sources:
        plain, places = read_yaml(*source)
        spot = locate(plain, places)
        first = first or spot
        for name, rule in spot.entries().items():
            if name in rules:
                raise PackError(
                    "audit.twice",
                    place=rule.place,
                    what=f"审核规则“{name}”写了两次",
                    rule=f"同一个编号只能用一次，另一处在{rules[name].place}",
                    repair="请改其中一个的编号",
                )
            rules[name] = rule
    return Spot(rules, first.place) if first is not None else None


def folded(rules: Spot, axes: Axes) -> Spot:
    """Return the rules with their patterns folded over the axes of a pack.

    Raises:
        PackError: a pattern names an axis that does not exist.
    """
    return Spot(fold_entries(rules.entries(), axes), rules.place)


def untouched(rules: Spot, merged: Spot | None) -> frozenset[str]:
    """Return the ids of the common rules that no layer of a pack changed."""
    own = merged.entries() if merged is not None else {}
    return frozenset(name for name, spot in rules.entries().items() if own.get(name) is spot)


def keep_fitting(plain: Plain, pack: Pack, shared: frozenset[str]) -> None:
    """Take from a resolved pack the common rules that it lacks the tables or keys for.

    Args:
        plain: the resolved pack; changed in place.
        pack: the same, validated.
        shared: ids of the common rules that stand in it as they are.
    """
    if not isinstance(plain, dict) or not shared:
        return
    audit: Any = plain[AUDIT]
    names = Names(pack)
    gone = set()
    for code in shared:
        rule = pack.audit[code]
        fitting = [table for table in rule.for_ if not lacks(pack, code, rule, table, names)]
        if not fitting:
            gone.add(code)
            del audit[code]
        elif len(fitting) < len(rule.for_):
            audit[code]["for"] = fitting
    leaves: Any = plain.get("param_leaves", [])
    kept = [leaf for leaf in leaves if not (leaf["path"][0] == AUDIT and leaf["path"][1] in gone)]
    if len(kept) < len(leaves):
        plain["param_leaves"] = kept
