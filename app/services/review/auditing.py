"""The audit of an evaluation file, in the shape of `audit --json`; explanations (审核说明) of what it found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from app.answers.answer_set import AnswerSet
from app.audit.engine import audit
from app.audit.explaining import ABOUT, AGREED_BY, FALSE_ALARM, FIGURES, RULE, TABLE, TEXT, YES, Given, given_of
from app.audit.incremental import Auditor as LiveAudit
from app.audit.report import SETTLED, CheckedFigure, Entry, Found, Report
from app.core.errors import UserError
from app.core.findings import FindingPlace, Severity
from app.core.ids import new_row_id
from app.core.ranks import between
from app.core.records import ROOT_ID, Address, Cell, CellOp, Op, Row, RowOp
from app.core.tree import RowTree, parse_address
from app.services.session import Changes, Session

__all__ = [
    "SORTS",
    "STATES",
    "AnswerSet",
    "Audited",
    "CheckedFigure",
    "Entry",
    "Found",
    "LiveAudit",
    "Report",
    "audit_answers",
    "audit_file",
    "audit_session",
    "explain_finding",
]

SORTS: Final[dict[Severity, str]] = {"error": "错误", "warning": "须说明", "hint": "提示"}
"""What people call the severities."""

STATES: Final = {"none": "", "explained": "已说明", "stale": "说明已过时", "false_alarm": "误报"}


@dataclass(frozen=True, slots=True)
class Audited:
    """The report of an audit and the tree of rows, to say where its places are as people write it."""

    report: Report
    tree: RowTree

    def sentence(self) -> str:
        """Return the verdict as a line."""
        counts = self.report.counts
        parts = [f"{SORTS[sort]}{number}项" for sort, number in _numbers(counts.error, counts.warning, counts.hint)]
        found = "、".join(parts) or "没有发现问题"
        more = f"，其中{counts.explained}项已说明或已报误报" if counts.explained else ""
        return f"审核结论：{self.report.verdict}。{found}{more}。"

    def first(self) -> list[str]:
        """Return what to do first, in a sentence; nothing when there is nothing to do."""
        report = self.report
        steps = []
        if report.open_errors:
            steps.append(f"先改正{report.open_errors}项错误")
        if report.open_warnings:
            steps.append(f"{'再' if steps else '请'}逐项改正或说明{report.open_warnings}项须说明")
        if stale := sum(entry.explained == "stale" for entry in report.entries):
            steps.append(f"有{stale}项的说明写好以后数据又改了，请重新说明")
        return [f"{'，'.join(steps)}。"] if steps else []

    def need(self, entry: Entry) -> str:
        """Return what an entry still asks for: to be mended, explained, explained again; empty when nothing."""
        if entry.severity == "hint" or entry.explained == "false_alarm":
            return ""
        if entry.explained == "stale":
            return "说明写好以后数据改了，请重新说明"
        if entry.severity == "error":
            return "请改正；确实不用改的，定稿时要有人同意" if entry.explained == "explained" else "请改正"
        return "请改正或写说明" if entry.explained == "none" else ""

    def figures_sentence(self) -> str:
        """Return how many figures of the texts were checked; empty where there are none."""
        figures = self.report.checked_figures
        tied = [one for one in figures if one.address is not None]
        wrong = sum(not one.agrees for one in tied)
        if not figures:
            return ""
        return f"文字里的数：核对{len(tied)}个，不一致{wrong}个；未能对上{len(figures) - len(tied)}个。"

    def as_dict(self) -> dict[str, object]:
        """Return the object of `audit --json`."""
        return {
            "verdict": self.report.verdict,
            "counts": asdict(self.report.counts),
            "findings": [self._entry(entry) for entry in self.report.entries],
            "skipped": [
                {"code": one.code, "reason": one.reason, "places": [self._place(place) for place in one.places]}
                for one in self.report.skipped
            ],
            "broken": [asdict(one) for one in self.report.broken],
            "checked_figures": [
                {
                    "place": self._place(one.place),
                    "text": one.text,
                    "label": one.label,
                    "expected": one.expected,
                    "agrees": one.agrees,
                    "start": one.start,
                    "tied": self.tree.address_path(one.address) if one.address is not None else "",
                    "binding": one.binding,
                }
                for one in self.report.checked_figures
            ],
        }

    def path(self, place: FindingPlace) -> str:
        """Return where a place is, as people write it; a row as a whole has no key."""
        if place.address.key:
            return self.tree.address_path(place.address)
        return self.tree.path(place.address.row)

    def _entry(self, entry: Entry) -> dict[str, object]:
        hits = entry.hits
        return {
            "code": entry.code,
            "family": entry.family,
            "severity": entry.severity,
            "places": [self._place(place) for place in entry.places],
            "quoted": _joined(hit.quoted for hit in hits),
            "expected": _joined(hit.expected for hit in hits),
            "rule": entry.clause,
            "source": entry.source,
            "message": _joined((hit.message for hit in hits), "\n"),
            "advice": _joined((hit.advice for hit in hits), "\n"),
            "explained": entry.explained,
            "need": self.need(entry),
            "hits": [self._hit(hit) for hit in hits],
        }

    def _hit(self, hit: Found) -> dict[str, object]:
        said = hit.explanation
        return {
            "places": [self._place(place) for place in hit.places],
            "quoted": hit.quoted,
            "expected": hit.expected,
            "message": hit.message,
            "advice": hit.advice,
            "explained": hit.explained,
            "explanation": said.text if said is not None else "",
            "agreed_by": said.agreed_by if said is not None else "",
        }

    def _place(self, place: FindingPlace) -> dict[str, str]:
        return {"path": self.path(place), "label": place.label, "quoted": place.quoted}


def _numbers(*numbers: int) -> Iterator[tuple[Severity, int]]:
    yield from ((sort, number) for sort, number in zip(SORTS, numbers, strict=True) if number)


def _joined(texts: Iterator[str], sign: str = "；") -> str:
    return sign.join(dict.fromkeys(text for text in texts if text))


def audit_answers(answers: AnswerSet) -> Report:
    """Audit a snapshot; any thread may do it."""
    return audit(answers)


def audit_session(session: Session) -> Audited:
    """Audit an open evaluation."""
    return Audited(audit(session.graph.snapshot()), session.tree)


def audit_file(path: Path) -> Audited:
    """Audit an evaluation file.

    Raises:
        UserError, EnvironmentProblem: the file cannot be opened.
    """
    with Session.open(path, mode="view") as session:
        return audit_session(session)


def explain_finding(
    session: Session,
    code: str,
    text: str,
    *,
    places: Sequence[str] = (),
    agreed_by: str = "",
    false_alarm: bool = False,
    report: Report | None = None,
) -> Changes:
    """Write down why a finding stands (审核说明), or that the rule is wrong here (误报), as one undoable step.

    An empty text takes back what was said. What was said before about the same places is replaced.

    Args:
        session: the open evaluation.
        code: the rule.
        text: the explanation.
        places: cells as people write them (`projects[2]/budget.rate`); none means every hit the rule has now.
        agreed_by: who agreed to it.
        false_alarm: the rule is wrong here; the text says why.
        report: what the audit found, where it is known already; None: the audit runs once more.

    Raises:
        UserError: the rule found nothing, or nothing at one of the places; a text with `{{`.
    """
    if "{{" in text:
        raise UserError(
            "audit.text", where=code, what="说明里不能写 {{", rule="说明是写给人看的文字", repair="请直接写出内容"
        )
    snapshot = session.graph.snapshot()
    entry = (report or audit(snapshot)).entry(code)
    earlier = [given for given in given_of(snapshot) if given.code == code]
    if entry is None and (text.strip() or places or not earlier):
        raise _nothing(code, "这条规则现在没有审核结果")
    chosen = _chosen(entry, [parse_address(place, session.tree) for place in places], places) if entry else []
    ops: list[Op] = []
    for given in earlier:
        ops += _without(session, given, {hit.id for hit in chosen} if text.strip() or places else None)
    if text.strip():
        ops += _row(session, code, chosen, text.strip(), agreed_by, false_alarm=false_alarm)
    label = "取消审核说明" if not text.strip() else "报告误报" if false_alarm else "填写审核说明"
    return session.apply(label, ops)


def _chosen(entry: Entry, addresses: Sequence[Address], written: Sequence[str]) -> list[Found]:
    """Return the hits at the places asked for, all when none is."""
    if not addresses:
        return list(entry.hits)
    chosen: list[Found] = []
    for address, path in zip(addresses, written, strict=True):
        hits = [hit for hit in entry.hits if any(place.address == address for place in hit.places)]
        if not hits:
            raise _nothing(path, f"规则“{entry.code}”在这里没有审核结果")
        chosen += [hit for hit in hits if hit not in chosen]
    return chosen


def _nothing(where: str, what: str) -> UserError:
    return UserError(
        "audit.no_finding",
        where=where,
        what=what,
        rule="只能说明现有的审核结果",
        repair="请用 jixiao audit 文件 --json 查看规则编号和位置",
    )


def _without(session: Session, given: Given, covered: set[str] | None) -> Iterator[Op]:
    """Yield the edits that take places (None: all) from an explanation; one that is left without any is removed."""
    left = [(place, digest) for place, digest in given.covers if covered is not None and place not in covered]
    if left and len(left) == len(given.covers):
        return
    cells = session.facts.cells.get(given.row, {})
    if left:
        yield CellOp(Address(given.row, ABOUT), Cell(" ".join(place for place, _ in left)))
        yield CellOp(Address(given.row, FIGURES), Cell(" ".join(digest for _, digest in left)))
        return
    yield from (CellOp(Address(given.row, key, form), None) for key, form in cells)
    yield RowOp(given.row, None)


def _row(
    session: Session, code: str, hits: Sequence[Found], text: str, agreed_by: str, *, false_alarm: bool
) -> Iterator[Op]:
    """Yield the edits that add an explanation at the end of the list."""
    last = session.tree.children.get((ROOT_ID, TABLE), ())
    rank = between(session.facts.rows[last[-1]].rank if last else None, None)
    row = Row(new_row_id(), TABLE, ROOT_ID, rank)
    yield RowOp(row.id, row)
    cells = {
        RULE: code,
        TEXT: text,
        ABOUT: " ".join(hit.id for hit in hits),
        FIGURES: " ".join(hit.digest for hit in hits),
        AGREED_BY: agreed_by,
        FALSE_ALARM: YES if false_alarm else "",
    }
    yield from (CellOp(Address(row.id, key), Cell(value)) for key, value in cells.items() if value)


@dataclass(frozen=True, slots=True)
class PageFinding:
    """One hit of a rule as a page shows it: how grave, what is wrong, what to do first, where."""

    severity: Severity
    message: str
    advice: str
    address: Address


def open_findings(report: Report) -> list[PageFinding]:
    """Return every hit that nobody settled, gravest first."""
    return [
        PageFinding(entry.severity, hit.message, hit.advice, hit.places[0].address)
        for entry in report.entries
        for hit in entry.hits
        if hit.places and hit.explained not in SETTLED
    ]
