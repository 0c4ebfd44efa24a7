"""Unit cards (单位卡): what stays the same for a unit from year to year, kept as small files on this computer.

A card is untrusted: another program may have written it. It is read strictly and within bounds; a card that is not
sound is named and left out. It holds cells of the unit's own page only, no figures and nothing of a year.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from app.core.errors import EnvironmentProblem, JixiaoError, UserError
from app.core.files import write_whole
from app.core.records import ROOT_ID, Cell, Facts
from app.packs.places import user_folder
from app.packs.schema import Field, Pack
from app.services.session import Session

NAME: Final = "unit.name"
MOST: Final = 200
"""Cards that are listed."""
LONGEST: Final = 200
"""Characters of one cell."""
_LARGEST: Final = 64_000
_MOST_CELLS: Final = 60
_FORMAT: Final = 1
_GROUPS: Final = ("unit.", "contact.", "sign.")
_KINDS: Final = frozenset({"text", "choice"})


@dataclass(frozen=True, slots=True)
class Card:
    """A card: where it lies, and the cells of the unit by key."""

    path: Path
    cells: Mapping[str, str]

    @property
    def name(self) -> str:
        """Return the name of the unit."""
        return self.cells[NAME]

    @property
    def about(self) -> str:
        """Return level, region and supervisor, as far as they are known."""
        known = (self.cells.get(key, "") for key in ("unit.level", "unit.region", "unit.supervisor"))
        return " · ".join(text for text in known if text)


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of this computer by name, and the files that are no sound cards."""

    known: tuple[Card, ...] = ()
    broken: tuple[Path, ...] = ()


def cards_folder() -> Path:
    """Return where the cards lie."""
    return user_folder() / "units"


def list_cards() -> Cards:
    """Return the cards; files that cannot be read or are not sound are named beside them."""
    try:
        paths = sorted(cards_folder().glob("*.json"))
    except OSError:
        paths = []
    read = [(path, _read(path)) for path in paths[:MOST]]
    known = sorted((card for _, card in read if card is not None), key=lambda card: card.name)
    broken = [path for path, card in read if card is None]
    return Cards(tuple(known), (*broken, *paths[MOST:]))


def save_card(session: Session) -> Card:
    """Keep what stays the same for the unit of an evaluation; a card of the same name is replaced.

    Raises:
        UserError: the unit has no name, or there are too many cards.
        EnvironmentProblem: the folder cannot be written.
    """
    cells = _kept(session.facts, session.pack)
    if NAME not in cells:
        raise UserError("card.unit", where="单位卡", what="还没有填写单位名称", repair="请先填写单位名称，再存为单位卡")
    path = cards_folder() / f"{sha256(cells[NAME].encode()).hexdigest()[:24]}.json"
    if not path.exists() and len(list(cards_folder().glob("*.json"))) >= MOST:
        what = f"本机已有{MOST}张单位卡"
        raise UserError("card.many", where="单位卡", what=what, repair="请先在“设置”里删除不用的单位卡")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        written = {"format": _FORMAT, "cells": cells}
        write_whole(path, json.dumps(written, ensure_ascii=False, indent=1).encode())
    except OSError as error:
        raise _stuck("card.write", path, "单位卡存不下来", error) from error
    return Card(path, cells)


def remove_card(path: Path) -> None:
    """Delete a card, sound or not.

    Raises:
        EnvironmentProblem: it cannot be deleted.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _stuck("card.remove", path, "单位卡删不掉", error) from error


def cells_from(card: Card | None, pack: Pack) -> dict[str, Cell]:
    """Return the cells of a card that have a place in a pack, as if they were typed; without the name."""
    if card is None:
        return {}
    fields = pack.fields[ROOT_ID]
    return {
        key: Cell(text)
        for key, text in card.cells.items()
        if key != NAME and key in fields and _stays(pack, key, fields[key]) and _fits(fields[key], text)
    }


def _kept(facts: Facts, pack: Pack) -> dict[str, str]:
    """Return the cells of the unit that stay the same from year to year."""
    fields, found = pack.fields[ROOT_ID], {}
    for (key, form), cell in facts.cells.get(ROOT_ID, {}).items():
        text = cell.text.strip()
        known = not form and cell.state == "value" and key in fields and _stays(pack, key, fields[key])
        if known and "{{" not in text and _sound(key, text):
            found[key] = text
    return found


def _stays(pack: Pack, key: str, meaning: Field) -> bool:
    kind = meaning.carry == "keep" and meaning.kind in _KINDS and key.startswith(_GROUPS)
    return kind and not pack.computed(ROOT_ID, key)


def _fits(meaning: Field, text: str) -> bool:
    return meaning.kind != "choice" or meaning.open or text in meaning.choices


def _sound(key: object, text: object) -> bool:
    """Say whether a cell may stand in a card: one line of printable words, no template."""
    if not isinstance(key, str) or not isinstance(text, str) or not key.startswith(_GROUPS):
        return False
    return 0 < len(text) <= LONGEST and text.isprintable() and text == text.strip() and "{{" not in text


def _read(path: Path) -> Card | None:
    """Return a card, None where the file is not sound."""
    try:
        if path.is_symlink() or not path.is_file():
            return None
        with path.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            return None
        raw = json.loads(data.decode("utf-8"), object_pairs_hook=_once)
    except (OSError, ValueError, RecursionError):
        return None
    return _card(path, raw)


def _card(path: Path, raw: Any) -> Card | None:
    if not isinstance(raw, dict) or set(raw) != {"format", "cells"} or type(raw["format"]) is not int:
        return None
    cells = raw["cells"]
    if raw["format"] != _FORMAT or not isinstance(cells, dict) or len(cells) > _MOST_CELLS or NAME not in cells:
        return None
    return Card(path, cells) if all(_sound(key, text) for key, text in cells.items()) else None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        message = "a key stands twice"
        raise ValueError(message)
    return found


def _stuck(code: str, path: Path, what: str, error: OSError) -> JixiaoError:
    return EnvironmentProblem(
        code,
        where=str(path),
        what=f"{what}（{error.strerror or error}）",
        repair="不影响填报，请检查这个文件夹能否写入",
    )
