"""Defects in texts: figures of reports, years, dates, names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from random import Random
from typing import Final

from app.audit.prose import Prose
from app.core.dates import PartialDate
from app.core.records import Address, Cell, CellOp
from tests.audit.mutation.kinds import Site, digit_changed, has_digit, kind, name_changed, said
from tests.audit.mutation.scene import Mutation, Node, Scene

_UNIT: Final = re.compile(r"\d(?P<unit>亿元|万元|元|万人次|人次|万人|人|%)")
_BEHIND: Final = re.compile(r"^(?P<unit>亿元|万元|元|万人次|人次|万人|人|%)")
_OTHER: Final = {
    "亿元": "万元", "万元": "元", "元": "万元", "万人次": "人次", "人次": "万人次", "万人": "人", "人": "万人",
    "%": "个百分点",
}  # fmt: skip
_BRACES: Final = re.compile(r"\{\{[^{}\n]{1,300}\}\}")
_SHORTEST_NAME: Final = 4
_NAMED: Final = frozenset({"projects", "regulations", "documents", "internal_units", "former_names"})
"""Tables of proper names; what figures are called is language, and stands in texts in many ways."""


def _bound(scene: Scene) -> Iterator[tuple[Prose, Cell, re.Match[str], str]]:
    """Yield (text, its cell, the binding, what that prints) of all that a text takes from elsewhere."""
    for prose in scene.prose:
        cell = scene.facts.cell(prose.address)
        if cell is None or "{{" not in cell.text or not prose.longtext:
            continue
        bound = [span for span in prose.spans if span.bound]
        for match, span in zip(_BRACES.finditer(cell.text), bound, strict=True):
            if not span.words:
                yield prose, cell, match, span.text


def _rewritten(scene: Scene, name: str, address: Address, cell: Cell, change: tuple[int, int, str]) -> Mutation:
    start, end, after = change
    text = cell.text[:start] + after + cell.text[end:]
    around = f"…{cell.text[max(0, start - 12) : start]}[{cell.text[start:end]}→{after}]{cell.text[end : end + 8]}…"
    node = (address.row, address.key)
    ops = (CellOp(address, replace(cell, text=text)),)
    return Mutation(name, frozenset({node}), f"{scene.name(node)}：{around}", ops)


@kind("报告里取来的数改写、改一位")
def bound_digit(scene: Scene, name: str) -> Iterator[Site]:
    """A figure that a text takes from a table is typed by hand, wrongly."""
    for prose, cell, match, printed in _bound(scene):
        if has_digit(printed) and not _is_year(scene, printed):
            site = (prose.address, match.start())
            yield Site(site, lambda draw, a=prose.address, c=cell, m=match, p=printed: _rewritten(
                scene, name, a, c, (*m.span(), digit_changed(p, draw))
            ))  # fmt: skip


@kind("报告里取来的数换单位")
def bound_unit(scene: Scene, name: str) -> Iterator[Site]:
    """A figure of a text stands with another unit than the table's."""
    for prose, cell, match, printed in _bound(scene):
        inside, behind = _UNIT.search(printed), _BEHIND.match(cell.text[match.end() :])
        if inside is not None:
            after = printed[: inside.start("unit")] + _OTHER[inside["unit"]] + printed[inside.end("unit") :]
            change = (*match.span(), after)
        elif behind is not None and has_digit(printed):
            change = (match.start(), match.end() + behind.end(), printed + _OTHER[behind["unit"]])
        else:
            continue
        site = (prose.address, match.start())
        yield Site(site, lambda _, a=prose.address, c=cell, g=change: _rewritten(scene, name, a, c, g))


@kind("文字里手写的数改一位")
def typed_digit(scene: Scene, name: str) -> Iterator[Site]:
    """A figure typed in a text, which speaks of a cell, is another one."""
    for address, start, figure, _ in scene.spoken:
        cell = scene.facts.cell(address)
        at = (start, start + len(figure))
        yield Site((address, start), lambda draw, a=address, c=cell, p=at, t=figure: _rewritten(
            scene, name, a, c, (*p, digit_changed(t, draw))
        ))  # fmt: skip


# ---- years and dates ----


def _is_year(scene: Scene, text: str) -> bool:
    return text.strip() == str(scene.year)


@kind("年度是旧的")
def year_stale(scene: Scene, name: str) -> Iterator[Site]:
    """The year under evaluation is last year's: 2023年度 for 2024年度, typed or in place of a binding."""
    year = str(scene.year)
    meant = re.compile(year + r"年(?!\d{1,2}月|前|底前)|\{\{(?:#unit/)?year(?:\|[^{}]*)?\}\}(?=年(?!\d{1,2}月))")
    for prose in scene.prose:
        cell = scene.facts.cell(prose.address)
        for match in meant.finditer(cell.text) if cell is not None else ():
            after = str(scene.year - 1) + match[0][len(year) :] if match[0][0] != "{" else str(scene.year - 1)
            site = (prose.address, match.start())
            yield Site(site, lambda _, a=prose.address, c=cell, m=match, t=after: _rewritten(
                scene, name, a, c, (*m.span(), t)
            ))  # fmt: skip
    yield from _years_on_forms(scene, name, year)


def _years_on_forms(scene: Scene, name: str, year: str) -> Iterator[Site]:
    for node, forms in sorted(scene.papers.items()):
        field = scene.field(node)
        if field is not None and field.kind == "year" and scene.printed(node) == year:
            for form in dict.fromkeys(forms):
                after = str(scene.year - 1)
                mutation = Mutation(
                    name, frozenset({node}), said(scene, node, year, after, form), (scene.state(node, form, after),)
                )
                yield Site(node, lambda _, m=mutation: m)


@kind("日期改早一年")
def date_early(scene: Scene, name: str) -> Iterator[Site]:
    """A date of a paper lies a year before: before the year under evaluation has ended, or unlike the other date."""
    for node, cell in scene.typed:
        value = scene.answers.value(*node)
        if isinstance(value, PartialDate) and node[1] in {"cover.date", "closing.date", "sign.date"}:
            written = re.search(r"\d{4}", cell.text)
            if written is not None:
                change = (*written.span(), str(int(written[0]) - 1))
                yield Site(node, lambda _, n=node, c=cell, g=change: _rewritten(scene, name, Address(*n), c, g))


@kind("日期与另一处不同")
def date_differs(scene: Scene, name: str) -> Iterator[Site]:
    """One of the two dates of a report is another day."""
    for node, cell in scene.typed:
        other = {"cover.date": "closing.date", "closing.date": "cover.date"}.get(node[1])
        month = re.search(r"(?<=年)\d{1,2}(?=月)", cell.text)
        if other and scene.answers.value(node[0], other) is not None and month is not None:
            change = (*month.span(), str(int(month[0]) % 12 + 1))
            yield Site(node, lambda _, n=node, c=cell, g=change: _rewritten(scene, name, Address(*n), c, g))


# ---- names ----


@cache
def _names(scene: Scene) -> dict[str, tuple[Node, ...]]:
    """Return the names of the evaluation with the cells that hold them: unit, office above, projects, documents."""
    found: dict[str, list[Node]] = {}
    for node, cell in scene.typed:
        table, key = scene.table(node[0]), node[1]
        named = key in {"unit.name", "unit.supervisor", "unit.seal_name"} or (key == "name" and table in _NAMED)
        if named and len(cell.text) >= _SHORTEST_NAME and "{{" not in cell.text:
            found.setdefault(cell.text, []).append(node)
    return {text: tuple(nodes) for text, nodes in found.items()}


@kind("一张表上的名称改一字")
def name_on_form(scene: Scene, name: str) -> Iterator[Site]:
    """One form prints a name that the others print otherwise."""
    for node, forms in sorted(scene.papers.items()):
        field = scene.field(node)
        if field is not None and field.kind == "text" and len(forms) > 1 and len(scene.printed(node)) >= _SHORTEST_NAME:
            for form in dict.fromkeys(forms):
                yield Site(node, lambda draw, n=node, f=form: _state_name(scene, name, n, f, draw))


def _state_name(scene: Scene, name: str, node: Node, form: str, draw: Random) -> Mutation:
    before = scene.printed(node)
    after = name_changed(before, draw)
    return Mutation(name, frozenset({node}), said(scene, node, before, after, form), (scene.state(node, form, after),))


@kind("文字里的名称改一字")
def name_in_text(scene: Scene, name: str) -> Iterator[Site]:
    """A text or a cell writes a name that also stands elsewhere with one character wrong."""
    names = _names(scene)
    for prose in scene.prose:
        node = (prose.address.row, prose.address.key)
        cell = scene.facts.cell(prose.address)
        if cell is None or any(node in nodes and len(nodes) == 1 for nodes in names.values()):
            continue
        for text, start, end in _standing(scene, prose, cell, names):
            yield Site((prose.address, start), lambda draw, a=prose.address, c=cell, s=(start, end), t=text: _rewritten(
                scene, name, a, c, (*s, name_changed(t, draw))
            ))  # fmt: skip


def _standing(
    scene: Scene, prose: Prose, cell: Cell, names: dict[str, tuple[Node, ...]]
) -> Iterator[tuple[str, int, int]]:
    """Yield (name, from, to) of the names in a text, typed or taken from elsewhere; the longest at each place."""
    taken: list[range] = []
    for text in sorted(names, key=len, reverse=True):
        for match in re.finditer(re.escape(text), cell.text):
            if not any(match.start() in span for span in taken):
                taken.append(range(*match.span()))
                yield text, *match.span()
    printed = [span.text for span in prose.spans if span.bound]
    for match, text in zip(_BRACES.finditer(cell.text), printed, strict=False):
        if text in names:
            yield text, *match.span()
