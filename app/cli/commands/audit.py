"""audit: what the bureau would find, and explanations of it."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Final

from app.cli.commands.opening import editing
from app.cli.output import print_json, progress, say
from app.core.errors import UserError
from app.core.findings import FindingPlace
from app.services.output.opinion import write_opinion
from app.services.review.auditing import SORTS, STATES, Audited, Entry, Found, audit_session, explain_finding
from app.services.review.figures import bind_figure
from app.services.session import Session

_HITS: Final = 5
_SHORT: Final = 60


def audit(options: Namespace) -> int:
    """Audit an evaluation, after an explanation was written or a figure bound if asked; 1 when there are errors."""
    if options.explain is None:
        _no_stray(options)
    if options.explain is None and options.bind is None:
        with Session.open(Path(options.file), mode="view") as session:
            audited = _done(session, options)
    else:
        with editing(options) as session:
            _edit(session, options)
            audited = _done(session, options)
    if options.json:
        print_json(audited.as_dict())
    else:
        print_audit(audited, every=options.all)
    return 1 if audited.report.open_errors else 0


def _edit(session: Session, options: Namespace) -> None:
    """Write down an explanation, bind a figure, or both."""
    if options.explain is not None:
        code, text = options.explain
        places, name = tuple(options.place), options.agreed_by
        explain_finding(session, code, text, places=places, agreed_by=name, false_alarm=options.false_alarm)
    if options.bind is not None:
        place, start = options.bind
        bind_figure(session, place, int(start) if start.isdecimal() else -1)


def _no_stray(options: Namespace) -> None:
    """Refuse what only goes with an explanation."""
    stray = [
        name
        for name, given in (
            ("--place", options.place),
            ("--agreed-by", options.agreed_by),
            ("--false-alarm", options.false_alarm),
        )
        if given
    ]
    if stray:
        raise UserError(
            "audit.explain",
            where=stray[0],
            what="没有写要说明哪一条",
            rule="它和 --explain 规则 说明 一起用",
            repair="请加上 --explain，或去掉它",
        )


def _done(session: Session, options: Namespace) -> Audited:
    audited = audit_session(session)
    if options.docx:
        path = write_opinion(Path(options.docx), audited, session.graph.printed("unit", "unit.name"))
        progress(f"审核意见已写入 {path}", quiet=options.json)
    return audited


def print_audit(audited: Audited, *, every: bool = False) -> None:
    """Print the verdict, then the findings, grave ones first; hints and what was skipped folded unless `every`."""
    say(audited.sentence())
    report = audited.report
    for severity, sort in SORTS.items():
        entries = [entry for entry in report.entries if entry.severity == severity]
        if severity == "hint" and entries and not every:
            say(f"\n■ {sort}{len(entries)}项（加 --all 列出）：{'、'.join(entry.code for entry in entries)}")
            continue
        if entries:
            say(f"\n■ {sort}{len(entries)}项")
        for number, entry in enumerate(entries, 1):
            _say_entry(audited, number, entry, every=every)
    _say_rest(audited, every=every)


def _say_entry(audited: Audited, number: int, entry: Entry, *, every: bool) -> None:
    """Print one finding: what is wrong at each place, where, what to do first, what was said to it."""
    shown = entry.hits if every else entry.hits[:_HITS]
    for at, hit in enumerate(shown):
        head = f"{number}." if at == 0 else "  "
        say(f"{head} {hit.message}{_state(hit)}")
        say(f"   位置：{'；'.join(_place(audited, place) for place in hit.places[:_HITS])}")
    if len(entry.hits) > len(shown):
        say(f"   … 共{len(entry.hits)}处（加 --all 列出）")
    for advice in dict.fromkeys(hit.advice for hit in shown if hit.advice):
        say(f"   先做：{advice}")
    say(f"   规则：{entry.code}{f'，依据：{entry.clause}' if entry.clause else ''}")


def _state(hit: Found) -> str:
    return f"【{STATES[hit.explained]}：{hit.explanation.text}】" if hit.explanation is not None else ""


def _place(audited: Audited, place: FindingPlace) -> str:
    text = place.quoted if len(place.quoted) <= _SHORT else place.quoted[:_SHORT] + "…"
    return f"{place.label} {text or '（空）'}〔{audited.path(place) or '单位'}〕"


def _say_rest(audited: Audited, *, every: bool) -> None:
    """Print how many figures of texts were checked, which rules could not look, which are wrong themselves.

    The figures that could not be tied and the reasons are printed only with `every`.
    """
    counts = audited.report.counts
    if audited.figures_sentence():
        say(f"\n{audited.figures_sentence()}")
    for one in audited.report.checked_figures if every else ():
        if one.address is None:
            say(f"  未能对上：{_place(audited, one.place)}")
    if counts.skipped:
        say(f"\n没有审或没有全审的规则{counts.skipped}条{'：' if every else '（加 --all 列出原因）'}")
    for skipped in audited.report.skipped if every else ():
        say(f"  {skipped.code}：{skipped.reason}{f'（{len(skipped.places)}处）' if len(skipped.places) > 1 else ''}")
    if counts.broken:
        say(f"\n有问题的规则{counts.broken}条，请告诉表样的制作人：")
    for broken in audited.report.broken:
        say(f"  {broken.code}：{broken.reason}")
