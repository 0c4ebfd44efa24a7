"""The public version: projects that are not public give way to the pack's sentence, names to 某 (PRACTICE A5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import takewhile
from typing import Final

from app.answers.answer_set import AnswerSet
from app.core.records import ROOT_ID
from app.documents.names import file_name, sheet_name
from app.documents.public import Masked
from app.documents.rewriting import rewritten
from app.documents.rows import Paper, RowView
from app.documents.texts import write_out
from app.documents.tree import Document, Grid, Look, Package, Paragraph, Part, Run

PROJECTS: Final = "projects"
NOT_PUBLIC: Final = "not_public"
PROJECT: Final = "不予公开的项目"
PERSON: Final = "姓名"

_YES: Final = "是"
_STANDS_FOR: Final = "（不予公开）"
_LEAST: Final = 4
"""A project with a shorter name is not looked for in running text: too many words hold it."""

_NAME: Final = re.compile(r"[\u4e00-\u9fff]{3,4}")
"""A name of two characters is not looked for either."""

_PERSONS: Final = re.compile(r"^team\.name$|\.(?:person|preparer)$")
_LINE: Final = Look("song", Decimal("10.5"))
_TEXT: Final = Look("fang", Decimal(16))


def withheld(package: Package, answers: AnswerSet) -> tuple[Package, tuple[Masked, ...]]:
    """Return a package without the projects that are not public and without the names of those who filled it in.

    What shows such a project is left out, its name is replaced wherever it stands. The second value lists what was
    done: a person should read those documents again.
    """
    rows = dict(_hidden(answers))
    words = _words(answers, set(rows.values()))
    if not rows and not words:
        return package, ()
    sentence = write_out(answers.pack.print.public.statement, RowView(answers, ROOT_ID), Paper()).text
    found = [_cleared(document, rows, words, sentence) for document in package.documents]
    listed = tuple(line for _, lines in found for line in lines)
    return replace(package, documents=tuple(document for document, _ in found)), listed


# ---- what is to go ----


def _hidden(answers: AnswerSet) -> Iterator[tuple[str, str]]:
    """Yield every row of a project that is not public, with the project's name."""
    for row in answers.children(ROOT_ID, PROJECTS):
        if answers.printed(row, NOT_PUBLIC) == _YES:
            name = answers.printed(row, "name")
            yield from ((below, name) for below in _branch(answers, row))


def _branch(answers: AnswerSet, row: str) -> Iterator[str]:
    yield row
    for one in answers.facts.rows.values():
        if one.parent == row:
            yield from _branch(answers, one.id)


def _words(answers: AnswerSet, projects: set[str]) -> dict[str, tuple[str, str]]:
    """Return the words to be replaced: what prints instead, and of which sort they are; the longest first."""
    words = {name: (_STANDS_FOR, PROJECT) for name in projects if len(name) >= _LEAST}
    words |= {name: (name[0] + "某" * (len(name) - 1), PERSON) for name in _persons(answers)}
    return dict(sorted(words.items(), key=lambda item: (-len(item[0]), item[0])))


def _persons(answers: AnswerSet) -> Iterator[str]:
    """Yield the names of persons that the pack leaves out of the public version."""
    keys = [key for key in answers.pack.print.public.leave_out if _PERSONS.search(key)]
    for table, _, key in (key.partition(".") for key in keys):
        for row in answers.facts.rows.values():
            name = answers.printed(row.id, key) if row.table == table else ""
            if _NAME.fullmatch(name):
                yield name


# ---- clearing ----


def _cleared(
    document: Document, rows: dict[str, str], words: dict[str, tuple[str, str]], sentence: str
) -> tuple[Document, list[Masked]]:
    """Clear one document; one that is drawn for such a project is replaced whole."""
    clearing = _Clearing(frozenset(rows), words)
    if document.row in rows:
        shown = _replaced(document, rows[document.row], sentence, clearing)
        return shown, [Masked(shown.name, PROJECT, sentence)]
    shown = rewritten(document, clearing.paragraph)
    if sentence and any(sort == PROJECT for sort, _ in clearing.gone):
        shown = replace(shown, parts=(*shown.parts[:-1], _with_line(shown.parts[-1], sentence)))
    return shown, [Masked(document.name, sort, printed) for sort, printed in dict.fromkeys(clearing.gone)]


def _replaced(document: Document, name: str, sentence: str, clearing: _Clearing) -> Document:
    """Return a document that says only the sentence below its number and title, under names that tell no project."""
    form = document.parts[-1]
    above = takewhile(lambda block: isinstance(block, Paragraph) and block.keep_next, form.blocks)
    titles = [clearing.paragraph(block) for block in above if isinstance(block, Paragraph)]
    line = Paragraph((Run(sentence or _STANDS_FOR),), _TEXT, first=Decimal(2))
    return replace(
        document,
        name=_without(document.name, name),
        file_name=_without(document.file_name, file_name(name)),
        sheet_name=_without(document.sheet_name, sheet_name(name)),
        parts=(Part((*titles, line), form.page),),
    )


def _without(text: str, name: str) -> str:
    """Return a name of a document without the project's; one that was cut off keeps only what stands before it."""
    if name and name in text:
        return text.replace(name, "不予公开")
    return f"{text.partition('（')[0].rstrip()}（不予公开）" if "（" in text else text


def _with_line(part: Part, sentence: str) -> Part:
    """Return a part that ends with the sentence: below its table, or as a paragraph of its own."""
    *before, last = part.blocks or (Paragraph(),)
    if isinstance(last, Grid):
        line = Paragraph((Run(sentence),), _LINE, before=Decimal(4))
        return replace(part, blocks=(*before, replace(last, tail=(*last.tail, line))))
    line = Paragraph((Run(sentence),), last.look, first=Decimal(2), pitch=last.pitch)
    return replace(part, blocks=(*part.blocks, line))


@dataclass(slots=True)
class _Clearing:
    """Clears paragraphs; `gone` collects what went: sort and what prints instead."""

    rows: frozenset[str]
    words: dict[str, tuple[str, str]]
    gone: list[tuple[str, str]] = field(default_factory=list)

    def paragraph(self, paragraph: Paragraph) -> Paragraph:
        """Clear a paragraph."""
        runs = tuple(self.run(run) for run in paragraph.runs)
        changed = replace(paragraph, runs=runs) if runs != paragraph.runs else paragraph
        text = self.text(changed.text)
        if text == changed.text:
            return changed
        return replace(changed, runs=(replace(changed.runs[0], text=text, place=None),))  # it ran over several

    def run(self, run: Run) -> Run:
        """Clear a stretch: one that shows a hidden project goes, its name gives way."""
        if run.place is not None and run.place.row in self.rows and run.text:
            self.gone.append((PROJECT, _STANDS_FOR))
            return replace(run, text=_STANDS_FOR if run.place.key == "name" else "", place=None)
        text = self.text(run.text)
        return run if text == run.text else replace(run, text=text)

    def text(self, text: str) -> str:
        """Replace the words."""
        for word, (printed, sort) in self.words.items():
            if word in text:
                self.gone.append((sort, printed))
                text = text.replace(word, printed)
        return text
