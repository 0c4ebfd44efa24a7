"""Words that mean something else in this trade stand nowhere a person reads (PRACTICE A11, b)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QRawFont

from app.services.bundled import heading_font, interface_font

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = re.compile(
    "结转上年|年度结转|封存|疑点|快照|分支|表样包|填报值|数字签名|同步|节点|字段|校验失败|(?<![A-Za-z])JSON(?![A-Za-z])"
)
DATA = re.compile("疑点(数据|信息|核查)")
"""疑点数据核查 is an indicator of the trade, no word of ours."""
SPOKEN = ("ui", "wizard", "audit", "services", "documents", "core", "answers", "scoring", "export", "models")
"""Floors whose messages reach the window; errors of packs and help of the command line are for whoever writes packs."""


def spoken_texts(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and text of every string of a module that is no docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant | ast.JoinedStr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield node.lineno, node.value


def wrong(text: str) -> list[str]:
    """Return the forbidden words of a text."""
    return FORBIDDEN.findall(DATA.sub("", text))


@pytest.mark.parametrize("floor", SPOKEN)
def test_no_message_has_a_forbidden_word(floor: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line} {word}"
        for path in sorted((ROOT / "app" / floor).rglob("*.py"))
        for line, text in spoken_texts(path)
        for word in wrong(text)
    ]
    assert not found


@pytest.mark.usefixtures("qapp")
def test_every_sign_is_in_the_font_that_comes_along() -> None:
    """A computer may have no other Chinese font; Windows shows an empty box for what no font has."""
    fonts = [QRawFont(str(font), 16) for font in (interface_font(), heading_font())]
    found = [
        f"{path.relative_to(ROOT)}:{line} {sign}"
        for path in sorted((ROOT / "app" / "ui").rglob("*.py"))
        for line, text in spoken_texts(path)
        for sign in text
        if sign.isprintable()
        and ord(sign) > 127
        and sign not in "\ufffc\ufffd"
        and not all(font.supportsCharacter(ord(sign)) for font in fonts)
    ]
    assert not found


def test_no_rule_and_no_page_has_a_forbidden_word() -> None:
    """Titles, hints, labels and findings stand in the packs' own files, not in what is built from them."""
    files = [path for path in (ROOT / "resources").rglob("*.yaml") if "samples" not in path.parts]
    assert files
    found = [
        f"{path.relative_to(ROOT)}:{number} {word}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for word in wrong(line.split("# ")[0])
    ]
    assert not found


def test_the_guide_and_the_changes_have_no_forbidden_word() -> None:
    files = [*(ROOT / "resources" / "guide").glob("*.md"), ROOT / "CHANGELOG.md"]
    assert len(files) > 5
    found = [(path.name, word) for path in files for word in wrong(path.read_text(encoding="utf-8"))]
    assert not found


def test_the_test_bites() -> None:
    assert wrong("已生成快照") == ["快照"]
    assert wrong("导出 JSON") == ["JSON"]
    assert not wrong("疑点数据核查条数")
