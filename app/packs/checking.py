"""The static check of a pack: what can be seen without any answers. Signatures of rules are handed in.

Keys and tables exist wherever they are named, columns stand in aggregates, sorts of values agree, no formula runs in a
circle, rules get what they ask for, weights add up, grades descend, grids are whole, templates name known keys.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.core.signatures import RuleSignature
from app.packs.check_audit import check_audit
from app.packs.check_base import Check
from app.packs.check_fields import check_circles, check_facts, check_fields, check_kinds, check_tables
from app.packs.check_pages import check_pages, check_terms
from app.packs.check_paper import check_covers, check_forms, check_print, check_reports
from app.packs.check_scoring import check_grades, check_levels, check_once, check_scoring, check_weights
from app.packs.names import Names
from app.packs.problems import PackProblem
from app.packs.schema import Pack
from app.packs.strict_yaml import Places


def check_pack(
    pack: Pack,
    rules: Mapping[str, RuleSignature],
    places: Places | None = None,
    *,
    audits: Mapping[str, RuleSignature] | None = None,
) -> list[PackProblem]:
    """Return everything that is wrong with a resolved pack; empty when it is sound.

    Args:
        pack: the resolved pack.
        rules: the scoring rules of the program by name.
        places: place of every value in the YAML, when it is known.
        audits: the audit rules written in Python by name; None when they are not known.
    """
    check = Check(pack, Names(pack), rules, places or {})
    for part in (check_tables, check_fields, check_facts, check_kinds, check_scoring, check_grades, check_once):
        part(check)
    for part in (check_weights, check_levels, check_forms, check_reports, check_covers, check_print, check_pages):
        part(check)
    check_audit(check, dict(audits) if audits is not None else None)
    check_terms(check)
    check_circles(check)
    return check.problems
