"""Sources of figures, and figures that are not final."""

from __future__ import annotations

from app.answers.figures import FigureSource


def test_a_figure_that_is_not_final_says_so() -> None:
    source = FigureSource("r", "k", office="财务股", provisional="预计数", expected_on="2025年6月")
    assert source.sentence() == "由财务股提供，暂定数（预计数，终值预计2025年6月）"


def test_a_source_in_one_sentence() -> None:
    source = FigureSource("r", "k", "征缴股", "李", "2025年1月5日", "2024年12月31日", "月报第3页", "2号柜")
    assert source.sentence() == "月报第3页，截止2024年12月31日，由征缴股李于2025年1月5日提供，佐证存放：2号柜"
    assert FigureSource("r", "k", given_on="2025年1月5日").sentence() == "2025年1月5日提供"
