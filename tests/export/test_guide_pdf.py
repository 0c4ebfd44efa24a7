"""The guide as a PDF: outline, contents with the right pages, links, pictures, the sheet on one page."""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path

import pypdfium2
import pytest

from app import __version__
from app.export.pdf.pictures import read_png
from app.services.guide import guide, scenes, write_guide, write_sheet


def png(width: int = 40, height: int = 20, kind: int = 3) -> bytes:
    """Return a small picture as the scenes write it."""
    rows = (b"\0" + b"\1" * width) * height

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    parts = [(b"IHDR", head), (b"PLTE", b"\xff\xff\xff\0\0\xff"), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give the whole guide with one picture of nothing for every scene."""
    target = tmp_path_factory.mktemp("guide") / "使用说明.pdf"
    write_guide(target, dict.fromkeys(scenes(), png()))
    return target.read_bytes()


@pytest.fixture(scope="module")
def texts(made: bytes) -> list[str]:
    """Give the text of every page."""
    with pypdfium2.PdfDocument(made) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def test_the_outline_is_the_guide(made: bytes) -> None:
    with pypdfium2.PdfDocument(made) as document:
        found = [(mark.level, mark.get_title()) for mark in document.get_toc()]
    assert found == [(one.level - 1, one.title) for one in guide()]


def test_the_contents_name_the_pages_of_the_outline(made: bytes, texts: list[str]) -> None:
    with pypdfium2.PdfDocument(made) as document:
        pages = {mark.get_title(): mark.get_dest().get_index() + 1 for mark in document.get_toc()}
    contents = "\n".join(texts[1:3])
    listed = {
        title.strip(): int(page) for title, page in re.findall(r"^(.+?) ?\.{3,} (\d+)\s*$", contents, re.MULTILINE)
    }
    assert listed == {one.title: pages[one.title] for one in guide() if one.level < 3}


def test_words_that_lead_elsewhere_name_the_page(texts: list[str]) -> None:
    start = next(number for number, text in enumerate(texts, 1) if number > 3 and "一台电脑装一次就行" in text)
    assert f"先看安装（第{start}页）" in "".join(texts).replace("\r\n", "")


def test_links_can_be_clicked(made: bytes) -> None:
    assert made.count(b"/Subtype /Link") > len(guide())


def test_every_picture_is_there_once_and_has_a_caption(made: bytes, texts: list[str]) -> None:
    assert made.count(b"/Subtype /Image") == 1
    figures = [figure for one in guide() for figure in one.figures]
    whole = "".join(texts)
    assert [number for number in range(1, len(figures) + 1) if f"图{number}　" not in whole] == []


def test_no_heading_ends_a_page(texts: list[str]) -> None:
    titles = {one.title for one in guide()}
    last = [[line for line in text.splitlines() if line.strip()][-2:] for text in texts[3:]]
    assert [lines for lines in last if titles & {line.strip() for line in lines[:1]}] == []


def test_the_version_stands_on_the_cover(texts: list[str]) -> None:
    assert f"版本 {__version__}" in texts[0]


def test_the_sheet_is_one_page(tmp_path: Path) -> None:
    write_sheet(tmp_path / "软件情况说明.pdf")
    with pypdfium2.PdfDocument(tmp_path / "软件情况说明.pdf") as document:
        assert len(document) == 1
        text = document[0].get_textpage().get_text_bounded()
    assert all(word in text for word in ("HKCU", "SHA256SUMS.txt", "/S", "JIXIAO_HOME", __version__))


def test_the_same_text_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        write_sheet(tmp_path / name)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


@pytest.mark.parametrize("data", [b"", png(kind=6), png()[:-30] + bytes(30)], ids=["none", "see-through", "damaged"])
def test_another_picture_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="PNG"):
        read_png(data)
