"""What must be filled in: required cells, signatures, covers, lines that forms ask for, attachments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.audit.prose import ReportSection, sections_of
from app.audit.registry import Hit, audit_rule
from app.audit.rules.closeness import bare
from app.audit.view import AuditView
from app.core.records import ROOT_ID, Address
from app.core.signatures import ParamKind
from app.documents.rows import Paper, RowView
from app.packs.schema_forms import Form

_KEY: Final = re.compile(r"\{\{([a-z_][a-z0-9_.]*)")
_SIGN: Final = "sign."
_NONE: Final = "无"
_ATTACHMENT: Final = "附件"
_PROJECTS, _INDICATORS = "projects", "indicators"


@dataclass(frozen=True, slots=True)
class Asked:
    """Keys that a form asks for."""

    keys: tuple[str, ...]


def _printed_keys(view: AuditView) -> frozenset[str]:
    """Return the keys that the forms of the pack print."""
    return view.whole.once(_all_printed)


def _all_printed(view: AuditView) -> frozenset[str]:
    return frozenset(key for form in view.answers.pack.forms.values() for key in _keys_of(form))


def _keys_of(form: Form) -> set[str]:
    return set(_KEY.findall(form.model_dump_json()))


# ---- required cells ----


@dataclass(frozen=True, slots=True)
class Told:
    """Cells that another rule tells of: table:key:other, where the other key of the row is filled in."""

    told: tuple[str, ...]

    def tells(self, view: AuditView, at: Address) -> bool:
        """Say whether another rule tells of a blank cell."""
        row = view.row(at.row)
        lines = (line.split(":") for line in self.told)
        return any((row.table, at.key) == (table, key) and row.get(other) is not None for table, key, other in lines)


@audit_rule(
    "required_printed",
    params={"told": ParamKind("words", ())},
    params_class=Told,
    label="表上必填的没有填",
    parted=True,
)
def required_printed(view: AuditView, params: Told) -> Iterator[Hit]:
    """Yield required cells that a form prints and that are blank."""
    for hit in _blank(view):
        if hit.places[0].key in _printed_keys(view) and not params.tells(view, hit.places[0]):
            yield hit


@audit_rule("required_other", params={}, params_class=tuple, label="必填的没有填（不印在表上）", parted=True)
def required_other(view: AuditView, _params: object) -> Iterator[Hit]:
    """Yield required cells that no form prints and that are blank."""
    yield from (hit for hit in _blank(view) if hit.places[0].key not in _printed_keys(view))


def _blank(view: AuditView) -> Iterator[Hit]:
    for table in (ROOT_ID, *(name for name in view.answers.pack.tables if name != ROOT_ID)):
        required = [
            (key, field.when)
            for key, field in view.answers.pack.fields.get(table, {}).items()
            if field.required and not field.compute and not field.default
        ]
        for row in view.rows(table) if required else ():
            if not _passed_over(view, row):
                yield from _blank_cells(view, row, required)


def _blank_cells(view: AuditView, row: RowView, required: list[tuple[str, str]]) -> Iterator[Hit]:
    for key, when in required:
        if view.answers.cell(row.row, key) is None and row.get(key) is None and row.holds(when):
            yield Hit((Address(row.row, key),), view.label(Address(row.row, key)), row=row.row)


def _passed_over(view: AuditView, row: RowView) -> bool:
    """Say whether a row is there to say that there is none (无), or is left out of the evaluation."""
    if row.table == ROOT_ID:
        return False
    title = view.answers.pack.tables[row.table].title
    named = title and row.printed(title, "", Paper()).strip() == _NONE
    left_out = (row.field(key) is not None and row.printed(key, "", Paper()) == "否" for key in ("in_scope", "scored"))
    return bool(named) or any(left_out)


@audit_rule("asked", params={"keys": ParamKind("words")}, params_class=Asked, label="表上要填的一栏空着")
def asked(view: AuditView, params: Asked) -> Iterator[Hit]:
    """Yield lines of the unit's forms that are blank."""
    for key in params.keys:
        if key in _printed_keys(view) and view.root.field(key) is not None and view.root.get(key) is None:
            yield Hit((Address(ROOT_ID, key),), view.label(Address(ROOT_ID, key)))


# ---- signatures and covers ----


@audit_rule("unsigned", params={}, params_class=tuple, label="填表人、日期、电话空着", parted=True)
def unsigned(view: AuditView, _params: object) -> Iterator[Hit]:
    """Yield forms whose signature line is blank."""
    for name, form in view.answers.pack.forms.items():
        keys = [key for line in form.signatures for text in line for key in _KEY.findall(text) if key.startswith(_SIGN)]
        for row in view.rows(form.of) if keys else ():
            blank = [Address(row.row, key, name) for key in keys if _is_blank(view, row, key, name)]
            if blank and row.holds(form.when):
                labels = "、".join(view.label(Address(row.row, address.key)) for address in blank)
                yield Hit(tuple(blank), labels, row=row.row)


def _is_blank(view: AuditView, row: RowView, key: str, form: str) -> bool:
    return row.field(key) is not None and row.get(key) is None and view.answers.stated(row.row, key, form) is None


@audit_rule("cover_units", params={}, params_class=tuple, label="封面没有写单位名称", parted=True)
def cover_units(view: AuditView, _params: object) -> Iterator[Hit]:
    """Yield covers with an empty line for the unit's name."""
    pack = view.answers.pack
    for report in view.rows("reports"):
        meaning = pack.reports.get(report.printed("report", "", Paper()))
        cover = pack.covers.get(meaning.cover) if meaning is not None else None
        asks = cover is not None and any("{{cover.unit" in line.t for line in cover.lines)
        if asks and not report.printed("cover.unit", "", Paper()).strip():
            yield Hit((Address(report.row, "cover.unit"),), "", view.root.printed("unit.name", "", Paper()))


# ---- forms that should be there ----


@audit_rule("projects_listed", params={}, params_class=tuple, label="有项目支出，没有列项目")
def projects_listed(view: AuditView, _params: object) -> Iterator[Hit]:
    """Yield the unit's money for projects where no project is listed though each has a form of its own."""
    if not any(form.of == _PROJECTS for form in view.answers.pack.forms.values()) or any(view.rows(_PROJECTS)):
        return
    keys = [f"budget.{when}.project" for when in ("initial", "full_year", "executed")]
    money = [key for key in keys if view.root.get(key) not in {None, 0} and view.root.field(key) is not None]
    shown = [key for key in money if view.root.printed(key, "", Paper()) not in {"", _NONE, "0"}]
    if shown:
        yield Hit(tuple(Address(ROOT_ID, key) for key in shown), view.root.printed(shown[0], "", Paper()))


@audit_rule("attachments_there", params={}, params_class=tuple, label="报告列出的附件没有填")
def attachments_there(view: AuditView, _params: object) -> Iterator[Hit]:
    """Yield lists of attachments that name forms nobody filled in."""
    empty = {name: form for name, form in view.answers.pack.forms.items() if _empty(view, form)}
    for section in sections_of(view) if empty else ():
        text = _attachments(section)
        named = [form.label or form.title for form in empty.values() if bare(form.label) and bare(form.label) in text]
        if named and section.text is not None:
            yield Hit((section.text.address,), "、".join(named))


def _attachments(section: ReportSection) -> str:
    """Return the bare text of a section that lists attachments; empty for any other."""
    heading = section.heading.text if section.heading is not None else ""
    text = section.text.text if section.text is not None else ""
    return bare(text) if _ATTACHMENT in heading or text.lstrip().startswith(_ATTACHMENT) else ""


def _empty(view: AuditView, form: Form) -> bool:
    """Say whether a form has nothing to print: none of the rows it is about, or none of its indicators."""
    rows = list(view.rows(form.of))
    listing = f'"each":"{_INDICATORS}"' in form.model_dump_json()
    return not rows or (listing and not any(row.rows(_INDICATORS) for row in rows))
