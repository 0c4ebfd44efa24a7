"""The argument parser with Chinese help, built without importing any service."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NoReturn

PROGRAM = "jixiao"

_MESSAGES: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.*)", r"缺少：\1"),
    (r"unrecognized arguments: (.*)", r"不认识：\1"),
    (r"argument (.*): invalid choice: (.*?) \(choose from (.*)\)", r"\1 不能写 \2，可以写 \3"),
    (r"argument (.*): expected one argument", r"\1 后面要写一个值"),
    (r"argument (.*): invalid .* value: (.*)", r"\1 的值 \2 不对"),
    (r"argument (.*): (.*)", r"\1：\2"),
)


class UsageError(Exception):
    """The command was written wrongly; the message is Chinese. Exit code 2."""


class ChineseFormatter(argparse.HelpFormatter):
    """Help formatter that says 用法 and leaves room for Chinese words."""

    def __init__(self, prog: str) -> None:
        """Use a fixed width so that the help looks the same everywhere."""
        super().__init__(prog, max_help_position=30, width=100)

    def add_usage(self, usage: str | None, actions: object, groups: object, prefix: str | None = None) -> None:
        """Print the usage line with the Chinese word for it."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)  # type: ignore[arg-type]


class ChineseParser(argparse.ArgumentParser):
    """Argument parser whose titles and errors are Chinese."""

    def __init__(self, **options: object) -> None:
        """Replace the English titles and the English help option."""
        options.setdefault("formatter_class", ChineseFormatter)
        options["add_help"] = False
        super().__init__(**options)  # type: ignore[arg-type]
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示本帮助")

    def error(self, message: str) -> NoReturn:
        """Raise the error in Chinese instead of printing it in English."""
        raise UsageError(_in_chinese(message))


def _in_chinese(message: str) -> str:
    for pattern, words in _MESSAGES:
        if re.fullmatch(pattern, message, re.DOTALL):
            return re.sub(pattern, words, message, count=1, flags=re.DOTALL)
    return message


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a command: its flags or name, and argparse's own options."""

    names: tuple[str, ...]
    options: dict[str, object] = field(default_factory=dict)


def argument(*names: str, **options: object) -> Argument:
    """Describe an argument the way argparse wants it."""
    return Argument(names, options)


@dataclass(frozen=True, slots=True)
class Command:
    """A sub-command: name, help, arguments, and the function in `app.cli.commands` that does it.

    `handler` is `module:function`, imported only when the command runs. `data_errors` is the exit code for
    errors that lie in the data of a file (1 for the commands that judge data, else 2).
    """

    name: str
    help: str
    handler: str
    arguments: tuple[Argument, ...] = ()
    data_errors: int = 2
    group: str = ""


JSON = argument("--json", action="store_true", help="只输出一个JSON对象")
FILE = argument("file", metavar="文件", help="自评文件（.jxzp）")

TAKE_OVER = argument(
    "--take-over", action="store_true", help="文件显示正由别人填写、但确认对方已不再填写时，由我继续填写"
)

_GUIDE = argument("--to", metavar="文件", required=True, help="使用说明写到哪个文件（.pdf）")
_SHEET = argument("--sheet", metavar="文件", default=None, help="另写一页《软件情况说明》")
_PLAIN = argument("--no-pictures", action="store_true", help="不要图，一两秒就好")

COMMANDS: tuple[Command, ...] = (
    Command(
        "demo",
        "用样例建立自评文件，计分，输出全部材料",
        "samples:demo",
        (
            argument("sample", metavar="样例", nargs="?", default="yuanjiang-2024", help="样例名，默认 yuanjiang-2024"),
            argument("--to", metavar="文件夹", default=None, help="放到哪个文件夹，默认当前文件夹下的“样例输出”"),
            argument("--file-only", action="store_true", help="只建自评文件并计分，不输出材料"),
            JSON,
        ),
    ),
    Command(
        "screenshots",
        "把样例的每一页截成图片（1366×768、1920×1080 放大到150%%）",
        "screenshots:screenshots",
        (
            argument("sample", metavar="样例", nargs="?", default="yuanjiang-2024", help="样例名，默认 yuanjiang-2024"),
            argument("--to", metavar="文件夹", required=True, help="图片放到哪个文件夹"),
            JSON,
        ),
    ),
    Command("guide", "把使用说明写成PDF，图从窗口现截", "guide:guide", (_GUIDE, _SHEET, _PLAIN, JSON)),
    Command(
        "new",
        "新建自评文件",
        "files:new",
        (
            FILE,
            argument("--pack", metavar="表样", required=True, help="表样编号，可用 packs list 查看"),
            argument("--year", metavar="年度", required=True, help="评价年度，例如 2024"),
            argument("--unit", metavar="单位", default="", help="单位名称，与印章一致；带入上年资料时可以不写"),
            argument(
                "--from",
                dest="sources",
                metavar="上年文件",
                action="append",
                default=[],
                help="带入上年资料：上年的自评文件；合并的单位写几次",
            ),
            JSON,
        ),
    ),
    Command(
        "load",
        "把答案文件（YAML）读入自评文件",
        "files:load",
        (FILE, argument("answers", metavar="答案", help="答案文件（.yaml）"), TAKE_OVER, JSON),
        data_errors=1,
    ),
    Command(
        "dump",
        "把自评文件写成答案文件（YAML）",
        "files:dump",
        (FILE, argument("--to", metavar="答案", default=None, help="写到哪个文件，默认输出到屏幕")),
    ),
    Command("check", "检查自评文件是否完好", "files:check", (FILE, JSON), data_errors=1),
    Command(
        "get",
        "查看一栏、一行或一张表的各行",
        "cells:get",
        (
            FILE,
            argument(
                "address",
                metavar="位置",
                help="例如 unit.name、projects[2]、projects、projects[2]/indicators[5]/actual",
            ),
            JSON,
        ),
    ),
    Command(
        "set",
        "填写一栏；不写值就是清空",
        "cells:set_cell",
        (
            FILE,
            argument("address", metavar="位置", help="例如 projects[2]/indicators[5]/actual"),
            argument("value", metavar="值", nargs="?", default="", help="要填的内容；不写则清空，恢复自动计算"),
            argument("--note", metavar="原因", default="", help="手工改定、手工定分的原因"),
            argument("--mark", metavar="标记", default=None, help="待核实 等标记"),
            argument("--document", metavar="文件", default="", help="改批复的指标值时：调整批复的文件（文号）"),
            argument("--date", metavar="日期", default="", help="改批复的指标值时：调整批复的日期"),
            TAKE_OVER,
            JSON,
        ),
    ),
    Command(
        "row",
        "增加、删除、移动、复制一行，共用一行指标",
        "cells:row",
        (
            FILE,
            argument(
                "action",
                metavar="动作",
                choices=("add", "remove", "move", "copy", "share"),
                help="add 增加 / remove 删除 / move 移动 / copy 复制 / share 共用指标",
            ),
            argument(
                "row", metavar="行", help="add 写上级行和表，例如 projects[2]/indicators；其余写行，例如 projects[2]"
            ),
            argument(
                "--to", metavar="哪里", default=None, help="move 移到第几行；share 共用到哪一行，例如 projects[2]"
            ),
            TAKE_OVER,
            JSON,
        ),
    ),
    Command(
        "terms",
        "列出、设定本地要求（今年通知与表样不同的地方）",
        "terms:terms",
        (
            FILE,
            argument("term", metavar="要求", nargs="?", default=None, help="要求的编号；不写就列出全部"),
            argument("value", metavar="值", nargs="?", default=None, help='按今年通知填；写空（""）就恢复表样的规定'),
            TAKE_OVER,
            JSON,
        ),
    ),
    Command(
        "draft",
        "按表样的提纲起草报告（已写的文字不动）",
        "reports:draft",
        (
            FILE,
            argument("--report", metavar="报告", default="", help="报告的编号，例如 overall；不写就起草全部报告"),
            argument(
                "--section",
                metavar="章节",
                default="",
                help="只起草一节：提纲里的编号（例如 basics/staff）或章节的行（例如 reports[1]/sections[2]）",
            ),
            argument("--renew", action="store_true", help="起草过、还没有人改过的也重新起草"),
            argument("--restore", action="store_true", help="用草稿换掉这一节现有的文字，要写 --section"),
            TAKE_OVER,
            JSON,
        ),
    ),
    Command("undo", "撤销上一步", "steps:undo", (FILE, TAKE_OVER, JSON)),
    Command("redo", "恢复撤销的一步", "steps:redo", (FILE, TAKE_OVER, JSON)),
    Command(
        "history",
        "列出修改记录",
        "steps:history",
        (FILE, argument("--limit", metavar="条数", type=int, default=50, help="最多列几步，默认50"), JSON),
    ),
    Command(
        "score",
        "计分，并说明每个数怎样得来",
        "scores:score",
        (FILE, argument("--explain", metavar="位置", default=None, help="说明这一栏的计分依据"), JSON),
    ),
    Command(
        "audit",
        "审核：列出错误、须说明、提示；写审核说明",
        "audit:audit",
        (
            FILE,
            argument("--all", action="store_true", help="全部列出：每一处和它的写法、规则编号、提示、没有审的原因"),
            argument("--hints", action="store_true", help="提示也逐条列出"),
            argument("--docx", metavar="文件", default=None, help="另写一份可以交出去的审核意见（.docx）"),
            argument(
                "--explain",
                metavar=("规则", "说明"),
                nargs="*",
                default=None,
                help='给一条审核结果写说明；说明写空（""）就取消；单写 --explain 是列出要改正、要说明的',
            ),
            argument(
                "--place",
                metavar="位置",
                action="append",
                default=[],
                help="只说明这一处，可写几次；不写就说明这条规则的全部结果",
            ),
            argument("--agreed-by", metavar="姓名", default="", help="同意这个说明的人"),
            argument(
                "--bind",
                metavar=("位置", "起点"),
                nargs=2,
                default=None,
                help="把文字里的一个数换成取数；位置和起点照 --json 里 checked_figures 的 place 和 start",
            ),
            argument("--false-alarm", action="store_true", help="报告误报：规则在这里不对，说明里写原因"),
            TAKE_OVER,
            JSON,
        ),
        data_errors=1,
    ),
    Command(
        "export",
        "输出表格和报告：docx、xlsx、PDF",
        "export:export",
        (
            FILE,
            argument("--to", metavar="文件夹", default=None, help="放到哪个文件夹，默认当前文件夹下的“输出”"),
            argument("--format", metavar="格式", default=None, help="docx,xlsx,pdf 中的几种，用逗号隔开，默认全部"),
            argument("--form", metavar="编号", nargs="+", default=[], help="只输出这几张表、报告，例如 att2 overall"),
            argument("--public", action="store_true", help="公开版：去掉填表人、签字行和不予公开的内容，号码打上*"),
            argument(
                "--draft", metavar="第几稿", nargs="?", const="1", default=None, help="送审稿，页眉注明第几稿和日期"
            ),
            argument("--date", metavar="日期", default=None, help="送审稿的日期，默认今天"),
            argument("--folder", action="store_true", help="报送的材料另装一个文件夹，附报送材料清单"),
            argument("--no-lists", action="store_true", help="不输出工作底稿、佐证材料目录、签字盖章清单"),
            argument("--changed", action="store_true", help="只输出上次记录打印以后有改动的文件"),
            argument("--record", "--print", action="store_true", help="把这次输出的文件记为已打印"),
            TAKE_OVER,
            JSON,
        ),
    ),
    Command(
        "repack",
        "更换表样",
        "files:repack",
        (
            FILE,
            argument("--pack", metavar="表样", required=True, help="新表样的编号"),
            argument("--dry-run", action="store_true", help="只列出会怎样，不改文件"),
            TAKE_OVER,
            JSON,
        ),
    ),
    Command("list", "列出表样", "packs:list_all", (JSON,), group="packs"),
    Command(
        "check",
        "检查表样",
        "packs:check",
        (argument("pack", metavar="表样", help="表样编号，或 pack.yaml、文件夹"), JSON),
        data_errors=1,
        group="packs",
    ),
    Command(
        "show",
        "查看表样的内容",
        "packs:show",
        (
            argument("pack", metavar="表样", help="表样编号"),
            argument("path", metavar="部分", nargs="?", default="", help="只看一部分，例如 scoring.budget"),
            JSON,
        ),
        group="packs",
    ),
    Command(
        "add",
        "导入表样文件",
        "packs:add",
        (argument("path", metavar="路径", help="pack.yaml、文件夹或 .json"), JSON),
        group="packs",
    ),
    Command(
        "remove",
        "移除导入的表样",
        "packs:remove",
        (argument("pack", metavar="表样", help="表样编号"), JSON),
        group="packs",
    ),
)

_GROUPS = {"packs": "表样：列出、检查、查看、导入、移除"}


def build_parser(version: str) -> ChineseParser:
    """Build the parser of all commands; `command` in the result is the chosen `Command`."""
    parser = ChineseParser(prog=PROGRAM, description="社保绩效自评：填报、计分、审核、输出绩效自评材料。不联网。")
    parser.add_argument("--version", action="version", version=f"社保绩效自评 {version}", help="显示版本")
    commands = parser.add_subparsers(title="命令", metavar="命令名", parser_class=ChineseParser)
    groups: dict[str, argparse._SubParsersAction[ChineseParser]] = {}
    for command in COMMANDS:
        if command.group and command.group not in groups:
            groups[command.group] = _add_group(commands, command.group)
        _add_command(groups.get(command.group, commands), command)
    return parser


def _add_group(
    commands: argparse._SubParsersAction[ChineseParser], name: str
) -> argparse._SubParsersAction[ChineseParser]:
    group = commands.add_parser(name, help=_GROUPS[name], description=_GROUPS[name])
    group.set_defaults(command=None, group_parser=group)
    return group.add_subparsers(title="命令", metavar="命令名", parser_class=ChineseParser)


def _add_command(commands: argparse._SubParsersAction[ChineseParser], command: Command) -> None:
    parser = commands.add_parser(command.name, help=command.help, description=command.help)
    for item in command.arguments:
        add: Callable[..., object] = parser.add_argument
        add(*item.names, **item.options)
    parser.set_defaults(command=command, group_parser=None)
