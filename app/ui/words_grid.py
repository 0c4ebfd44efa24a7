"""Words of the grids: rows, pasting, what could not be taken."""

from __future__ import annotations

from typing import Final

# rows
ROWS: Final = "行操作"
ADD_BELOW: Final = "在下面增加一行"
ADD_SEVERAL: Final = "增加多行…"
HOW_MANY: Final = "在下面增加几行"
COPY_ROWS: Final = "复制所选行"
MOVE_UP: Final = "上移"
MOVE_DOWN: Final = "下移"
REMOVE: Final = "删除所选行"
CHANGE_LEVEL: Final = "所选行的{label}改为…"
CHANGE_LEVEL_TITLE: Final = "改{label}"

# cells
CUT: Final = "剪切"
COPY: Final = "复制"
PASTE: Final = "粘贴"
CLEAR: Final = "清空"
FILL_DOWN: Final = "向下填充"

# notes
CLOSE: Final = "知道了"
STOP: Final = "取消"
UNDO: Final = "撤销"
COPY_LIST: Final = "复制清单"
NOTE: Final = "表格提示"
READING: Final = "正在读取剪贴板…"
COMING: Final = "正在填入，请稍候…"
STOPPED: Final = "已取消，没有粘贴。"
NO_TEXT: Final = "剪贴板里没有文字或表格，没有粘贴。"
NOT_READ: Final = "剪贴板里的内容读不出来，没有粘贴。请先粘贴到Excel或WPS表格里，再从那里复制。"
NO_CELL: Final = "请先点一下要从哪一格开始，再粘贴。"
ONLY_VIEWING: Final = "这份文件只能查看，没有改动。"
NOTHING_NEW: Final = "粘贴的内容与表上的一样，没有改动。"

# why a cell was not taken
COMPUTED: Final = "这一格由程序计算"
PRINTED: Final = "这一格是表上印好的字"
BEYOND_COLUMNS: Final = "右边没有可填的栏了"
BEYOND_ROWS: Final = "下面没有可填的行了"
TOTAL: Final = "合计行由程序计算"
FORMULA: Final = "写的是公式，不是数；请复制算好的结果"
NO_COLUMN: Final = "表上没有这一栏"
TOTALS: Final = frozenset({"合计", "总计", "小计", "总分"})


def too_large(most: int) -> str:
    """Return that a clipboard holds more than any form."""
    return f"复制的内容太多（一次最多{most}格），没有粘贴。请核对复制的范围，只复制要填的部分。"


def too_long(most: int) -> str:
    """Return why a text was not taken."""
    return f"文字太长，一格最多{most}字"


def paste_step(rows: int, columns: int) -> str:
    """Return what a paste is called among the steps."""
    return "粘贴" if rows * columns == 1 else f"粘贴{rows}行{columns}列"


def clear_step(cells: int) -> str:
    """Return what clearing is called among the steps."""
    return f"清空{cells}格"


def cut_step(cells: int) -> str:
    """Return what cutting is called among the steps."""
    return f"剪切{cells}格"


def fill_step(cells: int) -> str:
    """Return what filling down is called among the steps."""
    return f"向下填充{cells}格"


def new_row(table: str) -> str:
    """Return what adding a row is called among the steps."""
    return f"增加{table}"


def fill_merged(label: str, rows: int) -> str:
    """Return what filling in a merged cell is called among the steps."""
    return f"填写{label}（{rows}行）"


def pasted(cells: int, rows: int, left: int) -> str:
    """Return what became of a paste."""
    parts = [f"已粘贴{cells}格"]
    if rows:
        parts.append(f"增加{rows}行")
    if left:
        parts.append(f"有{left}处没有粘贴")
    return "，".join(parts) + ("：" if left else "。")


def not_pasted(left: int) -> str:
    """Return that nothing of a paste was taken."""
    return f"没有粘贴，{left}处都不能填："


def left_line(where: str, text: str, reason: str) -> str:
    """Return one cell that was not taken: where, what, why."""
    return f"{where}：“{text}” {reason}" if text else f"{where}：{reason}"


def more_left(count: int) -> str:
    """Return that a list goes on."""
    return f"另有{count}处，点“复制清单”可以全部看到。"


def at_row(number: int) -> str:
    """Return a row of what was copied."""
    return f"复制的第{number}行"


def at_cell(row: int, label: str) -> str:
    """Return a cell of what was copied."""
    return f"复制的第{row}行“{label}”" if label else at_row(row)


def at_column(name: str) -> str:
    """Return a column of what was copied."""
    return f"“{name}”一列"


def removed(label: str) -> str:
    """Return that rows were removed."""
    return f"{label}，可以撤销。"


def change_level_step(label: str, rows: int) -> str:
    """Return what moving rows into another level is called among the steps."""
    return f"改{label}（{rows}行）"


def change_level(label: str) -> str:
    """Return the menu entry that gives rows another level."""
    return CHANGE_LEVEL.format(label=label)


def reason(what: str, rule: str) -> str:
    """Return why a text was refused."""
    return "，".join(part for part in (what, rule) if part)
