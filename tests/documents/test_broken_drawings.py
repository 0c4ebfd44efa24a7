"""A pack with a hole in its drawing or a key that nobody has: a sentence about the pack, and no file is written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.answers.answer_set import AnswerSet
from app.answers.graph import AnswerGraph
from app.core.records import ROOT_ID, Facts
from app.documents.forms import draw_form
from app.documents.options import Options
from app.documents.tree import Part
from app.exchange.answers_reading import answers_to_facts, read_answers
from app.exchange.difference import difference
from app.packs.loading import digest_of, load_pack
from app.packs.places import resources
from app.packs.problems import PackError
from app.packs.registry import draw
from app.packs.schema_forms import Form
from app.services.files.creating import write_new
from app.services.output.exporting import Request, export_file

PACK, SAMPLE = "hunan-2024", "yuanjiang-2024"
Spot = tuple[str, str, str, int, int]
"""A cell of a drawing: form, band, part of the band (rows, foot, body), row, cell."""


def sample() -> tuple[AnswerSet, Facts]:
    """Return the answers of a sample that fills every form."""
    pack = load_pack(draw(PACK).resolved.body)
    text = (resources() / "samples" / f"{SAMPLE}.yaml").read_text(encoding="utf-8")
    facts = answers_to_facts(read_answers(text, SAMPLE), pack)
    return AnswerGraph(pack, facts).snapshot(), facts


SOUND, FACTS = sample()
RESOLVED = draw(PACK).resolved


def plain(form: str) -> dict[str, Any]:
    """Return a form of the pack as plain data."""
    found: dict[str, Any] = json.loads(RESOLVED.body)["forms"][form]
    return found


def rows_at(drawing: dict[str, Any], band: str, part: str) -> list[list[Any]]:
    """Return the rows of a part of a band."""
    found: dict[str, Any] = drawing["bands"][band]
    if part != "body":
        return found.get(part, [])  # type: ignore[no-any-return]
    body = found.get("body") or {}
    return body.get("rows") or ([body["cells"]] if body.get("cells") else [])


def spots() -> Iterator[Spot]:
    """Yield every cell of every form."""
    for form in SOUND.pack.forms:
        drawing = plain(form)
        for band in drawing["bands"]:
            for part in ("rows", "body", "foot"):
                for number, row in enumerate(rows_at(drawing, band, part)):
                    yield from ((form, band, part, number, place) for place in range(len(row)))


SPOTS = list(spots())


def drawn(form: str, change: Callable[[dict[str, Any]], None]) -> Part:
    """Draw a form of the pack, changed without asking the check, for the first row it speaks of."""
    drawing = plain(form)
    change(drawing)
    pack = SOUND.pack.model_copy(update={"forms": {**SOUND.pack.forms, form: Form.model_validate(drawing)}})
    of = pack.forms[form].of
    row = ROOT_ID if of == ROOT_ID else SOUND.children(ROOT_ID, of)[0]
    return draw_form(replace(SOUND, pack=pack), form, row, Options())


def said(form: str, change: Callable[[dict[str, Any]], None]) -> str:
    """Return what is said about a pack that cannot be drawn."""
    with pytest.raises(PackError) as refused:
        drawn(form, change)
    return str(refused.value)


@pytest.mark.parametrize("form", SOUND.pack.forms)
def test_a_cell_that_is_missing_is_noticed_wherever_it_is(form: str) -> None:
    for _, band, part, number, place in [spot for spot in SPOTS if spot[0] == form]:
        words = said(form, lambda raw, at=(band, part, number, place): rows_at(raw, *at[:2])[at[2]].pop(at[3]))
        assert "格子" in words
        assert "jixiao packs check" in words


@pytest.mark.parametrize("form", SOUND.pack.forms)
def test_a_cell_that_is_too_wide_or_too_high_is_noticed_wherever_it_is(form: str) -> None:
    for _, band, part, number, place in [spot for spot in SPOTS if spot[0] == form][::3]:
        for size in ({"w": "40"}, {"h": "90"}):

            def widen(raw: dict[str, Any], at: Spot = (form, band, part, number, place), more: Any = size) -> None:
                row = rows_at(raw, at[1], at[2])[at[3]]
                cell = row[at[4]]
                row[at[4]] = {**({"t": cell} if isinstance(cell, str) else cell), **more}

            assert "格子" in said(form, widen)


@pytest.mark.parametrize("text", ["{{no.such.key}}", "前{{budget.unheard}}后", "{{projects.name}}"])
@pytest.mark.parametrize("form", SOUND.pack.forms)
def test_a_key_that_nobody_has_is_named(form: str, text: str) -> None:
    bands = {band for of, band, *_ in SPOTS if of == form}
    for band in bands:
        part = next(part for of, name, part, *_ in SPOTS if (of, name) == (form, band))
        words = said(form, lambda raw, at=(band, part): rows_at(raw, *at)[0].__setitem__(0, text))
        assert text.strip("前后") in words
        assert "取的栏不存在" in words


def test_titles_signatures_and_labels_are_looked_through_too() -> None:
    def label(raw: dict[str, Any]) -> None:
        next(band for band in raw["bands"].values() if band.get("side"))["side"] = "{{nobody}}"

    assert "{{nobody}}" in said("att2", label)
    assert "{{nobody}}" in said("att2", lambda raw: raw.__setitem__("title", "{{nobody}}"))
    assert "{{nobody}}" in said("att2", lambda raw: raw.__setitem__("signatures", [["{{nobody}}"]]))
    assert "{{nobody}}" in said("att2", lambda raw: raw.__setitem__("notes", ["{{nobody}}"]))


# ---- an evaluation whose pack is broken ----


def broken(change: Callable[[dict[str, Any]], None], path: Path) -> Path:
    """Write an evaluation whose own pack was changed behind the check's back."""
    raw = json.loads(RESOLVED.body)
    change(raw["forms"]["att2"])
    body = json.dumps(raw, ensure_ascii=False, separators=(",", ":")).encode()
    ops = difference(Facts({ROOT_ID: FACTS.rows[ROOT_ID]}, {}), FACTS)
    write_new(path, replace(RESOLVED, body=body, digest=digest_of(body)), ops, sample="")
    return path


def drop_a_cell(raw: dict[str, Any]) -> None:
    raw["bands"][next(iter(raw["bands"]))]["rows"][0].pop()


def ask_for_nothing(raw: dict[str, Any]) -> None:
    raw["bands"][next(iter(raw["bands"]))]["rows"][0][-1] = "{{no.such.key}}"


@pytest.mark.parametrize("change", [drop_a_cell, ask_for_nothing])
def test_nothing_is_written_of_an_evaluation_whose_pack_is_broken(
    change: Callable[[dict[str, Any]], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIXIAO_HOME", str(tmp_path / "home"))
    file = broken(change, tmp_path / "自评.jxzp")
    before = file.read_bytes()
    with pytest.raises(PackError, match="jixiao packs check"):
        export_file(file, tmp_path / "输出", Request(formats=("docx", "pdf")))
    assert not (tmp_path / "输出").exists()
    assert file.read_bytes() == before
