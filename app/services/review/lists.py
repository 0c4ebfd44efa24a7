"""Lists of what is not settled: 待核实, 暂定数, 未打印的内容."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.answers.answer_set import AnswerSet
from app.core.records import ROOT_ID, Address
from app.documents.rows import RowView
from app.packs.schema import Field
from app.services.packs.aside import TABLE as LEFT
from app.services.packs.aside import Aside, asides
from app.services.review.marks import marked_cells, provisional_figures
from app.services.session import Session

TO_CHECK = "待核实"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: where, what stands there, what is to be known of it; the cell to go to, None for none."""

    label: str
    text: str
    told: str
    address: Address | None


def to_check(session: Session) -> list[Line]:
    """Return the cells marked 待核实."""
    found = [one for one in marked_cells(session) if one.mark == TO_CHECK]
    return [Line(one.label, one.printed, _note(session, one.address), one.address) for one in found]


def provisional(session: Session) -> list[Line]:
    """Return the figures that are not final."""
    return [
        Line(
            one.label,
            one.printed,
            "　".join(
                part
                for part in (one.provisional, f"终值{one.expected_on}" if one.expected_on else "", one.office)
                if part
            ),
            one.about,
        )
        for one in provisional_figures(session)
    ]


def not_printed(session: Session) -> list[Line]:
    """Return what is kept but prints nowhere: rows that do not apply, cells whose field does not apply, 待处理."""
    answers = session.graph.snapshot()
    return [*_rows(session, answers), *_cells(session, answers), *_left(session)]


def _rows(session: Session, answers: AnswerSet) -> Iterator[Line]:
    for row in answers.facts.rows.values():
        above = row.parent
        if row.id in answers.out and row.table != LEFT and (above is None or above not in answers.out):
            key = _first_key(session, row.id)
            told = f"这一行和下面的内容不打印，共{_filled(session, row.id)}栏"
            yield Line(session.title(row.id), "", told, Address(row.id, key) if key else None)


def _first_key(session: Session, row: str) -> str:
    return next((key for (key, form) in session.facts.cells.get(row, {}) if not form), "")


def _filled(session: Session, row: str) -> int:
    return sum(len(session.facts.cells.get(one, {})) for one in (row, *session.tree.below(row)))


def _cells(session: Session, answers: AnswerSet) -> Iterator[Line]:
    for row_id, cells in session.facts.cells.items():
        row = answers.facts.rows[row_id]
        fields = session.pack.fields.get(row.table, {})
        if row.table == LEFT or row_id in answers.out:
            continue
        view = RowView(answers, row_id)
        for (key, form), cell in cells.items():
            field = fields.get(key)
            if field is not None and not form and cell.text and _hidden(view, field):
                at = Address(row_id, key)
                yield Line(session.label(at), cell.text, "现在的选择下不打印", at)


def _hidden(view: RowView, field: Field) -> bool:
    return bool(field.when) and not view.holds(field.when)


def _left(session: Session) -> Iterator[Line]:
    for one in asides(session.facts):
        text = one.cell.text if one.cell is not None else ""
        label = _name_of(session, one)
        yield Line(label, text, "更换表样后没有地方放，换回原来的表样就回来", None)
    known = {one.id for one in asides(session.facts)}
    for row in session.tree.children.get((ROOT_ID, LEFT), ()):
        if row not in known:
            cell = session.facts.cell(Address(row, "text"))
            yield Line(session.pack.tables[LEFT].label, cell.text if cell is not None else "", "", None)


def _name_of(session: Session, one: Aside) -> str:
    """Return what something put aside is called, as far as the present form set knows it."""
    pack = session.pack
    if one.row is not None:
        table = pack.tables.get(one.row.table)
        return table.label if table is not None else pack.tables[LEFT].label
    known = (fields[one.address.key] for fields in pack.fields.values() if one.address.key in fields)
    field = next(known, None)
    return field.label if field is not None else pack.tables[LEFT].label


def _note(session: Session, address: Address) -> str:
    cell = session.facts.cell(address)
    return cell.note if cell is not None else ""
