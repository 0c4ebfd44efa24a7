"""Words of the window's frame: menus, files, what hinders, settings, about. Words of the pages stand in `words`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

# menus (PRACTICE b)
MENU_FILE: Final = "文件"
MENU_EDIT: Final = "编辑"
MENU_VIEW: Final = "查看"
MENU_AUDIT: Final = "审核"
MENU_OUTPUT: Final = "输出"
MENU_SETTINGS: Final = "设置"
MENU_HELP: Final = "帮助"
OPEN: Final = "打开"
BACKUPS: Final = "备份与恢复"
HOME: Final = "关闭，回到开始页"
TYPE_BIGGER: Final = "放大文字"
TYPE_SMALLER: Final = "缩小文字"
TYPE_USUAL: Final = "文字恢复原来大小"
FIND_NEXT: Final = "查找下一处"
FIND_BEFORE: Final = "上一处"
FIND_AFTER: Final = "下一处"
FIND_CLOSE: Final = "关闭查找"
FIND_ASK: Final = "输入栏目名称、数字或报告里的文字"
FIND_NONE: Final = "没有找到"
FIND_FOUND: Final = "找到的内容"
FOUND_LINE: Final = "〔{page}〕{label}：{text}"
AUDIT_ALL: Final = "全面审核"
TO_PRINTING: Final = "送审与打印"
SETTINGS: Final = "设置"
PAGE_HELP: Final = "本页说明"
ABOUT: Final = "关于"

# what hinders the writing
UNSAVED_NOW: Final = "刚才填写的内容还没有存进文件，都还在窗口里，可以接着填。"
RESCUED_TOO: Final = "为防万一，已在本机另留了一份。"
DISCARD: Final = "不保存"
STAY: Final = "先不关闭"
LEAVING: Final = "还有内容没有存进文件"
LEAVING_MORE: Final = "可以再试着保存，也可以另存到别处。选“不保存”，没有存进去的内容就没有了。"
SAVED_ELSEWHERE: Final = "已另存到 {path}"

# saving under another name
SAVE_AS_TITLE: Final = "另存为"
SAME_YEAR: Final = "照原样另存一份"
OTHER_YEAR: Final = "带入上年资料，开始新年度"
OTHER_YEAR_ASK: Final = "文件名里写的是{new}年度，现在这份是{old}年度。"
OTHER_YEAR_MORE: Final = (
    "填新年度的，请选“带入上年资料”：单位情况和项目清单带过去，金额、指标和完成情况重新填写，两份文件互不影响。"
)

# a stick at the end
COPYING: Final = "正在备份到U盘…"
STICK_FAILED: Final = "没有备份成功"
STICK_FAILED_MORE: Final = "{why}自评文件已经存好。可以插好U盘后重试，也可以直接退出。"
QUIT_ANYWAY: Final = "直接退出"
TRY_AGAIN: Final = "重试"

# what was rescued
RESCUED: Final = "上次没有存进文件的内容"
RESCUED_HINT: Final = "上次关闭时，下列内容没能存进原来的文件，已在本机留了一份。取回以后是一份新文件，请核对后再用。"
TAKE_BACK: Final = "取回并打开"
DROP_RESCUED: Final = "不要了"
DROP_RESCUED_ASK: Final = "删除这份留底？"
DROP_RESCUED_MORE: Final = "删除后不能再取回。"
DELETE: Final = "删除"

# backups
BACKUPS_HINT: Final = (
    "每次打开后第一次修改之前、每次点“保存”时，程序都会留一份备份。恢复时，现在的文件会改名留在旁边，不会丢失。"
)
BACKUP_HEADS: Final = ("时间", "文件", "大小")
NO_BACKUPS: Final = "还没有备份。"
RESTORE_OVER: Final = "恢复到原来的位置"
RESTORE_TO: Final = "恢复到别处"
LOOK: Final = "打开看看"
RESTORED: Final = "已恢复。原来的文件改名为“{aside}”，留在同一文件夹。"
RESTORED_PLAIN: Final = "已恢复到 {path}"

# ways out
SAVE_ONE: Final = "另存一份"
OPEN_OTHER: Final = "打开别的文件"

# drops
DROPPED_ZIP: Final = "已从压缩包中取出“{name}”，放在 {folder}"

# first start, settings
NAME: Final = "填报人姓名"
NAME_ASK: Final = "请问填报人姓名？"
NAME_WHY: Final = "写在每次修改的记录里，别人打开同一份文件时能看到是谁在填。以后可以在“设置”里改。"
LATER: Final = "以后再说"
FOLDER: Final = "新文件放在"
STICK: Final = "退出时备份到U盘"
STICK_HINT: Final = "选一个U盘上的文件夹，每次退出时把正在填的文件复制一份过去。不用就留空。"
ENTER_KEY: Final = "在表格里按回车键"
ENTER_DOWN: Final = "向下移动"
ENTER_RIGHT: Final = "向右移动"
TYPE_SIZE: Final = "文字大小"
CHOOSE: Final = "选择"
EMPTY_IT: Final = "清空"
BACKUPS_AT: Final = "备份放在"

# a file on another computer
ON_NETWORK: Final = (
    "这份文件在网络盘上。同一时间只能由一人填写；网络断开时存不进去，会先替您留在本机。"
    "建议另存到本机填写，填完再放回网络盘。"
)
KNOWN: Final = "知道了"

# about
ABOUT_LINE: Final = "{product}　{version}"
ABOUT_MORE: Final = (
    "社会保险经办机构填写部门整体支出、项目支出绩效自评用。不联网，数据只在本机。按 Apache-2.0 许可发布。"
)
PARTS_USED: Final = "用到的组件和许可"
PART: Final = "名称"
VERSION: Final = "版本"
LICENCE: Final = "许可"
USE: Final = "用途"

# help of a page
NO_HELP: Final = "这一页没有另外的说明。"
KEYS: Final = "常用按键"
KEY_LINES: Final = (
    ("Tab / Shift+Tab", "到下一栏、上一栏"),
    ("回车", "到下一行（可在设置里改为向右）"),
    ("F2", "修改这一格"),
    ("Ctrl+C / Ctrl+V", "复制、粘贴，可以与 Excel、WPS 表格互相粘贴"),
    ("Ctrl+Tab / Ctrl+Shift+Tab", "离开表格，到后面一栏、前面一栏"),
    ("Ctrl+D", "向下填充"),
    ("Delete", "清空选中的格子"),
    ("Insert / Ctrl+Delete", "在下面增加一行、删除这一行"),
    ("Alt+↑ / Alt+↓", "把这一行上移、下移"),
    ("Ctrl+Z / Ctrl+Y", "撤销、恢复"),
    ("Ctrl+F / F3", "查找、查找下一处"),
    ("F4", "按步骤填写和按表填写互换"),
    ("F7", "全面审核"),
    ("Ctrl+加号 / Ctrl+减号", "放大、缩小文字"),
    ("Ctrl+PageUp / Ctrl+PageDown", "上一步、下一步"),
    ("Ctrl+S", "保存，并留一份备份"),
)

# printing
NO_PRINTER: Final = "这台电脑没有装打印机。请先在 Windows 设置里添加打印机，或者勾选“PDF”输出后到别的电脑上打印。"

# a crash
CRASH: Final = "程序出了问题"
CRASH_MORE: Final = (
    "已存进文件的内容不受影响。请先保存，再关闭程序重新打开。下面的文字可以复制给维护人员，里面没有您填写的内容。"
)
COPY: Final = "复制"
GO_ON: Final = "继续"

# a second start
NO_ANSWER: Final = "程序已经打开，但没有回应。"


def other_year(new: str, old: str) -> str:
    """Return the question when a file is saved under the name of another year."""
    return OTHER_YEAR_ASK.format(new=new, old=old)


def stuck(problem: str, *, rescued: bool) -> str:
    """Return what the banner says while the file cannot be written."""
    return "\n".join([problem, UNSAVED_NOW + (RESCUED_TOO if rescued else "")])


def about(product: str, version: str) -> str:
    """Return the head of the about page."""
    return ABOUT_LINE.format(product=product, version=version)


def carried(sections: Sequence[tuple[str, int]]) -> str:
    """Return in a line what came over from last year and what did not."""
    return "，".join(f"{title}：{count}处" for title, count in sections)


def found_at(number: int, count: int, *, more: bool) -> str:
    """Return which hit of a search it is; `more` where the search stopped early."""
    return f"第{number}处，共{count}处{'以上' if more else ''}" if count else FIND_NONE
