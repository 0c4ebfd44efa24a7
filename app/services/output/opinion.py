"""Write the 审核意见 as a docx."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from app.audit.report import Found, Report
from app.core.errors import EnvironmentProblem, UserError
from app.core.files import write_whole
from app.documents.lists import Line, Opinion, audit_opinion
from app.services.output.writing import why
from app.services.review.auditing import SORTS, STATES, Audited

_ENDING: Final = ".docx"
_PLACES: Final = 4
"""Places of one finding that are written out; of more the number is told."""


def write_opinion(path: Path, audited: Audited, unit: str, year: str = "") -> Path:
    """Write the 审核意见 of an audit.

    Args:
        path: where to; the ending .docx is put behind a name that has none.
        audited: the audit.
        unit: name of the unit.
        year: the evaluation year as printed.

    Raises:
        UserError: a name with another ending.
        EnvironmentProblem: it cannot be written; what was there is untouched.
    """
    target = path if path.suffix else path.with_name(path.name + _ENDING)
    if target.suffix.lower() != _ENDING:
        raise UserError(
            "audit.docx",
            where=str(path),
            what="审核意见只能写成 docx",
            rule="文件名以 .docx 结尾",
            repair="请改正文件名",
        )
    from app.export.docx import write_docx  # noqa: PLC0415 - its libraries are slow to load

    about = [f"单位：{unit}" + (f"\u3000\u3000年度：{year}年" if year else ""), audited.sentence(), *audited.first()]
    body = write_docx(audit_opinion(unit, about, list(_opinions(audited.report)), list(_notes(audited.report))))
    try:
        write_whole(target, body)
    except OSError as error:
        raise EnvironmentProblem(
            "audit.write", where=str(target), what="审核意见写不进去", rule=why(error), repair="请换一个位置重试"
        ) from error
    return target


def _opinions(report: Report) -> Iterator[Opinion]:
    for entry in report.entries:
        advice = "\n".join(dict.fromkeys(hit.advice for hit in entry.hits if hit.advice))
        basis = f"（依据：{entry.clause}）" if entry.clause else ""
        yield Opinion(SORTS[entry.severity], tuple(map(_line, entry.hits)), advice + basis)


def _line(hit: Found) -> Line:
    return Line(tuple(_places(hit)), hit.message, hit.quoted or "（空）", hit.expected, _said(hit))


def _places(hit: Found) -> Iterator[str]:
    labels = list(dict.fromkeys(place.label for place in hit.places))
    yield from labels[:_PLACES]
    if len(labels) > _PLACES:
        yield f"等{len(labels)}处"


def _said(hit: Found) -> str:
    if hit.explanation is None:
        return ""
    by = f"（{hit.explanation.agreed_by}）" if hit.explanation.agreed_by else ""
    return f"{STATES[hit.explained]}：{hit.explanation.text}{by}"


def _notes(report: Report) -> Iterator[str]:
    """Yield what the audit could not look at."""
    counts = report.counts
    if counts.skipped:
        yield f"另有{counts.skipped}条规则因为缺少数据或不适用，没有审或没有全审。"
    if counts.broken:
        yield f"有{counts.broken}条规则本身有问题，没有审完，请告诉表样的制作人。"
