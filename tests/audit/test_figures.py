"""Figures of free texts: found, tied to what they speak of, compared with the tolerance of their words."""

from __future__ import annotations

import pytest

from app.audit.figures.tying import ties_of
from app.audit.view import AuditView
from tests.audit.figure_texts import HEADING, NAME, OTHER, PLACE, tied, ties_in, told
from tests.audit.sample_audit import sample


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年总支出532万元。", ["532万元 budget.executed.total same"]),
        ("全年总支出5320000元。", ["5320000元 budget.executed.total same"]),
        ("全年总支出0.0532亿元。", ["0.0532亿元 budget.executed.total same"]),
        ("全年总支出约530万元。", ["约530万元 budget.executed.total same"]),
        ("全年总支出530余万元。", ["530余万元 budget.executed.total same"]),
        ("全年总支出近540万元。", ["近540万元 budget.executed.total same"]),
        ("全年总支出近500万元。", ["近500万元 budget.executed.total differs"]),
        ("全年总支出超过530万元。", ["超过530万元 budget.executed.total same"]),
        ("全年总支出５３２．００万元。", ["５３２．００万元 budget.executed.total same"]),
        ("全年总支出531万元。", ["531万元 budget.executed.total differs"]),
        ("全年总支出532元。", ["532元 budget.executed.total differs"]),
        (
            "公用经费年初预算15.5万元，决算23.65万元。",
            ["15.5万元 operating.total.initial same", "23.65万元 operating.total.executed same"],
        ),
        ("上年公用经费65.81万元。", ["65.81万元 operating.total.prior_final same"]),
        ("2023年公用经费65.81万元。", ["65.81万元 operating.total.prior_final same"]),
        ("参保人数51万人。", ["51万人 参保人数 same"]),
        ("参保人数达到52万人。", ["达到52万人 参保人数 differs"]),
        ("设有10个内设股室。", ["10个 unit.internal_units_count same"]),
        ("年末在职33人、退休21人。", ["33人 staff.actual same", "21人 staff.retired same"]),
        ("核定编制31名。", ["31名 staff.authorised same"]),
        ("预算执行率100%。", ["100% budget.rate same"]),
    ],
)
def test_a_figure_is_tied_by_the_words_before_it(text: str, expected: list[str]) -> None:
    assert tied(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "《社会保险法》第17条。",
        "2024年5月19日，依据沅财绩〔2025〕2号办理。",
        "1.加强管理。2、完善制度。（3）强化监督。",
        "联系电话13900000000。",
        "附件2、附件3-1。",
        "第3季度。",
    ],
)
def test_numbers_of_laws_dates_documents_and_lists_are_no_figures(text: str) -> None:
    assert ties_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "新增参保人数2万人。",
        "2022年总支出480万元。",
        "上半年总支出200万元。",
        "三季度参保人数40万人。",
        "各乡镇参保人数5万人。",
        "人均公用经费2万元。",
        "明年计划总支出600万元。",
        "参保人数目标60万人。",
        "灵活就业参保人数8万人。",
        "追加总支出70万元。",
        "全县总支出90亿元。",
        "安排在职人员5人到窗口。",
        "在职人员8人参加培训。",
        "公用经费3万元用于购置设备。",
        "节约公用经费7万元。",
        "从项目支出中列支5万元。",
        "项目支出结余6万元。",
        "社区总支出9万元。",
        "公用经费中的办公用品4万元。",
        "上级部门的在职人员80人。",
        "医院在职人员80人。",
        "全年基金征缴率98%，占总支出的20%。",
        "企业职工养老保险参保人数7万人次。",
    ],
)
def test_a_figure_of_something_else_is_not_tied(text: str) -> None:
    assert [one for one in tied(text) if not one.endswith("untied")] == []


def test_a_column_carries_over_to_the_next_figures_of_a_sentence() -> None:
    found = tied("“三公”经费年初预算0.5万元，其中公务接待费0.5万元；决算0.49万元，其中公务接待费0.49万元。")
    assert found == [
        "0.5万元 three_public.total.initial same",
        "0.5万元 three_public.reception.initial same",
        "0.49万元 three_public.total.executed same",
        "0.49万元 three_public.reception.executed same",
    ]


def test_shares_of_the_budget_and_changes_follow_what_was_spoken_of() -> None:
    text = "2020年商品和服务支出23.11万元，占预算的87.94%，比上年减少3.12万元，下降11.90%。"
    assert [one.rpartition(" ")[2] for one in tied(text, OTHER)] == ["same"] * 4
    wrong = "2020年商品和服务支出23.11万元，占预算的78.94%，比上年增加3.12万元，下降12.90%。"
    assert [one.rpartition(" ")[2] for one in tied(wrong, OTHER)] == ["same", "differs", "differs", "differs"]
    assert [one.expected for one in ties_in(wrong, OTHER)] == ["23.11万元", "87.94%", "减少3.12万元", "11.89%"]


def test_a_rate_of_another_base_is_told_apart() -> None:
    changes = {"budget.initial.project|att1": "79.36"}
    assert tied("项目支出完成率112.73%。", changes=changes) == ["112.73% budget.rate.project base"]
    assert tied("项目支出完成率115.73%。", changes=changes) == ["115.73% budget.rate.project differs"]


def test_a_rate_of_a_fund_is_not_that_of_the_unit() -> None:
    assert tied("基金收入8亿元，预算执行率97%。")[-1] == "97% untied"
    assert tied("工伤保险基金支出完成得好，\n预算执行率97%。")[-1] == "97% untied"
    assert tied("预算管理严格。\n预算执行率97%。")[-1] == "97% budget.rate differs"


def test_a_bound_figure_is_not_looked_at_but_tells_what_is_spoken_of() -> None:
    binding = "{{#unit/budget.executed.basic|0.00万元}}"
    text = f"基本支出{binding}，决算442.54万元，总支出531万元。"
    view = AuditView(sample(NAME, {PLACE: text, HEADING: "情况"}))
    shown = text.replace(binding, "442.54万元")
    assert [told(tie) for tie in ties_of(view) if tie.reading.prose.text == shown] == [
        "442.54万元 budget.executed.basic same",
        "531万元 budget.executed.total differs",
    ]


def test_goals_say_what_shall_be_and_are_only_agreed_with() -> None:
    text = "全年总支出600万元，参保人数40万人。"
    view = AuditView(sample(NAME, {"goal.expected": text}))
    assert {tie.verdict for tie in ties_of(view) if tie.reading.prose.text == text} == {"untied"}
