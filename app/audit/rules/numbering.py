"""Rules about numbering: headings of one level run by 1 in one style, items of a text too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from app.audit.phrases import Fault, hit_of
from app.audit.prose import ReportSection, long_texts, sections_of
from app.audit.registry import Hit, audit_rule
from app.audit.view import AuditView
from app.core.records import Address
from app.core.signatures import ParamKind
from app.documents.reports.numbers import numbered

_DIGITS: Final = "零一二三四五六七八九"
_NUMBER: Final = re.compile(
    r"\s*(?P<before>第|[（(]?)(?P<number>[0-9]{1,3}|[一二三四五六七八九十]{1,4})(?P<after>[)）、.．章节]?)"
)


@dataclass(frozen=True, slots=True)
class Nothing:
    """A rule without parameters."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A number as typed: what it counts, and its style with `{zh}` or `{n}` in its place."""

    value: int
    style: str


def read_number(text: str) -> Counted | None:
    """Return what a typed number counts; half-width brackets are full-width ones. None for what is no number."""
    match = _NUMBER.match(text)
    if match is None or match.end() != len(text.rstrip()):
        return None
    digits = match["number"]
    value, kind = (int(digits), "{n}") if digits.isascii() else (_chinese(digits), "{zh}")
    before, after = match["before"].replace("(", "（"), match["after"].replace(")", "）").replace("．", ".")
    return Counted(value, f"{before}{kind}{after}") if value else None


def _chinese(words: str) -> int:
    """Return what 一 to 九十九 says, 0 for anything else."""
    tens, ten, ones = words.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return 0
    return (_DIGITS.index(tens or "一") * 10 if ten else 0) + (_DIGITS.index(ones) if ones else 0)


# ---- headings ----


def _levels(view: AuditView) -> Iterator[list[ReportSection]]:
    """Yield the sections that lie side by side and have a heading, where at least one number was typed."""
    headed = (one for one in sections_of(view) if one.heading is not None and one.heading.text)
    by_place = sorted(enumerate(headed), key=lambda pair: (pair[1].report, pair[1].above, pair[0]))
    for _, group in groupby(by_place, key=lambda pair: (pair[1].report, pair[1].above)):
        level = [section for _, section in group]
        if any(read_number(section.number or "") for section in level):
            yield level


def _style_of(view: AuditView, level: list[ReportSection]) -> str:
    """Return the style of a level: the form's own where it is used, else the one that is used most."""
    found = [one.style for section in level if (one := read_number(section.number or ""))]
    report = view.answers.pack.reports.get(level[0].report)
    own = report.numbering[level[0].level - 1] if report and level[0].level <= len(report.numbering) else ""
    return own if own in found else max(dict.fromkeys(found), key=found.count)


@audit_rule("heading_order", params={}, params_class=Nothing, label="标题编号不连续", parted=True)
def heading_order(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find headings whose number is not the next one of their level; a heading without one counts as one place."""
    yield from view.once(_disordered)


def _disordered(view: AuditView) -> tuple[Hit, ...]:
    return tuple(hit for level in _levels(view) for hit in _out_of_order(level, _style_of(view, level)))


def _out_of_order(level: list[ReportSection], style: str) -> Iterator[Hit]:
    due = last = 0
    skipped = 0
    for section in level:
        due += 1
        found = read_number(section.number or "")
        if found is None:
            skipped += 1
            continue
        if found.value not in {due, last + 1, due - skipped}:
            number = section.number or ""
            yield Hit((Address(section.row, "number"),), number, numbered(style, due))
        else:
            due, skipped = found.value, 0
        last = found.value


@audit_rule("heading_style", params={}, params_class=Nothing, label="同一层标题的编号样式不一", parted=True)
def heading_style(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find headings numbered in another style than their level, and headings with two numbers.

    Where the number is out of order too, the rule about that says what it should be.
    """
    told = {hit.places[0].row for hit in view.once(_disordered)}
    for level in _levels(view):
        style = _style_of(view, level)
        for section in level:
            found = read_number(section.number or "")
            if found is not None and section.row not in told and (found.style != style or _numbered_twice(section)):
                due = _numbered_twice(section) or numbered(style, found.value)
                yield Hit((Address(section.row, "number"),), _written(section), due)


def _numbered_twice(section: ReportSection) -> str:
    """Return the second number of a heading that has two: 7、（一）基金监管; empty where there is none."""
    match = _NUMBER.match(section.heading.text if section.heading else "")
    return match.group().strip() if match is not None and match["after"] in {"）", ")", "、", ".", "．"} else ""


def _written(section: ReportSection) -> str:
    heading = section.heading.text if section.heading else ""
    return f"{section.number}{heading[:4]}" if _numbered_twice(section) else section.number or ""


@dataclass(frozen=True, slots=True)
class Lists:
    """Words that headings of a list of attachments begin or end with: those need no number."""

    lists: tuple[str, ...]

    def holds(self, heading: str) -> bool:
        """Say whether a heading stands over a list of attachments."""
        bare = heading.rstrip("：: 。")
        return any(bare.startswith(word) or bare.endswith(word) for word in self.lists)


@audit_rule(
    "heading_unnumbered",
    params={"lists": ParamKind("words", ())},
    params_class=Lists,
    label="标题没有编号，同一层别的标题有",
    parted=True,
)
def heading_unnumbered(view: AuditView, params: Lists) -> Iterator[Hit]:
    """Find headings without a typed number beside headings that have one."""
    for level in _levels(view):
        style, place = _style_of(view, level), 0
        for section in level:
            found = read_number(section.number or "")
            place = found.value if found is not None else place + 1
            quoted = section.heading.text if section.heading else ""
            if not section.number and not section_is_summary(section) and not params.holds(quoted):
                yield Hit((Address(section.row, "heading"),), quoted, numbered(style, place))


def section_is_summary(section: ReportSection) -> bool:
    """Say whether a section is the summary before the body, which has no number."""
    return section.heading is not None and section.heading.section == "summary"


# ---- items of a text ----

_ITEM: Final = re.compile(
    r"(?:\A|(?<=[\n。；;：:，,])|(?<=[一-鿿]\.)|(?<=[0-9][.、]))[ \t\u3000]*"
    r"(?:(?P<dot>[0-9]{1,2})[.．、](?:(?![0-9])|(?=(?:19|20)[0-9]{2}年))"
    r"|[（(](?P<zh>[一二三四五六七八九十]{1,3})[)）]"
    r"|[（(](?P<round>[0-9]{1,2})[)）]"
    r"|(?P<shi>[一二三四五六七八九十]{1,3})是)"
)


@audit_rule("item_order", params={}, params_class=Nothing, label="文字里的序号不连续", parted=True)
def item_order(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find items of a text (1. 2. 3.; （1）（2）; 一是 二是) that do not run by 1."""
    for prose in long_texts(view):
        yield from hit_of(prose, _items(_ITEM.finditer(prose.text)))


def _items(found: Iterable[re.Match[str]]) -> Iterator[Fault]:
    """Yield items that are neither the first nor the next one of their style."""
    open_lists: dict[str, list[int]] = {}
    for match in found:
        style = str(match.lastgroup)
        value = int(match[style]) if match[style].isascii() else _chinese(match[style])
        lists = open_lists.setdefault(style, [])
        due = (lists[-1] if lists else 0) + 1
        if not _continues(lists, value) and (style == "dot" or due > 1):
            mark = match.group().strip()
            yield Fault(match.start(), mark, mark.replace(match[style], _like(match[style], due)))


_DEEPEST: Final = 9


def _continues(lists: list[int], value: int) -> bool:
    """Count an item in the lists that are open, the innermost last; say whether it begins or continues one."""
    if value == 1:
        lists.append(1)
        del lists[:-_DEEPEST]
        return True
    for depth in range(len(lists), 0, -1):
        if lists[depth - 1] + 1 == value:
            lists[depth - 1 :] = [value]
            return True
    lists[-1:] = [value]
    return False


def _like(word: str, value: int) -> str:
    return numbered("{n}" if word.isascii() else "{zh}", value)


@audit_rule("item_style", params={}, params_class=Nothing, label="同一层序号的写法不一", parted=True)
def item_style(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find paragraphs numbered 3、 where those before them are numbered 1. 2."""
    for prose in long_texts(view):
        marks = list(_MARKED.finditer(prose.text))
        first = marks[0]["mark"] if marks else ""
        other = (one for one in marks if one["mark"] != first)
        yield from hit_of(prose, (Fault(one.start(), one.group().strip(), one["number"] + first) for one in other))


_MARKED: Final = re.compile(r"(?:\A|(?<=\n))[ \t\u3000]*(?P<number>[0-9]{1,2})(?P<mark>[.、])(?![0-9])")


_YEAR: Final = re.compile(r"(?:\A|(?<=[\n。；：]))[ \t\u3000]*(?P<item>[0-9]{1,2}[.．])(?P<year>(?:19|20)[0-9]{2}年)")


@audit_rule("item_before_year", params={}, params_class=Nothing, label="序号和年份连在一起", parted=True)
def item_before_year(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find 1.2024年, which reads like a decimal number."""
    for prose in long_texts(view):
        found = _YEAR.finditer(prose.text)
        yield from hit_of(
            prose, (Fault(one.start(), one.group().strip(), f"{one['item']} {one['year']}") for one in found)
        )
