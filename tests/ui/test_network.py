"""A file on another computer: said once, calmly, with the way to a copy of one's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.ui import words, words_window
from app.ui.shell import care
from app.ui.shell.window import Window
from tests.ui.clicks import click

Sample = Callable[..., Path]


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file lies on another computer."""
    monkeypatch.setattr(care, "on_network", lambda _: True)


def test_it_is_said_until_it_was_read(window: Window, sample: Sample, network: None) -> None:
    window.open(sample("yueyanglou-2017"))
    banner = window.care.banner
    assert banner.isVisible()
    assert banner.text.text() == words_window.ON_NETWORK
    assert not banner.retry_button.isVisible()
    click(banner, words_window.KNOWN)
    assert not banner.isVisible()
    banner.say("磁盘空间不足")
    assert banner.retry_button.isVisible()
    assert not banner.known_button.isVisible()


def test_who_only_looks_is_not_bothered(window: Window, sample: Sample, network: None) -> None:
    window.door.open(sample("yueyanglou-2017"), viewing=True)
    assert not window.care.banner.isVisible()


def test_a_file_of_this_computer_says_nothing(window: Window, sample: Sample) -> None:
    window.open(sample("yueyanglou-2017"))
    assert not window.care.banner.isVisible()


def test_the_way_to_a_copy_stands_beside_it(window: Window, sample: Sample, network: None) -> None:
    window.open(sample("yueyanglou-2017"))
    asked: list[bool] = []
    window.care.banner.elsewhere.disconnect()
    window.care.banner.elsewhere.connect(lambda: asked.append(True))
    click(window.care.banner, words.ELSEWHERE)
    assert asked == [True]
