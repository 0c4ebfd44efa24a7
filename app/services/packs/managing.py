"""List, check, show, import and remove packs (表样)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.audit.compiling import audit_signatures
from app.core.errors import DataError, UserError
from app.packs.checking import check_pack
from app.packs.loading import load_pack, read_json
from app.packs.registry import Candidate, PackInfo, candidate, find, keep, list_packs, remove
from app.packs.schema import Pack
from app.packs.schema_rules import Grades, Scoring
from app.scoring import signatures
from app.services.packs.cases import run_cases

__all__ = [
    "PackInfo",
    "PackReport",
    "PackView",
    "add_pack",
    "all_packs",
    "check_pack_source",
    "remove_pack",
    "view_pack",
]

_PARTS = ("tables", "fields", "scoring", "weights", "grades", "forms", "reports", "pages", "audit", "terms", "cases")


@dataclass(frozen=True, slots=True)
class PackReport:
    """Result of a check: problems in Chinese, number of worked cases run, scoring rules without a source."""

    id: str
    problems: tuple[str, ...]
    cases: int
    default_rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackView:
    """What `packs show` shows: the head, the names of the parts, or the content of one part."""

    id: str
    revision: str
    title: str
    digest: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    content: object


def all_packs() -> list[PackInfo]:
    """Return all known packs."""
    return list_packs()


def check_pack_source(source: str) -> PackReport:
    """Check a pack by id or path: resolve it, check it statically, run its worked cases.

    Raises:
        UserError: no such pack.
        PackError: it cannot even be resolved.
    """
    return _checked(candidate(source))


def view_pack(pack_id: str, path: str) -> PackView:
    """Return the head of a pack, or the content at a path such as `scoring.budget` or `fields.unit.budget.rate`.

    Raises:
        UserError: no such pack or part.
    """
    resolved = find(pack_id)
    plain = read_json(resolved.body)
    parts = tuple((name, tuple(_names(plain[name]))) for name in _PARTS if name in plain)
    content = _at(plain, path) if path else plain
    return PackView(resolved.id, resolved.revision, resolved.title, resolved.digest, parts, content)


def add_pack(path: Path) -> PackInfo:
    """Import a pack after it was checked; nothing is written when it is not sound. It is read once.

    Raises:
        UserError: no such file, or the id of a built-in pack.
        DataError: the pack is not sound; all problems are told.
        EnvironmentProblem: it cannot be written.
    """
    found = candidate(path)
    problems = _checked(found).problems
    if problems:
        raise DataError(
            "pack.unsound",
            where=str(path),
            what=f"表样有{len(problems)}处问题：\n" + "\n".join(problems) + "\n",
            rule="检查通过的表样才能导入",
            repair="请改正后再导入",
        )
    return keep(found)


def remove_pack(pack_id: str) -> None:
    """Remove an imported pack.

    Raises:
        UserError: built in, or not imported.
    """
    remove(pack_id)


def _checked(found: Candidate) -> PackReport:
    """Check a pack that was read; the worked cases are run only when nothing else is wrong."""
    body = found.resolved.body
    pack = load_pack(body)
    problems = [
        problem.sentence() for problem in check_pack(pack, signatures(), found.places, audits=audit_signatures())
    ]
    if not problems:
        problems += run_cases(body)
    return PackReport(pack.id, tuple(problems), len(pack.cases), tuple(_default_rules(pack)))


def _default_rules(pack: Pack) -> list[str]:
    """Return, in words, the scores and grades whose rule has no quoted source."""
    entries: list[Scoring | Grades] = [*pack.scoring.values(), *pack.grades.values()]
    fields = [
        field
        for entry in entries
        if entry.source == "default"
        for table in entry.for_[:1]
        if (field := pack.fields.get(table, {}).get(entry.into)) is not None
    ]
    return list(dict.fromkeys(field.label for field in fields))


def _names(part: Any) -> list[str]:
    return list(part) if isinstance(part, Mapping) else []


def _at(plain: Any, path: str) -> object:
    """Follow a dotted path; keys hold dots themselves, so the longest name that fits is taken."""
    at, rest = plain, path.split(".")
    while rest:
        step = next((n for n in range(len(rest), 0, -1) if isinstance(at, Mapping) and ".".join(rest[:n]) in at), 0)
        if not step:
            raise UserError(
                "pack.part",
                where=path,
                what=f"没有“{'.'.join(rest)}”这一部分",
                rule="部分写成 scoring.budget、fields.unit.budget.rate",
                repair=f"这里有：{'、'.join(_names(at))[:300]}",
            )
        at, rest = at[".".join(rest[:step])], rest[step:]
    return at
