"""The example of docs/paper.md drawn, and its picture: our own PDF with the bundled fonts, rendered by PDFium.

Run: python tests/documents/picture.py
It writes docs/pictures/paper.png anew, after the example or the renderer was changed.
"""

from __future__ import annotations

import re
import struct
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.answers.answer_set import AnswerSet
from app.answers.graph import AnswerGraph
from app.documents.forms import draw_form
from app.documents.options import Options
from app.documents.tree import Document, Part
from app.exchange.answers_reading import answers_to_facts, read_answers
from app.export.pdf.assembly import lay_out
from app.export.pdf.drawing import draw as draw_pdf
from app.export.pdf.fonts import font_book
from app.packs.loading import load_pack
from app.packs.registry import draw

PAGE = Path(__file__).resolve().parents[2] / "docs" / "paper.md"
PICTURE = PAGE.parent / "pictures" / "paper.png"
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
FORM = "sheet"
SCALE = 1.5
SHADES, MARGIN = 16, 24
HEADER = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows of grey pixels, each one of `SHADES`, 0 black."""

    width: int
    rows: tuple[bytes, ...]

    def png(self) -> bytes:
        """Return it as a file of four bits a pixel."""
        lines = (row + bytes(len(row) % 2) for row in self.rows)
        packed = b"".join(b"\0" + bytes(a << 4 | b for a, b in zip(r[::2], r[1::2], strict=True)) for r in lines)
        head = struct.pack(">IIBBBBB", self.width, len(self.rows), 4, 0, 0, 0, 0)
        parts = ((b"IHDR", head), (b"IDAT", zlib.compress(packed, 9)), (b"IEND", b""))
        return HEADER + b"".join(map(_chunk, parts))


def _chunk(part: tuple[bytes, bytes]) -> bytes:
    kind, body = part
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def read_png(body: bytes) -> Picture:
    """Return the picture that `Picture.png` wrote."""
    width, height = struct.unpack(">II", body[16:24])
    start, packed = len(HEADER) + 25, b""
    while body[start + 4 : start + 8] == b"IDAT":
        size = struct.unpack(">I", body[start : start + 4])[0]
        packed += body[start + 8 : start + 8 + size]
        start += size + 12
    pixels, step = zlib.decompress(packed), (width + 1) // 2 + 1
    lines = [pixels[n * step + 1 : (n + 1) * step] for n in range(height)]
    return Picture(width, tuple(bytes(v for b in line for v in (b >> 4, b & 15))[:width] for line in lines))


def example(pack: str, answers: str) -> AnswerSet:
    """Return the answers of an example: YAML of a pack file and of an answers file.

    Args:
        pack: path of the pack.
        answers: text of the answers file.
    """
    loaded = load_pack(draw(pack).resolved.body)
    return AnswerGraph(loaded, answers_to_facts(read_answers(answers, "答案.yaml"), loaded)).snapshot()


def drawn(answers: AnswerSet, form: str = FORM) -> Part:
    """Draw a form of the example."""
    return draw_form(answers, form, "unit", Options())


def picture(part: Part) -> Picture:
    """Return the only page of a part, cut to what stands on it."""
    book = font_book(None)
    pages = lay_out([Document("f", "unit", "f", "f", (part,))], book, duplex=False)
    pdf = pypdfium2.PdfDocument(draw_pdf(pages, book, title="", author="", duplex=False))
    bitmap = pdf[0].render(scale=SCALE, grayscale=True)
    shades = bytes(value * (SHADES - 1) // 255 for value in range(256))
    pixels, width, step = bytes(bitmap.buffer).translate(shades), bitmap.width, bitmap.stride
    rows = [pixels[n * step : n * step + width] for n in range(bitmap.height)]
    white = bytes([SHADES - 1])
    used = [n for n, row in enumerate(rows) if row.strip(white)]
    kept = rows[max(used[0] - MARGIN, 0) : used[-1] + MARGIN]
    left = max(min(len(row) - len(row.lstrip(white)) for row in kept) - MARGIN, 0)
    right = max(len(row.rstrip(white)) for row in kept) + MARGIN
    return Picture(len(kept[0][left:right]), tuple(row[left:right] for row in kept))


def main(folder: Path) -> None:
    """Write the picture."""
    pack = folder / "pack.yaml"
    pack.write_text(EXAMPLES[0], encoding="utf-8")
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_bytes(picture(drawn(example(str(pack), EXAMPLES[1]))).png())


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        main(Path(name))
