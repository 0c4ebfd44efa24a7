"""The samples drawn: every document of the five packages, each drawn once a run."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path

from app.documents.options import Options
from app.documents.tree import Document, Grid, Package
from app.services.output.drawing import draw_package
from app.services.samples import build_sample, sample_names
from app.services.session import Session

SAMPLES = sample_names()


@lru_cache(maxsize=8)
def package(sample: str) -> Package:
    """Build a sample and draw its package."""
    with tempfile.TemporaryDirectory() as folder:
        built = build_sample(sample, Path(folder), lambda _: None)
        with Session.open(built.path, mode="view") as session:
            return draw_package(session.graph.snapshot(), Options()).package


def documents() -> list[tuple[str, int]]:
    """Return sample and place of every document, for parameters: drawing waits until the test runs."""
    return [(sample, number) for sample in SAMPLES for number in range(len(package(sample).documents))]


def grids(document: Document) -> list[Grid]:
    """Return the tables of a document."""
    return [block for part in document.parts for block in part.blocks if isinstance(block, Grid)]
