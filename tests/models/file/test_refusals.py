"""Files that are not opened: each for its own reason, in words, and nothing on disk changes."""

from __future__ import annotations

import os
import random
import sqlite3
import struct
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import pytest

from app.core.errors import EnvironmentProblem, JixiaoError
from app.core.records import ROOT_ID, Address, Cell, CellOp
from app.models.file import EvaluationFile, Who, check_file, header, inspection

Guard = Callable[[Path], AbstractContextManager[None]]
Hand = Callable[..., None]

BY_BYTES: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "text renamed": ("file.not_evaluation", lambda _: "单位名称：沅江市社会保险服务中心\n".encode() * 40),
    "short text": ("file.not_evaluation", lambda _: b"x"),
    "zip renamed": ("file.not_evaluation", lambda _: b"PK\x03\x04" + bytes(200)),
    "nothing": ("file.not_evaluation", lambda _: b""),
    "cut in the header": ("file.truncated", lambda whole: whole[:60]),
    "cut in a page": ("file.truncated", lambda whole: whole[:-100]),
    "cut by half": ("file.truncated", lambda whole: whole[: len(whole) // 2]),
    "other application": ("file.foreign", lambda whole: _put(whole, 68, 0x47504B47)),
    "newer version": ("file.newer", lambda whole: _put(whole, 60, 99)),
    "version 0": ("file.too_old", lambda whole: _put(whole, 60, 0)),
    "negative version": ("file.too_old", lambda whole: _put(whole, 60, 0xFFFFFFFF)),
    "wal mode": ("file.converted", lambda whole: whole[:18] + b"\x02\x02" + whole[20:]),
    "zeros in the middle": ("file.damaged", lambda whole: whole[:4096] + bytes(8192) + whole[12288:]),
    "schema page scrambled": ("file.damaged", lambda whole: whole[:100] + b"\xff" * 3996 + whole[4096:]),
}

BY_SQL: dict[str, tuple[str, str]] = {
    "trigger": ("file.trigger", "CREATE TRIGGER t AFTER INSERT ON cell BEGIN DELETE FROM cell; END"),
    "trigger named like a table": (
        "file.trigger",
        "CREATE TRIGGER cell AFTER UPDATE ON cell BEGIN DELETE FROM row; END",
    ),
    "view": ("file.view", "CREATE VIEW v AS SELECT * FROM cell"),
    "extra table": ("file.extra_table", "CREATE TABLE extra (a)"),
    "virtual table": ("file.extra_table", "CREATE VIRTUAL TABLE words USING fts5(text)"),
    "statistics table": ("file.extra_table", "ANALYZE"),
    "extra index": ("file.extra_index", "CREATE INDEX i ON cell (text)"),
    "index on an expression": ("file.extra_index", "CREATE INDEX i ON cell (abs(text))"),
    "extra column": ("file.columns", "ALTER TABLE cell ADD COLUMN more TEXT"),
    "generated column": ("file.generated_column", "ALTER TABLE cell ADD COLUMN g TEXT AS (upper(text)) VIRTUAL"),
    "column renamed": ("file.columns", "ALTER TABLE pack RENAME COLUMN revision TO rev"),
    "missing table": ("file.missing_table", "DROP TABLE revision"),
    "missing index": ("file.missing_table", "DROP INDEX row_parent"),
    "no identity": ("file.identity", "DELETE FROM meta WHERE name = 'file.id'"),
    "identity that names a folder": ("file.identity", "UPDATE meta SET value = '../../etc' WHERE name = 'file.id'"),
    "no head": ("file.identity", "DELETE FROM meta WHERE name = 'file.head'"),
    "no root": ("file.root", "DELETE FROM row WHERE id = 'unit'"),
    "second root": ("file.orphan", "INSERT INTO row VALUES ('r2', 'projects', NULL, 'a')"),
    "orphan row": ("file.orphan", "INSERT INTO row VALUES ('r2', 'projects', 'gone', 'a')"),
    "orphan cell": (
        "file.orphan",
        "INSERT INTO cell VALUES ('gone', 'name', '', 'x', 'value', '', 'typed', '', '', '', '')",
    ),
    "row in a circle": (
        "file.cycle",
        "INSERT INTO row VALUES ('a', 'projects', 'b', 'a'), ('b', 'projects', 'a', 'a'), ('c', 'goals', 'b', 'a')",
    ),
    "row above itself": ("file.cycle", "INSERT INTO row VALUES ('a', 'projects', 'a', 'a')"),
    "odd row id": ("file.name", "INSERT INTO row VALUES ('../x', 'projects', 'unit', 'a')"),
    "odd table": ("file.name", "INSERT INTO row VALUES ('a', 'no table', 'unit', 'a')"),
    "odd rank": ("file.name", "INSERT INTO row VALUES ('a', 'projects', 'unit', char(0, 10))"),
    "odd key": ("file.name", "UPDATE cell SET key = 'unit..name'"),
    "odd form": ("file.name", "UPDATE cell SET form = 'a b'"),
    "odd setting": ("file.name", "INSERT INTO meta VALUES ('Pack', 'x')"),
    "bytes that are no text": ("file.damaged", "UPDATE cell SET text = CAST(x'ff' AS TEXT)"),
    "huge text": ("file.too_large", "UPDATE cell SET text = hex(zeroblob(500000))"),
    "huge note": ("file.too_large", "UPDATE cell SET note = hex(zeroblob(500000))"),
}


def _put(whole: bytes, at: int, number: int) -> bytes:
    return whole[:at] + struct.pack(">I", number) + whole[at + 4 :]


def refused(path: Path, who: Who, guard: Guard) -> JixiaoError:
    """Open the file in both ways and check it; return the problem, which must be the same each time."""
    problems = []
    with guard(path.parent):
        for mode in ("edit", "view"):
            with pytest.raises(EnvironmentProblem) as caught:
                EvaluationFile.open(path, who=who, mode=mode)
            problems.append(caught.value)
        problems.append(check_file(path).problems[0])  # type: ignore[arg-type]
    assert len({(problem.code, problem.sentence()) for problem in problems}) == 1
    problem = problems[0]
    assert problem.where == path.name
    assert all([problem.what, problem.rule, problem.repair])
    assert "没有被改动" in problem.sentence()
    return problem


@pytest.mark.parametrize("name", BY_BYTES)
def test_a_file_that_is_no_sound_evaluation(name: str, made: Path, who: Who, untouched: Guard) -> None:
    code, change = BY_BYTES[name]
    made.write_bytes(change(made.read_bytes()))
    assert refused(made, who, untouched).code == code


@pytest.mark.parametrize("name", BY_SQL)
def test_a_file_that_a_stranger_changed(name: str, made: Path, who: Who, untouched: Guard, hand: Hand) -> None:
    code, statement = BY_SQL[name]
    hand(made, "PRAGMA foreign_keys=OFF", statement)
    assert refused(made, who, untouched).code == code


def test_a_newer_file_is_refused_in_the_agreed_words(made: Path, who: Who, untouched: Guard, hand: Hand) -> None:
    hand(made, "PRAGMA user_version=2")
    sentence = refused(made, who, untouched).sentence()
    assert "这份文件由较新版本的程序生成，本程序不能打开。" in sentence
    assert "请更新程序。" in sentence


def test_a_text_renamed_says_what_to_choose(path: Path, who: Who, untouched: Guard) -> None:
    path.write_text("自评", encoding="utf-8")
    assert refused(path, who, untouched).sentence() == (
        "沅江 2024.jxzp：文件的内容不是自评文件。自评文件由本程序生成，扩展名改成 .jxzp 的其他文件不能打开。"
        "文件没有被改动。请选择本程序保存的自评文件。"
    )


@pytest.mark.parametrize("change", ["UPDATE cell SET state = 'maybe'", "UPDATE cell SET origin = 'maybe'"])
def test_values_that_break_a_constraint(change: str, made: Path, who: Who, untouched: Guard, hand: Hand) -> None:
    hand(made, "PRAGMA ignore_check_constraints=ON", change)
    assert refused(made, who, untouched).code == "file.value"


def test_a_schema_text_with_another_meaning_is_refused(made: Path, who: Who, untouched: Guard, hand: Hand) -> None:
    text = "UPDATE sqlite_schema SET sql = replace(sql, 'DEFAULT ''''', 'DEFAULT ''x''') WHERE name = 'cell'"
    hand(made, "PRAGMA writable_schema=ON", text)
    assert refused(made, who, untouched).code == "file.columns"


def test_a_table_on_the_pages_of_another_is_refused(made: Path, who: Who, untouched: Guard, hand: Hand) -> None:
    same = "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'meta')"
    hand(made, "PRAGMA writable_schema=ON", f"{same} WHERE name = 'lineage'")
    assert refused(made, who, untouched).code == "file.damaged"


@pytest.mark.parametrize("table", ["meta", "row", "cell"])
def test_too_many_records(table: str, made: Path, who: Who, untouched: Guard, monkeypatch: pytest.MonkeyPatch) -> None:
    word = inspection.LIMITS[table][1]
    monkeypatch.setitem(inspection.LIMITS, table, (0, word))  # type: ignore[arg-type]
    problem = refused(made, who, untouched)
    assert problem.code == "file.too_many"
    assert word in problem.what


def test_a_file_that_is_too_big(made: Path, who: Who, untouched: Guard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(header, "MAX_FILE", 1000)
    assert refused(made, who, untouched).code == "file.too_big"


def test_a_foreign_database_is_refused(path: Path, who: Who, untouched: Guard) -> None:
    with sqlite3.connect(path) as driver:
        driver.execute("CREATE TABLE accounts (id INTEGER PRIMARY KEY)")
    driver.close()
    assert refused(path, who, untouched).code == "file.foreign"


@pytest.mark.parametrize("mode", ["edit", "view"])
def test_a_missing_file_and_a_folder(mode: str, path: Path, who: Who) -> None:
    with pytest.raises(EnvironmentProblem, match="找不到这份文件") as caught:
        EvaluationFile.open(path, who=who, mode=mode)  # type: ignore[arg-type]
    assert caught.value.code == "file.missing"
    with pytest.raises(EnvironmentProblem) as caught:
        EvaluationFile.open(path.parent, who=who, mode=mode)  # type: ignore[arg-type]
    assert caught.value.code == "file.not_a_file"
    with pytest.raises(EnvironmentProblem):
        check_file(path)


def test_every_byte_of_the_header_may_be_wrong(made: Path, who: Who) -> None:
    """Whatever stands in the first hundred bytes, opening answers in words or works."""
    whole = made.read_bytes()
    answers = set()
    for at in range(100):
        made.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        try:
            EvaluationFile.open(made, who=who, mode="view").close()
        except EnvironmentProblem as problem:
            answers.add(problem.code)
    assert {"file.not_evaluation", "file.foreign", "file.newer", "file.converted"} <= answers


def test_pages_full_of_noise_are_answered_in_words(made: Path, who: Who) -> None:
    whole = made.read_bytes()
    for page in range(1, len(whole) // 4096):
        made.write_bytes(whole[: page * 4096] + bytes(range(256)) * 16 + whole[(page + 1) * 4096 :])
        with pytest.raises(EnvironmentProblem) as caught:
            EvaluationFile.open(made, who=who, mode="view")
        assert caught.value.code == "file.damaged"


@pytest.mark.parametrize("seed", range(40))
def test_any_damage_is_answered_in_words(seed: int, made: Path, who: Who, hand: Hand) -> None:
    """Flip bytes anywhere, also in the headers of pages: opening works or says why not, and nothing hangs."""
    chance = random.Random(seed)  # noqa: S311 - a fixed seed, no secret
    hand(
        made,
        "INSERT INTO cell WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300) "
        "SELECT 'unit', 'k' || i, '', i, 'value', '', 'typed', '', '', '', '' FROM n",
    )
    whole = bytearray(made.read_bytes())
    for _ in range(chance.choice([1, 5, 50])):
        page = chance.randrange(len(whole) // 4096)
        whole[page * 4096 + chance.choice([chance.randrange(16), chance.randrange(4096)])] = chance.randrange(256)
    made.write_bytes(whole)
    assert check_file(made).sentences is not None
    for mode in ("view", "edit"):
        with suppress(EnvironmentProblem), EvaluationFile.open(made, who=who, mode=mode) as opened:  # type: ignore[arg-type]
            opened.history()
            assert opened.lineage.head


def test_a_read_only_folder_can_be_viewed_but_not_edited(
    made: Path, who: Who, untouched: Guard, read_only_folder: Callable[[Path], Path]
) -> None:
    placed = read_only_folder(made)
    with untouched(placed.parent):
        with pytest.raises(EnvironmentProblem) as caught:
            EvaluationFile.open(placed, who=who)
        assert caught.value.code in {"file.read_only", "file.folder_read_only"}
        with EvaluationFile.open(placed, who=who, mode="view") as opened:
            assert opened.read().cell(Address(ROOT_ID, "unit.name")) is not None
        assert check_file(placed).sound


def test_nothing_is_created_in_a_read_only_folder(
    made: Path, create: Callable[..., EvaluationFile], untouched: Guard, read_only_folder: Callable[[Path], Path]
) -> None:
    placed = read_only_folder(made)
    with untouched(placed.parent), pytest.raises(EnvironmentProblem) as caught:
        create(placed.with_name("new.jxzp"))
    assert caught.value.code == "file.folder_read_only"


def test_a_file_that_is_read_only_is_refused_for_editing(
    made: Path, who: Who, untouched: Guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda path, _: path != made)
    with untouched(made.parent), pytest.raises(EnvironmentProblem) as caught:
        EvaluationFile.open(made, who=who)
    assert caught.value.code == "file.read_only"


@pytest.mark.skipif(os.name == "nt", reason="Windows itself refuses to replace an open file")
def test_an_open_file_that_is_replaced_is_noticed(evaluation: EvaluationFile) -> None:
    other = evaluation.path.with_name("other")
    other.write_bytes(evaluation.path.read_bytes())
    other.replace(evaluation.path)
    with pytest.raises(EnvironmentProblem) as caught:
        evaluation.commit("填写", [CellOp(Address(ROOT_ID, "unit.name"), Cell("x"))])
    assert caught.value.code == "file.moved"
