"""Names: of the unit on covers and in texts, of predecessors, of projects, of the supervising office."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from app.audit.prose import Prose, prose_of
from app.audit.registry import Hit, audit_rule
from app.audit.rules.closeness import edits, near_places, shortened, squeezed
from app.audit.view import AuditView
from app.core.records import ROOT_ID, Address
from app.core.signatures import ParamKind
from app.documents.rows import Paper, RowView

UNIT_NAME: Final = "unit.name"
_CELLS: Final = (
    ("reports", "cover.unit"),
    ("reports", "closing.unit"),
    ("projects", "implementer"),
    ("team", "workplace"),
)
_OTHERS: Final = frozenset({"implementer", "workplace"})
"""Another office may carry out a project, and send people to evaluate."""

_LONGEST_TITLE: Final = 200
_TITLES: Final = ("cover.title", "title")
_REGION: Final = 8
"""Characters of a region that may stand before a unit's name."""

Verdict = Literal["", "short", "wrong"]


@dataclass(frozen=True, slots=True)
class Ends:
    """What names of offices end with."""

    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Names:
    """What the unit is called, what it is called for short, and what names of offices end with."""

    name: str
    short: str
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Written:
    """How the unit is called in one place, and what that is: a shortened or a wrong name."""

    address: Address
    text: str
    verdict: Verdict


_ENDS: Final = {"ends": ParamKind("words")}


@audit_rule("unit_names", params=_ENDS, params_class=Ends, label="标题、封面、落款、正文里写错的单位名称", parted=True)
def unit_names(view: AuditView, params: Ends) -> Iterator[Hit]:
    """Yield places where the unit is called by a wrong name."""
    yield from _called(view, params, "wrong")


@audit_rule("unit_names_short", params=_ENDS, params_class=Ends, label="标题、封面、落款用简称", parted=True)
def unit_names_short(view: AuditView, params: Ends) -> Iterator[Hit]:
    """Yield places where a short name stands for the unit's name."""
    yield from _called(view, params, "short")


def _called(view: AuditView, params: Ends, verdict: Verdict) -> Iterator[Hit]:
    name = _of(view.root, UNIT_NAME)
    if not name:
        return
    for written in _all_written(view, _Names(name, _of(view.root, "unit.short_name"), params.ends)):
        if written.verdict == verdict:
            yield Hit((written.address, Address(ROOT_ID, UNIT_NAME)), written.text, name)


def _all_written(view: AuditView, names: _Names) -> Iterator[_Written]:
    for table, key in _CELLS:
        for row in view.rows(table):
            for address in _places(view, row, key):
                text = squeezed(view.printed(address))
                yield _Written(address, text, _cell_verdict(view, text, names, key))
    for report in view.rows("reports"):
        for key in _TITLES:
            yield _titled(Address(report.row, key), _of(report, key)[:_LONGEST_TITLE], names)
    yield from _in_texts(view, names.name)


def _of(row: RowView, key: str) -> str:
    return squeezed(row.printed(key, "", Paper())) if row.field(key) is not None else ""


def _places(view: AuditView, row: RowView, key: str) -> Iterator[Address]:
    """Yield the fact and what single forms print in its place."""
    for cell_key, form in view.answers.facts.cells.get(row.row, {}):
        if cell_key == key:
            yield Address(row.row, key, form)


def _cell_verdict(view: AuditView, text: str, names: _Names, key: str) -> Verdict:
    """Judge a cell that holds nothing but a name."""
    name = names.name
    if not text or text == name or (text.endswith(name) and len(text) <= len(name) + _REGION):
        return ""
    if key == "workplace" and (text == names.short or shortened(text, name)):
        return ""
    if text == names.short or (len(text) < len(name) and shortened(text, name)):
        return "short"
    if edits(text, name, 2) <= 2 or text in _former(view):
        return "wrong"
    return "wrong" if key not in _OTHERS and text.endswith(names.ends) else ""


def _titled(at: Address, title: str, names: _Names) -> _Written:
    """Judge a title, of which the name is only a part."""
    name, short = names.name, names.short
    if not title or name in title:
        return _Written(at, title, "")
    for near in near_places(title, name, 2):
        return _Written(at, near, "short" if len(near) < len(name) and shortened(near, name) else "wrong")
    if short and short in title:
        return _Written(at, short, "short")
    found = _office(names.ends).search(title)
    office = found["office"] if found else ""
    if office and shortened(office, name):
        return _Written(at, office, "short")
    return _Written(at, office, "wrong" if len(office) >= 6 else "")


@cache
def _office(ends: tuple[str, ...]) -> re.Pattern[str]:
    """Return what an office in a title looks like: words up to 整体支出, 项目支出 or the end."""
    end = "|".join(map(re.escape, ends))
    return re.compile(rf"(?:年度|年|^)?(?P<office>[\u4e00-\u9fff]{{2,40}}?(?:{end}))(?=部门|单位|整体|项目|\d|$)")


def _in_texts(view: AuditView, name: str) -> Iterator[_Written]:
    """Yield mistyped unit names in running text; a name that only begins or ends alike is another office."""
    known = {*_former(view), _of(view.root, "unit.supervisor")}
    most = 2 if len(name) >= 8 else 1
    for prose in prose_of(view):
        if prose.report:
            rest = squeezed(prose.bare).replace(name, "　" * len(name))
            for near in near_places(rest, name, most):
                if near not in known and not shortened(near, name):
                    yield _Written(prose.address, near, "wrong")


def _former(view: AuditView) -> tuple[str, ...]:
    if "former_names" not in view.answers.pack.tables:
        return ()
    name = _of(view.root, UNIT_NAME)
    names = (_of(row, "name") for row in view.whole.rows("former_names"))
    return tuple(one for one in names if len(one) >= 4 and one != name)


# ---- predecessors ----


@dataclass(frozen=True, slots=True)
class Telling:
    """Words of a sentence that tells how the unit came about."""

    history: tuple[str, ...]


@audit_rule(
    "former_names",
    params={"history": ParamKind("words")},
    params_class=Telling,
    label="沿革以外还写着合并、更名前的单位名称",
)
def former_names(view: AuditView, params: Telling) -> Iterator[Hit]:
    """Yield texts that call a predecessor by name outside of the unit's history."""
    name = _of(view.root, UNIT_NAME)
    own = _regulations(view)
    used: set[str] = set()
    for prose in prose_of(view):
        if prose.address.key not in {"text", "heading"} and not prose.longtext:
            continue
        for old, quoted in _old_names(prose, _former(view), name, params.history):
            rows = [at for at, text in own if old in text and text in quoted]
            used.update(at.row for at in rows)
            yield Hit((prose.address, *rows), old, name)
    for at, text in own:
        old = next((one for one in _former(view) if one in text.replace(name, "")), "")
        if old and at.row not in used:
            yield Hit((at,), old, name)


def _regulations(view: AuditView) -> list[tuple[Address, str]]:
    if "regulations" not in view.answers.pack.tables:
        return []
    return [(Address(row.row, "name"), _of(row, "name")) for row in view.rows("regulations")]


def _old_names(prose: Prose, former: tuple[str, ...], name: str, history: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield each old name that a text uses, with its sentence."""
    if not any(old in prose.text for old in former):
        return
    seen: set[str] = set()
    for sentence in re.split(r"[。；;！\n]", prose.text):
        flat = squeezed(sentence)
        if any(word in flat for word in history):
            continue
        for old in former:
            if old in flat.replace(name, "　") and old not in seen:
                seen.add(old)
                yield old, flat


# ---- offices above ----


@audit_rule("supervisor_names", params={}, params_class=tuple, label="主管部门写法不一")
def supervisor_names(view: AuditView, _params: object) -> Iterator[Hit]:
    """Yield projects whose supervising office is the unit's, written in another way."""
    name = _of(view.root, "unit.supervisor")
    for row in view.rows("projects") if name else ():
        for address in _places(view, row, "supervisor"):
            text = squeezed(view.printed(address))
            if text and text != name and (shortened(text, name) or shortened(name, text) or edits(text, name, 1) <= 1):
                texts = (one.address for one in prose_of(view) if one.report and (name in one.text or text in one.text))
                yield Hit((address, Address(ROOT_ID, "unit.supervisor"), *texts), text, name)
    yield from _mistyped_above(view, name)


def _mistyped_above(view: AuditView, name: str) -> Iterator[Hit]:
    """Yield texts that nearly write the name of the office above."""
    for prose in prose_of(view) if len(name) >= 6 else ():
        if prose.report:
            for near in near_places(squeezed(prose.bare).replace(name, "　" * len(name)), name, 1):
                if len(near) == len(name):
                    yield Hit((prose.address, Address(ROOT_ID, "unit.supervisor")), near, name)
