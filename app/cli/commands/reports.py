"""draft: write the reports from the outline of the pack."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

from app.cli.commands.opening import editing
from app.cli.output import print_json, say, table
from app.core.errors import UserError
from app.services.editing.reports import Drafting, draft_reports, restore_draft


def draft(options: Namespace) -> int:
    """Draft all reports, one report, or one section; put the draft of one section back."""
    if options.restore and not options.section:
        raise UserError(
            "draft.restore",
            where="--restore",
            what="没有写是哪一节",
            rule="恢复草稿会换掉这一节现有的文字，一次恢复一节",
            repair="请加上 --section 章节",
        )
    with editing(options) as session:
        if options.restore:
            done = restore_draft(session, options.section, report=options.report)
        else:
            done = draft_reports(session, report=options.report, section=options.section, renew=options.renew)
    if options.json:
        print_json(asdict(done))
    else:
        _say(done)
    return 0


def _say(done: Drafting) -> None:
    rows = [[one.report, one.label, str(one.added), str(one.written), str(one.kept)] for one in done.reports]
    table([["编号", "报告", "新增章节", "起草", "保留原文"], *rows])
    if done.facts:
        say(f"增加业务数据{done.facts}项，请在业务数据里填数，报告跟着变。")
    say("草稿请逐节通读、改定。" if done.step else "没有需要起草的章节。")
