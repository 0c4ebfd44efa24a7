"""What a scoring rule takes and gives: the contract between the rules and the packs that choose them.

A pack writes everything as text. `read_params` turns the texts of `with:` into values, once, at load; what is
wrong comes back as Chinese sentences, so that the static check of a pack can put a place beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, Literal

from app.core.numbers import num, shift

GivenKind = Literal["number", "quantity", "text", "any", "column"]
"""What an argument takes: a number (money, rate, count, number, points), a quantity with words, words, anything; or the
whole column of child rows (`parts.actual`), each of its values as a quantity with words."""

_TAKES: Final[dict[GivenKind, frozenset[str]]] = {
    "number": frozenset({"money", "rate", "count", "number", "points", "year"}),
    "quantity": frozenset({"quantity", "rate", "money", "count", "number", "date", "text", "choice", "year"}),
    "text": frozenset({"text", "longtext", "choice", "reference"}),
}

ParamType = Literal["number", "share", "amount", "choice", "name", "words", "bands", "limits", "grades"]
"""How a parameter is written in a pack.

number: `2`. share: `5%` (read as 0.05). choice: one of the words offered. name: the name of one of the bands
in parameter `among`. words: a list of texts.
bands: {name: [top, bottom]} in percent from high to low, or three such pairs without names.
amount: `2` (points, a number) or `10%` (a share of the weight; of a step: percentage points).
limits: [[limit, amount], …] ascending by the limit, all limits percentages or all numbers: `[[60%, 5], [80%, 7]]`.
grades: [{name, from}, …] descending by `from`.
"""

USUAL_BANDS: Final = ("达成预期指标", "部分达成预期指标", "未达成预期指标")
"""Names of the three bands where a pack gives none (as the choices of key `band`)."""

Raw = str | Sequence[Any] | Mapping[str, Any]
"""A parameter as the pack holds it: texts, lists and mappings of texts."""


@dataclass(frozen=True, slots=True)
class Band:
    """One band (达成档): its name and the shares of the weight from `top` down to `bottom`."""

    name: str
    top: Decimal
    bottom: Decimal


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade (等级): its name and the lowest score that earns it."""

    name: str
    lowest: Decimal


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, or a share of something (10% is 0.10 with `share`)."""

    value: Decimal
    share: bool = False


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit and what holds there."""

    at: Amount
    gives: Amount


ParamValue = Decimal | str | Amount | tuple[str, ...] | tuple[Band, ...] | tuple[Grade, ...] | tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class ParamKind:
    """One parameter of a rule: how it is written, what it is when the pack leaves it out, the words it may be.

    `default` is raw, as a pack would write it; None means that the pack must give it.
    """

    type: ParamType
    default: Raw | None = None
    choices: tuple[str, ...] = ()
    among: str = ""


@dataclass(frozen=True, slots=True)
class RuleSignature:
    """A rule as a pack sees it.

    Attributes:
        name: the name in `rule:`.
        given: argument → what it takes.
        required: arguments that a pack must give; the others are blank when left out.
        params: parameter → how it is written.
        returns: kind of the result: points or text.
        label: what the rule does, in Chinese, for `packs show`.
    """

    name: str
    given: Mapping[str, GivenKind]
    required: frozenset[str]
    params: Mapping[str, ParamKind] = field(default_factory=dict)
    returns: str = "points"
    label: str = ""

    def takes(self, argument: str, kind: str) -> bool:
        """Say whether an argument may be given a value of a kind of the dictionary."""
        wanted = self.given[argument]
        return wanted == "any" or kind in _TAKES[wanted]


def read_params(signature: RuleSignature, raw: Mapping[str, Raw]) -> tuple[dict[str, ParamValue], dict[str, str]]:
    """Read the parameters of a rule.

    Returns:
        The values by name, defaults filled in, and what is wrong by name (Chinese sentences; empty when sound).
    """
    values: dict[str, ParamValue] = {}
    problems = {name: f"计分规则“{signature.name}”没有参数“{name}”" for name in raw if name not in signature.params}
    for name, kind in signature.params.items():
        given = raw.get(name, kind.default)
        if given is None:
            problems[name] = f"计分规则“{signature.name}”缺少参数“{name}”"
            continue
        try:
            values[name] = _READERS[kind.type](given, kind)
        except _WrongError as wrong:
            problems[name] = f"参数“{name}”{wrong}"
    return values, problems | _stray_names(signature, values)


def _stray_names(signature: RuleSignature, values: Mapping[str, ParamValue]) -> dict[str, str]:
    """Say which parameters name a band that is not there."""
    found = {}
    for name, kind in signature.params.items():
        bands = values.get(kind.among, ())
        names = [band.name for band in bands if isinstance(band, Band)] if isinstance(bands, tuple) else []
        if names and values.get(name, "") not in {"", *names}:
            found[name] = f"参数“{name}”只能是{'、'.join(names)}之一，现在是“{values[name]}”"
    return found


class _WrongError(Exception):
    """A parameter cannot be read; the text says why, in Chinese."""


def _number(raw: Raw, _kind: ParamKind) -> Decimal:
    value = num(raw) if isinstance(raw, str) and "%" not in raw else None
    if value is None:
        raise _WrongError(f"要写一个数，例如 2，现在是“{_shown(raw)}”")
    return value


def _share(raw: Raw, _kind: ParamKind) -> Decimal:
    value = num(raw) if isinstance(raw, str) and raw.rstrip().endswith(("%", "％")) else None
    if value is None:
        raise _WrongError(f"要写一个百分数，例如 5%，现在是“{_shown(raw)}”")
    return value


def _choice(raw: Raw, kind: ParamKind) -> str:
    if not isinstance(raw, str) or raw not in kind.choices:
        raise _WrongError(f"只能是{'、'.join(kind.choices)}之一，现在是“{_shown(raw)}”")
    return raw


def _name(raw: Raw, _kind: ParamKind) -> str:
    if not isinstance(raw, str):
        raise _WrongError(f"要写一个名称，现在是“{_shown(raw)}”")
    return raw


def _words(raw: Raw, _kind: ParamKind) -> tuple[str, ...]:
    if isinstance(raw, str) or not isinstance(raw, Sequence) or not all(isinstance(w, str) and w for w in raw):
        raise _WrongError("要写成词的列表，例如 [控制率, 差错率]")
    return tuple(raw)


def _bands(raw: Any, _kind: ParamKind) -> tuple[Band, ...]:
    if _is_list(raw, len(USUAL_BANDS)):
        raw = dict(zip(USUAL_BANDS, raw, strict=True))
    if not isinstance(raw, Mapping) or not raw or not all(_is_list(pair, 2) for pair in raw.values()):
        raise _WrongError("要写成各档的上下限，例如 {达成: [100%, 80%], 未达成: [80%, 0%]}")
    bands = tuple(Band(str(name), _in_percent(top), _in_percent(bottom)) for name, (top, bottom) in raw.items())
    tops = [band.top for band in bands]
    if any(not 0 <= band.bottom <= band.top <= 1 for band in bands) or tops != sorted(tops, reverse=True):
        raise _WrongError("各档要从高到低排列，上下限在0%与100%之间，上限不低于下限")
    return bands


def _in_percent(raw: Any) -> Decimal:
    """Read a limit of a band: 80% or 80."""
    value = num(raw) if isinstance(raw, str) else None
    if value is None:
        raise _WrongError(f"各档的上下限写成百分数，例如 80%，现在是“{_shown(raw)}”")
    return value if raw.rstrip().endswith(("%", "％")) else shift(value, -2)


def _amount(raw: Any, _kind: ParamKind) -> Amount:
    value = num(raw) if isinstance(raw, str) else None
    if value is None or value < 0:
        raise _WrongError(f"要写一个不小于0的数或百分数，例如 2 或 10%，现在是“{_shown(raw)}”")
    return Amount(value, raw.rstrip().endswith(("%", "％")))


def _limits(raw: Any, kind: ParamKind) -> tuple[Limit, ...]:
    if isinstance(raw, (str, Mapping)) or not all(_is_list(pair, 2) for pair in raw):
        raise _WrongError("要写成成对的数，例如 [[60%, 5], [80%, 7]]")
    limits = tuple(Limit(_amount(at, kind), _amount(gives, kind)) for at, gives in raw)
    bounds = [limit.at.value for limit in limits]
    if bounds != sorted(set(bounds)) or len({limit.at.share for limit in limits}) > 1:
        raise _WrongError("要按前一个数从小到大排列，不重复，都是百分数或都是数")
    return limits


def _grades(raw: Any, kind: ParamKind) -> tuple[Grade, ...]:
    whole = not isinstance(raw, (str, Mapping)) and all(
        isinstance(g, Mapping) and set(g) == {"name", "from"} and isinstance(g["name"], str) for g in raw
    )
    if not whole or not raw or isinstance(raw, (str, Mapping)):
        raise _WrongError("要写成等级的列表，例如 [{name: 优, from: 90}, {name: 差, from: 0}]")
    grades = tuple(Grade(g["name"], _number(g["from"], kind)) for g in raw)
    bounds = [grade.lowest for grade in grades]
    if bounds != sorted(set(bounds), reverse=True):
        raise _WrongError("各等级要从高到低排列，起点不重复")
    return grades


def _is_list(raw: object, length: int) -> bool:
    return isinstance(raw, Sequence) and not isinstance(raw, str) and len(raw) == length


def _shown(raw: object) -> str:
    text = str(raw)
    return text if len(text) <= 30 else text[:30] + "…"


_READERS: Final[dict[ParamType, Callable[[Any, ParamKind], ParamValue]]] = {
    "number": _number,
    "share": _share,
    "amount": _amount,
    "choice": _choice,
    "name": _name,
    "words": _words,
    "bands": _bands,
    "limits": _limits,
    "grades": _grades,
}
