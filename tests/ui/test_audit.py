"""审核: by paper, filtered, explained for one or many with who agreed, figures of texts taken from the data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel

from app.ui import words
from app.ui.audit.cards import EntryCard, place_on, report_in
from app.ui.audit.page import FindingsBlock
from app.ui.shell.window import Window

Sample = Callable[..., Path]


def _audit(window: Window) -> None:
    window.auditor.start()
    window.auditor.wait()
    QApplication.processEvents()


def _block(window: Window, path: Path) -> FindingsBlock:
    window.open(path)
    _audit(window)
    assert window.shell is not None
    window.shell.go_step("audit")
    assert window.shell.page is not None
    return next(block for block in window.shell.page.blocks if isinstance(block, FindingsBlock))


def _many(block: FindingsBlock) -> EntryCard:
    for at in (1, 2, 3):
        block.sorts.setCurrentIndex(at)
        for group in block.groups:
            if not group.unfolded:
                group.turn()
        found = [card for group in block.groups for card in group.cards if len(card.hits) > 1]
        if found:
            return found[0]
    raise AssertionError


def test_a_place_is_named_without_the_paper_it_stands_under() -> None:
    """Under the head of its paper the name of that is not said again; another paper keeps its name."""
    assert place_on("报告“自评报告”二、（一）“支出”", "自评报告") == "二、（一）“支出”"
    assert place_on("附件3“认证经费”的“实际完成情况”", "附件3 自评表（认证经费）") == "“实际完成情况”"
    assert place_on("附件2 绩效指标第1行“完成值”", "附件2 自评表") == "绩效指标第1行“完成值”"
    assert place_on("附件1 项目支出第6行“名称”", "附件3 自评表（认证经费）") == "附件1 项目支出第6行“名称”"
    assert (report_in("报告“自评报告”的“完成率”"), report_in("附件1的“控制率”")) == ("自评报告", "")


def test_before_the_audit_has_spoken_nothing_is_praised(window: Window, sample: Sample) -> None:
    """Neither the page nor the right side says that nothing was found."""
    window.open(sample("yueyanglou-2017"))
    window.auditor.stop()
    shell = window.shell
    assert shell is not None
    shell.go_step("audit")
    QApplication.processEvents()
    assert window.desk.report is None
    assert shell.page is not None
    for part in (shell.page, shell.side):
        told = [one.text() for one in part.findChildren(QLabel) if one.isVisibleTo(part)]
        assert words.AUDITING in told
        assert not any("0条" in one for one in told)
    _audit(window)
    told = [one.text() for one in shell.findChildren(QLabel) if one.isVisibleTo(shell)]
    assert words.AUDITING not in told
    assert any(one.startswith("审核结论") for one in told)


def test_every_finding_stands_on_one_paper(window: Window, sample: Sample) -> None:
    """Nothing is lost by grouping, and the filters show their sort only."""
    block = _block(window, sample("hunan-jubao-2020"))
    report = window.desk.report
    assert report is not None
    shown = 0
    for at in (1, 2, 3):
        block.sorts.setCurrentIndex(at)
        shown += sum(len(hits) for group in block.groups for _, hits in group._group)
    assert shown == sum(len(entry.hits) for entry in report.entries)
    block.sorts.setCurrentIndex(0)
    block.papers.setCurrentIndex(1)
    block.papers.activated.emit(1)
    assert {group.name for group in block.groups} <= {block.papers.currentText()}


def test_explaining_some_places(window: Window, sample: Sample) -> None:
    """Only the chosen places are explained, with who agreed; a later change of the figures makes it stale."""
    block = _block(window, sample("hunan-jubao-2020"))
    card = _many(block)
    code = card.entry.code
    box = card.open_box()
    for tick, _ in card.boxes[1:]:
        tick.setChecked(False)
    box.input.setPlainText("按上级批复执行，资料已附")
    box.agreed.setText("张某")
    box._done(alarm=False)
    _audit(window)
    report = window.desk.report
    assert report is not None
    entry = report.entry(code)
    assert entry is not None
    said = [hit for hit in entry.hits if hit.explained == "explained"]
    assert len(said) == 1
    assert said[0].explanation is not None
    assert said[0].explanation.agreed_by == "张某"
