"""A form set whose author has not written any pages yet, or none that applies, opens like any other."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from app.services.files.creating import create
from app.services.packs.managing import add_pack
from app.ui import words
from app.ui.shell.window import Window

INVENTED = Path(__file__).parents[1] / "fixtures" / "packs" / "invented-2026" / "pack.yaml"


def evaluation(folder: Path, pages: str) -> Path:
    """Take in the made-up form with other pages and begin an evaluation with it."""
    before, _, after = INVENTED.read_text(encoding="utf-8").partition("pages:\n")
    pack = folder / "表样.yaml"
    pack.write_text(f"{before}{pages}print:{after.partition('print:')[2]}", encoding="utf-8")
    add_pack(pack)
    path = folder / "自评.jxzp"
    create(path, pack_id="invented-2026", year="2026", unit="云岭市社会保险服务中心").close()
    return path


def test_usual_pages_stand_in_for_those_that_are_missing(window: Window, tmp_path: Path) -> None:
    window.open(evaluation(tmp_path, ""))
    shell = window.shell
    assert shell is not None
    assert [step.title for step in shell.all_steps] == [
        "单位",
        "2026年度云岭市社会保险服务中心绩效自评表",
        "业务数据",
        "审核",
        "送审与打印",
    ]
    for step in shell.all_steps:
        shell.go_step(step.id)
        assert shell.page is not None
        assert shell.page.step == step


@pytest.mark.parametrize("pages", ['pages:\n  none: {title: 没有, when: "false", items: [households]}\n'])
def test_a_form_set_with_nothing_to_fill_in_says_so(window: Window, tmp_path: Path, pages: str) -> None:
    window.open(evaluation(tmp_path, pages))
    shell = window.shell
    assert shell is not None
    assert shell.page is None
    assert words.NO_STEPS in [one.text() for one in shell.findChildren(QLabel)]
    shell.walk(1)
    window.go_home()
    assert window.shell is None
