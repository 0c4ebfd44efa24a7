"""The paper of the built-in form sets: grids of one width, everything on a page of the wizard, drafts that end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from app.packs.loading import load_pack
from app.packs.registry import draw, list_packs
from app.packs.schema import Pack
from app.packs.schema_forms import Band, Form
from app.packs.schema_reports import Section

NAMES = [info.id for info in list_packs() if info.builtin]
USABLE = {"portrait": (Decimal(160), Decimal(175)), "landscape": (Decimal(240), Decimal(250))}


@pytest.fixture(params=NAMES)
def pack(request: pytest.FixtureRequest) -> Pack:
    return load_pack(draw(request.param).resolved.body)


def bands(pack: Pack) -> Iterator[tuple[str, Form, Band]]:
    for form_id, form in pack.forms.items():
        for band_id, band in form.bands.items():
            yield f"{form_id}.{band_id}", form, band


def sections(parts: dict[str, Section]) -> Iterator[Section]:
    for section in parts.values():
        yield section
        yield from sections(section.sections)


def placed(pack: Pack) -> set[str]:
    """Return what the pages hold: bands, reports, `table.key`."""
    found: set[str] = set()
    for page in pack.pages.values():
        for item in page.items:
            found |= {item.band, item.report, f"{page.each or 'unit'}.{item.key}"}
            found |= {f"{item.table}.{key}" for key in item.keys}
    return found


def drawn(pack: Pack, names: set[str]) -> set[str]:
    """Return the keys that bands ask for."""
    found: set[str] = set()
    for name, form, band in bands(pack):
        if name not in names:
            continue
        own = band.model_dump(include={"rows", "foot", "side"})
        found |= {f"{form.of}.{key}" for key in re.findall(r"\{\{([a-z0-9_.]+)", str(own))}
        if band.body is not None:
            body = str(band.body.model_dump(include={"cells", "rows", "groups"}))
            found |= {f"{band.body.each}.{key}" for key in re.findall(r"\{\{([a-z0-9_.]+)", body)}
    return found


def test_every_band_of_a_form_is_as_wide_as_the_form(pack: Pack) -> None:
    for form_id, form in pack.forms.items():
        widths = {sum(map(Decimal, band.columns or form.columns)) for band in form.bands.values()}
        least, most = USABLE[form.orientation]
        assert len(widths) == 1, form_id
        assert least <= widths.pop() <= most, form_id


def test_every_document_has_its_place_in_the_package(pack: Pack) -> None:
    assert sorted(pack.print.order) == sorted([*pack.forms, *pack.reports])


def test_every_report_is_written_on_a_page(pack: Pack) -> None:
    assert set(pack.reports) <= placed(pack)


def test_every_required_key_is_asked_for_on_a_page(pack: Pack) -> None:
    names = placed(pack)
    names |= drawn(pack, names)
    required = {
        f"{table}.{key}" for table, fields in pack.fields.items() for key, field in fields.items() if field.required
    }
    lists = {"unit.year"}  # asked when the evaluation is begun
    assert required - names - lists == set()


def test_every_section_has_a_heading_or_something_to_say(pack: Pack) -> None:
    for report in pack.reports.values():
        found = [*sections(report.sections), *sections(report.summary)]
        assert found
        assert all(section.heading or section.draft for section in found)
        assert all(section.draft or section.sections for section in found)


def test_a_section_without_a_heading_says_how_it_is_numbered(pack: Pack) -> None:
    for report in pack.reports.values():
        assert all(section.heading or section.number for section in sections(report.sections))
