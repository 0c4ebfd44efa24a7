"""packs list / check / show / add / remove."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from app.cli.output import print_json, progress, say, table
from app.services.packs.managing import PackView, add_pack, all_packs, check_pack_source, remove_pack, view_pack


def list_all(options: Namespace) -> int:
    """List the packs."""
    packs = all_packs()
    if options.json:
        print_json(
            {
                "packs": [
                    {
                        "id": p.id,
                        "revision": p.revision,
                        "title": p.title,
                        "region": p.region,
                        "years": list(p.years),
                        "digest": p.digest,
                        "builtin": p.builtin,
                    }
                    for p in packs
                ]
            }
        )
    else:
        table(
            [
                ["表样", "名称", "年度", "修订", "来源"],
                *[
                    [p.id, p.title, "—".join(dict.fromkeys(p.years)), p.revision, "自带" if p.builtin else "导入"]
                    for p in packs
                ],
            ]
        )
    return 0


def check(options: Namespace) -> int:
    """Check a pack; 1 when it is not sound."""
    progress("正在检查表样 …", quiet=options.json)
    report = check_pack_source(options.pack)
    if options.json:
        print_json(
            {
                "pack": report.id,
                "sound": not report.problems,
                "problems": list(report.problems),
                "cases": report.cases,
                "default_rules": list(report.default_rules),
            }
        )
        return 1 if report.problems else 0
    for problem in report.problems:
        say(f"问题：{problem}")
    for name in report.default_rules:
        say(f"说明：“{name}”用的是程序的默认规则，没有写出处，请对照通知核对")
    say(f"表样 {report.id} {'有问题' if report.problems else '完好'}，算例{report.cases}个")
    return 1 if report.problems else 0


def show(options: Namespace) -> int:
    """Show a pack, or one part of it."""
    view = view_pack(options.pack, options.path)
    if options.json:
        print_json({"pack": view.id, "path": options.path, "content": view.content})
    elif options.path:
        say(json.dumps(view.content, ensure_ascii=False, indent=2))
    else:
        _say_summary(view)
    return 0


def _say_summary(view: PackView) -> None:
    say(f"{view.id}（修订{view.revision}）{view.title}")
    say(f"校验值：{view.digest}")
    for name, entries in view.parts:
        say(f"{name}：{'、'.join(entries) if len(entries) <= 30 else f'{len(entries)}项'}")
    say(f"看一部分：jixiao packs show {view.id} scoring")


def add(options: Namespace) -> int:
    """Import a pack."""
    info = add_pack(Path(options.path))
    if options.json:
        print_json({"id": info.id, "revision": info.revision, "digest": info.digest})
    else:
        say(f"已导入表样：{info.id}（修订{info.revision}）{info.title}")
    return 0


def remove(options: Namespace) -> int:
    """Remove an imported pack."""
    remove_pack(options.pack)
    if options.json:
        print_json({"removed": options.pack})
    else:
        say(f"已移除表样：{options.pack}。用它填写的自评文件不受影响。")
    return 0
