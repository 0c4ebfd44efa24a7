"""What figures are called: names of fields, facts, indicators and projects, and the values they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from app.audit.view import REST, AuditView
from app.core.quantities import Quantity, percent_of
from app.core.records import ROOT_ID, Address
from app.core.scan import normalise
from app.core.units import split_unit
from app.documents.rows import Paper, RowView
from app.packs.schema import Field

_KINDS: Final = frozenset({"money", "rate", "count", "points", "number"})
_BRACKETS: Final = re.compile(r"\([^()]*\)$")
_NUMBERED: Final = re.compile(r"^(?:\d{1,2}、|其中:)")
_PERSONS: Final = re.compile(r"(?:人数|人员|职数|数)$")
_RATES: Final = re.compile(r"(?:预算)?(?:完成率|执行率|控制率|变动率|调整率)$")
# fmt: off
_VAGUE: Final = frozenset([
    "较上年", "较上年增加", "较上年减少", "比去年增加", "比去年减少", "去年收入", "较预算增加", "较年初增加",
    "分值", "得分", "满分", "合计", "总分", "完成率", "执行率", "控制率", "比例", "金额", "结余", "增长", "下降",
    "其他资金", "其他收入", "为预算的", "占预算", "项目资金", "完工项目", "货物", "工程", "服务", "折旧", "购车",
    "实有", "合计人数", "财政核准", "实际收到", "资金到位", "拨付到位", "一般公共预算", "按收入性质分", "按性质分",
    "核减", "压减", "收回", "目标任务", "超编率", "排名", "全市排名", "上解", "退捕渔民", "覆盖率", "代发", "征缴",
    "征收", "业务培训", "资格认证", "生存认证", "信息变更", "培训人数", "降费", "档案整理",
])
# fmt: on
"""Names that many figures bear: they tie none."""
_SCORE: Final = "total.score"
_OF_PROJECTS: Final = frozenset({"budget.rate", _SCORE})
ALIASES: Final = {
    "决算支出": "总支出",
    "支出": "总支出",
    "整体支出": "部门整体支出",
    "预算支出": "总支出",
    "决算收入": "总收入",
    "收入": "总收入",
    "预算收入": "年初预算收入",
    "社会保险基金预算支出": "社保基金支出",
    "绩效自评": "自评得分",
    "自评": "自评得分",
    "绩效评估": "自评得分",
}
"""Short names of the totals; they count only where nothing else stands in the clause."""


@dataclass(frozen=True, slots=True)
class Named:
    """One value that has a name.

    Attributes:
        address: its cell.
        value: what it is, in its own unit; exact where it is calculated.
        printed: as the window shows it.
        label: what it is called.
        when: the money column (`executed`); empty where there is none.
        scheme: insurance scheme of a fact, as printed.
        owner: the project it belongs to; the unit's row for all else.
        exact: nothing was rounded away: a number of persons or things.
        close: the name is its own; else it is another usual word for it.
        target: it says what shall be.
    """

    address: Address
    value: Quantity
    printed: str
    label: str
    when: str = ""
    scheme: str = ""
    owner: str = ROOT_ID
    exact: bool = False
    close: bool = True
    target: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A name and every value that bears it; `loose`: it counts only where nothing else stands in the clause."""

    text: str
    values: tuple[Named, ...]
    loose: bool = False


Names = dict[str, Name]


def names_of(view: AuditView) -> Names:
    """Return every name, its values in the order of the pack; a name without values still hides shorter ones."""
    return view.whole.once(_names)


@dataclass(frozen=True, slots=True)
class _NameAt:
    """The name that some words are: who looks it up reads no other."""

    text: str

    def __call__(self, view: AuditView) -> Name | None:
        return names_of(view).get(self.text)


def name_at(view: AuditView, text: str) -> Name | None:
    """Return the name that some words are; None where they are none."""
    return view.whole.once(_NameAt(text))


@dataclass(frozen=True, slots=True)
class _Called:
    """One value with the names that are its own and with the other usual ones, as texts spell them."""

    named: Named
    other: Named
    own: tuple[str, ...]
    usual: tuple[str, ...]


def _names(view: AuditView) -> Names:
    held: dict[str, dict[Address, Named]] = {}
    loose: dict[str, dict[Address, Named]] = {}
    for source in (_fields, _facts, _indicators, _projects):
        for one in view.joined(source):
            for names, found in ((one.own, one.named), (one.usual, one.other)):
                for name in names:
                    _add(held, loose, found, name)
    for name in _field_names(view):
        held.setdefault(name, {})
    for short, name in ALIASES.items():
        if held.get(name) and not held.get(short):
            loose[short] = held[name]
    short_ones = {name: Name(name, tuple(values.values()), loose=True) for name, values in loose.items()}
    whole = {
        name: Name(name, tuple(values.values())) for name, values in held.items() if values or name not in short_ones
    }
    return short_ones | whole


def _field_names(view: AuditView) -> tuple[str, ...]:
    """Return the names of all figures of the unit, also of those that are blank."""
    return view.whole.once(_all_field_names)


def _all_field_names(view: AuditView) -> tuple[str, ...]:
    fields = (one for one in view.answers.pack.fields.get(ROOT_ID, {}).values() if one.kind in _KINDS)
    return tuple(name for one in fields for name in _bare((one.label, *one.labels, *one.synonyms)))


def _add(
    held: dict[str, dict[Address, Named]], loose: dict[str, dict[Address, Named]], found: Named, name: str
) -> None:
    held.setdefault(name, {}).setdefault(found.address, found)
    if found.value.measure == "人":
        short = _PERSONS.sub("", name)
        if short != name and len(short) > 1 and short not in _VAGUE:
            loose.setdefault(short, {}).setdefault(found.address, found)


def _called(named: Named, own: Iterable[str], usual: Iterable[str] = ()) -> _Called:
    other = named if named.address.row == ROOT_ID else replace(named, close=False)
    return _Called(named, other, tuple(_bare(own)), tuple(_bare(usual)))


def _bare(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        flat = normalise(name).replace("“", '"').replace("”", '"').strip(" :")
        found = _NUMBERED.sub("", _BRACKETS.sub("", flat))
        if len(found) > 1 and found not in _VAGUE:
            yield found


def _fields(view: AuditView) -> tuple[_Called, ...]:
    return tuple(_of_fields(view)) if view.scope == REST else ()


def _of_fields(view: AuditView) -> Iterator[_Called]:
    for key, field in view.answers.pack.fields.get(ROOT_ID, {}).items():
        if field.kind in _KINDS and not set(field.axis) - {"when"}:
            named = field_value(view.root, key, field)
            if named is not None and field.kind == "points" and key != _SCORE:
                yield _called(named, (field.label,))
            elif named is not None:
                yield _called(named, (field.label, *field.labels), field.synonyms)


def field_value(row: RowView, key: str, field: Field, owner: str = ROOT_ID) -> Named | None:
    """Return the figure of a field of a row; None where it is blank."""
    value = row.get(key)
    if not isinstance(value, Decimal):
        return None
    return Named(
        Address(row.row, key),
        quantity_of(value, field),
        row.printed(key, "", Paper()) + (field.unit if field.kind in {"money", "count"} else ""),
        field.label,
        field.axis.get("when", ""),
        owner=owner,
        exact=field.kind == "count",
    )


def quantity_of(value: Decimal, field: Field) -> Quantity:
    """Return the value of a field as a quantity: a rate in percent, money in its unit."""
    if field.kind == "rate":
        return percent_of(value)
    scale, measure = split_unit("分" if field.kind == "points" else field.unit) or ("", "")
    return Quantity("", value, scale, measure)


def _facts(view: AuditView) -> tuple[_Called, ...]:
    return tuple(_of_facts(view))


def _of_facts(view: AuditView) -> Iterator[_Called]:
    if "facts" not in view.answers.pack.fields:
        return
    for row in view.rows("facts"):
        value, name = row.get("value"), row.printed("name", "", Paper())
        if isinstance(value, Quantity) and name:
            scheme = row.printed("scheme", "", Paper()) if row.field("scheme") else ""
            named = Named(
                Address(row.row, "value"), value, row.printed("value", "", Paper()), name, scheme=scheme, close=True
            )
            yield _called(named, (name,), sorted(_usual(view, row, name) - {name}))


def _usual(view: AuditView, row: RowView, name: str) -> set[str]:
    """Return the other names of a usual fact."""
    library = row.printed("library_id", "", Paper()) if row.field("library_id") else ""
    found: set[str] = set()
    for key, fact in view.answers.pack.facts.items():
        if name in {fact.label, *fact.labels} or (key == library and name in fact.synonyms):
            found |= {fact.label, *fact.labels, *fact.synonyms}
    return found


def _indicators(view: AuditView) -> tuple[_Called, ...]:
    return tuple(_of_indicators(view))


def _of_indicators(view: AuditView) -> Iterator[_Called]:
    if "indicators" not in view.answers.pack.fields:
        return
    for row in view.rows("indicators"):
        name = row.printed("level3", "", Paper())
        for key in ("actual", "target"):
            value = row.get(key) if row.field(key) else None
            if isinstance(value, Quantity) and name:
                printed = row.printed(key, "", Paper())
                named = Named(
                    Address(row.row, key), value, printed, name, owner=owner_of(view, row.row), target=key == "target"
                )
                yield _called(named, (name,))


def _projects(view: AuditView) -> tuple[_Called, ...]:
    return tuple(_of_projects(view))


def _of_projects(view: AuditView) -> Iterator[_Called]:
    fields = view.answers.pack.fields.get("projects", {})
    for row in view.rows("projects") if "name" in fields else ():
        for key, field in fields.items():
            if (key.startswith("budget.") and key.endswith(".total") and field.kind == "money") or key in _OF_PROJECTS:
                named = field_value(row, key, field, row.row)
                if named is not None:
                    yield _called(named, (row.printed("name", "", Paper()),))


def owner_of(view: AuditView, row_id: str) -> str:
    """Return the project a row hangs under; the unit's row where it hangs under none."""
    at: RowView | None = view.row(row_id)
    while at is not None and at.table not in {"projects", ROOT_ID}:
        at = at.up()
    return at.row if at is not None else ROOT_ID


def is_project(name: Name) -> bool:
    """Say whether a name is a project's."""
    return bool(name.values) and all(one.owner != ROOT_ID and one.address.row == one.owner for one in name.values)


def suffixed_rates(view: AuditView) -> dict[str, list[tuple[str, Named]]]:
    """Return rates by their last word: 完成率 → (项目支出, its value); the subject stands elsewhere in the text."""
    return view.whole.once(_suffixed)


def _suffixed(view: AuditView) -> dict[str, list[tuple[str, Named]]]:
    found: dict[str, list[tuple[str, Named]]] = {}
    for name in names_of(view).values():
        match = _RATES.search(name.text) if name.text.endswith("率") else None
        for named in name.values if match and match.start() > 1 else ():
            if match and named.value.measure == "%" and named.address.row == ROOT_ID:
                found.setdefault(match[0], []).append((name.text[: match.start()], named))
    return found
