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

# by forms
WHICH_FORM: Final = "表和报告"
BESIDES: Final = "表内的落款和说明"

# survey
WHICH_SURVEY: Final = "满意度调查"
ADD_SURVEY: Final = "增加一次调查"
SURVEY_PAPERS: Final = "输出空白问卷和汇总表"
SURVEY_HINT: Final = "一次调查算一个满意度，可以用在几张表里。结果就是业务数据里的这一条，指标表和报告从那里取数。"
BY_SHEETS: Final = "问卷调查"
BY_FIGURE: Final = "好差评、电话回访等，直接填结果和来源"
COUNTED: Final = "份数"
TAKE_RESULT: Final = "用计算结果"
NO_NAME: Final = "（没有名称）"
SURVEY_VALUE: Final = "填了份数就自动算出，也可以直接填写；要有来历，写明调查时间和有效份数。"
SURVEY_LABELS: Final = {
    "name": "数据名称",
    "value": "满意度",
    "survey.answers.very": "其中：很满意",
    "survey.answers.satisfied": "其中：满意",
    "survey.answers.fair": "其中：基本满意",
    "survey.answers.unsatisfied": "其中：不满意",
}

# public version
PUBLIC_HINT: Final = (
    "公开版是去掉签字栏、联系人和个人信息后的一套文件。程序只能遮盖号码和姓名，排名、个案、投诉要人工通读。"
)
EXAMINER: Final = "保密审查人"
EXAMINED_ON: Final = "审查日期"
LEAVE_TO_SIGN: Final = "不填则留空手签"
CHECK_AGAIN: Final = "重新检查"
MAKE_PUBLIC: Final = "生成公开版"
PUBLISHED: Final = "公开的文件"
NOT_PUBLISHED: Final = "不公开的文件"
TAKEN_OUT: Final = "去掉的内容"
MASKED: Final = "遮盖的内容"
NOTHING_MASKED: Final = "没有要遮盖的号码和姓名。"

# long work
PROGRESS: Final = "进度"
WORKING: Final = "正在准备"
STOPPING: Final = "正在停下"
STOPPED: Final = "已取消"

# lists
LISTS: Final = "清单"
LIST_TO_CHECK: Final = "待核实"
LIST_PROVISIONAL: Final = "暂定数"
CLOSE_LISTS: Final = "收起"
LIST_NOT_PRINTED: Final = "未打印"
NONE_TO_CHECK: Final = "没有标为待核实的栏。"
NONE_PROVISIONAL: Final = "没有暂定数。"
NONE_NOT_PRINTED: Final = "填写的内容都会打印。"

# audit
EXPLAIN: Final = "写入审核说明"
EXPLAIN_OPEN: Final = "写审核说明，或报告误报"
FALSE_ALARM: Final = "报告误报"
AUDIT_AGAIN: Final = "重新审核"
AUDITING: Final = "正在审核，马上就好。"
AGREED_BY: Final = "同意人"
AGREED_HINT: Final = "谁同意这样说明，可以不填"
STALE: Final = "说明已失效（数据已改）"
ALL: Final = "全部"
ALL_PAPERS: Final = "全部文件"
OTHER_PAPER: Final = "其他"
WHICH_SORT: Final = "看哪一类"
WHICH_PAPER: Final = "看哪个文件"
NONE_OF_SORT: Final = "没有这一类问题。"
CHOOSE_ALL: Final = "全选"
CHOOSE_NONE: Final = "全不选"
BIND: Final = "换成取数"
AGREES: Final = "核对一致"
DISAGREES: Final = "不一致"
UNTIED: Final = "未能对上"

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
DOCUMENTS: Final = "文件和签字盖章清单"
DRAFT_COPY: Final = "送审稿"
DRAFT_NUMBER: Final = "第几稿"
OPEN_FOLDER: Final = "打开文件夹"
SHEET_HEADS: Final = ("文件", "页数", "份数", "签字", "盖章")
SIGN_HINT: Final = "先签字，后盖章。双击一份文件只预览这一份；预览后显示页数。"
CLOSE_PREVIEW: Final = "关闭预览"
ONLY_CHANGED: Final = "只打印有改动的文件"
FORMATS: Final = {"docx": "Word", "xlsx": "Excel", "pdf": "PDF"}
NUMBER_BEFORE: Final = "第"
NUMBER_BEHIND: Final = "稿"
NOTHING_CHOSEN: Final = "没有选中文件，请先勾选。"
PRINTED: Final = "已送打印机。"

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
GRADE: Final = "等级"
NO_SCORE: Final = "不打分"
HERE: Final = "本页审核"
EVERYWHERE: Final = "全部审核"
MISSING: Final = "本页未填"
SCORE_OF_UNIT: Final = "整体支出自评得分"
SCORE_OF: Final = "项目支出自评得分"
SIDE_HEAD: Final = "得分和审核"
FOLD_SIDE: Final = "收起得分和审核"
STEPS: Final = "步骤"
STEP_PRINTED: Final = "打印过"
STEP_NOT_PRINTED: Final = "还没有打印"
NO_STEPS: Final = "这套表样没有写要填哪些页面，请联系编写表样的人。"
NOTHING_FOUND: Final = "本页没有发现问题"
SEVERITIES: Final = {"error": "错误", "warning": "须说明", "hint": "提示"}

# origins: sign and words
ORIGINS: Final = {
    "typed": ("", "手工填写"),
    "computed": ("∑", "自动计算"),
    "carried": ("〃", "上年带入"),
    "imported": ("⇩", "读入"),
    "bound": ("⇄", "取自业务数据"),
    "overridden": ("※", "手工改定"),
    "default": ("·", "按表样默认"),
    "blank": ("", "未填"),
    "stated": ("", "原表数"),
}


def to_read(count: int) -> str:
    """Return the heading above what a person must read."""
    return f"请人工通读（{count}处）" if count else "请人工通读。没有找到排名、个案、投诉一类的内容"


def more_on_sheet(count: int) -> str:
    """Return that the rest stands on the sheet to sign."""
    return f"另有{count}处，列在公开前检查表里。"


def listed(names: list[str]) -> str:
    """Return names as a list in a sentence."""
    return "、".join(names)


def public_made(files: int, masked: int, sheet: str) -> str:
    """Return what the public version is."""
    return f"公开版已生成，共{files}个文件，遮盖{masked}处；另有{sheet}供签字。请人工通读后再公开。"


def no_glyphs(missing: tuple[str, ...]) -> list[str]:
    """Return which characters no font has."""
    return [f"公文字体里没有这些字，用到它们的PDF没有输出：{'、'.join(missing)}"] if missing else []


def counted(name: str, count: int) -> str:
    """Return a name with how many there are."""
    return f"{name}（{count}）" if count else name


def more_lines(count: int) -> str:
    """Return that a list is longer than what is shown."""
    return f"还有{count}条，改完上面的再看。"


def survey_result(rate: str, how: str) -> str:
    """Return what a survey comes to."""
    return f"计算结果：{rate}　{how}" if rate else how


def survey_differs(held: str, rate: str) -> str:
    """Return that another figure stands than the survey comes to."""
    return f"现填{held}，按份数计算是{rate}" if held else f"还没有填入计算结果{rate}"


def sentences(parts: list[str]) -> str:
    """Return statements as sentences."""
    return "".join(f"{part}。" for part in parts)


def missing_here(count: int) -> str:
    """Return what the foot of a page says."""
    return f"本页尚有{count}处未填" if count else "本页必填的都已填完"


def more_missing(count: int) -> str:
    """Return that more is missing than what is named."""
    return f"还有{count}处未填。"


def of_weight(weight: str) -> str:
    """Return the weight behind a score."""
    return f"分，满分{weight}" if weight else "分"


def step_of(number: int, count: int) -> str:
    """Return which step it is."""
    return f"第{number}步，共{count}步"


def found_everywhere(errors: int, warnings: int, hints: int) -> str:
    """Return how much the audit found in the whole evaluation."""
    return f"错误　{errors}条\n须说明　{warnings}条\n提示　{hints}条"


def in_row(number: str, name: str) -> str:
    """Return what a cell of a table is called in short."""
    return f"第{number}行　{name}"


def saved_at(clock: str) -> str:
    """Return what stands in the status bar after a commit."""
    return f"{SAVED} {clock}" if clock else SAVED


def page_of(number: int, count: int) -> str:
    """Return which page it is."""
    return f"第{number}页，共{count}页"


def exported(count: int, folder: str) -> str:
    """Return what an export did."""
    return f"已输出{count}个文件，在 {folder}"


def previewed(pages: int) -> str:
    """Return how many pages the preview has."""
    return f"共{pages}页"


def override(points: bool) -> str:
    """Return what replacing a computed value is called."""
    return "手工定分" if points else "手工改定"


def problem(what: str, rule: str) -> str:
    """Return a refusal in a sentence or two."""
    return "".join(f"{part}。" for part in (what, rule) if part)


def verdict(word: str, errors: int, warnings: int) -> str:
    """Return the verdict of the audit in a line."""
    first = "先改错误，再写须说明的原因。" if errors else "改正，或者写明原因。" if warnings else ""
    return f"审核结论：{word}。错误{errors}条，须说明{warnings}条。{first}"


def hints(count: int) -> str:
    """Return the one line all hints are folded into."""
    return f"提示{count}条（供参考），点这里展开"


def sort_tab(name: str, count: int) -> str:
    """Return a sort of findings with how many there are."""
    return f"{name} {count}" if count else name


def hints_here(count: int) -> str:
    """Return the head of the hints of one page."""
    return f"提示{count}条（供参考）"


def paper_head(name: str, errors: int, warnings: int, hints: int) -> str:
    """Return the head of the findings of one paper."""
    told = [f"{SEVERITIES[sort]}{n}处" for sort, n in (("error", errors), ("warning", warnings), ("hint", hints)) if n]
    return f"{name}（{'，'.join(told)}）"


def figures_head(count: int, wrong: int, untied: int) -> str:
    """Return the head of the list of figures that stand in texts."""
    more = "".join(f"，{what}{n}个" for what, n in ((DISAGREES, wrong), (UNTIED, untied)) if n)
    return f"文字里的数（{count}个{more}）"


def figure_line(text: str, label: str, expected: str, state: str) -> str:
    """Return one figure of a text: as written, what it was held against, how it stands."""
    against = f"　{label} {expected}".rstrip() if label else ""
    return f"{text}　{state}{against}"


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
