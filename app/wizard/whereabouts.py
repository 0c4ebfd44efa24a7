"""On which paper a cell stands, in words, without drawing the papers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.answers.answer_set import AnswerSet
from app.core.errors import UserError
from app.core.records import ROOT_ID, Address
from app.documents.package import document_ids
from app.documents.rows import Paper, RowView
from app.documents.texts import write_out
from app.packs.schema import Pack
from app.packs.schema_forms import Form
from app.packs.templates import parse_template

_REPORTS: Final = frozenset({"reports", "sections"})


class Whereabouts:
    """Says on which paper cells of a snapshot stand."""

    def __init__(self, answers: AnswerSet) -> None:
        """Look at a snapshot."""
        self._answers = answers
        self._forms = [name for name in document_ids(answers) if name in answers.pack.forms]
        self._keys: dict[str, frozenset[tuple[str, str]]] = {}

    def paper_of(self, address: Address) -> str:
        """Return the name of the paper a cell stands on; of its list (业务数据) where it prints on none."""
        answers = self._answers
        if address.row not in answers.facts.rows:
            return ""
        above = dict(_above(answers, address.row))
        table = answers.facts.rows[address.row].table
        if table in _REPORTS:
            return self._report(above.get("reports", ""))
        for name in self._ordered(above):
            if (table, address.key) in self._printed(name):
                return _name(answers, answers.pack.forms[name], above[answers.pack.forms[name].of])
        return answers.pack.tables[table].label if table != ROOT_ID else ""

    def _report(self, row: str) -> str:
        known = self._answers.pack.reports.get(self._answers.printed(row, "report")) if row else None
        return (known.label or _title(self._answers, known.title, ROOT_ID)) if known is not None else ""

    def _ordered(self, above: dict[str, str]) -> list[str]:
        """Return the forms a row may stand on: those of the nearest row above first."""
        near, forms = list(above), self._answers.pack.forms
        usable = [name for name in self._forms if forms[name].of in above]
        return sorted(usable, key=lambda name: near.index(forms[name].of))

    def _printed(self, name: str) -> frozenset[tuple[str, str]]:
        if name not in self._keys:
            self._keys[name] = _keys(self._answers.pack, name)
        return self._keys[name]


def _above(answers: AnswerSet, row: str) -> Iterator[tuple[str, str]]:
    at: str | None = row
    while at is not None and at in answers.facts.rows:
        yield answers.facts.rows[at].table, at
        at = answers.facts.rows[at].parent


def _name(answers: AnswerSet, form: Form, row: str) -> str:
    title = form.label or _title(answers, form.title, row)
    told = title if title.startswith(form.number) else f"{form.number} {title}"
    about = answers.printed(row, answers.pack.tables[form.of].title) if form.of != ROOT_ID else ""
    return f"{told}（{about}）" if about else told


def _title(answers: AnswerSet, template: str, row: str) -> str:
    return write_out(template, RowView(answers, row), Paper()).text.replace("\n", "")


def _keys(pack: Pack, name: str) -> frozenset[tuple[str, str]]:
    """Return the keys a form prints, each with every table it may be of."""
    form = pack.forms[name]
    tables = {form.of, ROOT_ID, *(band.body.each for band in form.bands.values() if band.body is not None)}
    keys = {key for template in _templates(form) for key in _placeholders(template)}
    return frozenset((table, key) for table in tables for key in keys if key in pack.fields.get(table, {}))


def _templates(form: Form) -> Iterator[str]:
    yield from (form.title, form.unit_line, *form.notes, *(part for line in form.signatures for part in line))
    for band in form.bands.values():
        yield from (cell.t for row in (*band.rows, *band.foot) for cell in row)
        if band.body is not None:
            yield from (cell.t for cell in band.body.cells)
            yield from (cell.t for row in band.body.rows for cell in row)
            yield from (group.t or f"{{{{{group.by}}}}}" for group in band.body.groups)


def _placeholders(template: str) -> list[str]:
    try:
        return [one.key for one in parse_template(template).placeholders]
    except UserError:
        return []
