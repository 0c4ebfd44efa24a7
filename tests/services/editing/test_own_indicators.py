"""本单位常用指标: rows saved for coming years, offered and added like those of the library."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.core.errors import EnvironmentProblem, UserError
from app.core.records import ROOT_ID, Address
from app.services.editing.cells import set_value
from app.services.editing.choosing import choose_all, own_choices
from app.services.editing.owning import save_as_own
from app.services.own_indicators import MOST, OwnIndicator, add_own, form_of, load_own, own_path, remove_own
from app.services.session import Session

INDICATORS = (ROOT_ID, "indicators")
KEYS = {"name", "level1", "level2", "form", "unit", "direction", "library"}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_HOME", str(tmp_path / "home"))


def _rows(session: Session, parent: str = ROOT_ID) -> list[str]:
    return list(session.tree.children.get((parent, "indicators"), ()))


@pytest.mark.parametrize(
    ("target", "form"),
    [("≥36.6万人", "≥__万人"), ("９５％以上", "__％以上"), ("1,200 人", "__ 人"), ("有效提升", "有效提升"), ("", "")],
)
def test_the_form_of_a_target_has_no_figure(target: str, form: str) -> None:
    assert form_of(target) == form


def test_saved_rows_hold_no_figure_of_the_year(county: Path) -> None:
    with Session.open(county) as session:
        row = _rows(session)[0]
        set_value(session, Address(row, "target"), "≥36.6万人")
        set_value(session, Address(row, "level3"), "我们自己的指标")
        before = session.facts
        assert save_as_own(session, [row]) == ("我们自己的指标",)
        assert session.facts is before
        [saved] = json.loads(own_path().read_text(encoding="utf-8"))["indicators"]
        assert set(saved) == KEYS
        assert (saved["form"], saved["unit"]) == ("≥__万人", "万人")
        assert (saved["level1"], saved["level2"]) == tuple(session.graph.printed(row, k) for k in ("level1", "level2"))


def test_saved_rows_are_added_as_one_step(county: Path) -> None:
    with Session.open(county) as session:
        project = next(parent for parent, table in session.tree.children if table == "indicators" and parent != ROOT_ID)
        first, second = _rows(session, project)[:2]
        set_value(session, Address(first, "level3"), "自有甲")
        set_value(session, Address(second, "level3"), "自有乙")
        save_as_own(session, [first, second])
        assert not own_choices(session, project)
        offered = own_choices(session, ROOT_ID)
        assert [one.name for one in offered] == ["自有甲", "自有乙"]
        assert [one.name for one in own_choices(session, ROOT_ID, "乙")] == ["自有乙"]
        assert not own_choices(session, ROOT_ID, level1="没有这一级")
        before = _rows(session)
        new, _ = choose_all(session, ROOT_ID, [one.id for one in offered])
        assert [session.graph.printed(row, "level3") for row in new] == ["自有甲", "自有乙"]
        assert session.graph.printed(new[0], "level2") == session.graph.printed(first, "level2")
        assert not any(session.graph.printed(row, key) for row in new for key in ("target", "actual", "weight"))
        assert not own_choices(session, ROOT_ID)
        session.undo()
        assert _rows(session) == before


def test_what_was_removed_meanwhile_is_refused(county: Path) -> None:
    add_own([OwnIndicator(name="甲")])
    with Session.open(county) as session:
        [one] = own_choices(session, ROOT_ID)
        remove_own([one.id])
        before = session.facts
        with pytest.raises(UserError, match="没有这个指标"):
            choose_all(session, ROOT_ID, [one.id])
        assert session.facts is before


def test_a_row_without_a_name_is_not_saved(county: Path) -> None:
    with Session.open(county) as session:
        row = _rows(session)[0]
        set_value(session, Address(row, "level3"), "")
        with pytest.raises(UserError, match="没有选中"):
            save_as_own(session, [row])
        set_value(session, Address(row, "level3"), "长" * 201)
        with pytest.raises(UserError, match="太长"):
            save_as_own(session, [row])
    assert not own_path().exists()


def test_the_same_indicator_is_kept_once_and_removed() -> None:
    add_own([OwnIndicator(name="甲", level1="产出指标", form="≥__人"), OwnIndicator(name="乙")])
    add_own([OwnIndicator(name="甲", level1="产出指标", form="≥__%")])
    assert [(one.name, one.form) for one in load_own().entries] == [("甲", "≥__%"), ("乙", "")]
    remove_own([load_own().entries[0].id])
    assert [one.name for one in load_own().entries] == ["乙"]


def test_there_is_a_bound() -> None:
    add_own([OwnIndicator(name=f"第{at}个") for at in range(MOST)])
    with pytest.raises(UserError, match="最多"):
        add_own([OwnIndicator(name="又一个")])
    assert len(load_own().entries) == MOST


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        "[" * 100_000,
        '{"version": 2, "indicators": []}',
        '{"version": 1, "indicators": [{"name": "甲", "actual": "3"}]}',
        '{"version": 1, "indicators": [{"name": "甲", "form": "≥36人"}]}',
        '{"version": 1, "indicators": [{"name": ""}]}',
        '{"version": 1, "indicators": [{"name": 3}]}',
        '{"version": 1, "indicators": [{"name": "甲\\n乙"}]}',
        '{"version": 1, "indicators": [{"name": "甲", "direction": "斜向"}]}',
        '{"version": 1, "indicators": [{"name": "甲"}, {"name": "甲"}]}',
        '{"version": 1, "indicators": []}' + " " * 1_000_000,
    ],
)
def test_a_damaged_file_is_told_left_out_and_put_aside(text: str) -> None:
    own_path().parent.mkdir(parents=True, exist_ok=True)
    own_path().write_text(text, encoding="utf-8")
    found = load_own()
    assert not found.entries
    assert "已损坏" in found.told
    add_own([OwnIndicator(name="甲")])
    assert [one.name for one in load_own().entries] == ["甲"]
    assert own_path().with_name("own_indicators.damaged.json").read_text(encoding="utf-8") == text


def test_a_file_that_cannot_be_written_is_said() -> None:
    own_path().parent.parent.mkdir(parents=True, exist_ok=True)
    own_path().parent.write_text("在这里挡着", encoding="utf-8")
    with pytest.raises(EnvironmentProblem, match="常用指标"):
        add_own([OwnIndicator(name="甲")])
