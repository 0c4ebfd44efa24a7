"""Rules about words that do not belong: instructions of the form, placeholders, other departments, old regulations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from app.audit.phrases import TURN, Fault, hit_of, word_list
from app.audit.prose import Prose, long_texts, prose_of, sections_of, written_of
from app.audit.registry import Hit, audit_rule
from app.audit.view import AuditView
from app.core.records import ROOT_ID, Address
from app.core.signatures import ParamKind
from app.documents.rows import Paper, RowView
from app.packs.schema_reports import Section

PAPER: Final = Paper()


@dataclass(frozen=True, slots=True)
class Words:
    """Words to look for, each with what should stand there, and longer words in which one of them is right."""

    words: tuple[str, ...]
    right: tuple[str, ...] = ()


_WORDS: Final = {"words": ParamKind("words"), "right": ParamKind("words", ())}


@audit_rule("listed_words", params=_WORDS, params_class=Words, label="文字里留着不该有的词", parted=True)
def listed_words(view: AuditView, params: Words) -> Iterator[Hit]:
    """Find listed words in every text."""
    listed = word_list(params.words, params.right)
    for prose in written_of(view):
        yield from hit_of(prose, (Fault(at, word, said) for at, word, said in listed.find(prose.bare)))


@audit_rule("whole_text", params=_WORDS, params_class=Words, label="整格是表样的字", parted=True)
def whole_text(view: AuditView, params: Words) -> Iterator[Hit]:
    """Find texts that are nothing but a listed word, a number behind it left out: 指标1：, ……."""
    listed = frozenset(params.words)
    for prose in prose_of(view):
        text = "".join(prose.bare.split())
        if text in listed or _core(text) in listed:
            yield from hit_of(prose, [Fault(0, text)])


def _core(text: str) -> str:
    """Return a text without an item number before it and without number and colon behind it."""
    return re.sub(r"\A[0-9]{1,2}[.、]|[0-9一二三]{0,2}[:：]?\Z", "", text)


_BLANKS: Final = re.compile(r"(?<![A-Za-z0-9])(?:[xX]{2,}|[×✕]{2,})(?![A-Za-z0-9])|_{3,}|某某|○{2,}|□")
_ONLY: Final = re.compile(r"\s*(?:…+|\.{3,}|。{3,}|—+|-{2,}|/+|\?+|？+)\s*")


@dataclass(frozen=True, slots=True)
class Nothing:
    """A rule without parameters."""


@audit_rule("placeholders", params={}, params_class=Nothing, label="占位的符号没有换成内容", parted=True)
def placeholders(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find ××, XX, ____ in texts, and texts that are nothing but …… or ——."""
    for prose in prose_of(view):
        faults = [Fault(one.start(), one.group()) for one in _BLANKS.finditer(prose.bare)]
        if prose.text and _ONLY.fullmatch(prose.text):
            faults.append(Fault(0, prose.text.strip()))
        yield from hit_of(prose, faults)


# ---- headings ----

_CHOICE: Final = re.compile(
    r"（或[^（）]{1,20}）|\(或[^()]{1,20}\)|部门（单位）|单位（部门）|部门、单位|部门/单位|省（市|市（县"
)


@audit_rule("heading_choice", params={}, params_class=Nothing, label="标题里留着供选择的两个说法", parted=True)
def heading_choice(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find headings that still offer a choice, except where the form itself prints both words."""
    for section in sections_of(view):
        if section.heading is None or (found := _CHOICE.search(section.heading.text)) is None:
            continue
        printed = any(found.group() in heading for heading in _headings(view, section.report))
        if "或" in found.group() or not printed:
            yield from hit_of(section.heading, [Fault(0, section.heading.text)])


def _headings(view: AuditView, report: str) -> Iterator[str]:
    found = view.answers.pack.reports.get(report)
    yield from _below(found.sections) if found is not None else ()


def _below(sections: dict[str, Section]) -> Iterator[str]:
    for section in sections.values():
        yield section.heading
        yield from _below(section.sections)


# ---- what an import could not place ----


@audit_rule("left_over", params=_WORDS, params_class=Words, label="待处理的内容里有表样的字")
def left_over(view: AuditView, params: Words) -> Iterator[Hit]:
    """Find contents that found no place and speak of listed words: 表头, 表样的提示."""
    listed = word_list(params.words, params.right)
    for row in view.rows("left"):
        text = row.printed("text", "", PAPER)
        quotes = re.findall(r"“([^“”]{1,80})”", text)
        if any(True for _ in listed.find(text)):
            quoted, expected = (*quotes, "", "")[:2]
            yield Hit((Address(row.row, "text"),), quoted or text, expected, row=row.row)


# ---- words of other departments ----


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words of other departments.

    Attributes:
        words: `word→department` or `word→department→words that make it right`, these with blanks between.
        right: longer words in which a word is right.
        partners: words before it that make it a partner: 会同, 与.
    """

    words: tuple[str, ...]
    right: tuple[str, ...]
    partners: tuple[str, ...]


@audit_rule(
    "foreign_words",
    params={"words": ParamKind("words"), "right": ParamKind("words", ()), "partners": ParamKind("words", ())},
    params_class=Foreign,
    label="别的部门的话",
    parted=True,
)
def foreign_words(view: AuditView, params: Foreign) -> Iterator[Hit]:
    """Find words of other departments, unless the unit's own names, schemes, duties or projects use them too."""
    own = view.whole.once(_own_words)
    listed = word_list(params.words, params.right)
    for prose in long_texts(view):
        faults = (
            Fault(at, word, said.partition(TURN)[0])
            for at, word, said in listed.find(prose.bare)
            if not _belongs(own, word, said) and not _with_partner(prose.bare, at, params.partners)
        )
        yield from hit_of(prose, faults)


_OWN: Final = ("unit.name", "unit.short_name", "unit.supervisor", "unit.schemes", "unit.duties_summary")


def _own_words(view: AuditView) -> str:
    """Return everything that says what the unit is for."""
    root = view.root
    own = [root.printed(key, "", PAPER) for key in _OWN if root.field(key) is not None]
    for table, key in (("duties", "text"), ("internal_units", "name"), ("projects", "name"), ("projects", "purpose")):
        own += [_printed(row, key) for row in view.rows(table)]
    return "\n".join(own)


def _printed(row: RowView, key: str) -> str:
    return row.printed(key, "", PAPER) if row.field(key) is not None else ""


def _belongs(own: str, word: str, said: str) -> bool:
    """Say whether the unit's own words have a word, or one of those that make it right."""
    return word in own or any(right in own for right in said.partition(TURN)[2].split())


def _with_partner(text: str, at: int, partners: tuple[str, ...]) -> bool:
    """Say whether a partner's name begins at a place: 与民政系统."""
    return any(text.endswith(word, 0, at) for word in partners)


# ---- regulations ----

_NUMBERED: Final = re.compile(
    r"(?P<issuer>[一-鿿]{1,10})(?P<open>[【\[（(〔［])(?P<year>(?:19|20)[0-9]{2})(?P<close>[】\])）〕］])第?(?P<number>[0-9]{1,5})号"
)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Regulations: `old→new→first year in which the old one no longer holds`."""

    lines: tuple[str, ...]


@audit_rule(
    "regulation_old",
    params={"lines": ParamKind("words")},
    params_class=Catalogue,
    label="引用的文件已被新文件代替",
    parted=True,
)
def regulation_old(view: AuditView, params: Catalogue) -> Iterator[Hit]:
    """Find regulations that a newer one had replaced in the evaluation year."""
    year = view.answers.value(ROOT_ID, "year")
    if not isinstance(year, Decimal):
        return
    listed = _catalogue(params.lines, int(year))
    for prose in written_of(view):
        found = word_list(listed).find(_one_bracket(prose.text))
        yield from hit_of(prose, (Fault(at, word, said) for at, word, said in found))


@lru_cache(maxsize=16)
def _catalogue(lines: tuple[str, ...], year: int) -> tuple[str, ...]:
    """Return the words list of the regulations that no longer held in a year."""
    parts = (line.split(TURN) for line in lines)
    return tuple(f"{old}{TURN}{new}" for old, new, since in parts if year >= int(since))


def _one_bracket(text: str) -> str:
    """Return a text with the year of document numbers in 〔〕."""
    return _NUMBERED.sub(lambda match: f"{match['issuer']}{_right_number(match)}", text)


def _right_number(match: re.Match[str]) -> str:
    return f"〔{match['year']}〕{match['number']}号"


@audit_rule("document_number", params={}, params_class=Nothing, label="文号的括号不规范", parted=True)
def document_number(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find document numbers whose year is not in 〔〕 (GB/T 9704)."""
    for prose in written_of(view):
        yield from hit_of(prose, _wrong_brackets(prose))


def _wrong_brackets(prose: Prose) -> Iterator[Fault]:
    for match in _NUMBERED.finditer(prose.bare):
        if (match["open"], match["close"]) != ("〔", "〕"):
            issuer = match["issuer"][-_ISSUER:]
            typed = prose.bare[match.start("open") : match.end()]
            yield Fault(match.start(), issuer + typed, issuer + _right_number(match))


_ISSUER: Final = 4
"""Characters of the issuer's word that are quoted before a number."""
