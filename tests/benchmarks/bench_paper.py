"""The paper of yuanjiang-2024: PDF against LibreOffice, docx against docxtpl, growth and memory; run by hand.

    python tests/benchmarks/bench_paper.py [--docxtpl PYTHON]

(a) the whole package as one PDF, against LibreOffice converting the same docx files in one call with a warm profile
(aim: at least 15 times faster), ours inside a running program and as a process of its own that also opens the file;
(b) one 附件3 as docx, drawn and written, against docxtpl filling a template with the same cells (aim: not slower).
docxtpl is no part of the project: PYTHON is an interpreter that has it, without it python-docx builds the same table;
(c) 7 and 70 projects (aim: linear); (d) peak memory. All in one run, in turns where both sides run in the program.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import docx

from app.answers.answer_set import AnswerSet
from app.answers.graph import AnswerGraph
from app.documents.grids import rows_of
from app.documents.options import Options
from app.documents.tree import Block, Document, Grid, GridCell, Paragraph, Part, Run
from app.export.docx import write_docx
from app.export.pdf import page_counts, write_pdf
from app.export.xlsx import write_xlsx
from app.services.output.drawing import draw_package
from app.services.samples import build_sample
from app.services.session import Session
from tests.benchmarks.bench_graph import sample, scaled

NAME = "yuanjiang-2024"
TURNS, SLOW_TURNS, OFFICE_TURNS = 9, 3, 7
OFFICE = "LibreOffice"
SIZES = (1, 10)
FILL = """
import io, json, sys, time
from docxtpl import DocxTemplate
path, texts, turns = sys.argv[1], json.load(open(sys.argv[2], encoding="utf-8")), int(sys.argv[3])
for _ in range(turns):
    begun = time.perf_counter()
    template = DocxTemplate(path)
    template.render(texts, autoescape=True)
    template.save(io.BytesIO())
    print(time.perf_counter() - begun)
"""
"""Fills the template in an interpreter that has docxtpl; its start is not counted."""

Act = Callable[[], object]


def answers_of(times: int) -> AnswerSet:
    """Return the answers of the sample with `times` as many projects."""
    pack, facts = sample()
    return AnswerGraph(pack, facts if times == 1 else scaled(facts, times)).snapshot()


def documents_of(answers: AnswerSet) -> tuple[Document, ...]:
    """Return the documents of the package."""
    return draw_package(answers, Options()).package.documents


def forms_of(documents: Sequence[Document]) -> list[Document]:
    """Return the documents with tables."""
    return [document for document in documents if any(part.kind == "form" for part in document.parts)]


def pdf_of(documents: Sequence[Document]) -> bytes:
    """Return documents as one PDF."""
    return write_pdf(documents, title="自评材料", author="某单位", duplex=True)


def took(act: Act) -> float:
    """Return how long an act takes in milliseconds."""
    begun = perf_counter()
    act()
    return (perf_counter() - begun) * 1000


def medians(acts: dict[str, Act], turns: int = TURNS) -> dict[str, float]:
    """Return the median time of each act, taken in turns."""
    times: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(turns):
        for name, act in acts.items():
            times[name].append(took(act))
    return {name: median(taken) for name, taken in times.items()}


def say(text: str) -> None:
    """Print one line at once."""
    print(text, flush=True)  # noqa: T201


# ---- (a) PDF ----


def run(command: Sequence[str | Path], **env: str) -> None:
    """Run a program to its end, silently.

    Raises:
        CalledProcessError: it failed.
    """
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **env})


def compare_pdf(folder: Path) -> None:
    """Time the package as PDF on both sides."""
    file = build_sample(NAME, folder, lambda _: None).path
    answers = answers_of(1)
    documents = documents_of(answers)
    paths = [folder / f"{number}.docx" for number in range(len(documents))]
    for path, document in zip(paths, documents, strict=True):
        path.write_bytes(write_docx(document))
    first = took(lambda: pdf_of(documents))
    acts: dict[str, Act] = {
        "PDF": lambda: pdf_of(documents),
        "with drawing": lambda: pdf_of(documents_of(answers)),
        "own process": lambda: run([sys.executable, __file__, "--only-pdf", file]),
    }
    office = shutil.which("soffice")
    if office is not None:
        call = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
        run([*call, "--outdir", folder, paths[0]])
        acts[OFFICE] = lambda: run([*call, "--outdir", folder, *paths])
    times = {"PDF, first": first, **medians(acts, OFFICE_TURNS)}
    say(f"(a) {len(documents)} documents, {sum(page_counts(documents))} pages")
    for name, value in times.items():
        ratio = f", {times[OFFICE] / value:.1f} times faster (aim: 15)" if OFFICE in times and name != OFFICE else ""
        say(f"    {name} {value:.0f} ms{ratio}")


def only_pdf(file: Path) -> None:
    """Open an evaluation and write its PDF: what a process of its own does."""
    with Session.open(file, mode="view") as session:
        file.with_suffix(".pdf").write_bytes(pdf_of(documents_of(session.graph.snapshot())))


# ---- (b) docx ----


def compare_docx(folder: Path, python: str) -> None:
    """Time one 附件3 on both sides."""
    answers = answers_of(1)
    wanted = next(document for document in documents_of(answers) if document.id == "att3")
    ours: dict[str, Act] = {"write": lambda: write_docx(wanted), "draw all 7 and write one": lambda: _drawn(answers)}
    say(f"(b) {wanted.name}")
    if python:
        template, texts = folder / "template.docx", folder / "texts.json"
        filled = with_placeholders(wanted)
        template.write_bytes(write_docx(filled[0]))
        texts.write_text(json.dumps(filled[1], ensure_ascii=False), encoding="utf-8")
        command = [python, "-c", FILL, str(template), str(texts), str(TURNS)]
        found = subprocess.run(command, check=True, capture_output=True, text=True)
        other = median(float(line) for line in found.stdout.split()) * 1000  # milliseconds
        name = f"docxtpl filling {len(filled[1])} cells"
    else:
        other, name = medians({"build": lambda: build_plainly(wanted)})["build"], "python-docx building the table"
    for what, value in medians(ours).items():
        say(f"    {what} {value:.1f} ms; {name} {other:.1f} ms; ratio {other / value:.2f} (aim: at least 1)")


def _drawn(answers: AnswerSet) -> bytes:
    return write_docx(draw_package(answers, Options(), ("att3",)).package.documents[0])


def with_placeholders(document: Document) -> tuple[Document, dict[str, str]]:
    """Return the document with a placeholder in each filled cell, and the texts that belong there."""
    texts: dict[str, str] = {}

    def cell(old: GridCell) -> GridCell:
        if old.label or not old.paragraphs:
            return old
        name = f"v{len(texts)}"
        texts[name] = old.text
        return replace(old, paragraphs=(replace(old.paragraphs[0], runs=(Run(f"{{{{ {name} }}}}"),)),))

    def block(old: Block) -> Block:
        return replace(old, cells=tuple(map(cell, old.cells))) if isinstance(old, Grid) else old

    def part(old: Part) -> Part:
        return replace(old, blocks=tuple(map(block, old.blocks)))

    return replace(document, parts=tuple(map(part, document.parts))), texts


def build_plainly(document: Document) -> bytes:
    """Build the same table with python-docx, cell by cell."""
    made = docx.Document()
    for block in (block for part in document.parts for block in part.blocks):
        if isinstance(block, Paragraph):
            made.add_paragraph(block.text)
            continue
        table = made.add_table(len(block.rows), len(block.columns_mm))
        for cell in block.cells:
            corner = table.cell(cell.row, cell.column)
            corner.merge(table.cell(cell.row + cell.height - 1, cell.column + cell.width - 1)).text = cell.text
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


# ---- (c) growth, (d) memory ----


def growth() -> None:
    """Time each step at each size."""
    made: list[dict[str, float]] = []
    for times in SIZES:
        answers = answers_of(times)
        documents = documents_of(answers)
        acts: dict[str, Act] = {
            "draw": lambda answers=answers: documents_of(answers),  # type: ignore[misc]
            "docx": lambda documents=documents: [write_docx(one) for one in documents],  # type: ignore[misc]
            "xlsx": lambda documents=documents: write_xlsx(forms_of(documents)),  # type: ignore[misc]
            "pdf": lambda documents=documents: pdf_of(documents),  # type: ignore[misc]
        }
        made.append(medians(acts, TURNS if times == 1 else SLOW_TURNS))
        cells = sum(len(row) for one in documents for part in one.parts for b in part.blocks if isinstance(b, Grid)
                    for row in rows_of(b))  # fmt: skip
        say(
            f"(c) {times * 7} projects, {len(documents)} documents, {cells} cells: "
            + ", ".join(f"{name} {value:.0f} ms" for name, value in made[-1].items())
        )
    ratios = ", ".join(f"{name} {made[1][name] / made[0][name]:.1f}" for name in made[0])
    say(f"    growth, projects 10 times: {ratios} (aim: at most about 10)")


def memory() -> None:
    """Measure each size in a process of its own."""
    for times in SIZES:
        command = [sys.executable, __file__, "--memory", str(times)]
        found = subprocess.run(command, check=True, capture_output=True, text=True)
        say(f"(d) {times * 7} projects: {found.stdout.strip()}")


def resident() -> int:
    """Return the most memory this process has held so far, in MB (of Linux; that of its parent is not in it)."""
    text = Path("/proc/self/status").read_text(encoding="ascii")
    return int(text.partition("VmHWM:")[2].split()[0]) // 1024


def measure(times: int) -> None:
    """Print the peak of this process: resident first, then what Python's own objects take."""
    documents = documents_of(answers_of(times))
    before = resident()
    size = len(pdf_of(documents))
    after = resident()
    tracemalloc.start()
    pdf_of(documents)
    peak = tracemalloc.get_traced_memory()[1] // 2**20
    say(f"resident {before} MB drawn, {after} MB with PDF ({size // 1024} kB); objects of the PDF {peak} MB")


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--docxtpl", default="", help="an interpreter that has docxtpl")
    parser.add_argument("--only-pdf", type=Path)
    parser.add_argument("--memory", type=int)
    asked = parser.parse_args()
    if asked.only_pdf:
        only_pdf(asked.only_pdf)
    elif asked.memory:
        measure(asked.memory)
    else:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["JIXIAO_HOME"] = str(Path(folder) / "home")
            compare_pdf(Path(folder))
            compare_docx(Path(folder), asked.docxtpl)
            growth()
            memory()


if __name__ == "__main__":
    main()
