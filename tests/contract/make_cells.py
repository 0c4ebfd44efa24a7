"""Write what the official tables print, cell by cell, from the transcribed packages beside the checkout.

Run once, by hand: `python tests/contract/make_cells.py <folder of the seeds>`. What comes out is committed; the
tests need no seed. Labels, figures and texts of indicators are kept, blanks of any width dropped; goals, prose, names
of persons and telephone numbers are masked: the cell is null, which means “something stands here”.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent / "paper_cells"
MOST_CHINESE = 12
_TAG = re.compile(r"</?b>")
_CHINESE = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Source:
    """One table of a seed: the form it is, for which row (from 0) of the form's table, and what of it is masked.

    `above`, `below`: how many paragraphs next to it belong to it. `physical`: for a table written with a field for
    every column, the fields of a row that are cells of their own.
    """

    table: str
    form: str
    row: int = 0
    masked: tuple[str, ...] = ()
    above: int = 2
    below: int = 0
    physical: dict[int, tuple[int, ...]] = field(default_factory=dict)
    dropped: tuple[int, ...] = ()


SOURCES: dict[str, list[Source]] = {
    "yuanjiang-2024": [
        Source("T1", "att1", masked=("R27C2",), below=1),
        Source("T2", "att2", masked=("R10C2", "R10C3"), below=1),
        *(Source(f"T{n + 3}", "att3", n, masked=("R9C2", "R9C3"), below=2) for n in range(7)),
    ],
    "hunan-jubao-2020": [
        Source("T1", "att1", below=1),
        Source("T2", "att2", masked=("R10C2", "R10C3")),
        Source("T3", "att3", masked=("R9C2", "R9C3")),
    ],
    "zhengning-2023": [
        Source(
            "T1",
            "sheet",
            masked=("R8C2", "R8C5", "R10C8", "R11C8", "R21C1"),
            above=1,
            physical={2: (0, 2), 7: (0, 1, 4), 8: (0, 1, 4), 20: (0, 6, 7), 21: (0,), 22: (0,)},
            dropped=(1,),  # the title once more, as the first row
        ),
    ],
    "yueyanglou-2017": [
        Source(
            "T1",
            "main",
            masked=("R2C2", "R2C4", "R4C2", "R5C2", "R29C2", "R29C3", "R51C1", "R52C1", "R53C1"),
            above=0,
            below=1,
        ),
    ],
}


def clean(text: str) -> str:
    """Return a text without blanks and marks."""
    return "".join(_TAG.sub("", text).split())


def cells(source: Source, row: dict[str, Any]) -> list[str | None]:
    """Return the physical cells of one row; what is masked and not blank is null."""
    number = row["r"]
    kept = source.physical.get(number, range(len(row["cells"])))
    texts = {column: clean(row["cells"][column]["text"]) for column in kept}
    return [None if text and f"R{number}C{column + 1}" in source.masked else text for column, text in texts.items()]


def table(source: Source, blocks: list[dict[str, Any]]) -> dict[str, Any]:
    """Return one table with what stands above and below it."""
    at = next(number for number, block in enumerate(blocks) if block["id"] == source.table)
    paragraphs = [clean(block.get("text", "")) for block in blocks]
    rows = [cells(source, row) for row in blocks[at]["rows"] if row["r"] not in source.dropped]
    return {
        "id": source.table,
        "form": source.form,
        "row": source.row,
        "above": paragraphs[at - source.above : at],
        "rows": rows,
        "below": paragraphs[at + 1 : at + 1 + source.below],
    }


def long_texts(found: list[dict[str, Any]]) -> set[str]:
    """Return the kept texts with many Chinese characters, for the eye: each must be a label, a name or an indicator."""
    texts = {text for one in found for row in one["rows"] for text in row if text}
    return {text for text in texts if len(_CHINESE.findall(text)) > MOST_CHINESE}


def main(seeds: Path) -> None:
    """Write one file for each package."""
    OUT.mkdir(exist_ok=True)
    for name, sources in SOURCES.items():
        blocks = json.loads((seeds / f"{name}.json").read_text(encoding="utf-8"))["blocks"]
        found = [table(source, blocks) for source in sources]
        heads = [
            json.dumps({**one, "rows": 0}, ensure_ascii=False).replace('"rows": 0', f'"rows": [\n{lines(one)}\n]')
            for one in found
        ]
        text = f'{{"sample": "{name}", "tables": [\n' + ",\n".join(heads) + "\n]}\n"
        (OUT / f"{name}.json").write_text(text, encoding="utf-8")
        sys.stdout.write("".join(f"{name}: {one}\n" for one in sorted(long_texts(found))))


def lines(one: dict[str, Any]) -> str:
    """Return the rows of a table, one a line."""
    return ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in one["rows"])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
