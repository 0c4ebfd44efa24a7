"""Every drawn grid is whole, however many rows there are; large, long and empty evaluations are drawn."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.answers.graph import AnswerGraph
from app.core.records import ROOT_ID, Facts, Row
from app.documents.forms import draw_form
from app.documents.grids import holes, rows_of
from app.documents.options import Options
from app.documents.package import package_of
from app.documents.reports import report_document
from app.documents.tree import Document, Grid
from app.packs.loading import load_pack
from app.packs.registry import draw, list_packs
from app.packs.schema import Pack
from tests.documents.form_cases import answer_set, cell_at, drawn, form, grid_of

LEVELS = ["产出指标", "效益指标", "满意度指标"]
PARTS = ["数量", "质量", "时效"]
OUTLINE = {"产出指标": {"数量": "2", "质量": "1"}, "效益指标": "1"}
GROUPS = [{"by": "level1", "t": "{{level1}}\n（{{level1.weight}}分）", "w": "2"}, {"by": "level2"}]


def sheet(**body: Any) -> dict[str, Any]:
    """Return a form of three bands: a head, a body beside a label, a foot of other columns."""
    cells = [["{{no}}", "{{level3}}"]] if not body.pop("double", False) else [
        [{"t": "{{no}}", "h": "2"}, "{{level3}}"], ["{{target}}"],
    ]  # fmt: skip
    return form(
        {
            "head": {"repeat": "true", "rows": [["1", "2", "3", {"t": "4", "w": "3"}]]},
            "body": {"side": "绩效指标", "body": {"each": "indicators", "groups": GROUPS, "rows": cells, **body}},
            "foot": {"columns": ["70", "70"], "rows": [["总分", "{{total.score}}"]]},
        },
        ("10", "15", "15", "20", "20", "60"),
    )


rows = st.lists(
    st.fixed_dictionaries(
        {"level1": st.sampled_from(["", *LEVELS]), "level2": st.sampled_from(["", *PARTS]), "level3": st.just("甲")}
    ),
    max_size=9,
)


@settings(max_examples=60)
@given(rows, st.booleans(), st.booleans(), st.integers(0, 6))
def test_every_grid_is_whole(found: list[dict[str, str]], double: bool, outlined: bool, least: int) -> None:
    body: dict[str, Any] = {"double": double, "min": str(least), **({"outline": OUTLINE} if outlined else {})}
    grid = grid_of(drawn(sheet(**body), {"indicators": found}))
    assert holes(grid) == []
    printed = [text for row in rows_of(grid) for text in row]
    assert printed.count("甲") == len(found)


widths = st.lists(st.integers(10, 400).map(lambda tenths: str(tenths / 10)), min_size=1, max_size=8)


@settings(max_examples=60)
@given(st.lists(widths, min_size=1, max_size=4))
def test_bands_of_any_columns_share_one_grid(bands: list[list[str]]) -> None:
    whole = {f"b{no}": {"columns": band, "rows": [["甲"] * len(band)]} for no, band in enumerate(bands)}
    part = drawn(form(whole, ()), {})
    grid = grid_of(part)
    assert holes(grid) == []
    assert [len(row) for row in rows_of(grid)] == [len(band) for band in bands]


# ---- large and long ----


def test_forty_indicators() -> None:
    found = [{"level1": LEVELS[no // 15], "level2": PARTS[no % 3], "level3": f"指标{no}"} for no in range(40)]
    grid = grid_of(drawn(sheet(), {"indicators": found}))
    assert (len(grid.rows), holes(grid)) == (42, [])


def test_sixty_projects_are_sixty_documents() -> None:
    answers = answer_set(
        {"projects": [{"name": "同名项目"} for _ in range(60)], "unit.name": "甲县社保中心"},
        forms={"f": form({"a": {"rows": [["{{name}}", "", ""]]}}, of="projects", number="附件3", title="自评表")},
    )
    documents = package_of(answers, Options(), _no_report).documents
    assert len(documents) == 60
    assert len({document.file_name for document in documents}) == 60
    assert len({document.sheet_name.casefold() for document in documents}) == 60
    assert all(len(document.sheet_name) <= 31 for document in documents)


def _no_report(_report: str, _row: str) -> Document:
    raise AssertionError


def test_a_long_text_is_kept_whole() -> None:
    long = "社" * 3000
    assert cell_at(drawn(form({"a": {"rows": [["{{notes}}", "", ""]]}}), {"notes": long}), 0, 0).text == long


# ---- the form sets that are shipped ----

PACKS = [info.id for info in list_packs()]


@lru_cache(maxsize=8)
def shipped(pack_id: str) -> Pack:
    return load_pack(draw(pack_id).resolved.body)


def evaluation(pack: Pack, count: int) -> AnswerGraph:
    """Return an evaluation with `count` empty rows in every table under every row, one level deep under projects."""
    found = {ROOT_ID: Row(ROOT_ID, ROOT_ID, None, "")}
    for parent in (ROOT_ID, *(f"projects-{ROOT_ID}-{no}" for no in range(count))):
        for name, table in pack.tables.items():
            above = ROOT_ID if parent == ROOT_ID else "projects"
            if above in table.parents and name not in {"reports", "sources"}:
                ids = [f"{name}-{parent}-{no}" for no in range(count)]
                found |= {one: Row(one, name, parent, f"{no:04}") for no, one in enumerate(ids)}
    return AnswerGraph(pack, Facts(found, {row: {} for row in found}))


@pytest.mark.parametrize("pack_id", PACKS)
@pytest.mark.parametrize("count", [0, 1, 7])
def test_every_form_of_a_set_is_whole_for_empty_rows(pack_id: str, count: int) -> None:
    answers = evaluation(shipped(pack_id), count).snapshot()
    for name, drawing in answers.pack.forms.items():
        for row in [ROOT_ID] if drawing.of == ROOT_ID else answers.children(ROOT_ID, drawing.of):
            part = draw_form(answers, name, row, Options())
            assert all(holes(block) == [] for block in part.blocks if isinstance(block, Grid))


@pytest.mark.parametrize("pack_id", PACKS)
def test_the_package_of_an_empty_evaluation_is_drawn(pack_id: str) -> None:
    answers = evaluation(shipped(pack_id), 0).snapshot()
    package = package_of(answers, Options(), lambda report, row: report_document(answers, report, row, Options()))
    found = [document.id for document in package.documents]
    assert found == [name for name in answers.pack.print.order if name in found]
    assert {name for name, drawing in answers.pack.forms.items() if drawing.of == ROOT_ID} <= {*found}
    assert all(document.file_name and document.sheet_name for document in package.documents)


def test_the_same_answers_are_the_same_tree() -> None:
    one, other = (grid_of(drawn(sheet(), json.loads('{"indicators": [{"level1": "产出指标"}]}'))) for _ in range(2))
    assert one == other
