"""demo."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from app.cli.commands.scores import print_scores
from app.cli.output import print_json, progress, say
from app.services.review.scoring import score_file
from app.services.samples import build_sample

_FOLDER = "样例输出"


def demo(options: Namespace) -> int:
    """Build a sample, score it, and say where it stands."""
    built = build_sample(options.sample, Path(options.to or _FOLDER), lambda text: progress(text, quiet=options.json))
    progress("正在计分 …", quiet=options.json)
    scores = score_file(built.path)
    if options.json:
        print_json(
            {"file": str(built.path), "rows": built.loaded.rows, "cells": built.loaded.cells, "score": scores.as_dict()}
        )
        return 0
    print_scores(scores)
    say(f"样例已建好：{built.path}（{built.loaded.rows}行、{built.loaded.cells}栏）")
    total = "projects[1]/total.score" if scores.projects else "total.score"
    say(f"看一个数怎样得来：jixiao score {built.path} --explain {total}")
    return 0
