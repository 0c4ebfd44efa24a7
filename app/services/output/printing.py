"""Which documents changed since they were printed last: the evaluation keeps a digest of each printed tree."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any, Final

from app.core.records import Facts, MetaOp
from app.documents.tree import Document, Package
from app.services.session import Changes, Session

PRINTED: Final = "printed"
"""Meta entry: JSON object of digests of the documents as they were printed last; takes part in undo."""

DRAFTS: Final = "drafts"
"""Meta entry: number of the last copy for the leaders (送审稿); takes part in undo."""

LABEL: Final = "记录已打印的文件"
COPY: Final = "记录送审稿"


_DIGITS: Final = 5


def changed_since(package: Package, facts: Facts) -> Package:
    """Return the package with only the documents that are not as they were printed last."""
    before = _recorded(facts)
    return replace(package, documents=tuple(one for one in package.documents if before.get(_name(one)) != digest(one)))


def record(session: Session, package: Package, written: frozenset[tuple[str, str]], *, whole: bool) -> Changes:
    """Remember documents as printed.

    Args:
        session: an evaluation that is open for editing.
        package: the documents as drawn.
        written: id and row of those that were written.
        whole: the package holds every document; what it does not hold is forgotten.

    Raises:
        EnvironmentProblem: the file cannot be written.
    """
    now = {_name(one): digest(one) for one in package.documents if (one.id, one.row) in written}
    present = {_name(one) for one in package.documents}
    before = {name: old for name, old in _recorded(session.facts).items() if not whole or name in present}
    after = {**before, **now}
    text = json.dumps(after, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return session.apply(LABEL, [MetaOp(PRINTED, text)]) if after != before else Changes(LABEL, frozenset())


def next_draft(facts: Facts) -> int:
    """Return the number of the next copy for the leaders (送审稿)."""
    held = facts.meta.get(DRAFTS, "")
    return int(held) + 1 if held.isascii() and held.isdigit() and len(held) < _DIGITS else 1


def record_draft(session: Session, number: int) -> Changes:
    """Remember that a copy for the leaders was made.

    Raises:
        EnvironmentProblem: the file cannot be changed.
    """
    known = number < next_draft(session.facts)
    return Changes(COPY, frozenset()) if known else session.apply(COPY, [MetaOp(DRAFTS, str(number))])


def digest(document: Document) -> str:
    """Return the digest of everything a document shows and how."""
    return sha256(repr(document).encode()).hexdigest()[:32]


def _name(document: Document) -> str:
    return f"{document.id} {document.row}"


def _recorded(facts: Facts) -> dict[str, str]:
    """Return what was recorded; an entry that cannot be read counts as nothing, so everything is printed."""
    try:
        found: Any = json.loads(facts.meta.get(PRINTED, "{}"))
    except ValueError:
        return {}
    if not isinstance(found, Mapping):
        return {}
    return {str(name): str(value) for name, value in found.items()}
