"""Amounts that texts say were added to the budget, and rates written with 个百分点."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.audit.budget_lines import amount, in_wan, shown
from app.audit.figures.comparing import agrees
from app.audit.figures.phrases import years_in
from app.audit.figures.reading import readings_of, words_of
from app.audit.prose import long_texts
from app.audit.registry import Hit, audit_rule
from app.audit.rules.dates import year_of
from app.audit.view import AuditView
from app.core.intervals import printed
from app.core.numbers import shift
from app.core.records import ROOT_ID, Address
from app.core.signatures import ParamKind
from app.core.units import MONEY

_ADDED: Final = "budget.added"
_SAID: Final = re.compile(r"追加(?:了|的|预算|资金|经费|安排|指标|合计|共计|共|为|金额)*[ :：]?$")
_RATE: Final = re.compile(
    r"(?P<words>[\u4e00-\u9fff]{1,16}(?:率|满意度|比例|占比|比重))(?:已?达到?了?|为|是|：|:)?"
    r"(?P<said> ?(?P<figure>\d{1,4}(?:\.\d{1,4})?) ?)$"
)
_POINTS: Final = "个百分点"
_REACH: Final = 60
"""So many characters before a figure tell what it is."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No parameters."""


@audit_rule("added_in_texts", params={}, params_class=Nothing, label="文字里追加的数与年中追加不一致")
def added_in_texts(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find amounts that a report says were added to the budget, and that no budget was given."""
    added = {
        Address(row.row, _ADDED): made for row in (view.root, *view.rows("projects")) if (made := amount(row, _ADDED))
    }
    first = Address(ROOT_ID, _ADDED)
    if first not in added:
        return
    values = [shift(in_wan(view, one), 4) for one in (*added.values(), *_changes(view))]
    year = year_of(view)
    for reading in readings_of(view):
        for figure in reading.figures if reading.prose.report else ():
            words, said = reading.between(max(figure.clause, figure.start - _REACH), figure.start), reading.said
            other = any(one != year for one in years_in(said(figure, figure.start)))
            if not figure.typed or figure.measure != MONEY or other or not _SAID.search(words):
                continue
            if not any(agrees(figure.quantity, printed(one)) for one in values):
                places = (reading.prose.address, *added)
                yield Hit(places, figure.text, shown(view.root, _ADDED), {"words": words_of(reading, figure)})


def _changes(view: AuditView) -> Iterator[Decimal]:
    """Yield by how much each budget grew in the year."""
    for row in (view.root, *view.rows("projects")):
        for part in ("total", "basic", "project"):
            after, before = (amount(row, f"budget.{moment}.{part}") for moment in ("full_year", "initial"))
            if after is not None and before is not None and after > before:
                yield after - before


@audit_rule("rates_in_points", params={}, params_class=Nothing, label="比率写成“个百分点”", parted=True)
def rates_in_points(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find rates of which the figure stands with 个百分点, which is a difference of two rates."""
    for prose in long_texts(view):
        for at in re.finditer(_POINTS, prose.text):
            found = _RATE.search(prose.text[max(0, at.start() - _REACH) : at.start()])
            if found is not None:
                yield Hit((prose.address,), found[0] + _POINTS, f"{found['figure']}%", {"words": found["words"]})


@dataclass(frozen=True, slots=True)
class Subjects:
    """What documents of the evaluated year are about."""

    subjects: tuple[str, ...]


_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d) ?年度?(?! ?\d{1,2} ?月)", re.ASCII)


@audit_rule(
    "years_of_documents", params={"subjects": ParamKind("words")}, params_class=Subjects, label="文件名称里的年度"
)
def years_of_documents(view: AuditView, params: Subjects) -> Iterator[Hit]:
    """Find the notice of the evaluation and approvals of the budget whose title names the year before or after."""
    year = year_of(view)
    for row in view.rows("documents") if year is not None and "documents" in view.answers.pack.tables else ():
        if str(row.get("subject")) not in params.subjects:
            continue
        name = str(row.get("name") or "")
        years = [int(one) for one in _YEAR.findall(name)]
        if years and year not in years:
            yield Hit(
                (Address(row.row, "name"), Address(ROOT_ID, "year")),
                f"{years[0]}年",
                f"{year}年",
                {"name": name},
                row.row,
            )
