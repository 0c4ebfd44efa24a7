"""The committed expectations: whole, without names, phones and sentences; and the comparison finds what differs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.packs.registry import draw
from tests.contract.paper import Table, allowed, compare, samples, tables

CHINESE = re.compile("[\u4e00-\u9fff]")
SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
DRAWN = [name for name in samples() if SAMPLES.joinpath(f"{name}.yaml").is_file()]


def sheet(*rows: list[str | None]) -> Table:
    return Table("some", "T1", "att1", 0, list(rows), [], [])


def test_equal_tables_have_no_difference() -> None:
    assert compare(sheet(["项目", "1"], ["", None]), [["项 目", "\u30001"], ["", "文字"]]) == []


@pytest.mark.parametrize(
    ("drawn", "places"),
    [
        ([["甲", "2"], ["", "文"]], ["some T1R1C2"]),
        ([["甲"], ["", "文"]], ["some T1R1C2"]),
        ([["甲", "1", ""], ["", "文"]], ["some T1R1C3"]),
        ([["甲", "1"], ["", ""]], ["some T1R2C2"]),
        ([["甲", "1"]], ["some T1R2C1", "some T1R2C2"]),
        ([["1", "甲"], ["", "文"]], ["some T1R1C1", "some T1R1C2"]),
        ([["甲", "1"], ["", "文"], ["多"]], ["some T1R3C1"]),
    ],
)
def test_every_difference_is_found_at_its_place(drawn: list[list[str]], places: list[str]) -> None:
    found = compare(sheet(["甲", "1"], ["", None]), drawn)
    assert [one.place for one in found] == places


def test_no_phone_stands_in_the_expectations() -> None:
    texts = [text for name in samples() for table in tables(name) for row in table.rows for text in row if text]
    assert not [text for text in texts if re.search(r"\d{7,}", text)]


@pytest.mark.parametrize("sample", DRAWN)
def test_every_long_text_stands_in_the_pack_or_the_sample_already(sample: str) -> None:
    """No sentence of a package gets in this way: the samples are tested for that."""
    answers = SAMPLES.joinpath(f"{sample}.yaml").read_text(encoding="utf-8")
    pack = draw(re.search(r"^pack: (\S+)", answers, re.MULTILINE)[1]).resolved.body.decode()
    own = re.sub(r"\s|\\n", "", answers + pack)
    texts = [text for table in tables(sample) for row in table.rows for text in row if text]
    parts = {part for text in texts for part in re.split(r"[0-9（）.：%]+", text) if len(CHINESE.findall(part)) > 12}
    assert {part for part in parts if part not in own} == set()


def test_each_allowed_difference_has_a_reason_and_there_are_few() -> None:
    cells = sum(table.cells for name in samples() for table in tables(name))
    assert all(allowed().values())
    assert len(allowed()) * 100 <= cells
