"""Unit cards: what is kept, what is refused, what a new evaluation gets from them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.core.errors import UserError
from app.core.records import ROOT_ID, Address
from app.services.cards import LONGEST, Card, cards_folder, list_cards, remove_card, save_card
from app.services.editing.cells import set_value
from app.services.files.making import make_evaluation
from app.services.session import Session


def saved(path: Path) -> Card:
    with Session.open(path, mode="view") as session:
        return save_card(session)


def text_of(path: Path, key: str) -> str:
    with Session.open(path, mode="view") as session:
        cell = session.facts.cell(Address(ROOT_ID, key))
        return cell.text if cell is not None else ""


def test_a_card_keeps_what_stays_and_nothing_of_the_year(county: Path) -> None:
    card = saved(county)
    assert card.name == text_of(county, "unit.name")
    assert "year" not in card.cells
    assert all(key.startswith(("unit.", "contact.", "sign.")) for key in card.cells)
    assert list_cards().known == (card,)
    assert list_cards().broken == ()


def test_saving_again_replaces_the_card(county: Path) -> None:
    saved(county)
    with Session.open(county) as session:
        set_value(session, Address(ROOT_ID, "contact.phone"), "0737-0000000")
        save_card(session)
    (card,) = list_cards().known
    assert card.cells["contact.phone"] == "0737-0000000"


def test_a_unit_without_a_name_gets_no_card(county: Path) -> None:
    with Session.open(county) as session:
        set_value(session, Address(ROOT_ID, "unit.name"), "")
        with pytest.raises(UserError) as refused:
            save_card(session)
    assert refused.value.code == "card.unit"
    assert list_cards().known == ()


def test_a_card_is_removed(county: Path) -> None:
    remove_card(saved(county).path)
    assert list_cards().known == ()


def test_a_new_evaluation_gets_the_cells_in_its_making(county: Path, tmp_path: Path) -> None:
    card, path = saved(county), tmp_path / "新.jxzp"
    make_evaluation(path, pack_id="hunan-2024", year="2025", unit="改了名的单位", card=card)
    with Session.open(path) as session:
        root = session.facts.cells[ROOT_ID]
        got = {key: cell.text for (key, _), cell in root.items() if key in card.cells and key != "unit.name"}
        assert got
        assert got == {key: card.cells[key] for key in got}
        assert {cell.origin for cell in root.values()} == {"typed"}
        assert session.undo() is None
    assert text_of(path, "unit.name") == "改了名的单位"


def test_a_card_goes_into_another_form_as_far_as_it_has_places(county: Path, tmp_path: Path) -> None:
    card, path = saved(county), tmp_path / "新.jxzp"
    odd = Card(card.path, {**card.cells, "unit.level": "州", "unit.made_up": "甲"})
    make_evaluation(path, pack_id="yueyang-2017", year="2025", unit="某中心", card=odd)
    assert text_of(path, "unit.level") == ""
    assert text_of(path, "unit.made_up") == ""
    assert text_of(path, "unit.name") == "某中心"


def test_last_years_file_goes_before_the_card(county: Path, tmp_path: Path) -> None:
    name, path = text_of(county, "unit.name"), tmp_path / "新.jxzp"
    with Session.open(county) as session:
        set_value(session, Address(ROOT_ID, "contact.phone"), "0737-1111111")
        set_value(session, Address(ROOT_ID, "contact.person"), "")
    card = Card(path, {"unit.name": name, "contact.phone": "0737-2222222", "contact.person": "甲"})
    make_evaluation(path, pack_id="hunan-2024", year="2025", unit=name, sources=[county], card=card)
    assert text_of(path, "contact.phone") == "0737-1111111"
    assert text_of(path, "contact.person") == "甲"


NAMED = {"unit.name": "某中心"}
BROKEN = {
    "no words": b"\xff\xfe\x00",
    "no object": b"[]",
    "deep": b"[" * 60_000,
    "too large": json.dumps({"format": 1, "cells": NAMED}).encode() + b" " * 70_000,
    "another format": json.dumps({"format": 2, "cells": NAMED}).encode(),
    "true is no format": json.dumps({"format": True, "cells": NAMED}).encode(),
    "more than cells": json.dumps({"format": 1, "cells": NAMED, "more": 1}).encode(),
    "no name": b'{"format": 1, "cells": {"unit.level": "1"}}',
    "a figure": json.dumps({"format": 1, "cells": {**NAMED, "budget.total": "1"}}).encode(),
    "no text": json.dumps({"format": 1, "cells": {**NAMED, "unit.level": 1}}).encode(),
    "too long": json.dumps({"format": 1, "cells": {"unit.name": "甲" * (LONGEST + 1)}}).encode(),
    "two lines": json.dumps({"format": 1, "cells": {"unit.name": "甲\n乙"}}).encode(),
    "a template": json.dumps({"format": 1, "cells": {**NAMED, "unit.region": "{{year}}"}}).encode(),
    "twice": b'{"format": 1, "format": 1, "cells": {"unit.name": "a"}}',
    "too many": json.dumps({"format": 1, "cells": NAMED | {f"unit.k{n}": "1" for n in range(80)}}).encode(),
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_broken_card_is_named_and_left_out(county: Path, data: bytes) -> None:
    card, broken = saved(county), cards_folder() / "坏.json"
    broken.write_bytes(data)
    found = list_cards()
    assert found.known == (card,)
    assert found.broken == (broken,)


def test_what_is_no_plain_file_is_no_card(county: Path) -> None:
    card = saved(county)
    link, folder = cards_folder() / "a.json", cards_folder() / "b.json"
    link.symlink_to(card.path)
    folder.mkdir()
    assert list_cards().known == (card,)
    assert set(list_cards().broken) == {link, folder}
