"""偏差原因 and 改进措施 of an indicator, which forms print in one cell: what of a text belongs to which."""

from __future__ import annotations

import re
from typing import Final

from app.core.absence import outer_trim

_MEASURE: Final = re.compile(r"[（(]?(?:[二2][、.．])?\s*(?:下一步)?(?:改进|整改)(?:的)?措施[)）]?\s*[:：]")
_REASON: Final = re.compile(r"^\s*[（(]?(?:[一1][、.．])?\s*(?:偏差|未完成)?原因(?:分析)?[)）]?\s*[:：]\s*")


def split_note(text: str, measure: str = "") -> tuple[str, str]:
    """Return reason and measure of what stands in the cell of both.

    A text that names its measure (改进措施：…) is parted there, one that ends with the measure already known before it;
    any other is a reason whole.
    """
    found = _MEASURE.search(text)
    if found is not None:
        reason, rest = text[: found.start()], text[found.end() :]
    elif measure and outer_trim(text).endswith(measure):
        reason, rest = outer_trim(text).removesuffix(measure), measure
    else:
        reason, rest = text, ""
    return outer_trim(_REASON.sub("", reason)), outer_trim(rest)
