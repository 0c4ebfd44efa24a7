"""undo, redo, history."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from app.cli.commands.opening import editing
from app.cli.output import print_json, say, table
from app.services.session import Session


def undo(options: Namespace) -> int:
    """Take back the last step."""
    with editing(options) as session:
        step = session.undo()
    return _say(step.label if step else None, "已撤销", "没有可以撤销的步骤", options)


def redo(options: Namespace) -> int:
    """Bring back the step that was undone last."""
    with editing(options) as session:
        step = session.redo()
    return _say(step.label if step else None, "已恢复", "没有可以恢复的步骤", options)


def history(options: Namespace) -> int:
    """List the steps, the newest first; undone steps are marked."""
    with Session.open(Path(options.file), mode="view") as session:
        steps = session.file.history(options.limit)
    if options.json:
        print_json(
            {
                "steps": [
                    {"no": s.no, "id": s.id, "label": s.label, "at": s.at, "by": s.by, "undone": s.undone}
                    for s in steps
                ]
            }
        )
    elif not steps:
        say("还没有修改记录")
    else:
        table(
            [
                ["步", "时间", "谁", "做了什么", ""],
                *[[str(s.no), s.at[:16].replace("T", " "), s.by, s.label, "已撤销" if s.undone else ""] for s in steps],
            ]
        )
    return 0


def _say(label: str | None, done: str, nothing: str, options: Namespace) -> int:
    if options.json:
        print_json({"step": label})
    else:
        say(f"{done}：{label}" if label is not None else nothing)
    return 0
