"""Every finding on three samples was read by hand; nothing new may be said about them, and nothing left unsaid."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.core.tree import row_tree
from app.packs.places import resources
from tests.audit.sample_audit import report_of, sample, written

READ = Path(__file__).parent / "read"
SAMPLES = {"zhengning": "zhengning-2023", "yueyanglou": "yueyanglou-2017", "chengbu": "chengbu-2023"}
COUNTS = {"zhengning": (3, 13, 12), "yueyanglou": (2, 5, 10), "chengbu": (1, 10, 13)}
NOT_SEEN = {"required.printed", "required.signature", "required.other", "state.unclear"}
"""What is said of forms that the published package has not got: right for the file, not to be checked on paper."""
FORBIDDEN = (
    *("结转上年", "年度结转", "封存", "疑点", "快照", "分支", "表样包", "填报值", "数字签名", "同步", "节点", "字段"),
    *("校验失败", "JSON"),
)

Said = set[tuple[str, str, str]]
"""Rule, severity, guilty place."""


@cache
def table(short: str) -> Mapping[str, Any]:
    """Give what was read of a sample: rule → severity, verdict, why, places."""
    raw: Any = yaml.safe_load((READ / f"{short}.yaml").read_text(encoding="utf-8"))
    found: Mapping[str, Any] = raw["findings"]
    return found


def read(short: str) -> Said:
    """Give the findings of the table."""
    return {(code, one["severity"], at) for code, one in table(short).items() for at in one["at"]}


def said(short: str) -> Said:
    """Give what the audit says."""
    tree = row_tree(sample(SAMPLES[short]).facts)
    entries = report_of(SAMPLES[short]).entries
    return {(entry.code, entry.severity, written(hit, tree)) for entry in entries for hit in entry.hits}


@pytest.mark.parametrize("short", SAMPLES)
def test_all_that_is_said_was_read(short: str) -> None:
    assert said(short) - read(short) == set()


@pytest.mark.parametrize("short", SAMPLES)
def test_all_that_was_read_is_still_said(short: str) -> None:
    assert read(short) - said(short) == set()


@pytest.mark.parametrize("short", SAMPLES)
def test_each_was_judged_and_why(short: str) -> None:
    doubtful = {code for code, one in table(short).items() if one["verdict"] == "doubtful"}
    assert doubtful == (NOT_SEEN if short == "chengbu" else set())
    assert {one["verdict"] for one in table(short).values()} <= {"right", "doubtful"}
    assert all(one["why"] and one["at"] for one in table(short).values())


@pytest.mark.parametrize("short", SAMPLES)
def test_how_many_entries(short: str) -> None:
    entries = report_of(SAMPLES[short]).entries
    found = tuple(sum(one.severity == kind for one in entries) for kind in ("error", "warning", "hint"))
    assert found == COUNTS[short]


@pytest.mark.parametrize("path", sorted((resources() / "audit").glob("*.yaml")), ids=lambda path: path.stem)
def test_messages_and_advice_use_words_of_the_office(path: Path) -> None:
    rules: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    for code, rule in rules.items():
        texts = f"{rule.get('message', '')}{rule.get('advice', '')}"
        assert [word for word in FORBIDDEN if word in texts] == [], code
