"""Private numbers are found and masked; figures of the trade are left alone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.public import masked, masked_numbers, masked_text, private_numbers
from app.documents.tree import Document, Grid, GridCell, GridRow, Package, Paragraph, Part, Run

PRIVATE = [
    ("联系电话：13812341234。", "联系电话：138****1234。", "手机号"),
    ("手机138 1234 1234", "手机138 **** 1234", "手机号"),
    ("手机138-1234-1234", "手机138-****-1234", "手机号"),
    ("手机１３８１２３４１２３４转", "手机１３８****１２３４转", "手机号"),
    ("电话0737-2722222", "电话0737-****222", "电话号码"),
    ("电话（010）88886666", "电话（010）8****666", "电话号码"),
    ("电话：2722222", "电话：****222", "电话号码"),
    ("身份证11010519491231002X的参保人", "身份证110***********002X的参保人", "身份证号"),
    ("卡号6222020000000000000，", "卡号6222***********0000，", "银行账号"),
    ("卡号6222 0200 0000 0000 000", "卡号6222 **** **** ***0 000", "银行账号"),
]
HARMLESS = [
    "2024年12月31日",
    "湘财绩〔2024〕13号",
    "资金13812341234元",
    "基金支出13812341234.56元",
    "13,812,341,234元",
    "收入13812341234万元",
    "覆盖13812341234人次",
    "统一社会信用代码：124309814468791234",
    "110105194912310021",  # a wrong check digit
    "6222020000000000001",  # no Luhn digit
    "编码430609、预算编码13812",
    "2024-2025年0737工程",
    "完成率106.45%，3354人",
    "X13812341234",
]


def one(text: str) -> Document:
    return Document("a", "unit", "附件1", "附件1", (Part((Paragraph((Run(text),)),)),))


@pytest.mark.parametrize(("text", "printed", "sort"), PRIVATE)
def test_private_numbers_are_masked(text: str, printed: str, sort: str) -> None:
    assert {found[2] for found in private_numbers(text)} == {sort}
    shown = masked_text(text)
    assert len(shown) == len(text)
    assert shown == printed


@pytest.mark.parametrize("text", HARMLESS)
def test_figures_years_and_numbers_of_documents_are_left_alone(text: str) -> None:
    assert list(private_numbers(text)) == []
    assert masked_text(text) == text


def test_a_number_over_several_runs_is_masked_and_listed() -> None:
    line = Paragraph((Run("电话138"), Run("1234", underline=True), Run("1234。")))
    package = Package("材料", "某单位", (Document("a", "unit", "附件1", "附件1", (Part((line,)),)),))
    (block,) = masked(package).documents[0].parts[0].blocks
    assert isinstance(block, Paragraph)
    assert [run.text for run in block.runs] == ["电话138", "****", "1234。"]
    assert block.runs[1].underline
    assert [(found.document, found.sort, found.printed) for found in masked_numbers(package)] == [
        ("附件1", "手机号", "138****1234")
    ]


def test_a_masked_cell_is_no_number_any_more_and_lines_below_a_table_are_masked_too() -> None:
    cell = GridCell(0, 0, paragraphs=(Paragraph((Run("13812341234"),)),), number=Decimal(13812341234))
    grid = Grid((Decimal(50),), (GridRow(),), (cell,), tail=(Paragraph((Run("电话：13912341234"),)),))
    shown = masked(Package("材料", "", (Document("a", "unit", "甲", "甲", (Part((grid,)),)),)))
    (block,) = shown.documents[0].parts[0].blocks
    assert isinstance(block, Grid)
    assert (block.cells[0].text, block.cells[0].number) == ("138****1234", None)
    assert block.tail[0].text == "电话：139****1234"


def test_a_document_without_private_numbers_stays_as_it_is() -> None:
    package = Package("材料", "", (one("51万人，100.5%"),))
    assert masked(package) == package
    assert masked_numbers(package) == []


@given(st.text(alphabet="0123456789-X ．１（）()电话元万.", max_size=60))
def test_masking_keeps_the_length_and_nothing_is_found_twice(text: str) -> None:
    shown = masked_text(text)
    assert len(shown) == len(text)
    assert list(private_numbers(shown)) == []
