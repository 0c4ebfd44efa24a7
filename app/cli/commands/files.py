"""new, load, dump, check, repack."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from app.cli.output import print_json, progress, say
from app.services.files.answers import dump_answers, load_answers
from app.services.files.carrying import create_from
from app.services.files.checking import check_evaluation
from app.services.files.creating import create
from app.services.packs.repacking import RepackReport
from app.services.packs.repacking import repack as repack_file

_SHOWN = 15


def new(options: Namespace) -> int:
    """Create an evaluation file, empty or from last year's."""
    path = Path(options.file)
    if options.sources:
        return _new_from(path, options)
    create(path, pack_id=options.pack, year=options.year, unit=options.unit).close()
    if options.json:
        print_json({"file": str(path), "pack": options.pack})
    else:
        say(f"已新建：{path}（表样 {options.pack}，{options.year}年度，{options.unit}）")
    return 0


def _new_from(path: Path, options: Namespace) -> int:
    sources = [Path(source) for source in options.sources]
    progress("正在带入上年资料 …", quiet=options.json)
    report = create_from(path, sources, pack_id=options.pack, year=options.year, unit=options.unit)
    if options.json:
        print_json(
            {
                "file": str(path),
                "pack": options.pack,
                "rows": report.rows,
                "cells": report.cells,
                "carried": [asdict(line) for line in report.lines],
            }
        )
        return 0
    say(f"已新建：{path}（表样 {options.pack}，{options.year}年度），{report.rows}行、{report.cells}栏")
    for title, lines in report.sections():
        say(f"{title}（{len(lines)}处）：")
        for line in lines[:_SHOWN]:
            say(f"  {line.place} {line.label} {_one_line(line.text)}　{line.why}")
        if len(lines) > _SHOWN:
            say(f"  ……其余{len(lines) - _SHOWN}处见 --json")
    return 0


def _one_line(text: str) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= 30 else line[:30] + "…"


def load(options: Namespace) -> int:
    """Take an answers file over."""
    progress("正在读入答案文件 …", quiet=options.json)
    loaded = load_answers(Path(options.file), Path(options.answers), take_over=options.take_over)
    if options.json:
        print_json({"file": options.file, **asdict(loaded)})
    elif loaded.created:
        say(f"已新建并读入：{options.file}，{loaded.rows}行、{loaded.cells}栏")
    elif loaded.edits:
        say(f"已读入：{options.file}，改动{loaded.edits}处，现有{loaded.rows}行、{loaded.cells}栏")
    else:
        say("内容相同，没有改动")
    return 0


def dump(options: Namespace) -> int:
    """Write an evaluation as an answers file."""
    text = dump_answers(Path(options.file), Path(options.to) if options.to else None)
    if options.to:
        say(f"已写出：{options.to}")
    else:
        sys.stdout.write(text)
    return 0


def check(options: Namespace) -> int:
    """Say whether an evaluation file is sound; 1 when it is not."""
    report = check_evaluation(Path(options.file))
    if options.json:
        print_json(
            {
                "sound": not report.problems,
                "problems": list(report.problems),
                "notes": list(report.notes),
                "pack": report.pack,
                "version": report.version,
            }
        )
    else:
        for problem in report.problems:
            say(f"问题：{problem}")
        for note in report.notes:
            say(f"说明：{note}")
        say("文件有问题" if report.problems else "文件完好")
    return 1 if report.problems else 0


def repack(options: Namespace) -> int:
    """Change the pack of a filled evaluation, or only tell what would happen."""
    report = repack_file(Path(options.file), options.pack, dry_run=options.dry_run, take_over=options.take_over)
    if options.json:
        print_json(report.as_dict())
    else:
        _say_repack(report, dry_run=options.dry_run)
    return 0


def _say_repack(report: RepackReport, *, dry_run: bool) -> None:
    say(f"{'将' if dry_run else '已'}更换表样：{report.before} → {report.after}")
    for title, lines in report.sections():
        if lines:
            say(f"{title}（{len(lines)}处）：")
            for line in lines:
                say(f"  {line}")
    if dry_run:
        say("这是试算，文件没有改动")
