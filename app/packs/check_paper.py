"""Static check of the paper: forms, reports, covers and how they are printed.

Every template in them is looked through.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain as joined
from typing import Final

from app.core.records import ROOT_ID
from app.packs.check_base import ROW_NUMBER, Check
from app.packs.check_grid import check_grid
from app.packs.schema_forms import Band, Body, Cell, Document, Form
from app.packs.schema_reports import Report, Section
from app.packs.strict_yaml import Path

Chains = Sequence[Sequence[str]]

REPORTS: Final = "reports"
"""The table of the reports' own rows."""

NUMBERS: Final = ("{zh}", "{n}")
NO_NUMBER: Final = "none"
"""How styles of numbers name the number (一, 1), and the style without one."""


def check_forms(check: Check) -> None:
    """Forms speak of rows that exist, their templates of keys, their grids are whole."""
    for name, form in check.pack.forms.items():
        path = ("forms", name)
        if not _document(check, form, path):
            continue
        chains = check.names.chains(form.of)
        texts = [("unit_line", form.unit_line), *((("notes", n), note) for n, note in enumerate(form.notes))]
        signatures = [
            (("signatures", r, n), text) for r, row in enumerate(form.signatures) for n, text in enumerate(row)
        ]
        for at, text in [*texts, *signatures]:
            check.template(text, chains, (*path, *(at if isinstance(at, tuple) else (at,))))
        for band_name, band in form.bands.items():
            _band(check, band, form.of, (*path, "bands", band_name))
        check_grid(check, form, path)


def check_reports(check: Check) -> None:
    """Reports speak of rows that exist, headings and drafts of keys and facts."""
    for name, report in check.pack.reports.items():
        path = ("reports", name)
        if not _document(check, report, path):
            continue
        chains = _chains(check, report.of)
        check.template(report.cover_title, chains, (*path, "cover_title"))
        for number, style in enumerate(report.numbering):
            _number_style(check, style, (*path, "numbering", number))
        for part in ("closing", "attachments"):
            for number, text in enumerate(getattr(report, part)):
                check.template(text, chains, (*path, part, number))
        for part in ("summary", "sections"):
            for section_name, section in getattr(report, part).items():
                _section(check, section, report.of, chains, (*path, part, section_name))


def check_covers(check: Check) -> None:
    """Covers name keys that the documents with them have."""
    documents: list[Document] = [*check.pack.forms.values(), *check.pack.reports.values()]
    for name, cover in check.pack.covers.items():
        used = {document.of for document in documents if document.cover == name and document.of in check.pack.tables}
        chains = list(joined.from_iterable(_chains(check, table) for table in sorted(used or {ROOT_ID})))
        for number, line in enumerate(cover.lines):
            path = ("covers", name, "lines", number)
            check.template(line.t, chains, (*path, "t"), forms=False)
            for table in sorted(used or {ROOT_ID}):
                check.truth(line.when, table, (*path, "when"))


def check_print(check: Check) -> None:
    """The order of printing and the public version name documents and keys that exist."""
    printing, documents = check.pack.print, {*check.pack.forms, *check.pack.reports}
    named = [("order", printing.order, documents | set(check.pack.covers))]
    for part, ids, known in [*named, (("public", "documents"), printing.public.documents, documents)]:
        for number, name in enumerate(ids):
            if name not in known:
                path = ("print", *(part if isinstance(part, tuple) else (part,)), number)
                check.add("print.unknown", path, f"没有“{name}”这份文件", f"现有：{'、'.join(sorted(known))}")
    for part in ("leave_out", "mask"):
        for number, place in enumerate(getattr(printing.public, part)):
            table, _, key = place.partition(".")
            path = ("print", "public", part, number)
            if check.table(table, path):
                check.key(table, key, path)
    for part in ("file_name", "folder_name"):
        check.template(getattr(printing, part), ((ROOT_ID,),), ("print", part), forms=False)
    check.template(printing.public.statement, ((ROOT_ID,),), ("print", "public", "statement"), forms=False)


def _chains(check: Check, table: str) -> Chains:
    """Return the ways up for a report or cover: the own row of the report (typed title, closing) comes first."""
    chains = check.names.chains(table)
    return [(REPORTS, *chain) for chain in chains] if REPORTS in check.pack.tables else chains


def _document(check: Check, document: Form | Report, path: Path) -> bool:
    """Check what forms and reports share; False when it is not known whose it is."""
    if document.of not in check.pack.tables:
        rule = f"of 写已有的表：{'、'.join(check.pack.tables)}"
        check.add("form.of", (*path, "of"), f"没有“{document.of}”这张表", rule)
        return False
    check.truth(document.when, document.of, (*path, "when"))
    if document.cover and document.cover not in check.pack.covers:
        rule = f"现有：{'、'.join(check.pack.covers) or '（无）'}"
        check.add("form.cover", (*path, "cover"), f"没有“{document.cover}”这个封面", rule)
    chains = check.names.chains(document.of)
    for part in ("number", "title", "file_name", "copies"):
        check.template(getattr(document, part), chains, (*path, part), forms=False)
    for part in ("numbers", "header", "footer"):
        text = getattr(document.furniture, part)
        check.template(text, chains, (*path, "furniture", part), extra=("page", "pages"), forms=False)
    return True


# ---- bands ----


def _band(check: Check, band: Band, of: str, path: Path) -> None:
    chains = check.names.chains(of)
    check.truth(band.when, of, (*path, "when"))
    check.template(band.side, chains, (*path, "side"))
    for part in ("rows", "foot"):
        _cells(check, getattr(band, part), chains, (*path, part))
    if band.body is not None:
        _body(check, band.body, of, (*path, "body"))


def _body(check: Check, body: Body, of: str, path: Path) -> None:
    if not check.child(of, body.each, (*path, "each")):
        return
    chains = [(body.each, *chain) for chain in check.names.chains(of)]
    check.truth(body.when, body.each, (*path, "when"))
    if body.order:
        check.key(body.each, body.order, (*path, "order"))
    if len(body.outline) and len(body.groups) < 1:
        check.add("form.outline", (*path, "outline"), "写了 outline，没有 groups", "outline 固定的是各组")
    for number, group in enumerate(body.groups):
        at = (*path, "groups", number)
        check.key(body.each, group.by, (*at, "by"))
        check.template(group.t, chains, (*at, "t"))
        for value, text in group.labels.items():
            check.template(text, chains, (*at, "labels", value))
    rows = body.rows or (body.cells,)
    _cells(check, rows, chains, (*path, "rows" if body.rows else "cells"), extra=(ROW_NUMBER,), flat=not body.rows)


def _cells(
    check: Check,
    rows: Sequence[Sequence[Cell]],
    chains: Chains,
    path: Path,
    *,
    extra: Sequence[str] = (),
    flat: bool = False,
) -> None:
    """Check the cells of rows; `flat`: there is one row and the path has no step for it."""
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            at = (*path, c) if flat else (*path, r, c)
            check.template(cell.t, chains, at, extra=extra)
            check.truth(cell.when, chains[0][0], at)


# ---- sections ----


def _section(check: Check, section: Section, table: str, chains: Chains, path: Path) -> None:
    if section.each:
        if not check.child(table, section.each, (*path, "each")):
            return
        table, chains = section.each, [(section.each, *chain) for chain in chains]
    extra = (ROW_NUMBER,) if section.each else ()
    for part in ("heading", "draft", "empty"):
        check.template(getattr(section, part), chains, (*path, part), extra=extra)
    for part in ("when", "empty_when"):
        check.truth(getattr(section, part), table, (*path, part))
    if section.empty_when and not section.empty:
        check.add(
            "report.empty", (*path, "empty_when"), "写了 empty_when，没有 empty", "empty 是那时要说的话", "请补上"
        )
    _number_style(check, section.number or NO_NUMBER, (*path, "number"))
    if section.form and section.form not in check.pack.forms:
        check.add("report.form", (*path, "form"), f"没有“{section.form}”这张表", f"现有：{'、'.join(check.pack.forms)}")
    for number, fact in enumerate(section.facts):
        if fact not in check.pack.facts:
            check.add("report.fact", (*path, "facts", number), f"没有“{fact}”这项业务数据", "写 facts 里有的编号")
    for name, below in section.sections.items():
        _section(check, below, table, chains, (*path, "sections", name))


def _number_style(check: Check, style: str, path: Path) -> None:
    """A style of numbers says where the number stands."""
    if style != NO_NUMBER and not any(number in style for number in NUMBERS):
        rule = "编号的样式用 {zh}（一、二）或 {n}（1、2）表示数，例如 {zh}、 （{zh}） {n}.；没有编号写 none"
        check.add("report.number", path, f"“{style}”里没有写数放在哪里", rule)
