"""Bad input: each gets its own error in Chinese, the right exit code, and nothing on disk is changed."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Command

HEAD = 'answers: "1"\npack: hunan-2024\nunit:\n'
PACK = 'id: mine-2026\nrevision: "1"\ntitle: 试\nyears: ["2026", "2026"]\nextends: hunan-2024\n'


def state(folder: Path) -> dict[str, str]:
    """Give the digest of every file below a folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def as_text(path: Path) -> None:
    path.write_text("这不是自评文件", encoding="utf-8")


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9000])


def foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE x (a)")
    database.close()


def changed(statement: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        database = sqlite3.connect(path)
        database.execute(statement)
        database.commit()
        database.close()

    return change


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (as_text, "不是自评文件"),
        (truncated, "不完整"),
        (foreign, "其他软件"),
        (changed("PRAGMA user_version = 99"), "较新版本"),
        (changed("CREATE TRIGGER t AFTER INSERT ON cell BEGIN DELETE FROM row; END"), "触发器"),
        (changed("CREATE VIEW v AS SELECT * FROM cell"), "视图"),
        (changed("UPDATE pack SET body = x'7b7d'"), "表样"),
        (changed("UPDATE row SET parent = 'nowhere' WHERE parent IS NOT NULL"), "行"),
    ],
)
@pytest.mark.parametrize("command", ["score", "set", "check", "undo", "dump"])
def test_a_file_that_is_not_sound_is_refused_and_left_alone(
    jixiao: Command, sample: Path, spoil: Callable[[Path], None], words: str, command: str
) -> None:
    spoil(sample)
    before = state(sample.parent)
    more = ("unit.name", "X") if command == "set" else ()
    outcome = jixiao(command, sample, *more)
    assert outcome.code == (1 if command == "check" else 3), outcome
    assert words in outcome.err + outcome.out
    assert state(sample.parent) == before


@pytest.mark.parametrize("command", ["score", "check", "dump", "history"])
def test_a_missing_file_is_named(jixiao: Command, tmp_path: Path, command: str) -> None:
    outcome = jixiao(command, tmp_path / "没有.jxzp")
    assert outcome.code == 3
    assert "没有.jxzp" in outcome.err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: [", "第2行"),
        ("a: 1\na: 2", "写了两次"),
        ("a: &x 1\nb: *x", "锚点"),
        (HEAD + "  unit.nam: x", "unit.name"),
        (HEAD + "  staff.actual: 很多", "实际在职人数"),
        (HEAD.replace("hunan-2024", "hunan-2020") + "  year: 2024", "repack"),
        (HEAD + "  indicators:\n  - {score: {value: 6, overridden: true, note: 高了}, weight: 5}", "分值"),
        ("", "空的"),
        ("\ufeff" + HEAD + "  unit.nam: x", "unit.nam"),
    ],
)
def test_wrong_answers_change_nothing(jixiao: Command, sample: Path, tmp_path: Path, text: str, words: str) -> None:
    answers = tmp_path / "答案.yaml"
    answers.write_text(text, encoding="utf-8")
    before = jixiao("dump", sample).out
    outcome = jixiao("load", sample, answers)
    assert outcome.code == 1
    assert words in outcome.err
    assert jixiao("dump", sample).out == before
    new = tmp_path / "新.jxzp"
    if "hunan-2020" not in text:
        assert jixiao("load", new, answers).code == 1
        assert not new.exists()


def test_answers_in_another_encoding_are_refused(jixiao: Command, sample: Path, tmp_path: Path) -> None:
    answers = tmp_path / "答案.yaml"
    answers.write_bytes((HEAD + "  unit.name: 社保中心").encode("gb18030"))
    outcome = jixiao("load", sample, answers)
    assert outcome.code == 1
    assert "UTF-8" in outcome.err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id: x\n  y: [", "写法不通"),
        (PACK.replace("hunan-2024", "nowhere-1"), "找不到沿用的表样"),
        (PACK.replace("hunan-2024", "mine-2026"), "互相沿用"),
        (PACK + "colour: red", "不认识“colour”"),
        (PACK + "fields: {unit: {unit.nam: {}}}", "unit.nam"),
        (PACK + "fields: {unit: {unit.name: {required: perhaps}}}", "true 或 false"),
        (PACK + "fields: {unit: {staff.total: {compute: staff.retired +}}}", "算式"),
        (PACK + "fields: {unit: {staff.retired: {compute: staff.total - staff.actual}}}", "互相引用"),
        (PACK + "scoring: {budget: {rule: nonsense}}", "没有计分规则"),
        (PACK + "scoring: {budget: {with: {step: two}}}", "百分数"),
        (PACK + "id: mine-2026", "写了两次"),
    ],
)
def test_a_pack_that_is_not_sound_is_refused(jixiao: Command, tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "pack.yaml"
    path.write_text(text, encoding="utf-8")
    checked = jixiao("packs", "check", path)
    assert checked.code == 1
    assert words in checked.err + checked.out
    assert jixiao("packs", "add", path).code == 2
    assert jixiao("packs", "list", "--json").json()["packs"][-1]["builtin"] is True


def test_an_imported_pack_is_used_kept_by_the_file_and_removed(jixiao: Command, tmp_path: Path) -> None:
    path = tmp_path / "pack.yaml"
    path.write_text(PACK, encoding="utf-8")
    assert jixiao("packs", "add", path).code == 0
    file = tmp_path / "我.jxzp"
    assert jixiao("new", file, "--pack", "mine-2026", "--year", "2026", "--unit", "某中心").code == 0
    assert jixiao("packs", "remove", "mine-2026").code == 0
    assert jixiao("packs", "remove", "mine-2026").code == 2
    assert jixiao("score", file).code == 0  # the file brings its pack along
    assert "mine-2026" in jixiao("dump", file).out


@pytest.mark.parametrize(
    "arguments",
    [
        ("new", "x.jxzp", "--pack", "hunan-2024", "--year", "24年", "--unit", "X"),
        ("new", "x.jxzp", "--pack", "nope", "--year", "2024", "--unit", "X"),
        ("new", "x.txt", "--pack", "hunan-2024", "--year", "2024", "--unit", "X"),
        ("new", "x.jxzp", "--pack", "hunan-2024", "--year", "2024", "--unit", " "),
        ("demo", "nowhere-1999"),
        ("nonsense",),
        ("set",),
        ("packs", "remove", "../etc"),
        ("packs", "show", "hunan-2024", "scoring.nothing"),
    ],
)
def test_a_command_that_cannot_be_done_ends_with_2(
    jixiao: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = jixiao(*arguments)
    assert outcome.code == 2
    assert outcome.err
    assert not list(tmp_path.glob("x.*"))


@pytest.mark.parametrize(
    ("address", "value", "words"),
    [
        ("unit.nam", "X", "unit.name"),
        ("projects[9]/name", "X", "只有7行"),
        ("projects[0]/name", "X", "没有第0行"),
        ("#nobody/value", "X", "没有编号"),
        ("staff.actual", "三十", "实际在职人数"),
        ("budget.initial.total", "12,34", "资金总额"),
        ("indicators[1]/direction", "朝上", "可以选"),
        ("indicators[1]/actual", "{{#nobody/value}}", "没有编号"),
        ("name|att1", "X", ""),
        ("budget.initial.project|att1", "1", "原表数"),
    ],
)
def test_a_wrong_edit_changes_nothing(jixiao: Command, sample: Path, address: str, value: str, words: str) -> None:
    before = jixiao("dump", sample).out
    outcome = jixiao("set", sample, address, value)
    assert outcome.code == 2
    assert words in outcome.err
    assert jixiao("dump", sample).out == before
    assert jixiao("history", sample, "--json").json()["steps"] == []


def test_errors_with_json_are_one_object(jixiao: Command, tmp_path: Path) -> None:
    outcome = jixiao("score", tmp_path / "没有.jxzp", "--json")
    error = outcome.json()["error"]
    assert outcome.code == 3
    assert error["kind"] == "environment"
    assert error["message"]
    assert outcome.err == ""


def test_a_file_that_another_process_fills_is_refused(jixiao: Command, sample: Path, tmp_path: Path) -> None:
    holder = "import sys; from pathlib import Path; from app.services.session import Session\n"
    holder += "s = Session.open(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(sample)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        outcome = jixiao("set", sample, "unit.name", "X")
        assert outcome.code == 3
        assert "正由" in outcome.err
        assert jixiao("score", sample).code == 0  # looking is always possible
        assert jixiao("demo", "yuanjiang-2024", "--to", sample.parent).code == 3
        taken = jixiao("set", sample, "unit.name", "X", "--take-over")
        assert taken.code == 0
        assert "继续填写" in taken.err
        process.communicate("")
    assert jixiao("set", sample, "unit.name", "X").code == 0
    shutil.rmtree(sample.parent)
