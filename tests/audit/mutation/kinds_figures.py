"""Defects in the figures of forms and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Final

from app.answers.bindings import is_template
from app.core.absence import is_absent
from app.core.numbers import num, plain, shift
from app.core.quantities import Quantity
from app.core.records import Address, Cell, CellOp
from tests.audit.mutation.kinds import Site, digit_changed, has_digit, kind, said
from tests.audit.mutation.scene import FIGURES, Mutation, Node, Scene

_UNITS: Final = {
    "%": "‰", "万元": "元", "元": "万元", "亿元": "万元", "万人": "人", "人": "万人", "人次": "人", "万人次": "人次",
    "次": "人", "件": "人", "户": "人", "起": "人", "天": "个月", "个工作日": "个月", "期": "人", "场": "人",
    "家": "人",
}  # fmt: skip
_MEASURE: Final = re.compile(r"[%‰\u4e00-\u9fff]+$")
_TURNED: Final = {"≥": "≤", "≤": "≥", "＞": "＜", "＜": "＞", ">": "<", "<": ">"}
_SCORES: Final = frozenset({"score", "budget.score", "total.score", "rows.score"})


def _on_forms(scene: Scene) -> Iterator[tuple[Node, str, str]]:
    """Yield (cell, form, what it prints) of every figure that stands in two places or belongs to a formula."""
    for node, forms in sorted(scene.papers.items()):
        field = scene.field(node)
        if field is not None and field.kind in FIGURES and scene.has_second_place(node):
            for form in dict.fromkeys(forms):
                yield node, form, scene.view.printed(Address(*node, form))


def _state(scene: Scene, name: str, node: Node, form: str, after: str) -> Mutation:
    before = scene.view.printed(Address(*node, form))
    return Mutation(name, frozenset({node}), said(scene, node, before, after, form), (scene.state(node, form, after),))


@kind("一张表上的数字改一位")
def digit_on_form(scene: Scene, name: str) -> Iterator[Site]:
    """One form prints another figure."""
    for node, form, text in _on_forms(scene):
        if has_digit(text):
            yield Site(node, lambda draw, n=node, f=form, t=text: _state(scene, name, n, f, digit_changed(t, draw)))


@kind("一张表上的数漏印")
def blank_on_form(scene: Scene, name: str) -> Iterator[Site]:
    """One form prints nothing where there is a figure."""
    for node, form, text in _on_forms(scene):
        if has_digit(text):
            yield Site(node, lambda _, n=node, f=form: _state(scene, name, n, f, ""))


@kind("一张表上的金额差一万倍")
def unit_on_form(scene: Scene, name: str) -> Iterator[Site]:
    """One form prints an amount in another unit of money than the others."""
    for node, form, text in _on_forms(scene):
        field, value = scene.field(node), num(text)
        if field is not None and field.kind == "money" and value:
            after = plain(shift(value, 4))
            yield Site(node, lambda _, n=node, f=form, a=after: _state(scene, name, n, f, a))


@kind("两处填的数改一处")
def digit_of_fact(scene: Scene, name: str) -> Iterator[Site]:
    """A figure is changed where it was filled in, while another one that does not follow from it stays."""
    for node, cell in scene.typed:
        field = scene.field(node)
        told = node in scene.told_twice and field is not None and field.kind in FIGURES
        if told and has_digit(cell.text) and not is_template(cell.text):
            yield Site(node, lambda draw, n=node, c=cell: _retyped(scene, name, n, c, digit_changed(c.text, draw)))


@kind("没有的数填成有")
def absent_filled(scene: Scene, name: str) -> Iterator[Site]:
    """An amount stands where there is none, so that the sums come out otherwise than elsewhere."""
    for node, cell in scene.typed:
        field = scene.field(node)
        if node in scene.told_twice and field is not None and field.kind == "money" and is_absent(cell.text):
            yield Site(node, lambda draw, n=node, c=cell: _retyped(scene, name, n, c, f"{draw.randint(1, 9)}.00"))


def _with_sums(scene: Scene, node: Node) -> frozenset[Node]:
    """Return a cell with the sums and rates that it goes into, which contradict something where it is wrong."""
    into = (one for one in scene.graph.dependents(*node) if one[1] not in _SCORES)
    return frozenset({node, *(one for one in into if (field := scene.field(one)) and field.kind in FIGURES)})


def _retyped(scene: Scene, name: str, node: Node, cell: Cell, text: str) -> Mutation:
    at = _with_sums(scene, node)
    ops = (CellOp(Address(*node), replace(cell, text=text, state="value")),)
    spoken = frozenset[Node]() if node in scene.summed else scene.spoken_after(node)
    return Mutation(name, at, said(scene, node, cell.text, text), ops, spoken)


@kind("算出来的数手工改写")
def typed_over(scene: Scene, name: str) -> Iterator[Site]:
    """A computed figure is typed over."""
    yield from _typed_over(scene, name, scores=False)


@kind("得分手工改写")
def score_typed_over(scene: Scene, name: str) -> Iterator[Site]:
    """A computed score is typed over."""
    yield from _typed_over(scene, name, scores=True)


def _typed_over(scene: Scene, name: str, *, scores: bool) -> Iterator[Site]:
    for node in scene.computed:
        field = scene.field(node)
        figure = field is not None and field.kind in FIGURES and has_digit(scene.printed(node))
        if figure and scene.graph.cell(*node) is None and (node[1] in _SCORES) is scores:
            yield Site(node, lambda draw, n=node: _overridden(scene, name, n, draw))


def _overridden(scene: Scene, name: str, node: Node, draw: Random) -> Mutation:
    before = scene.printed(node)
    after = digit_changed(before, draw)
    op = CellOp(Address(*node), Cell(after, origin="overridden"))
    return Mutation(name, frozenset({node}), said(scene, node, before, after), (op,))


@kind("等级改动")
def grade_changed(scene: Scene, name: str) -> Iterator[Site]:
    """A grade that follows from the score is another one on a form."""
    for node, forms in sorted(scene.papers.items()):
        field = scene.field(node)
        if node[1].endswith(".grade") and field is not None and scene.printed(node):
            others = [choice for choice in ("优", "良", "中", "差") if choice != scene.printed(node)]
            for form in dict.fromkeys(forms):
                yield Site(node, lambda draw, n=node, f=form, o=others: _state(scene, name, n, f, draw.choice(o)))


# ---- quantities ----


def _pairs(scene: Scene) -> Iterator[tuple[Node, Cell, Quantity, Quantity]]:
    """Yield (cell, as typed, its value, the value beside it) of targets and actuals of which both are quantities."""
    for node, cell in scene.typed:
        other = {"target": "actual", "actual": "target"}.get(node[1])
        value, beside = scene.answers.value(*node), scene.answers.value(node[0], other or node[1])
        if other and isinstance(value, Quantity) and isinstance(beside, Quantity) and not is_template(cell.text):
            yield node, cell, value, beside


@kind("计量单位换掉")
def unit_swapped(scene: Scene, name: str) -> Iterator[Site]:
    """A target or actual is in another unit than its counterpart."""
    for node, cell, _, _ in _pairs(scene):
        match = _MEASURE.search(cell.text)
        if match is not None and match[0] in _UNITS:
            after = cell.text[: match.start()] + _UNITS[match[0]]
            yield Site(node, lambda _, n=node, c=cell, a=after: _of_row(scene, name, n, c, a))


@kind("指标值的符号反了")
def operator_turned(scene: Scene, name: str) -> Iterator[Site]:
    """A target says at most where it said at least."""
    for node, cell, _, _ in _pairs(scene):
        if node[1] == "target" and cell.text[:1] in _TURNED:
            after = _TURNED[cell.text[0]] + cell.text[1:]
            yield Site(node, lambda _, n=node, c=cell, a=after: _of_row(scene, name, n, c, a))


def _of_row(scene: Scene, name: str, node: Node, cell: Cell, after: str) -> Mutation:
    ops = (CellOp(Address(*node), replace(cell, text=after)),)
    return Mutation(name, frozenset({node}), said(scene, node, cell.text, after), ops)


@kind("金额按元填")
def money_in_yuan(scene: Scene, name: str) -> Iterator[Site]:
    """An amount that goes into a total is typed in 元 where the table is in 万元."""
    for node, cell in scene.typed:
        field, value = scene.field(node), num(cell.text)
        amount = field is not None and field.kind == "money" and not is_template(cell.text) and not cell.measure
        if amount and value and scene.graph.dependents(*node):
            after = plain(shift(value, 4))
            yield Site(node, lambda _, n=node, c=cell, a=after: _of_row(scene, name, n, c, a))


@kind("取数的格改成手填、改一位")
def binding_cut(scene: Scene, name: str) -> Iterator[Site]:
    """A cell that takes its figure from elsewhere is typed by hand, wrongly."""
    for node, cell in scene.typed:
        field = scene.field(node)
        printed = scene.printed(node)
        if field is not None and field.kind in FIGURES and is_template(cell.text) and has_digit(printed):
            yield Site(node, lambda draw, n=node, c=cell, p=printed: _of_row(scene, name, n, c, digit_changed(p, draw)))


@kind("填了的数删掉")
def figure_removed(scene: Scene, name: str) -> Iterator[Site]:
    """A figure that the forms print and formulas need is not filled in."""
    for node, cell in scene.typed:
        field = scene.field(node)
        needed = field is not None and field.kind in FIGURES and node in scene.papers and scene.graph.dependents(*node)
        if needed and num(cell.text) != Decimal(0) and not scene.graph.is_computed(*node):
            yield Site(node, lambda _, n=node, c=cell: _removed(scene, name, n, c))


def _removed(scene: Scene, name: str, node: Node, cell: Cell) -> Mutation:
    ops = (CellOp(Address(*node), None),)
    return Mutation(name, _with_sums(scene, node), said(scene, node, cell.text, ""), ops)


# ---- weights ----


@kind("一级指标归错")
def group_changed(scene: Scene, name: str) -> Iterator[Site]:
    """A row stands under another group than its points belong to, while the printed points of the groups stay."""
    for node, cell in scene.typed:
        if node[1] == "level1":
            siblings = scene.tree.children[scene.facts.rows[node[0]].parent or "", "indicators"]
            others = list(dict.fromkeys(scene.printed((one, "level1")) for one in siblings))
            others.remove(cell.text)
            yield Site(node, lambda draw, n=node, c=cell, o=others: _of_row(scene, name, n, c, draw.choice(o)))


def _weights(scene: Scene) -> Iterator[tuple[Node, Cell, Decimal]]:
    for node, cell in scene.typed:
        value = scene.answers.value(*node)
        if node[1] == "weight" and scene.table(node[0]) == "indicators" and isinstance(value, Decimal):
            yield node, cell, value


@kind("分值改一位")
def weight_changed(scene: Scene, name: str) -> Iterator[Site]:
    """One weight is another, so that the sheet no longer adds up."""
    for node, cell, _ in _weights(scene):
        yield Site(node, lambda draw, n=node, c=cell: _of_row(scene, name, n, c, digit_changed(c.text, draw)))


@kind("分值挪到另一个一级指标")
def weight_moved(scene: Scene, name: str) -> Iterator[Site]:
    """A point is taken from one row and given to one of another group; the printed points of the groups stay."""
    weights = list(_weights(scene))
    for source in weights:
        others = [into for into in weights if _apart(scene, source[0][0], into[0][0])]
        if others and source[2] > 1:
            yield Site(source[0], lambda draw, a=source, o=others: _moved(scene, name, a, draw.choice(o)))


def _apart(scene: Scene, one: str, other: str) -> bool:
    """Say whether two rows stand in different groups of one sheet."""
    rows = scene.facts.rows
    levels = [scene.answers.printed(row, "level1") for row in (one, other)]
    return rows[one].parent == rows[other].parent and levels[0] != levels[1]


def _moved(scene: Scene, name: str, source: tuple[Node, Cell, Decimal], into: tuple[Node, Cell, Decimal]) -> Mutation:
    texts = [plain(source[2] - 1), plain(into[2] + 1)]
    ops = [
        CellOp(Address(*node), replace(cell, text=text))
        for (node, cell, _), text in zip((source, into), texts, strict=True)
    ]
    labels = [label for node in (source[0], into[0]) for label in _labels(scene, node[0])]
    ops += [scene.state(node, form, scene.printed(node)) for node, form in labels]
    words = said(scene, source[0], source[1].text, texts[0]) + "；" + said(scene, into[0], into[1].text, texts[1])
    return Mutation(name, frozenset({source[0], into[0], *(node for node, _ in labels)}), words, tuple(ops))


def _labels(scene: Scene, row: str) -> Iterator[tuple[Node, str]]:
    """Yield where forms print the points of the group of a row."""
    rows = scene.tree.children[scene.facts.rows[row].parent or "", "indicators"]
    for one in rows:
        node = (one, "level1.weight")
        if scene.answers.printed(one, "level1") == scene.answers.printed(row, "level1"):
            yield from ((node, form) for form in dict.fromkeys(scene.papers.get(node, ())))
