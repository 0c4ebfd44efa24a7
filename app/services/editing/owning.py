"""存为本单位常用指标: rows of a list become entries of the unit's own indicators; the evaluation stays as it is."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.errors import UserError
from app.core.quantities import Quantity
from app.services.own_indicators import DIRECTIONS, LONGEST, OwnIndicator, add_own, form_of
from app.services.review.indicator import target_of
from app.services.session import Session


def save_as_own(session: Session, rows: Sequence[str]) -> tuple[str, ...]:
    """Save rows as 本单位常用指标; return their names. Rows without a name are left out.

    Raises:
        UserError: no row has a name, one is too long, or there would be too many; nothing was saved.
        EnvironmentProblem: the file cannot be written.
    """
    named = [row for row in rows if _text(session, row, "level3")]
    if not named:
        raise _refusal("没有选中写了名称的指标", "请先在表里选中要存的行")
    try:
        made = [_own(session, row) for row in named]
    except ValueError as error:
        raise _refusal(f"指标的名称、级别太长或者有特殊字符，每项最多{LONGEST}个字", "请改短以后再存") from error
    add_own(made)
    return tuple(one.name for one in made)


def _own(session: Session, row: str) -> OwnIndicator:
    direction = _text(session, row, "direction")
    return OwnIndicator(
        name=_text(session, row, "level3"),
        level1=_text(session, row, "level1"),
        level2=_text(session, row, "level2"),
        form=form_of(target_of(session, row)),
        unit=_unit(session, row),
        direction=next((one for one in DIRECTIONS if one == direction), ""),
        library=_text(session, row, "library_id"),
    )


def _text(session: Session, row: str, key: str) -> str:
    known = key in session.pack.fields[session.facts.rows[row].table]
    return " ".join(session.graph.printed(row, key).split()) if known else ""


def _unit(session: Session, row: str) -> str:
    """Return the measure of the target, with its scale."""
    if "target.measure" in session.pack.fields[session.facts.rows[row].table]:
        return _text(session, row, "target.measure")
    target = session.graph.value(row, "target")
    return f"{target.scale}{target.measure}" if isinstance(target, Quantity) else ""


def _refusal(what: str, repair: str) -> UserError:
    return UserError("own.row", where="本单位常用指标", what=what, rule="存的是名称、级别、写法和方向", repair=repair)
