"""Words of the report pages (PRACTICE b)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

# cover and closing lines, reading section by section
COVER_AND_CLOSING: Final = "封面和落款"
STRUCK: Final = "已定为删去，不打印。"
BACK_AGAIN: Final = "恢复这一节"
STILL_HOLDS: Final = "仍适用"
CHANGE_IT: Final = "已改好"
STRIKE: Final = "删去"
DRAFT_MARK: Final = "草稿"
CARRIED_MARK: Final = "上年带入"
CHANGED_MARK: Final = "数变了"
SIGNS: Final = {"有错误": "×", "须说明": "！", "没有写": "○"}
"""Marks of sections that the outline shows as signs, as the list of steps does."""
STRUCK_MARK: Final = "删去"
EMPTY_MARK: Final = "没有写"
WRONG_MARK: Final = "有错误"
EXPLAIN_MARK: Final = "须说明"
NEXT_UNREAD: Final = "看下一处"

# outline
OUTLINE: Final = "提纲"
HEADING: Final = "标题"
TEXT: Final = "正文"
NO_HEADING: Final = "（没有标题）"
ADD: Final = "增加"
ADD_SECTION: Final = "增加一节"
ADD_BELOW: Final = "增加下级小节"
NUMBER: Final = "编号"
NUMBER_HINT: Final = "空着由程序编号；要写成别样的，在这里填，例如：（一）"
MORE_ACTS: Final = "移动、删除"
BELOW: Final = "这一节的内容写在下面的小节里，也可以在这里写一段总说。"
WRITE_HERE: Final = "在这里写正文。"

# bound figures
INSERT_FIGURE: Final = "插入数据"
FIND_FIGURE: Final = "输入名称或数查找，例如：执行数"
NO_FIGURE: Final = "没有找到。换个名称试试。"
AS_WORDS: Final = "改为手写文字"
GO_TO_FIGURE: Final = "去看这个数"
BY_UNIT: Final = "单位"
BY_DECIMALS: Final = "小数位"
BY_WORDS: Final = "约数"
BY_STYLE: Final = "写法"
AS_FIELD: Final = "照原样"
NOT_FILLED: Final = "（未填）"
BIND: Final = "改为取数"
BIND_ALL: Final = "全部改为取数"

# drafts, earlier texts
DRAFT: Final = "按数据起草报告"
NOT_DRAFTED: Final = (
    "这份报告还没有起草。起草以后，提纲和文字都可以改；文字里的数取自前面填的表，表改了，文字里的数跟着改。"
)
DRAFT_AGAIN: Final = "按数据重新起草"
DRAFT_SHORT: Final = "重新起草"
DRAFT_INTRO: Final = "没有勾选的保持原样。写入以后可以用“撤销”一次退回。"
NOTHING_NEW: Final = "按现在的数据起草，与报告里的文字没有不同。"
DRAFT_WRITE: Final = "写入勾选的章节"
EARLIER: Final = "以前的文字"
EARLIER_INTRO: Final = "选一份，看清楚再用。用了以后可以撤销。"
USE_THIS: Final = "用这一份"
TAKE_BACK: Final = "用回以前的文字："
FIRST_DRAFT: Final = "按现在的数据起草"
NO_EARLIER: Final = "这一节没有以前的文字。"
NOW: Final = "现在的文字"
THEN: Final = "换成"
CANCEL: Final = "取消"
CLOSE: Final = "关闭"
SHORT_KINDS: Final = {"new": "新增", "blank": "没有写", "draft": "草稿", "own": "手写"}
KINDS: Final = {"new": "新增的章节", "blank": "还没有写", "draft": "草稿，没有改过", "own": "已有手写的文字"}


def read_please(mark: str) -> str:
    """Return that a section waits to be read: it was drafted, or comes from last year."""
    return f"{mark}，请读一遍，看是否属实。"


def read_again(changed: str) -> str:
    """Return that figures of a section changed after it was read."""
    return f"读过以后数变了：{changed}。请再读一遍，看文字是否还对。"


def to_confirm(count: int) -> str:
    """Return how many sections wait to be read."""
    return f"还有{count}节要读一遍"


def section_count(count: int, least: int) -> str:
    """Return how long a section is, and how long it must be."""
    asked = f"（要求不少于{least}字）" if least else ""
    return f"本节{count}字{asked}"


def report_count(count: int, least: int) -> str:
    """Return how long a report is, and how long its outline asks it to be."""
    asked = f"（要求不少于{least}字）" if least else ""
    return f"全文{count}字{asked}"


def move_up() -> str:
    """Return what moves a section up, with its keys."""
    return "上移这一节\tAlt+↑"


def move_down() -> str:
    """Return what moves a section down, with its keys."""
    return "下移这一节\tAlt+↓"


def remove_section() -> str:
    """Return what takes a section out, with its keys."""
    return "删除这一节和下面的小节\tDelete"


def figure_entry(label: str, printed: str) -> str:
    """Return a figure in a list: what it is called, what it prints."""
    return f"{label}　{printed}"


def form_entry(name: str, printed: str) -> str:
    """Return a form of a figure in its menu."""
    return f"{name}　{printed}" if name and name not in printed else printed


def chip_hint(told: str) -> str:
    """Return what stands below the text while the cursor is at a bound figure."""
    return f"取自{told}。按Shift+F10或点右键改写法"


def complete_hint(label: str, printed: str) -> str:
    """Return the offer to complete a name that is being typed."""
    return f"{label}　{printed}"


def complete_keys() -> str:
    """Return how an offer is taken."""
    return "按Tab插入这个数，不要就接着写"


def may_bind(text: str, label: str) -> str:
    """Return that a typed figure is the same as one of the forms."""
    return f"“{text}”就是{label}"


def may_correct(text: str, label: str, expected: str) -> str:
    """Return that a typed figure differs from the forms."""
    return f"“{text}”与{label}（{expected}）不一致"


def more_figures(count: int) -> str:
    """Return how many more typed figures may be bound."""
    return f"还有{count}个数可以改为取数，在文字里用波浪线标出"


def insert_keys() -> str:
    """Return how a figure is put in with keys."""
    return f"{INSERT_FIGURE}（Ctrl+I）"


def cut_short(kept: int) -> str:
    """Return that a paste was too long."""
    return f"粘贴的内容太长，只取了前{kept}个字。"


def clock(at: str, by: str) -> str:
    """Return when and by whom a text was written."""
    when = at[:16].replace("T", " ")
    return "　".join(part for part in (when, by) if part)


def drafts_found(counts: Sequence[tuple[str, int]]) -> str:
    """Return what drafting again would change."""
    return "，".join(f"{KINDS[kind]}{count}节" for kind, count in counts if count)
