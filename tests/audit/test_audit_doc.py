"""docs/audit.md is tried by following it: its rule speaks and is silent as the page says, its Python rule works."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from app.__main__ import main
from app.audit import compiling, registry
from app.audit.engine import audit
from app.packs.schema_rules import AuditRule
from app.services.packs.managing import check_pack_source
from tests.audit.small_audit import UNIT, answered, ruled

CHECKOUT = Path(__file__).resolve().parents[2]
PAGE = (CHECKOUT / "docs" / "audit.md").read_text(encoding="utf-8")
PACK, ENTRY = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
FIRES, SILENT = (block.splitlines() for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL))
(SAID,) = re.findall(r"```text\n(.*?)\n```", PAGE, re.DOTALL)
(CODE,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder with a home of its own, and the pack of the page in it."""
    monkeypatch.setenv("JIXIAO_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pack.yaml").write_text(PACK, encoding="utf-8")
    return tmp_path


def run(line: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Run a line of the page; give what it printed."""
    capsys.readouterr()
    code = main(shlex.split(line)[1:])
    captured = capsys.readouterr()
    assert code in {0, 1}, captured.err
    return captured.out


@pytest.mark.usefixtures("folder")
def test_the_rule_of_the_page_speaks_and_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    printed = [run(line, capsys) for line in FIRES]
    assert SAID in printed[-1]
    assert "先做：请核对接待清单" in printed[-1]
    assert "公务接待费不超过公用经费的2%" in printed[-1]
    printed = [run(line, capsys) for line in SILENT]
    audits = [text for line, text in zip(SILENT, printed, strict=True) if " audit " in line]
    assert len(audits) == 3
    assert not any("公务接待费0." in text for text in audits)
    assert re.search(r"reception\.share：.*未填", run("jixiao audit 试.jxzp --all", capsys))


def test_a_name_that_is_not_there_is_told_with_its_line(folder: Path) -> None:
    path = folder / "pack.yaml"
    path.write_text(PACK.replace("check: three_public.reception", "check: three_public.recepton"), encoding="utf-8")
    [problem] = check_pack_source(str(path)).problems
    assert "three_public.recepton.executed" in problem
    assert "不存在" in problem
    assert "第12行" in problem


@pytest.fixture
def avoided(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Register the rule of the page, and forget it again."""
    module = ModuleType("app.audit.rules.avoided")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(compile(CODE, "docs/audit.md", "exec"), module.__dict__)  # noqa: S102
    compiling._kept.clear()
    yield
    del registry._registered["avoided_words"]
    compiling._kept.clear()


@pytest.mark.usefixtures("avoided")
@pytest.mark.parametrize(("text", "found"), [("各项任务圆满完成。", ["圆满完成"]), ("新增参保120人。", []), ("", [])])
def test_the_python_rule_of_the_page(text: str, found: list[str]) -> None:
    pack = ruled("".join(f"  {line}\n" for line in ENTRY.splitlines()))
    report = audit(answered(pack, {**UNIT, **({"text": text} if text else {})}))
    assert report.broken == ()
    assert [hit.quoted for entry in report.entries for hit in entry.hits] == found
    assert all(
        hit.message == "这里有“圆满完成”，通知要求写具体做法和数字。" for one in report.entries for hit in one.hits
    )


def test_every_part_of_a_rule_is_on_the_page() -> None:
    table = PAGE.partition("| 写什么 | 意思 |")[2].partition("\n## ")[0]
    parts = {field.alias or name for name, field in AuditRule.model_fields.items()}
    assert {part for part in parts if f"`{part}`" not in table} == {"python", "with"}
