"""Load an answers file into an evaluation, and dump an evaluation as an answers file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.answers.graph import AnswerGraph
from app.core.errors import DataError, UserError
from app.core.records import ROOT_ID, Facts
from app.exchange.answers_problems import AnswersError
from app.exchange.answers_reading import AnswersFile, answers_to_facts, read_answers
from app.exchange.answers_writing import write_answers
from app.exchange.difference import difference
from app.packs.loading import load_pack
from app.packs.registry import find
from app.services.editing.limits import overrides_outside
from app.services.files.creating import check_new_path, write_new
from app.services.files.reading import read_text
from app.services.files.writing import write_or_say
from app.services.session import SAMPLE, Session

_LIMIT = 20_000_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading did: number of edits, whether the file is new, rows and cells it holds now."""

    edits: int
    created: bool
    rows: int
    cells: int


def load_answers(path: Path, answers_path: Path, *, take_over: bool = False) -> Loaded:
    """Take an answers file over into an evaluation file as one undoable step; a missing file is created.

    What the answers file does not name becomes blank: it is the whole evaluation.

    Raises:
        DataError: the answers file is wrong or for another pack; nothing was changed.
        EnvironmentProblem: a file cannot be read or written.
    """
    answers = read_answers(read_text(answers_path, limit=_LIMIT), answers_path.name)
    if not path.exists():
        return _create(path, answers)
    with Session.open(path, take_over=take_over) as session:
        if session.pack.id != answers.pack:
            raise DataError(
                "answers.other_pack",
                where=answers_path.name,
                what=f"答案文件用表样“{answers.pack}”，自评文件用“{session.pack.id}”",
                rule="两者的表样要相同",
                repair=f"可先更换表样：jixiao repack {path.name} --pack {answers.pack}",
            )
        facts = answers_to_facts(answers, session.pack, session.tree)
        _refuse_outside(AnswerGraph(session.pack, facts))
        ops = difference(session.facts, Facts(facts.rows, facts.cells))
        if ops:
            session.apply(f"读入{answers_path.name}", ops)
        return Loaded(len(ops), False, len(facts.rows), sum(map(len, facts.cells.values())))


def _create(path: Path, answers: AnswersFile) -> Loaded:
    check_new_path(path)
    return build(path, answers, replace=False)


def build(path: Path, answers: AnswersFile, *, replace: bool) -> Loaded:
    """Write an evaluation file from an answers file, whole or not at all.

    Raises:
        DataError: the answers are wrong.
        EnvironmentProblem: the file cannot be written.
    """
    resolved = find(answers.pack)
    pack = load_pack(resolved.body)
    facts = answers_to_facts(answers, pack)
    _refuse_outside(AnswerGraph(pack, facts))
    empty = Facts({ROOT_ID: facts.rows[ROOT_ID]}, {})
    write_new(path, resolved, difference(empty, facts), sample=answers.sample, replace=replace)
    count = sum(map(len, facts.cells.values()))
    return Loaded(count, True, len(facts.rows), count)


def _refuse_outside(graph: AnswerGraph) -> None:
    """Refuse answers that set a score above its weight or below 0."""
    problems = list(overrides_outside(graph))
    if problems:
        raise AnswersError(problems)


def dump_answers(path: Path, to: Path | None) -> str:
    """Return an evaluation as the text of an answers file, and write it to `to` when given.

    Raises:
        UserError: the target exists and is not an answers file.
        EnvironmentProblem: a file cannot be read or written.
    """
    with Session.open(path, mode="view") as session:
        text = write_answers(session.facts, session.pack, sample=session.facts.meta.get(SAMPLE, ""))
    if to is not None:
        if to.exists() and not read_text(to, limit=_LIMIT).startswith("answers:"):
            raise UserError(
                "dump.exists",
                where=str(to),
                what="已有这个文件，而且不是答案文件",
                rule="只覆盖原来的答案文件",
                repair="请换一个文件名",
            )
        write_or_say(to, text.encode())
    return text
