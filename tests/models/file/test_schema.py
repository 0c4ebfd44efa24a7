"""The tables of the file: frozen text, Core tables, settings of a connection, what the import costs."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

import app
from app.core.errors import DataError
from app.models.file import EvaluationFile, check_file
from app.models.file.connection import file_uri
from app.models.file.schema import DDL, METADATA, VERSION


def plain(statement: str) -> str:
    return " ".join(statement.replace('"', "").split()).replace("( ", "(").replace(" )", ")").replace(" ,", ",")


def test_core_tables_are_the_frozen_text_of_the_newest_version() -> None:
    dialect = sqlite.dialect()  # type: ignore[no-untyped-call]
    written = []
    for table in METADATA.tables.values():
        written.append(plain(str(CreateTable(table).compile(dialect=dialect))))
        written += [plain(str(CreateIndex(index).compile(dialect=dialect))) for index in table.indexes]
    assert sorted(written) == sorted(DDL[VERSION])


def test_a_file_tells_what_it_is(made: Path) -> None:
    header = made.read_bytes()[:100]
    assert header[68:72] == b"JXZP"
    assert int.from_bytes(header[60:64]) == 1
    driver = sqlite3.connect(made)
    strict = driver.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    assert {name: flag for name, flag in strict if not name.startswith("sqlite_")} == dict.fromkeys(METADATA.tables, 1)
    driver.close()


@pytest.mark.parametrize("mode", ["edit", "view"])
def test_a_connection_is_set_up_for_safety(mode: str, made: Path, reopen: Callable[..., EvaluationFile]) -> None:
    with reopen(mode=mode) as opened:
        driver = opened._channel.driver
        wanted = {"trusted_schema": 0, "foreign_keys": 1, "cell_size_check": 1, "synchronous": 2}
        assert {name: driver.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted
        assert driver.execute("PRAGMA journal_mode").fetchone()[0] == "delete"


def test_a_sound_file_is_reported_with_its_counts(made: Path) -> None:
    report = check_file(made)
    assert (report.sound, report.version, report.rows, report.cells, report.steps) == (True, 1, 1, 1, 0)
    assert report.sentences == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("INSERT INTO change VALUES (1, 1, 'cell', '[', NULL, NULL)", "file.log_broken"),
        ("INSERT INTO change VALUES (1, 1, 'cell', '[\"a\",\"b\",\"\"]', '[1]', NULL)", "file.log_broken"),
        ("INSERT INTO change VALUES (1, 1, 'row', '[\"a\"]', '[\"t\",null,\"a\"]', NULL)", "file.log_broken"),
        ("INSERT INTO change VALUES (1, 1, 'meta', '[\"file.id\"]', NULL, '\"x\"')", "file.log_broken"),
        ("INSERT INTO change VALUES (9, 1, 'meta', '[\"pack\"]', NULL, '\"x\"')", "file.orphan"),
        ("UPDATE pack SET body = CAST('x' AS BLOB)", "file.damaged"),
        ("INSERT INTO blob VALUES ('00', CAST('x' AS BLOB))", "file.damaged"),
        ("DELETE FROM pack", "file.no_pack"),
        ("DELETE FROM lineage", "file.lineage"),
    ],
)
def test_a_check_looks_deeper_than_opening(
    change: str, code: str, made: Path, hand: Callable[..., None], reopen: Callable[..., EvaluationFile]
) -> None:
    step = "INSERT INTO step VALUES (1, 'x', '', 'l', '2025-05-19T10:00:00+00:00', '', 0)"
    hand(made, "PRAGMA foreign_keys=OFF", step, change)
    assert [problem.code for problem in check_file(made).problems] == [code]
    reopen(mode="view").close()


@pytest.mark.parametrize(
    ("target", "before"),
    [
        ('["gone","name",""]', '["x","value","","typed","","","",""]'),
        ('["unit","name",""]', '["x","value"]'),
        ('["unit"]', "null"),
    ],
)
def test_a_tampered_log_is_not_undone(
    target: str, before: str, made: Path, hand: Callable[..., None], reopen: Callable[..., EvaluationFile]
) -> None:
    step = "INSERT INTO step VALUES (1, 'x', '', 'l', '2025-05-19T10:00:00+00:00', '', 0)"
    hand(made, step, "INSERT INTO change VALUES (1, 1, 'cell', ?, ?, NULL)", values=(target, before))
    with reopen() as opened:
        facts = opened.read()
        with pytest.raises(DataError, match="不能撤销或恢复"):
            opened.undo()
        assert opened.read() == facts


def test_names_of_files_become_addresses_of_sqlite(tmp_path: Path) -> None:
    assert file_uri(tmp_path / "a?b", "ro").endswith("/a%3Fb?mode=ro")
    assert file_uri(Path("//server/share/a"), "ro") == "file:////server/share/a?mode=ro"
    odd = tmp_path / "b#c%41 号.jxzp"
    assert file_uri(odd, "rwc").endswith("/b%23c%2541%20%E5%8F%B7.jxzp?mode=rwc")
    driver = sqlite3.connect(file_uri(odd, "rwc"), uri=True)
    driver.execute("CREATE TABLE t (a)")
    driver.close()
    assert odd.exists()


def test_the_import_leaves_the_orm_out() -> None:
    code = "import sys, app.models.file; print('sqlalchemy.orm' in sys.modules, 'pydantic' in sys.modules)"
    root = Path(app.__file__).parents[1]
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert answer.stdout.split() == ["False", "False"]
