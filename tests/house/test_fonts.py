"""The bundled fonts are the files that their README names, and of the kind the PDF writer can use."""

from __future__ import annotations

import hashlib
import re
import struct
from pathlib import Path

import pytest

ROW = re.compile(
    r"^\| `(?P<file>[\w.]+\.ttf)` .*`(?P<licence>OFL-[\w.]+)`.*`(?P<sha256>[0-9a-f]{64})` \|$", re.MULTILINE
)


@pytest.fixture(scope="module")
def fonts(root: Path) -> Path:
    return root / "resources/fonts"


def test_fonts_are_those_of_the_readme(fonts: Path) -> None:
    rows = [match.groupdict() for match in ROW.finditer((fonts / "README.md").read_text(encoding="utf-8"))]
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in fonts.glob("*.ttf")}
    assert {row["file"]: row["sha256"] for row in rows} == found
    for row in rows:
        assert "SIL OPEN FONT LICENSE Version 1.1" in (fonts / row["licence"]).read_text(encoding="utf-8")


def test_fonts_have_truetype_outlines(fonts: Path) -> None:
    for path in fonts.glob("*.ttf"):
        head = path.read_bytes()[:4096]
        count = struct.unpack(">H", head[4:6])[0]
        tables = {head[12 + 16 * n : 16 + 16 * n] for n in range(count)}
        assert b"glyf" in tables
        assert not tables & {b"CFF ", b"fvar"}
