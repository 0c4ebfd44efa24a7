"""Resolve the built-in packs and write what ships beside their YAML.

For the makers of the program, after a change of a pack, of the dictionary, of the common audit rules or of this code:
`python -m app.packs.building`.
"""

from __future__ import annotations

from pathlib import Path

from app.core.files import write_whole
from app.packs.installed import INDEX_NAME, JSON_NAME, YAML_NAME, builtin_root, index_bytes
from app.packs.resolve import Resolved, resolve
from app.packs.sources import common_audit, common_dictionary, read_layer

COMMAND = "python -m app.packs.building"


def render_builtin() -> dict[Path, bytes]:
    """Return what should stand beside the YAML of the built-in packs: resolved JSON of each, and the index.

    Raises:
        PackError: a pack is not sound.
    """
    root = builtin_root()
    built = [_built(path.parent.name) for path in sorted(root.glob(f"*/{YAML_NAME}"))]
    bodies = {root / resolved.id / JSON_NAME: resolved.body for resolved in built}
    return {**bodies, root / INDEX_NAME: index_bytes(iter(built))}


def build_index() -> list[Path]:
    """Write resolved JSON and index of the built-in packs; return the files that changed.

    Raises:
        PackError: a pack is not sound; nothing is written then.
        OSError: a file cannot be written.
    """
    changed = [(path, data) for path, data in render_builtin().items() if not _holds(path, data)]
    for path, data in changed:
        write_whole(path, data)
    return [path for path, _ in changed]


def _built(pack_id: str) -> Resolved:
    return resolve(pack_id, read_layer, common_dictionary(), common_audit()).resolved


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


if __name__ == "__main__":
    build_index()
