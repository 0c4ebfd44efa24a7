"""Words of the pages with indicators, projects, money, sources (PRACTICE b)."""

from __future__ import annotations

from typing import Final

# rows of a form
FORM: Final = "表"
FROM_LIBRARY: Final = "从指标库选(&K)"
SAVE_OWN: Final = "存为常用指标(&Y)"
SAVE_OWN_MENU: Final = "存为本单位常用指标"
SAVE_OWN_HINT: Final = (
    "把选中的行存为本单位常用指标，以后从指标库里选。存名称、级别、指标值的写法、单位和方向，不存当年的数。"
)
SHARE_ROWS: Final = "共用指标(&S)"
SHARE_TITLE: Final = "共用别的表里的指标"
ADD: Final = "增加一行"
SPREAD: Final = "均分剩余分值(&J)"
ALL_GIVEN: Final = "分值已分完。"

# the panel of an indicator row
GROUNDS: Final = "计分依据"
RULE_CLOSED: Final = "▶ 计分办法"
RULE_OPEN: Final = "▼ 计分办法"
PANEL: Final = "本行指标"
FOLD: Final = "▼ 收起"
UNFOLD: Final = "▶ 展开"
BY_HAND: Final = "手工定分(&H)"
APPROVED: Final = "批复的目标(&P)"
MORE: Final = "方向和达成档(&M)"
MORE_TITLE: Final = "本行的其他内容"
MORE_HINT: Final = "定性指标选达成程度并写一句依据；指标值没有写“≥”“≤”的，可以在这里选方向。都不打印在表上。"
REASON: Final = "原因"
MEASURE: Final = "措施"
REASON_LONG: Final = "偏差原因"
MEASURE_LONG: Final = "改进措施"
USUAL: Final = "常见原因"
GO_SOURCE: Final = "去看"
TARGET: Final = "指标值"
ACTUAL: Final = "完成值"
TAKE_FROM: Final = "完成值取自(&T)"
TAKE_BY_HAND: Final = "改为手工填写"
NO_FACTS: Final = "业务数据里还没有数"
NO_GROUNDS: Final = "还算不出得分。"
BY_DEFAULT: Final = "默认规则，请对照通知核对"
NO_NAME: Final = "（还没有名称）"
USUAL_REASONS: Final = (
    "上级年中调增任务",
    "政策扩大了范围",
    "资金下达较晚",
    "人员不足或变动",
    "服务对象失联、外出",
    "采购节约了资金",
    "上年基数变化",
    "年初测算偏低",
)

# the library
LIBRARY: Final = "从指标库选指标"
LIBRARY_HINT: Final = "选中的指标加到表里，带上名称、级别和方向；指标值照批复填。可以一次选几个。"
SEARCH: Final = "输入名称查找，例如：参保 人数"
ALL_LEVELS: Final = "全部一级指标"
ALL_PROJECTS: Final = "全部项目类型"
LIBRARY_ABOUT: Final = "选中一条，这里说明怎么算、要什么佐证、常见的错误。"
LIBRARY_HEADS: Final = ("三级指标", "二级指标", "指标值写法")
TAKE: Final = "加到表里"
SHARE: Final = "共用那一行"
SHARE_HINT: Final = "别的表里已有这个指标。共用的，指标值和完成值取自那一行，改一处都改；分值各填各的。"
OWN: Final = "本单位常用指标"
DROP_OWN: Final = "从常用指标里去掉"
DROP_OWN_HINT: Final = "只从本单位常用指标里去掉，表里的行不动。"
NONE_FOUND: Final = "没有这样的指标。换个词再找，或者直接在表里增加一行自己写。"
ABOUT_EVIDENCE: Final = "佐证"
ABOUT_METHOD: Final = "算法"
ABOUT_MISTAKES: Final = "常见错误"
CLOSE: Final = "关闭"

# approved targets
APPROVED_TITLE: Final = "批复的目标"
APPROVED_HINT: Final = "照年初批复的目标表填。来源是批复的，表里的指标值就不能直接改。"
ADJUSTED: Final = "批复了调整"
SELF_ADDED: Final = "改为自行补设"
SELF: Final = "自行补设"
NEW_TARGET: Final = "调整后的指标值"
DOCUMENT: Final = "调整文件（文号）"
DOCUMENT_DATE: Final = "文件日期"
LOCKED: Final = "本指标值为批复值，不能直接改。"
LOCKED_MORE: Final = "如已批复调整，请填调整文件和日期。"
LEAVE_OUT: Final = "标为未列入自评"
LEAVE_OUT_ASK: Final = "批复的指标不能删除，可标为“未列入自评”并写明原因。"
LEAVE_OUT_MORE: Final = "该指标不打印，财政审核时可以看到。"
WHY: Final = "原因"

# the list of projects
CAME: Final = "由来"
SCORE_HEAD: Final = "得分"
FILLED_HEAD: Final = "填报情况"
CAME_FROM: Final = {"typed": "新建", "carried": "上年带入", "imported": "读入", "blank": "新建"}
GO_PAGE: Final = "去填自评表(&G)"
GO_PAGE_OF_ROW: Final = "去填这一行的页面(&G)"
NO_PAGE: Final = "不参加自评"
NO_PROJECTS: Final = "还没有项目。没有项目支出的，这一页不用填。"


def rest_of(name: str) -> str:
    """Return the heading above the other fields of a row."""
    return f"“{name or NO_NAME}”的其他内容"


def score_in(score: str | None, weight: str | None) -> str:
    """Return a total beside its weight."""
    return f"{score or '—'} / {weight}" if weight else score or "—"


def left_over(points: str) -> str:
    """Return how many points nobody has yet, or how many are too many."""
    if points == "0":
        return ALL_GIVEN
    return f"多分了{points[1:]}分，请改小。" if points.startswith("-") else f"尚未分配的分值：{points}分"


def score_of(score: str, weight: str) -> str:
    """Return a score beside its weight."""
    return f"得分 {score or '—'} / {weight or '—'}"


def by_hand(score: str, computed: str, note: str) -> str:
    """Return that a score was set by hand."""
    return f"手工定为{score}分（按计分办法得{computed or '不出分'}）：{note}"


def lower(computed: str, own: str) -> str:
    """Return what a score below the computed one means."""
    return f"按计分办法得 {computed} 分，改为 {own} 分属从严扣分，请写一句原因。"


def higher(computed: str, own: str) -> str:
    """Return what a score above the computed one means."""
    return (
        f"按计分办法得 {computed} 分，改为 {own} 分高于计分结果，审核时列为错误。"
        "请先核对指标值和完成值；确有依据的写明原因。"
    )


def meant(label: str, text: str, told: str) -> str:
    """Return a target or an actual beside how it was understood."""
    return f"{label} {text} → {told}" if told and told != text else f"{label} {text or '未填'}"


def taken_from(column: str, printed: str, of: str, about: str) -> str:
    """Return where a shared value comes from."""
    more = f"（{about}）" if about else ""
    return f"⇄ {column} {printed} 取自{of}{more}"


def approved(text: str, by: str, *, differs: bool) -> str:
    """Return the approved target beside the printed one."""
    where = f"（{by}）" if by else ""
    return f"批复值 {text or '未填'}{where}{'，与本表不同' if differs else ''}"


def clause(text: str, source: str) -> str:
    """Return a clause with where it stands."""
    return f"{text}（{source}）" if text and source else text or source


def added(count: int) -> str:
    """Return how many indicators were added."""
    return f"已加{count}个指标。"


def saved_own(names: tuple[str, ...]) -> str:
    """Return which indicators were saved as those of the unit."""
    told = f"“{names[0]}”" if len(names) == 1 else f"{len(names)}个指标"
    return f"已把{told}存为本单位常用指标。在“从指标库选”里可以选用。"


def own_about(level1: str) -> str:
    """Return what an indicator that the unit saved brings with it."""
    under = f"（{level1}）" if level1 else ""
    return f"本单位存下的指标{under}。加到表里的带名称、级别和方向，指标值照当年批复填。"


def dropped_own(count: int) -> str:
    """Return how many indicators were removed from those of the unit."""
    return f"已从本单位常用指标里去掉{count}个。"


def used_in(where: str) -> str:
    """Return where an indicator stands already."""
    return f"⇄ {where}已有"


def suits(kinds: tuple[str, ...]) -> str:
    """Return the types of project an indicator suits."""
    return f"适合：{'、'.join(kinds)}" if kinds else ""


# money
MONEY_IN: Final = "金额按"
MONEY_BEHIND: Final = "显示和填写"
MONEY_TIP: Final = "只管这一页的屏幕显示和填写；打印仍按表样的单位，按元填的精确到分。"
CONVERT: Final = "换算"
AS_TYPED: Final = "就是这个数"

# the panel of a cell
PRIOR: Final = "上年"
SOURCE: Final = "来源"
NO_SOURCE: Final = "还没有记下这个数从哪里来。"
SOURCE_EDIT: Final = "填写来源(&F)"
SOURCE_TITLE: Final = "数据来源"
SOURCE_HINT: Final = "记下谁提供的、截至哪一天、抄自哪张表，以后查得到。不打印在表上，列在工作底稿里。"
UNSURE: Final = "待核实(&V)"
CELL_PANEL: Final = "本栏说明"


def meant_yuan(typed: str, unit: str, shown: str) -> str:
    """Return the question whether 元 were meant."""
    return f"本栏单位是{unit}。填入的 {typed} 是否按“元”填写？换算后为 {shown}。"


def cell_head(label: str, unit: str) -> str:
    """Return what the panel of a cell says which one it is."""
    return f"{label}（{unit}）" if unit else label


def prior(text: str) -> str:
    """Return last year's value."""
    return f"{PRIOR} {text}"


def source(text: str) -> str:
    """Return where a figure comes from."""
    return f"{SOURCE}：{text}" if text else NO_SOURCE


def default_choice(text: str) -> str:
    """Return the choice that holds while nothing is chosen."""
    return f"（按表样：{text}）" if text else ""


# local terms
CHECKED: Final = "已核对"
TERM_GROUPS: Final = {"points": "分值和计分", "rate": "分值和计分", "choice": "口径和写法", "text": "名称"}
NOTHING_TO_CHECK: Final = "没有需要对照通知核对的项目。"

# evidence
EVIDENCE_HINT: Final = "佐证材料只附汇总页或封面。不要放入参保人名单、身份证号、银行账号。"
EVIDENCE_MORE: Final = "登记名称、对应的指标和存放处（凭证号、柜号、股室）就可以，文件可以不附。目录随材料一起输出。"
NO_EVIDENCE: Final = "还没有登记佐证材料。"
CHOOSE_PLACES: Final = "选对应的指标(&I)"
PLACES_TITLE: Final = "这份材料证明哪些指标"
PLACES_HINT: Final = "可以选几个。一份材料可以证明几张表里的指标。"
PUT_IN: Final = "确定"
OVERALL: Final = "整体绩效"
ADD_EVIDENCE: Final = "登记佐证材料"


def checked_of(done: int, count: int) -> str:
    """Return how many default rules were compared with the notice."""
    if not count:
        return NOTHING_TO_CHECK
    return f"{BY_DEFAULT}，核对过的打勾：共{count}项，已核对{done}项。"


def of_pack(text: str) -> str:
    """Return the value of the form set."""
    return f"表样：{text}" if text else ""
