"""Rules about spelling: wrong words, words typed twice, figures and money written wrongly, marks and brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from app.audit.phrases import Fault, around, hit_of, word_list
from app.audit.prose import Prose, long_texts, written_of
from app.audit.registry import Hit, audit_rule
from app.audit.view import AuditView
from app.core.signatures import ParamKind

_TWICE: Final = re.compile(r"([一-鿿]{2,6})\1")
_ZERO: Final = re.compile(r"(?<![〇零一二三四五六七八九])[〇零一二三四五六七八九]+0[0〇零一二三四五六七八九]+")
_STAFF: Final = re.compile(r"(?<![0-9.])[0-9]+(?:\.[0-9]+)?[员圆](?![工会额外名])")
_TWO_UNITS: Final = re.compile(r"(?<![0-9.])[0-9]+(?:\.[0-9]+)? ?((?:万|亿)?元(?:万|亿)?元|万万元|亿亿元)")
_BOTH: Final = re.compile(r"近[0-9]+(?:\.[0-9]+)?[余多](?:万|亿|千|百)?|近[0-9]+(?:\.[0-9]+)?(?:万|亿|千|百)?[余多]")
_PERCENT: Final = re.compile(r"(?<![0-9.])[0-9]+(?:\.[0-9]+)?[%％]\s*[%％]+")
_SPACED: Final = re.compile(r"(?<![0-9.])[0-9]+(?:\.[0-9]+)?\s+[%％]")


@dataclass(frozen=True, slots=True)
class Words:
    """Wrong words with the right ones, words in which a wrong one is right, words that may be said twice.

    Attributes:
        words: `wrong→right`.
        right: longer words in which a wrong one is right.
        twice: words that may stand twice in a row.
        measures: characters that may stand behind 近4.
        names: keys of names; what one form prints in place of a name is another rule's matter.
    """

    words: tuple[str, ...]
    right: tuple[str, ...]
    twice: tuple[str, ...]
    measures: str
    names: tuple[str, ...]


@audit_rule(
    "wrong_words",
    params={
        "words": ParamKind("words"),
        "right": ParamKind("words", ()),
        "twice": ParamKind("words", ()),
        "measures": ParamKind("name", ""),
        "names": ParamKind("words", ()),
    },
    params_class=Words,
    label="错别字、重复的词、写错的数和钱",
    parted=True,
)
def wrong_words(view: AuditView, params: Words) -> Iterator[Hit]:
    """Find wrong words, words typed twice, 二0二五, 53.2员, 近5.8多亿, 100 % and 近4基金."""
    for prose in written_of(view):
        if not (prose.address.form and prose.address.key in params.names):
            yield from hit_of(prose, _misspelt(prose, params))


def _misspelt(prose: Prose, params: Words) -> Iterator[Fault]:
    text = prose.bare
    for at, wrong, right in word_list(params.words, params.right).find(text):
        yield Fault(at, wrong, right)
    yield from _said_twice(text, params.twice)
    yield from _figures(text, params.measures)


def _said_twice(text: str, allowed: tuple[str, ...]) -> Iterator[Fault]:
    for match in _TWICE.finditer(text):
        word = match.group(1)
        if len(set(word)) > 1 and word[0] not in "一每又再越" and word not in allowed:
            yield Fault(match.start(), match.group(), word)


def _figures(text: str, measures: str) -> Iterator[Fault]:
    for match in _ZERO.finditer(text):
        yield Fault(match.start(), match.group(), match.group().replace("0", "〇"))
    for match in _STAFF.finditer(text):
        yield Fault(match.start(), match.group(), match.group()[:-1] + "元")
    for match in _TWO_UNITS.finditer(text):
        yield Fault(match.start(), match.group(), "只写一个单位")
    for match in _BOTH.finditer(text):
        yield Fault(match.start(), match.group(), "“近”和“多”只用一个")
    for match in _SPACED.finditer(text):
        yield Fault(match.start(), match.group(), "".join(match.group().split()))
    yield from _bare_numbers(text, measures)


@lru_cache(maxsize=16)
def _without_measure(measures: str) -> re.Pattern[str]:
    return re.compile(rf"近[0-9]+(?![0-9.,%％])(?=[一-鿿])(?![{re.escape(measures)}])..")


def _bare_numbers(text: str, measures: str) -> Iterator[Fault]:
    """Yield numbers behind 近 whose unit is missing: 近4基金."""
    for match in _without_measure(measures).finditer(text) if measures else ():
        yield Fault(match.start(), match.group(), "数后面写明单位（年、次、人等）")


@dataclass(frozen=True, slots=True)
class Nothing:
    """A rule without parameters."""


@audit_rule("percent_twice", params={}, params_class=Nothing, label="百分号写了两个", parted=True)
def percent_twice(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find 100%%."""
    for prose in written_of(view):
        found = list(_PERCENT.finditer(prose.text))
        yield from hit_of(prose, (Fault(one.start(), one.group(), _one_percent(one.group())) for one in found))


def _one_percent(text: str) -> str:
    return text.rstrip("%％ ") + "%"


# ---- marks, brackets, blanks ----

_MARKS: Final = re.compile(r"[，。；：、！？]{2,}|[一-鿿][,;?!][一-鿿]")
_WIDE: Final = re.compile(r"[０-９]+")
_BLANK: Final = re.compile(r"\n[ \t\u3000]*\n|\A\s+\S|\S\s+\Z")
_LAW: Final = re.compile(r"【([^【】\n]{1,40}(?:法|条例|办法|规定|通知|意见|方案))】")
_PAIRS: Final = {"（": "）", "(": "）", "《": "》", "【": "】", "〔": "〕", "“": "”", "[": "]"}
_CLOSING: Final = {"）": "）", ")": "）", "》": "》", "】": "】", "〕": "〕", "”": "”", "]": "]"}
_ITEM: Final = re.compile(r"(?:\A|[\n。；;：:，,、])\s*[0-9一二三四五六七八九十a-zA-Z①-⑳]{1,3}[)）]")


@audit_rule("text_format", params={}, params_class=Nothing, label="标点、括号、空行", parted=True)
def text_format(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find doubled marks, half-width marks between Chinese characters, brackets without a pair, blank lines."""
    for prose in written_of(view):
        yield from hit_of(prose, _format_faults(prose))


def _format_faults(prose: Prose) -> Iterator[Fault]:
    text = _own(prose)
    for match in _MARKS.finditer(text):
        alone = match.group()[0] in "，。；：、！？"
        yield Fault(
            match.start(), around(prose.text, match.start(), match.end()), "标点只留一个" if alone else "全角标点"
        )
    for match in _WIDE.finditer(text):
        yield Fault(match.start(), match.group(), match.group().translate(_NARROW))
    for match in _LAW.finditer(text):
        yield Fault(match.start(), match.group(), f"《{match.group(1)}》")
    for match in _BLANK.finditer(text):
        yield Fault(match.start(), "空行或首尾的空格", "删去")
    yield from _unpaired(text)


def _own(prose: Prose) -> str:
    """Return a text with the texts it takes from elsewhere made plain: their marks are looked at where they stand."""
    return "".join("文" * len(span.text) if span.bound and span.words else span.text for span in prose.spans)


_NARROW: Final = str.maketrans("０１２３４５６７８９", "0123456789")


def _unpaired(text: str) -> Iterator[Fault]:
    """Yield brackets and quotation marks without their pair; `1）` in front of an item is none."""
    items = {match.end() - 1 for match in _ITEM.finditer(text)}
    open_at: dict[str, list[int]] = {closing: [] for closing in _PAIRS.values()}
    for at, character in enumerate(text):
        if character in _PAIRS:
            open_at[_PAIRS[character]].append(at)
        elif character in _CLOSING and (waiting := open_at[_CLOSING[character]]):
            waiting.pop()
        elif character in _CLOSING and at not in items:
            yield Fault(at, around(text, at, at + 1), "括号、引号成对")
    for at in (one for waiting in open_at.values() for one in waiting):
        yield Fault(at, around(text, at, at + 1), "括号、引号成对")


_ENDS: Final = "。！？；…”》）)!?."
_LISTED: Final = re.compile(r"\s*(?:[0-9]{1,2}[.、]|[（(]|——|{{)")


@audit_rule("text_unfinished", params={}, params_class=Nothing, label="段落没有写完", parted=True)
def text_unfinished(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find sections of reports whose last paragraph has no full stop."""
    for prose in long_texts(view):
        last = prose.text.rstrip().rpartition("\n")[2]
        if prose.report and len(last) > _SHORT and last[-1] not in _ENDS and not _is_list(last):
            yield from hit_of(prose, [Fault(0, last[-10:])])


_SHORT: Final = 8


def _is_list(paragraph: str) -> bool:
    """Say whether a paragraph is a line of a list or of names, which needs no full stop."""
    short = len(paragraph) < 40 and _LISTED.match(paragraph) is not None
    return short or "：" in paragraph[:12]


# ---- the same sentence twice ----

_CLAUSE: Final = re.compile(r"[^，。；：！？\n,;]+")


@dataclass(frozen=True, slots=True)
class Length:
    """How many characters must be the same."""

    least: Decimal


@audit_rule(
    "repeated_sentence",
    params={"least": ParamKind("number", "15")},
    params_class=Length,
    label="同一段里的话说了两遍",
    parted=True,
)
def repeated_sentence(view: AuditView, params: Length) -> Iterator[Hit]:
    """Find runs of clauses that stand twice in one paragraph."""
    for prose in long_texts(view):
        paragraphs = prose.text.split("\n")
        yield from hit_of(prose, (fault for one in paragraphs for fault in _repeated(one, params.least)))


def _repeated(paragraph: str, least: Decimal) -> Iterator[Fault]:
    """Yield every run of clauses that was said before in the same paragraph."""
    clauses = [match.group().strip() for match in _CLAUSE.finditer(paragraph)]
    first: dict[str, int] = {}
    run: list[str] = []
    follows = -1
    for at, clause in enumerate(clauses):
        before = first.setdefault(clause, at) if clause else at
        if before < at and (not run or before == follows):
            run, follows = [*run, clause], before + 1
            continue
        yield from _long_enough(run, least)
        run, follows = ([clause], before + 1) if before < at else ([], -1)
    yield from _long_enough(run, least)


def _long_enough(run: list[str], least: Decimal) -> Iterator[Fault]:
    said = "，".join(run)
    if sum(map(len, run)) >= least:
        yield Fault(0, said if len(said) <= 40 else said[:40] + "…", "只说一遍")
