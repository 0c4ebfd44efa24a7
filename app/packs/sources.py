"""Packs as their authors give them: a `pack.yaml`, its folder, a resolved `.json`, or the id of a known pack."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.core.errors import UserError
from app.packs.files import exists, read_bytes, read_text
from app.packs.installed import YAML_NAME, find, folder_of, resolved_of, unknown_id
from app.packs.places import resources
from app.packs.problems import PackError
from app.packs.resolve import Drawing, Resolved, resolve, resolve_text
from app.packs.strict_yaml import Places


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pack that was read whole: resolved, its YAML (None for a resolved `.json`), the places of its values."""

    resolved: Resolved
    text: str | None
    places: Places


def candidate(source: str | Path) -> Candidate:
    """Read a pack by path or id. A path goes before an id.

    Raises:
        UserError: no such file or pack.
        PackError: any fault of the pack, at its place.
        EnvironmentProblem: it cannot be read.
    """
    path = Path(source)
    if exists(path / YAML_NAME):
        path /= YAML_NAME
    if exists(path) and path.is_file():
        return _of_json(path) if path.suffix.lower() == ".json" else _of_yaml(path, str(path))
    folder = folder_of(str(source))
    if folder is None:
        raise _no_file(path) if isinstance(source, Path) or _looks_like_path(str(source)) else unknown_id(str(source))
    if exists(folder / YAML_NAME):
        return _of_yaml(folder / YAML_NAME, f"{folder.name}/{YAML_NAME}", folder.name)
    return Candidate(find(folder.name), None, {})


def draw(pack: str | Path) -> Drawing:
    """Resolve a pack anew from its YAML: a known id, a `pack.yaml`, or a folder that holds one.

    Raises:
        UserError: no such pack or file, or a pack without YAML.
        PackError: any fault of the pack, at its place.
    """
    found = candidate(pack)
    if found.text is None:
        raise UserError(
            "pack.no_yaml",
            where=str(pack),
            what="这个表样只有成品，没有原稿（pack.yaml）",
            rule="",
            repair="请写原稿的路径",
        )
    return Drawing(found.resolved, found.places)


def read_layer(pack_id: str) -> tuple[str, str]:
    """Return the YAML of a known pack and its name, for `extends`.

    Raises:
        PackError: there is no such pack (code `pack.missing`).
    """
    folder = folder_of(pack_id)
    if folder is not None and exists(folder / YAML_NAME):
        return read_text(folder / YAML_NAME), f"{pack_id}/{YAML_NAME}"
    raise PackError("pack.missing", place=None, what=f"找不到表样“{pack_id}”", rule="", repair="请先导入它")


def common_dictionary() -> tuple[str, str]:
    """Return the text and name of the common dictionary."""
    path = resources() / "dictionary" / "dictionary.yaml"
    return read_text(path), path.name


def common_audit() -> tuple[tuple[str, str], ...]:
    """Return text and name of every file of the audit rules that all packs share, in the order of their names."""
    paths = sorted((resources() / "audit").glob("*.yaml"))
    return tuple((read_text(path), f"audit/{path.name}") for path in paths)


def _of_yaml(path: Path, name: str, pack_id: str = "") -> Candidate:
    """Resolve a YAML file; one of a known pack must hold that pack's id."""
    text = read_text(path)
    if pack_id:
        drawing = resolve(pack_id, read_layer, common_dictionary(), common_audit())
    else:
        drawing = resolve_text(text, name, read_layer, common_dictionary(), common_audit())
    return Candidate(drawing.resolved, text, drawing.places)


def _of_json(path: Path) -> Candidate:
    return Candidate(resolved_of(read_bytes(path), path), None, {})


def _looks_like_path(source: str) -> bool:
    return any(sign in source for sign in "/\\.")


def _no_file(path: Path) -> UserError:
    return UserError(
        "pack.file",
        where=str(path),
        what="没有这个文件",
        rule="",
        repair="请写 pack.yaml、它的文件夹或 .json 的路径",
    )
