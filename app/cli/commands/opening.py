"""Open an evaluation for a command that edits, and say what happened on the way."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.cli.output import progress
from app.services.session import Session


@contextmanager
def editing(options: Namespace) -> Iterator[Session]:
    """Give the open session; tell a lock that was taken over, a migration, and a backup that could not be made."""
    with Session.open(Path(options.file), take_over=options.take_over) as session:
        for sentence in session.opening_words():
            progress(sentence, quiet=options.json)
        yield session
        for problem in session.file.notices:
            progress(f"提示：{problem.sentence()}", quiet=options.json)
