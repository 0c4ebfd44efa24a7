"""export: the documents of an evaluation as docx, xlsx and PDF."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from app.cli.commands.opening import editing
from app.cli.output import print_json, progress, say
from app.core.dates import parse_date, print_date
from app.core.errors import UserError
from app.services.output.exporting import Draft, Exported, Request, Watch, export_file
from app.services.output.exporting import export as export_session
from app.services.output.writing import Failed, Written

_FOLDER = "输出"
_NOT_ALL = 3


def export(options: Namespace) -> int:
    """Write the documents of an evaluation into a folder; 3 when a file could not be written."""
    request = Request(
        formats=_names([options.format or ""]),
        wanted=_names(options.form),
        draft=_draft(options),
        public=options.public,
        lists=not options.no_lists,
        in_folder=options.folder,
        changed=options.changed,
        record=options.record,
    )
    done = _done(options, request)
    if options.json:
        print_json(as_dict(done))
    else:
        tell(done)
    return _NOT_ALL if done.outcome.failed else 0


def _done(options: Namespace, request: Request) -> Exported:
    folder, watching = Path(options.to or _FOLDER), watch(quiet=options.json)
    if not request.record:
        return export_file(Path(options.file), folder, request, watching)
    with editing(options) as session:  # what was printed is written into the file
        return export_session(session, folder, request, watching)


def watch(*, quiet: bool) -> Watch:
    """Return a watch that tells each file on the error stream."""
    return Watch(
        progress=lambda name, at, count: progress(f"[{at + 1}/{count}] {name}", quiet=quiet),
        notice=lambda sentence: progress(f"提示：{sentence}", quiet=quiet),
    )


def tell(done: Exported) -> None:
    """Print the list of what was written and what was not."""
    outcome = done.outcome
    if done.unchanged:
        say(f"与上次打印相同、没有输出的有{done.unchanged}份")
    say(f"已输出{len(outcome.written)}个文件，在 {done.folder}：")
    for file in outcome.written:
        say(f"  {_shown(file.path, done.folder)}{f'　{file.pages}页' if file.pages else ''}")
    if done.masked:
        say(f"公开版隐去了{len(done.masked)}处，请人工再读一遍：")
        for one in done.masked:
            say(f"  {one.document}：{one.sort} {one.printed}")
    if outcome.failed:
        say(f"没有写成的有{len(outcome.failed)}个：")
        for failed in outcome.failed:
            say(f"  {_shown(failed.path, done.folder)}：{failed.reason}")


def as_dict(done: Exported) -> dict[str, object]:
    """Return what was done for `--json`."""
    return {
        "folder": str(done.folder),
        "written": [_written(file) for file in done.outcome.written],
        "failed": [_failed(file) for file in done.outcome.failed],
        "cancelled": done.outcome.cancelled,
        "unchanged": done.unchanged,
        "missing": list(done.missing),
        "masked": [{"document": one.document, "sort": one.sort, "printed": one.printed} for one in done.masked],
    }


def _names(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the names that are written one after the other or with commas between them."""
    return tuple(name for text in texts for name in text.replace("，", ",").replace(" ", "").split(",") if name)


def _written(file: Written) -> dict[str, object]:
    return {"path": str(file.path), "document": file.what, "pages": file.pages, "bytes": file.size}


def _failed(file: Failed) -> dict[str, object]:
    return {"path": str(file.path), "document": file.what, "reason": file.reason}


def _shown(path: Path, folder: Path) -> str:
    """Return the name of a file; one that stands elsewhere with its folder."""
    return path.name if path.parent == folder else str(path)


def _draft(options: Namespace) -> Draft | None:
    """Return the draft that is asked for; only here today's date is read.

    Raises:
        UserError: the number or the date cannot be understood, or there is a date but no draft.
    """
    if options.draft is None:
        if options.date:
            raise UserError(
                "export.date", where="--date", what="日期只印在送审稿上", repair="请加上 --draft，或去掉 --date"
            )
        return None
    if not options.draft.isascii() or not options.draft.isdigit() or not 1 <= int(options.draft) <= 99:
        raise UserError(
            "export.draft_number",
            where="--draft",
            what=f"“{options.draft}”不是第几稿",
            rule="写 1 到 99 的数",
            repair="请改正",
        )
    return Draft(int(options.draft), _date(options.date))


def _date(text: str | None) -> str:
    wanted = parse_date(text or date.today().isoformat())  # noqa: DTZ011 - the date on the wall
    if wanted is None or not (wanted.year and wanted.day):
        raise UserError(
            "export.date", where="--date", what=f"“{text}”不是日期", rule="例如 2025-05-06", repair="请改正"
        )
    return print_date(wanted, "数字")
