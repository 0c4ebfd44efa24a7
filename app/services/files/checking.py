"""Say whether an evaluation file is sound: the database, the pack it keeps, and what the cells hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.core.errors import EnvironmentProblem, JixiaoError
from app.core.records import Address
from app.models.file import check_file
from app.services.review.marks import marked_cells, provisional_figures
from app.services.session import Session

_STOPS = {"file.locked", "file.missing", "file.unreadable"}


_SHOWN: Final = 30
"""Characters of a marked text that are shown."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Problems make the file unsound; notes are worth knowing. Both are Chinese sentences."""

    problems: tuple[str, ...]
    notes: tuple[str, ...]
    pack: str
    version: str


def check_evaluation(path: Path) -> CheckReport:
    """Check a file without changing it.

    Raises:
        EnvironmentProblem: there is no such file, or it cannot be read at all now (medium gone).
    """
    report = check_file(path)
    version = str(report.version)
    if report.problems:
        return CheckReport(tuple(report.sentences), (), "", version)
    try:
        with Session.open(path, mode="view") as session:
            return CheckReport(tuple(_problems(session)), tuple(_notes(session)), session.pack.id, version)
    except EnvironmentProblem as error:
        if error.code in _STOPS:
            raise
        return CheckReport((error.sentence(),), (), "", version)
    except JixiaoError as error:
        return CheckReport((error.sentence(),), (), "", version)


def _problems(session: Session) -> list[str]:
    """Return rows that no table of the pack holds, and local terms that do not fit it.

    The bytes of the pack were checked when the file was opened.
    """
    rows = [
        f"表样里没有“{row.table}”这张表，行 {row.id} 没有地方放。"
        for row in session.facts.rows.values()
        if row.table not in session.pack.tables
    ]
    return rows + [f"本地要求“{name}”没有用上：{why.sentence()}" for name, why in session.unused_terms.items()]


def _notes(session: Session) -> list[str]:
    """Return typed cells that the pack computes, cells it does not know, texts it cannot read."""
    notes = [
        f"{_words(session, Address(*at))} 由程序自动计算，填写的数没有使用。" for at in sorted(session.graph.ignored())
    ]
    for row_id, cells in session.facts.cells.items():
        table = session.facts.rows[row_id].table
        for key, form in sorted(cells):
            if key not in session.pack.fields.get(table, {}):
                notes.append(f"{session.tree.address_path(Address(row_id, key, form))} 不在表样里。")
    return [*notes, *_unfinished(session)]


def _unfinished(session: Session) -> list[str]:
    """Return provisional figures and marked cells in words."""
    provisional = [
        f"暂定数（{source.provisional}）：{source.label} {source.printed}" + _expected(source.expected_on)
        for source in provisional_figures(session)
    ]
    return provisional + [
        f"{marked.mark}：{marked.label} {_short(marked.printed)}。" for marked in marked_cells(session)
    ]


def _expected(date: str) -> str:
    return f"，终值预计{date}。" if date else "。"


def _words(session: Session, address: Address) -> str:
    return f"{session.tree.address_path(address)} {session.label(address)}"


def _short(text: str) -> str:
    """Return the beginning of a long text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
