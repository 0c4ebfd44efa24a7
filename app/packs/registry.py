"""The packs this program knows: list, find, draw anew, import, remove. One door for all other parts."""

from __future__ import annotations

from app.packs.installed import PackInfo, builtin_root, check_id, find, list_packs
from app.packs.keeping import add, keep, remove
from app.packs.resolve import Drawing, Resolved
from app.packs.sources import Candidate, candidate, common_audit, common_dictionary, draw, read_layer

__all__ = [
    "Candidate",
    "Drawing",
    "PackInfo",
    "Resolved",
    "add",
    "builtin_root",
    "candidate",
    "check_id",
    "common_audit",
    "common_dictionary",
    "draw",
    "find",
    "keep",
    "list_packs",
    "read_layer",
    "remove",
]
