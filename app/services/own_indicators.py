"""本单位常用指标: indicators that a unit saved for its coming years; one small JSON file beside the settings.

An entry has names, the form of a target, a unit and a direction; never a figure of a year, an actual or a score.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple, dataclass, fields
from pathlib import Path
from typing import Any, Final, Literal, get_args

from app.core.errors import EnvironmentProblem, UserError
from app.core.files import write_whole
from app.packs.places import user_folder

MARK: Final = "own:"
"""What the id of an own indicator begins with; no id of the library has a colon."""
BLANK: Final = "__"
MOST: Final = 500
LONGEST: Final = 200
_LARGEST: Final = 1_000_000
_VERSION: Final = 1
_ASIDE: Final = "own_indicators.damaged.json"
_DAMAGED: Final = "存放本单位常用指标的文件已损坏，先不列出。再存一次常用指标，会另起新文件，旧文件留着。"
Direction = Literal["正向", "反向", "等于", "定性", ""]
DIRECTIONS: Final[tuple[Direction, ...]] = get_args(Direction)
_NUMBER: Final = re.compile(r"\d[\d.,，．]*")


@dataclass(frozen=True, slots=True)
class OwnIndicator:
    """An indicator of the unit: its levels and name, how its target is written (`__` for the figure), its unit.

    `library` is the id it has in the program's library, if it came from there.
    """

    name: str
    level1: str = ""
    level2: str = ""
    form: str = ""
    unit: str = ""
    direction: Direction = ""
    library: str = ""

    def __post_init__(self) -> None:
        """Let in one short line of text each, and no figure of a year.

        Raises:
            ValueError: something else was given.
        """
        texts = astuple(self)
        if not all(isinstance(text, str) and len(text) <= LONGEST and text.isprintable() for text in texts):
            raise ValueError("not one short line of text each")
        if not self.name or self.direction not in DIRECTIONS or _NUMBER.search(self.form):
            raise ValueError("no name, an unknown direction, or a figure in the form")

    @property
    def id(self) -> str:
        """Return the id: its levels and its name."""
        return f"{MARK}{self.level1}\n{self.level2}\n{self.name}"


@dataclass(frozen=True, slots=True)
class OwnLibrary:
    """What was read: the entries, and in words what is wrong with the file (then there are none)."""

    entries: tuple[OwnIndicator, ...] = ()
    told: str = ""
    damaged: bool = False

    def get(self, name: str) -> OwnIndicator | None:
        """Return the entry of an id."""
        return next((one for one in self.entries if one.id == name), None)


def own_path() -> Path:
    """Return where the file lies."""
    return user_folder() / "own_indicators.json"


def form_of(target: str) -> str:
    """Return how a target is written, without its figures: ≥36.6万人 becomes ≥__万人."""
    return _NUMBER.sub(BLANK, " ".join(target.split()))[:LONGEST]


def load_own() -> OwnLibrary:
    """Return what the unit saved; a file that is not sound is told and left out whole."""
    try:
        with own_path().open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except FileNotFoundError:
        return OwnLibrary()
    except OSError as error:
        return OwnLibrary(told=f"本单位常用指标读不出来（{error.strerror or error}），先不列出。")
    try:
        return OwnLibrary(tuple(_read(data)))
    except (ValueError, RecursionError):
        return OwnLibrary(told=_DAMAGED, damaged=True)


def _read(data: bytes) -> list[OwnIndicator]:
    if len(data) > _LARGEST:
        raise ValueError("too large")
    raw = json.loads(data.decode("utf-8"))
    if not isinstance(raw, dict) or set(raw) != {"version", "indicators"} or raw["version"] != _VERSION:
        raise ValueError("not a file of this kind")
    if not isinstance(raw["indicators"], list) or len(raw["indicators"]) > MOST:
        raise ValueError("not a list, or too many")
    found = [_entry(one) for one in raw["indicators"]]
    if len({one.id for one in found}) < len(found):
        raise ValueError("one twice")
    return found


def _entry(raw: Any) -> OwnIndicator:
    known = {one.name for one in fields(OwnIndicator)}
    if not isinstance(raw, dict) or "name" not in raw or not set(raw) <= known:
        raise ValueError("not an indicator")
    return OwnIndicator(**raw)


def add_own(new: Sequence[OwnIndicator]) -> None:
    """Save indicators; one of the same levels and name is replaced at its place.

    Raises:
        UserError: there would be too many.
        EnvironmentProblem: the file cannot be written.
    """
    kept = {one.id: one for one in _sound().entries}
    kept.update((one.id, one) for one in new)
    if len(kept) > MOST:
        raise UserError(
            "own.many",
            where="本单位常用指标",
            what=f"常用指标最多存{MOST}个",
            rule="常用的才存",
            repair="先去掉不用的",
        )
    _write(kept.values())


def remove_own(ids: Iterable[str]) -> None:
    """Remove indicators; what is gone already is no matter.

    Raises:
        EnvironmentProblem: the file cannot be written.
    """
    gone = set(ids)
    _write(one for one in _sound().entries if one.id not in gone)


def _sound() -> OwnLibrary:
    """Return what is saved; a damaged file is put aside first."""
    found = load_own()
    if found.damaged:
        try:
            own_path().replace(own_path().with_name(_ASIDE))
        except OSError as error:
            raise _not_written(error) from error
    elif found.told:
        raise EnvironmentProblem("own.read", where=str(own_path()), what=found.told, repair="请稍后再试")
    return found


def _write(entries: Iterable[OwnIndicator]) -> None:
    path = own_path()
    plain = {"version": _VERSION, "indicators": [asdict(one) for one in entries]}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(plain, ensure_ascii=False, indent=1).encode())
    except OSError as error:
        raise _not_written(error) from error


def _not_written(error: OSError) -> EnvironmentProblem:
    return EnvironmentProblem(
        "own.write",
        where=str(own_path()),
        what=f"本单位常用指标存不下来（{error.strerror or error}）",
        repair="不影响填报，请看磁盘是否已满、文件夹能不能写",
    )
