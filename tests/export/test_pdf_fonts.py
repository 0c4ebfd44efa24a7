"""Which font file draws a character."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

import pytest

from app.export.pdf.embedding import unicode_map
from app.export.pdf.fonts import MISSING, SANS, SERIF, FontBook, bundled, font_book, fonts, load, system_fonts
from app.packs.places import resources

FORBIDDEN, PRINT_ONLY, NO_SUBSET, BITMAP = 0x0002, 0x0004, 0x0100, 0x0200


def copy_of(name: str, path: Path, embedding: int = 0) -> Path:
    """Copy a bundled font with another fsType (what its maker allows)."""
    body = bytearray((resources() / "fonts" / name).read_bytes())
    tables = {}
    for place in range(struct.unpack_from(">H", body, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", body, 12 + 16 * place)
        tables[tag] = offset
    struct.pack_into(">H", body, tables[b"OS/2"] + 8, embedding)
    path.write_bytes(body)
    return path


def first(book: FontBook, face: str, char: str = "社") -> str:
    """Return the file that draws a character."""
    return Path(book.fonts[book.glyph(face, char)[0]].shape.filename).name


def test_bundled_fonts_stand_for_all_faces() -> None:
    book = font_book(None)
    assert {face: first(book, face) for face in book.chains} == {
        "song": SERIF,
        "fang": SERIF,
        "kai": SERIF,
        "title": SERIF,
        "hei": SANS,
    }
    assert len(book.fonts) == 2


def test_a_character_comes_from_the_next_font_that_has_it() -> None:
    book = font_book(None)
    only = {name: set(bundled(name).shape.charToGlyph) for name in (SERIF, SANS)}
    sans_only = chr(min(code for code in only[SANS] - only[SERIF] if code > 0x2000))
    serif_only = chr(min(code for code in only[SERIF] - only[SANS] if code > 0x2000))
    assert first(book, "song", sans_only) == SANS
    assert first(book, "hei", serif_only) == SERIF
    assert book.glyph("song", "\ue005") == (MISSING, 1000)


def test_files_are_parsed_once() -> None:
    assert font_book(None) is font_book(None)
    assert bundled(SERIF) is bundled(SERIF)


def test_fonts_of_the_system_come_first(tmp_path: Path) -> None:
    copy_of(SANS, tmp_path / "simfang.ttf")
    book = font_book(tmp_path)
    assert first(book, "fang") == "simfang.ttf"
    assert first(book, "song") == SERIF
    assert [Path(book.fonts[place].shape.filename).name for place in book.chains["fang"]] == [
        "simfang.ttf",
        SERIF,
        SANS,
    ]


@pytest.mark.parametrize("embedding", [FORBIDDEN, NO_SUBSET, BITMAP])
def test_a_font_that_may_not_be_embedded_is_left_aside(tmp_path: Path, embedding: int) -> None:
    copy_of(SANS, tmp_path / "simkai.ttf", embedding)
    assert first(font_book(tmp_path), "kai") == SERIF


def test_a_font_for_print_and_preview_may_be_embedded(tmp_path: Path) -> None:
    assert load(copy_of(SANS, tmp_path / "simhei.ttf", PRINT_ONLY)) is not None


@pytest.mark.parametrize("body", [b"", b"junk" * 400, b"OTTO" + bytes(400), b"ttcf" + bytes(8)])
def test_a_file_that_is_no_font_is_left_aside(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "simsun.ttc").write_bytes(body)
    assert first(font_book(tmp_path), "song") == SERIF


def test_only_windows_has_fonts_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert system_fonts() is None
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("WINDIR", "D:/Win")
    assert system_fonts() == Path("D:/Win/Fonts")
    assert first(fonts(), "song") == SERIF


def test_the_map_to_unicode_is_utf_16_in_blocks_of_100() -> None:
    lines = unicode_map([0, 0x20, *range(0x4E00, 0x4E00 + 120), 0x2CC5F]).split("\n")
    assert "100 beginbfchar" in lines
    assert "22 beginbfchar" in lines
    assert "<01> <0020>" in lines
    assert lines[-6] == "<7A> <D873DC5F>"
    assert not any(line.startswith("<00> <0000>") for line in lines)
