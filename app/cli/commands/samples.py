"""demo."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from app.cli.commands.scores import print_scores
from app.cli.output import print_json, progress, say
from app.services.review.scoring import score_file
from app.services.samples import build_sample

_FOLDER = "样例输出"
_NOT_ALL = 3


def demo(options: Namespace) -> int:
    """Build a sample, score it, write its package, and say where all stands; 3 when a file could not be written."""
    built = build_sample(options.sample, Path(options.to or _FOLDER), lambda text: progress(text, quiet=options.json))
    progress("正在计分 …", quiet=options.json)
    scores = score_file(built.path)
    told: dict[str, object] = {
        "file": str(built.path),
        "rows": built.loaded.rows,
        "cells": built.loaded.cells,
        "score": scores.as_dict(),
    }
    if not options.json:
        print_scores(scores)
        say(f"样例已建好：{built.path}（{built.loaded.rows}行、{built.loaded.cells}栏）")
        total = "projects[1]/total.score" if scores.projects else "total.score"
        say(f"看一个数怎样得来：jixiao score {built.path} --explain {total}")
    code = 0 if options.file_only else _write_package(built.path, options, told)
    if options.json:
        print_json(told)
    return code


def _write_package(path: Path, options: Namespace, told: dict[str, object]) -> int:
    """Write all documents of the sample beside its file."""
    from app.cli.commands.export import as_dict, tell, watch  # noqa: PLC0415 - only when documents are written
    from app.services.output.exporting import Request, export_file  # noqa: PLC0415

    done = export_file(path, path.with_suffix(""), Request(in_folder=True), watch(quiet=options.json))
    told["export"] = as_dict(done)
    if not options.json:
        tell(done)
    return _NOT_ALL if done.outcome.failed else 0
