"""audit: what the bureau would find, and explanations of it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from itertools import groupby
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
_PLACES: Final = 4
_SHORT: Final = 40


def audit(options: Namespace) -> int:
    """Audit an evaluation, after an explanation was written or a figure bound if asked; 1 when there are errors."""
    said = _explanation(options)
    if said is None and options.bind is None:
        with Session.open(Path(options.file), mode="view") as session:
            audited = _done(session, options)
    else:
        with editing(options) as session:
            _edit(session, options, said)
            audited = _done(session, options)
    if options.json:
        print_json(audited.as_dict())
    elif options.explain == []:
        print_open(audited)
    else:
        print_audit(audited, every=options.all, hints=options.hints)
    return 1 if audited.report.open_errors else 0


def _edit(session: Session, options: Namespace, said: tuple[str, str] | None) -> None:
    """Write down an explanation, bind a figure, or both."""
    if said is not None:
        places, name = tuple(options.place), options.agreed_by
        explain_finding(session, *said, places=places, agreed_by=name, false_alarm=options.false_alarm)
    if options.bind is not None:
        place, start = options.bind
        bind_figure(session, place, int(start) if start.isdecimal() else -1)


def _explanation(options: Namespace) -> tuple[str, str] | None:
    """Return rule and text of the explanation to write, None when there is none.

    Raises:
        UserError: what only goes with an explanation stands alone; a rule without a text.
    """
    if options.explain:
        if len(options.explain) != 2:
            raise UserError(
                "audit.explain",
                where="--explain",
                what="要写规则和说明两样",
                rule="--explain 规则 说明；单写 --explain 是列出要说明的",
                repair="请补上，说明里有空格的加引号",
            )
        return options.explain[0], options.explain[1]
    given = (("--place", options.place), ("--agreed-by", options.agreed_by), ("--false-alarm", options.false_alarm))
    stray = [name for name, there in given if there]
    if stray:
        raise UserError(
            "audit.explain",
            where=stray[0],
            what="没有写要说明哪一条",
            rule="它和 --explain 规则 说明 一起用",
            repair="请加上 --explain，或去掉它",
        )
    return None


def _done(session: Session, options: Namespace) -> Audited:
    audited = audit_session(session)
    if options.docx:
        unit, year = (session.graph.printed("unit", key) for key in ("unit.name", "year"))
        path = write_opinion(Path(options.docx), audited, unit, year)
        progress(f"审核意见已写入 {path}", quiet=options.json)
    return audited


# ---- the findings ----


def print_audit(audited: Audited, *, every: bool = False, hints: bool = False) -> None:
    """Print the verdict and what to do first, then the findings, grave ones first; hints are one line.

    Args:
        audited: the audit.
        every: print everything: every place and how it is written, hints, what was not audited and why.
        hints: print the hints, too.
    """
    for line in (audited.sentence(), *audited.first()):
        say(line)
    for severity, sort in SORTS.items():
        entries = [entry for entry in audited.report.entries if entry.severity == severity]
        if severity == "hint" and entries and not (every or hints):
            say(f"\n■ {sort}{len(entries)}项，供参考，加 --hints 列出")
            continue
        if entries:
            say(f"\n■ {sort}{len(entries)}项")
        for number, entry in enumerate(entries, 1):
            _say_entry(audited, number, entry, every=every)
    _say_rest(audited, every=every)
    if audited.report.open_warnings:
        say("\n要写说明的，用 jixiao audit 文件 --explain 列出")


def _say_entry(audited: Audited, number: int, entry: Entry, *, every: bool) -> None:
    """Print one finding: what is wrong at each place, where, what to do first, what was said to it."""
    groups = [(said, list(hits)) for said, hits in groupby(entry.hits, key=_said)]
    shown = groups if every else groups[:_HITS]
    for at, (said, hits) in enumerate(shown, 1):
        head = f"{number}." if at == 1 else "  "
        say(f"{head} {f'（{at}）' if len(groups) > 1 else ''}{said}")
        say(f"   位置：{'；'.join(_where(audited, hits, every=every))}")
    if len(groups) > len(shown):
        left = sum(len(hits) for _, hits in groups[len(shown) :])
        say(f"   … 还有{left}处，加 --all 列出")
    for advice in dict.fromkeys(hit.advice for _, hits in shown for hit in hits if hit.advice):
        say(f"   先做：{advice}")
    if entry.clause:
        say(f"   依据：{entry.clause}")
    if every:
        say(f"   规则：{entry.code}")


def _said(hit: Found) -> str:
    return hit.message + (f"【{STATES[hit.explained]}：{hit.explanation.text}】" if hit.explanation is not None else "")


def _where(audited: Audited, hits: Sequence[Found], *, every: bool) -> Iterator[str]:
    """Yield the places of hits of which the same is said; what stands there where that is short."""
    places = list({place.address: place for hit in hits for place in hit.places}.values())
    for place in places if every else places[:_PLACES]:
        yield _place(audited, place, every=every)
    if len(places) > _PLACES and not every:
        yield f"等{len(places)}处"


def _place(audited: Audited, place: FindingPlace, *, every: bool) -> str:
    value = (place.quoted or "（空）") if len(place.quoted) <= _SHORT else ""
    words = f"{place.label}{f'：{value}' if value and place.address.key else ''}"
    return f"{words}〔{audited.path(place) or '单位'}〕" if every else words


def _say_rest(audited: Audited, *, every: bool) -> None:
    """Print how many figures of texts were checked, which rules could not look, which are wrong themselves.

    The figures that could not be tied and the reasons are printed only with `every`.
    """
    counts = audited.report.counts
    if audited.figures_sentence():
        say(f"\n{audited.figures_sentence()}")
    for one in audited.report.checked_figures if every else ():
        if one.address is None:
            say(f"  未能对上：{_place(audited, one.place, every=every)}")
    if counts.skipped:
        say(f"\n没有审或没有全审的规则{counts.skipped}条{'：' if every else '，加 --all 列出原因'}")
    for skipped in audited.report.skipped if every else ():
        say(f"  {skipped.code}：{skipped.reason}{f'（{len(skipped.places)}处）' if len(skipped.places) > 1 else ''}")
    if counts.broken:
        say(f"\n有问题的规则{counts.broken}条，请告诉表样的制作人：")
    for broken in audited.report.broken:
        say(f"  {broken.code}：{broken.reason}")


# ---- what needs an explanation ----


def print_open(audited: Audited) -> None:
    """Print what is still to be mended or explained, with rule and places as `--explain` wants them."""
    needed = [entry for entry in audited.report.entries if audited.need(entry)]
    if not needed:
        say("没有要改正或说明的。")
    for entry in needed:
        say(f"{entry.code}（{SORTS[entry.severity]}）：{audited.need(entry)}")
        for hit in entry.hits:
            state = STATES[hit.explained] or "未说明"
            path = next((audited.path(place) for place in hit.places), "") or "单位"
            say(f"  {state}  {path}  {hit.message}")
    if needed:
        say("\n写说明：jixiao audit 文件 --explain 规则 说明 [--place 位置] [--agreed-by 同意人]")
        say('报误报：再加 --false-alarm，说明里写原因；取消：说明写空（""）')
