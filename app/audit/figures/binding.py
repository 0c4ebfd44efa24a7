"""A typed figure replaced by one that is taken from its cell and prints the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from app.audit.figures.labels import mislabelled
from app.audit.figures.tying import Tie, ties_of
from app.audit.view import AuditView
from app.core.records import Address
from app.core.scan import normalise
from app.documents.reports.spans import Span
from app.documents.rows import Paper
from app.packs.templates import Placeholder, parse_template

_NUMBER: Final = re.compile(r"-?\d[\d,]*(?:\.(?P<decimals>\d+))?")


def binding_of(view: AuditView, tie: Tie) -> str:
    """Return what to write in place of a figure: a placeholder that prints the same, with the words around it.

    For a figure that differs it prints what it should be. Empty where no form of the cell prints so.
    """
    if tie.named is None or tie.verdict not in {"same", "differs"} or _doubtful(view, tie):
        return ""
    wanted = tie.figure.text if tie.verdict == "same" else tie.expected
    address = tie.named.address
    if address.form:
        return ""
    row, paper = view.row(address.row), Paper(tie.reading.prose.report)
    for before, form, after in _forms(wanted, tie.figure.quantity.hedge):
        if f"{before}{row.printed(address.key, form, paper)}{after}" == wanted:
            return f"{before}{Placeholder(address.row, address.key, form)}{after}"
    return ""


def _doubtful(view: AuditView, tie: Tie) -> bool:
    """Say whether a figure that differs may be another one than what its name says."""
    if tie.verdict == "same" or tie.named is None:
        return False
    return not tie.named.close or any(other.place == tie.place for _, other in mislabelled(view))


def bound_text(view: AuditView, place: Address, start: int) -> str:
    """Return the stored text of a place with the figure that begins at a character replaced by its binding.

    Empty where no typed figure begins there or no binding is known for it.
    """
    tie = next((one for one in ties_of(view) if _begins(one, place, start)), None)
    binding = binding_of(view, tie) if tie is not None else ""
    cell = view.answers.cell(place.row, place.key)
    if tie is None or not binding or cell is None:
        return ""
    return with_binding(cell.text, tie.reading.prose.spans, start, tie.figure.end, binding)


def _begins(tie: Tie, place: Address, start: int) -> bool:
    return tie.reading.prose.address == place and tie.figure.start == start


def _forms(text: str, hedge: str) -> Iterator[tuple[str, str, str]]:
    """Yield ways to print a figure: words before it, form, words after it."""
    match = _NUMBER.search(normalise(text))
    if match is None:
        return
    before, after = text[: match.start()], text[match.end() :]
    decimals = match["decimals"]
    pattern = f"{'#,##0' if ',' in match[0] else '0'}{'.' + '0' * len(decimals) if decimals else ''}"
    if hedge and not decimals:
        zeros = len(match[0]) - len(match[0].rstrip("0"))
        step = "1" + "0" * zeros if zeros else "0"
        yield "", f"{step}余{after[1:]}", ""
        yield "", f"{hedge}{step}{after}", ""
    yield before, f"{pattern}{after}", ""
    yield before, pattern, after


def with_binding(text: str, spans: Sequence[Span], start: int, end: int, binding: str) -> str:
    """Return a stored text in which a stretch of what it prints is replaced by a binding.

    Args:
        text: as stored, with its placeholders.
        spans: what each of its parts prints, in order.
        start: where the stretch begins in what is printed; it lies in one part that was typed.
        end: where it ends.
        binding: what stands there instead.

    Raises:
        ValueError: the stretch is not in a typed part.
    """
    written: list[str] = []
    at, done = 0, False
    for part, span in zip(parse_template(text).parts, spans, strict=True):
        stored, length = str(part), len(span.text)
        if not span.bound and at <= start and end <= at + length and not done:
            stored, done = stored[: start - at] + binding + stored[end - at :], True
        written.append(stored)
        at += length
    if not done:
        message = f"no typed text from {start} to {end}"
        raise ValueError(message)
    return "".join(written)
