"""`jixiao screenshots`: a picture of every page, at the size of the screen it speaks of."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from app.__main__ import main
from app.cli.commands import screenshots
from app.cli.commands.screenshots import Screen


def test_every_page_has_a_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(screenshots, "SCREENS", (Screen(1920, 1080, 1.5),))
    assert main(["screenshots", "yueyanglou-2017", "--to", str(tmp_path / "图"), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)["pictures"]
    names = " ".join(made)
    assert all(
        page in names
        for page in (
            "开始",
            "新建自评",
            "通知要求",
            "业务数据",
            "评价报告综述",
            "审核",
            "送审与打印",
            "重新起草",
            "写入审核说明",
        )
    )
    assert {QImage(str(tmp_path / "图" / name)).size().toTuple() for name in made} == {(1920, 1080)}
    assert [name for name in made if "开始_1920×1080_150%" in name] == made[:1]


def test_a_window_that_cannot_open_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(screenshots, "_environment", lambda *_: {"PYTHONPATH": str(tmp_path)})
    assert main(["screenshots", "--to", str(tmp_path)]) == 3
    assert "窗口打不开" in capsys.readouterr().err
