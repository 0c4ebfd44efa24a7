"""The words of the window, in one place (PRACTICE b). Messages of services bring their own."""

from __future__ import annotations

from typing import Final

PRODUCT: Final = "社保绩效自评"
SAMPLE: Final = "样例"
VIEWING: Final = "只能查看"
UNTITLED: Final = "未命名单位"

# start page
START: Final = "开始"
NEW: Final = "新建自评"
OPEN: Final = "打开自评文件"
OPEN_SAMPLE: Final = "看看样例"
INSTALL_PACK: Final = "导入表样"
RECENT: Final = "最近填写"
NO_RECENT: Final = "还没有填过。新建一份，或把自评文件拖到这里。"
GREETING: Final = "每年一次的绩效自评，从这里开始"
FILES: Final = "自评文件 (*.jxzp)"
PACK_FILES: Final = "表样文件 (*.yaml *.json)"
GONE: Final = "（找不到了）"
NO_SECRETS: Final = "涉及国家秘密、工作秘密的项目和内容不得录入本程序。"
REGION: Final = "省份（地区）"
PACK: Final = "表样"
YEAR: Final = "评价年度"
UNIT: Final = "单位名称（与印章一致）"
CARRY: Final = "带入上年资料"
CARRY_ADD: Final = "选择上年的自评文件"
CARRY_DROP: Final = "不带入这一份"
CARRY_HINT: Final = "机构合并的，可以选几份。不带入也可以。"
WHERE: Final = "保存位置"
CHANGE: Final = "更改"
BEGIN: Final = "开始填报"
ONLY_VIEW: Final = "只能查看"
TAKE_OVER: Final = "由我继续填写"
FROM_BACKUP: Final = "恢复备份"

# buttons and menus
BACK: Final = "上一步"
NEXT: Final = "下一步"
SAVE: Final = "保存"
SAVE_AS: Final = "另存为"
UNDO: Final = "撤销"
REDO: Final = "恢复"
FIND: Final = "查找"
QUIT: Final = "退出"
CLOSE: Final = "关闭，回到开始"
BY_STEPS: Final = "按步骤填写"
BY_FORMS: Final = "按表填写"
BIGGER: Final = "A+"
SMALLER: Final = "A−"
FIX: Final = "去修改"
ADD_ROW: Final = "增加一行"
REMOVE_ROW: Final = "删除这一行"
COPY_ROW: Final = "复制这一行"
MOVE_UP: Final = "上移"
MOVE_DOWN: Final = "下移"
CANCEL: Final = "取消"
OK: Final = "确定"

# audit
EXPLAIN: Final = "写入审核说明"
EXPLAIN_OPEN: Final = "写审核说明，或报告误报"
FALSE_ALARM: Final = "报告误报"
AUDIT_AGAIN: Final = "重新审核"

# reports
DRAFT: Final = "按数据起草报告"
RESTORE_DRAFT: Final = "恢复初稿"
INSERT_FIGURE: Final = "插入数据"
FIND_FIGURE: Final = "输入名称查找，例如：执行数"
AS_WORDS: Final = "改为手写文字"
OUTLINE: Final = "提纲"
HEADING: Final = "标题"
TEXT: Final = "正文"
NO_HEADING: Final = "（没有标题）"
ADD_SECTION: Final = "增加一节"
REMOVE_SECTION: Final = "删除"

# values by hand
REASON: Final = "原因"
COMPUTED: Final = "自动计算"
CANNOT: Final = "无法计算"
BACK_TO_COMPUTED: Final = "恢复自动计算"
OVERRIDE_HINT: Final = "改低属从严，写一句原因即可。改高会列为错误，确有依据的写明原因。"

# printing
PREVIEW: Final = "预览"
PRINT: Final = "打印"
EXPORT: Final = "输出文件"
EXPORT_TO: Final = "输出到哪个文件夹"
DOCUMENTS: Final = "要打印、输出的文件"
DRAFT_COPY: Final = "送审稿"
DRAFT_NUMBER: Final = "第几稿"
OPEN_FOLDER: Final = "打开文件夹"
TO_SIGN: Final = "签字盖章清单"

# local terms
TERMS: Final = "本地要求"
TERMS_HINT: Final = "当地通知与表样不同的，在这里改；没有不同就不用动。"
OWN_TERM: Final = "已改"
OF_PACK: Final = "表样"
AS_PACK: Final = "按表样"

# standing of the file
SAVED: Final = "已保存"
SAVING: Final = "正在保存"
UNSAVED: Final = "未保存"
RETRY: Final = "重新保存"
ELSEWHERE: Final = "另存到别处"

# right side
TOTAL: Final = "总分"
GRADE: Final = "等级"
NO_SCORE: Final = "不打分"
HERE: Final = "本页审核"
NOTHING_FOUND: Final = "本页没有发现问题"
SEVERITIES: Final = {"error": "错误", "warning": "须说明", "hint": "提示"}

# origins: sign and words
ORIGINS: Final = {
    "typed": ("", "手工填写"),
    "computed": ("∑", "自动计算"),
    "carried": ("⟲", "上年带入"),
    "imported": ("⇩", "读入"),
    "bound": ("⇄", "取自业务数据"),
    "overridden": ("✎", "手工改定"),
    "default": ("·", "按表样默认"),
    "blank": ("", "未填"),
    "stated": ("", "原表数"),
}


def missing_here(count: int) -> str:
    """Return what the foot of a page says."""
    return f"本页尚有{count}处未填" if count else "本页已填完"


def saved_at(clock: str) -> str:
    """Return what stands in the status bar after a commit."""
    return f"{SAVED} {clock}" if clock else SAVED


def characters(count: int) -> str:
    """Return how long a text is."""
    return f"{count}字"


def page_of(number: int, count: int) -> str:
    """Return which page it is."""
    return f"第{number}页，共{count}页"


def exported(count: int, folder: str) -> str:
    """Return what an export did."""
    return f"已输出{count}个文件，在 {folder}"


def sheets(lines: list[tuple[str, int, int, str, str]]) -> str:
    """Return 签字盖章清单, a line for each document: pages, copies, who signs, which seal."""
    told = []
    for name, pages, copies, signers, seals in lines:
        more = [f"签字：{signers}" if signers else "", f"盖章：{seals}" if seals else ""]
        told.append("　".join([name, f"{pages}页", f"{copies}份", *(one for one in more if one)]))
    return "\n".join([TO_SIGN, *told])


def override(points: bool) -> str:
    """Return what replacing a computed value is called."""
    return "手工定分" if points else "手工改定"


def problem(what: str, rule: str) -> str:
    """Return a refusal in a sentence or two."""
    return "".join(f"{part}。" for part in (what, rule) if part)


def verdict(word: str, errors: int, warnings: int) -> str:
    """Return the verdict of the audit in a line."""
    return f"审核结论：{word}。错误{errors}处，须说明{warnings}处。"


def hints(count: int) -> str:
    """Return the one line all hints are folded into."""
    return f"提示{count}条（供参考），点这里展开"


def skipped(count: int) -> str:
    """Return how many rules could not look."""
    return f"有{count}条规则因缺少数据没有审核"


def more_places(count: int) -> str:
    """Return what unfolds the other places of an entry."""
    return f"另有{count}处，点这里展开"


def said(text: str, state: str) -> str:
    """Return an explanation as it stands below a finding."""
    return f"{state}：{text}" if state else text


def deadline(days: int) -> str:
    """Return how far the deadline is."""
    return f"距报送截止还有{days}天" if days >= 0 else f"已过报送截止{-days}天"
