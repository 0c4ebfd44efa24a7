"""Titles: the cover and the report itself say the same kind of paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.audit.registry import Hit, audit_rule
from app.audit.rules.closeness import squeezed
from app.audit.view import AuditView
from app.core.records import Address
from app.core.signatures import ParamKind
from app.documents.rows import Paper


@dataclass(frozen=True, slots=True)
class Kinds:
    """Words that exclude each other in the titles of one report: what kind of paper, about what."""

    papers: tuple[str, ...]
    subjects: tuple[str, ...]


@audit_rule(
    "title_kinds",
    params={"papers": ParamKind("words"), "subjects": ParamKind("words")},
    params_class=Kinds,
    label="封面标题与文内标题不同",
)
def title_kinds(view: AuditView, params: Kinds) -> Iterator[Hit]:
    """Yield reports whose cover calls them by another kind than their own title."""
    for report in view.rows("reports"):
        cover, title = (squeezed(report.printed(key, "", Paper())) for key in ("cover.title", "title"))
        for words in (params.papers, params.subjects):
            outside, inside = ([word for word in words if word in text] for text in (cover, title))
            if len(outside) == 1 == len(inside) and outside != inside:
                places = Address(report.row, "title"), Address(report.row, "cover.title")
                yield Hit(places, inside[0], outside[0])
