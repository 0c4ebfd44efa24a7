"""The person's settings on this computer: name, recent files, size of type, habits. One small JSON file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from app.core.errors import EnvironmentProblem
from app.core.files import write_whole
from app.packs.places import user_folder

MOST_RECENT: Final = 30
_LARGEST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Recent:
    """A file that was open: where it lies, whose it is, which year, when it was opened last, the step shown last."""

    path: str
    unit: str = ""
    year: str = ""
    at: str = ""
    step: str = ""
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person chose.

    Attributes:
        name: 填报人姓名, with which edits are signed.
        type_size: size of type in points; 0: the usual one.
        enter_right: Enter goes to the right, not down.
        folder: where new files go; empty: what the program proposes.
        stick: where a copy goes when the program ends; empty: nowhere.
        name_asked: the name was asked for once.
        geometry: place and size of the window, as Qt keeps them (hexadecimal).
        output: where files were exported to last.
        yuan: pages on which money is shown and typed in 元: their ids with blanks between.
        recent: files, the last one first.
    """

    name: str = ""
    type_size: int = 0
    enter_right: bool = False
    folder: str = ""
    stick: str = ""
    name_asked: bool = False
    geometry: str = ""
    output: str = ""
    yuan: str = ""
    recent: tuple[Recent, ...] = field(default=())

    def opened(self, found: Recent) -> Settings:
        """Return the settings with a file at the head of the recent ones; its last step is kept."""
        before = next((one for one in self.recent if one.path == found.path), None)
        step = found.step or (before.step if before is not None else "")
        others = tuple(one for one in self.recent if one.path != found.path)
        return replace(self, recent=(replace(found, step=step), *others)[:MOST_RECENT])

    def without(self, path: str) -> Settings:
        """Return the settings without a recent file."""
        return replace(self, recent=tuple(one for one in self.recent if one.path != path))


def settings_path() -> Path:
    """Return where the settings lie."""
    return user_folder() / "settings.json"


def load_settings() -> Settings:
    """Return the settings; the usual ones where there are none, and in place of every part that is not sound."""
    try:
        text = settings_path().read_bytes()[:_LARGEST].decode("utf-8")
        raw = json.loads(text)
    except (OSError, ValueError, RecursionError):
        return Settings()
    return _settings(raw) if isinstance(raw, dict) else Settings()


def save_settings(settings: Settings) -> None:
    """Write the settings, whole or not at all.

    Raises:
        EnvironmentProblem: the folder cannot be written; the program goes on without.
    """
    path = settings_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(asdict(settings), ensure_ascii=False, indent=1).encode())
    except OSError as error:
        raise EnvironmentProblem(
            "settings.write",
            where=str(path),
            what=f"设置存不下来（{error.strerror or error}）",
            repair="不影响填报，下次打开程序时要重新设置",
        ) from error


def now_text() -> str:
    """Return the local time as settings keep it."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _settings(raw: Mapping[str, Any]) -> Settings:
    usual = Settings()
    kept = {
        one.name: raw[one.name]
        for one in fields(Settings)
        if one.name != "recent" and type(raw.get(one.name)) is type(getattr(usual, one.name))
    }
    listed = raw.get("recent")
    recent = [_recent(one) for one in listed[:MOST_RECENT]] if isinstance(listed, list) else []
    return Settings(**kept, recent=tuple(one for one in recent if one is not None))


def _recent(raw: object) -> Recent | None:
    if not isinstance(raw, dict) or not isinstance(raw.get("path"), str) or not raw["path"]:
        return None
    usual = Recent("")
    kept = {
        one.name: raw[one.name] for one in fields(Recent) if type(raw.get(one.name)) is type(getattr(usual, one.name))
    }
    return Recent(**kept)
