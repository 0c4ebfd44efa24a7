"""terms: list and set what this year's notice asks for (本地要求)."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from app.cli.commands.opening import editing
from app.cli.output import print_json, say, table
from app.services.editing.terms import TermView, list_terms, set_term
from app.services.session import Session


def terms(options: Namespace) -> int:
    """List the terms, or set one."""
    if options.term is None or options.value is None:
        with Session.open(Path(options.file), mode="view") as session:
            views = [view for view in list_terms(session) if options.term in {None, view.id}]
    else:
        with editing(options) as session:
            changes = set_term(session, options.term, options.value)
            views = [view for view in list_terms(session) if view.id == options.term]
        if not options.json:
            say(f"已保存：{changes.label}")
    if options.json:
        print_json({"terms": [asdict(view) for view in views]})
    else:
        table([["编号", "要求", "表样的规定", "本地要求"], *[_line(view) for view in views]])
    return 0


def _line(view: TermView) -> list[str]:
    return [view.id, view.label, *(_words(view, value) for value in (view.of_pack, view.own))]


def _words(view: TermView, value: str) -> str:
    return f"{view.choices[value]}（{value}）" if value in view.choices else value
