"""Static check of wizard pages and of what a clerk may set (本地要求)."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.records import ROOT_ID
from app.packs.check_base import Check
from app.packs.schema import Pack, Term
from app.packs.schema_pages import PageItem
from app.packs.strict_yaml import Path


def check_pages(check: Check) -> None:
    """Items of pages name keys, bands, tables and reports that exist and belong to the page's row."""
    for name, page in check.pack.pages.items():
        path = ("pages", name)
        table = page.each or ROOT_ID
        if page.each and not check.table(page.each, (*path, "each")):
            continue
        chains = check.names.chains(table)
        check.template(page.title, chains, (*path, "title"), forms=False)
        check.truth(page.when, table, (*path, "when"))
        documents = {*check.pack.forms, *check.pack.reports}
        if page.attachment and page.attachment not in documents:
            rule = f"现有：{'、'.join(sorted(documents)) or '（无）'}"
            check.add("page.attachment", (*path, "attachment"), f"没有“{page.attachment}”这份文件", rule)
        for number, item in enumerate(page.items):
            _item(check, item, table, (*path, "items", number))


def _item(check: Check, item: PageItem, table: str, path: Path) -> None:
    check.truth(item.when, table, path)
    if item.key:
        check.key(table, item.key, path)
    if item.band:
        _band(check, item.band, table, path)
    if item.report and item.report not in check.pack.reports:
        rule = f"现有：{'、'.join(check.pack.reports) or '（无）'}"
        check.add("page.report", path, f"没有“{item.report}”这份报告", rule)
    if item.table:
        if check.child(table, item.table, path):
            for key in item.keys:
                check.key(item.table, key, path)
    elif item.keys:
        check.add("page.keys", path, "keys 只用于 table", "keys 是表格的各列", "请删去，或写 table")


def _band(check: Check, name: str, table: str, path: Path) -> None:
    form_name, _, band = name.partition(".")
    form = check.pack.forms.get(form_name)
    if form is None or band not in form.bands:
        check.add("page.band", path, f"没有“{name}”这一段", "写成 表.段，例如 att2.budget")
    elif form.of != table:
        what = f"“{name}”说的是“{form.of}”的一行，这一页说的是“{table}”的一行"
        check.add("page.band_row", path, what, "页和表要说同一行（each 与 of）")


def check_terms(check: Check) -> None:
    """A term changes a parameter or a place that exists, and what stands there now is one of its choices."""
    plain = _plain(check.pack)
    for name, term in check.pack.terms.items():
        _term(check, name, term, plain)


def _term(check: Check, name: str, term: Term, plain: object) -> None:
    path = ("terms", name)
    if bool(term.param) == bool(term.path):
        check.add("term.target", path, f"“{name}”要写 path 或 param，只写一个", "本地要求改表样的一处")
        return
    if term.kind == "choice" and not term.choices:
        check.add("term.choices", path, f"“{name}”没有可选的内容", "选择要写 choices", "请补上")
    if term.param:
        now = check.pack.params.get(term.param)
        if now is None:
            check.add("term.param", path, f"没有“{term.param}”这个参数", "param 写 params 里有的")
            return
    else:
        now = _at(plain, term.path)
        if now is None:
            what = f"表样里没有 {'.'.join(term.path)}"
            check.add("term.path", path, what, "path 写表样里已有的一处，那里要是一段文字或一个数")
            return
    if term.choices and now not in term.choices:
        what = f"“{name}”现在是“{now}”，不在可选的内容里"
        check.add("term.now", (*path, "choices"), what, f"可以选：{'、'.join(term.choices)}")


def _plain(pack: Pack) -> object:
    """Return the parts of a pack that terms point into."""
    first = {term.path[0] for term in pack.terms.values() if term.path}
    return pack.model_dump(by_alias=True, exclude_unset=True, include=first)


def _at(plain: object, path: tuple[str, ...]) -> str | None:
    """Return the text at a path; None when it leads nowhere or to more than a text."""
    at: object = plain
    for step in path:
        if isinstance(at, Mapping):
            at = at.get(step)
        elif isinstance(at, (list, tuple)) and step.isascii() and step.isdigit() and int(step) < len(at):
            at = at[int(step)]
        else:
            return None
    if at is None or isinstance(at, (Mapping, list, tuple)):
        return None
    return str(at).lower() if isinstance(at, bool) else str(at)
