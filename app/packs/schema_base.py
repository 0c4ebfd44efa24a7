"""Base of the schema models: frozen, nothing unknown is let in, texts are bounded, every value is written as text."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

from app.core.absence import AbsentStyle
from app.core.numbers import num


class Frozen(BaseModel):
    """A part of a pack: immutable, no unknown entries."""

    model_config = ConfigDict(frozen=True, extra="forbid")


_ID: Final = r"^[a-z][a-z0-9_]{0,59}$"
_KEY: Final = r"^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*$"
_CODE: Final = r"^[a-z][a-z0-9_.-]{0,79}$"
_PACK_ID: Final = r"^[a-z0-9][a-z0-9-]{1,40}$"
_YEAR: Final = r"^(19|20)[0-9]{2}$"
_REVISION: Final = r"^[1-9][0-9]{0,5}$"
_MM: Final = r"^[0-9]{1,3}(\.[0-9]{1,2})?$"

PATTERNS: Final = {
    _ID: "编号用小写字母、数字和_，以字母开头",
    _KEY: "栏名用小写字母、数字、_和.，每一段以字母开头",
    _CODE: "编号用小写字母、数字、_、-和.，以字母开头",
    _PACK_ID: "表样编号用小写字母、数字和-，2到41个字符，例如 hunan-2024",
    _YEAR: '年度写四位数字，例如 "2024"',
    _REVISION: '修订号写整数，从1起，例如 "1"',
    _MM: "尺寸写毫米数，例如 22 或 22.5",
}
"""What each pattern means, for the person who wrote something else."""

Text = Annotated[str, StringConstraints(max_length=20_000)]
Ids = tuple[Text, ...]
Id = Annotated[str, StringConstraints(pattern=_ID)]
KeyName = Annotated[str, StringConstraints(pattern=_KEY, max_length=120)]
Code = Annotated[str, StringConstraints(pattern=_CODE)]
PackId = Annotated[str, StringConstraints(pattern=_PACK_ID)]
Year = Annotated[str, StringConstraints(pattern=_YEAR)]
Revision = Annotated[str, StringConstraints(pattern=_REVISION)]
Mm = Annotated[str, StringConstraints(pattern=_MM)]

MoneyUnit = Literal["元", "万元", "亿元"]
Absent = AbsentStyle | Literal[""]
"""How an absent item prints; empty leaves it to the next wider part."""

DateStyle = Literal["", "数字", "汉字", "手填", "短横"]


def _figure(raw: Any) -> Any:
    """Read a number the one way there is."""
    value = num(raw) if isinstance(raw, str) else None
    if value is None:
        message = "要写一个数"
        raise ValueError(message)
    return value


def _flag(raw: Any) -> Any:
    """Read true or false."""
    if raw not in ("true", "false"):
        message = "要写 true 或 false"
        raise ValueError(message)
    return raw == "true"


def _whole(raw: Any) -> Any:
    """Read a whole number that is not negative."""
    if not (isinstance(raw, str) and raw.isascii() and raw.isdigit() and len(raw) <= 6):
        message = "要写一个整数"
        raise ValueError(message)
    return int(raw)


Figure = Annotated[Decimal, BeforeValidator(_figure)]
"""A number, written as text."""

Flag = Annotated[bool, BeforeValidator(_flag)]
Whole = Annotated[int, BeforeValidator(_whole)]
