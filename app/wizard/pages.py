"""The pages of a pack: its own or, where it has none, usual ones made from its forms and reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from app.core.records import ROOT_ID
from app.packs.schema import Pack
from app.packs.schema_forms import Form
from app.packs.schema_pages import Page, PageItem
from app.packs.templates import parse_template

_NAMES: Final = ("unit.name", "year")
"""What every evaluation says of itself."""
_FACTS: Final = "facts"


def pages_in(pack: Pack) -> Mapping[str, Page]:
    """Return the pages of a pack by id, in order; somebody's first draft of a pack may have none of its own."""
    return pack.pages or dict(_usual(pack))


def _usual(pack: Pack) -> Iterator[tuple[str, Page]]:
    yield "unit", Page(title=pack.tables[ROOT_ID].label, items=tuple(_about_unit(pack)))
    for name, form in pack.forms.items():
        yield f"form-{name}", _of_form(pack, name, form)
    if _FACTS in pack.tables and pack.fields.get(_FACTS):
        yield _FACTS, Page(title=pack.tables[_FACTS].label, items=(PageItem(table=_FACTS),))
    for name, report in pack.reports.items():
        yield f"report-{name}", Page(title=report.label or report.title, items=(PageItem(report=name),))
    yield "audit", Page(title="审核", items=(PageItem(part="audit"),))
    yield "print", Page(title="送审与打印", items=(PageItem(part="print"),))


def _about_unit(pack: Pack) -> Iterator[PageItem]:
    """Yield what must be filled in of the unit and stands on no form, and the lists whose rows have forms."""
    shown = {key for form in pack.forms.values() if form.of == ROOT_ID for key in _keys_on(form)}
    for key, field in pack.fields.get(ROOT_ID, {}).items():
        asked = field.required or key in _NAMES
        if asked and key not in shown and not pack.computed(ROOT_ID, key):
            yield PageItem(key=key)
    for table in dict.fromkeys(form.of for form in pack.forms.values() if form.of != ROOT_ID):
        yield PageItem(table=table)


def _keys_on(form: Form) -> Iterator[str]:
    for band in form.bands.values():
        for line in (*band.rows, *band.foot):
            for cell in line:
                yield from (one.key for one in parse_template(cell.t).placeholders)


def _of_form(pack: Pack, name: str, form: Form) -> Page:
    each = form.of if form.of != ROOT_ID else ""
    row = pack.tables[each].title if each else ""
    title = f"{{{{{row}}}}}" if row else form.label or form.title or name
    items = tuple(PageItem(band=f"{name}.{band}") for band in form.bands)
    return Page(title=title, each=each, attachment=name, when=form.when, items=items)
