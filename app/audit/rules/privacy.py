"""Rules about what may not go to the website: telephones, identity and bank numbers, names of persons (PRACTICE A5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from app.audit.phrases import Fault, hit_of, word_list
from app.audit.prose import long_texts
from app.audit.registry import Hit, audit_rule
from app.audit.view import AuditView
from app.core.signatures import ParamKind
from app.documents.public import private_numbers
from app.documents.rows import Paper

PAPER: Final = Paper()


@dataclass(frozen=True, slots=True)
class Nothing:
    """A rule without parameters."""


@audit_rule("private_numbers", params={}, params_class=Nothing, label="电话、身份证号、银行账号", parted=True)
def numbers(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find telephone, identity and bank numbers in free texts; they are quoted masked."""
    for prose in long_texts(view):
        found = private_numbers(prose.text)
        yield from hit_of(prose, (Fault(start, printed, sort) for start, _, sort, printed in found))


@dataclass(frozen=True, slots=True)
class Persons:
    """How persons are known.

    Attributes:
        tables: `table.key` that hold names of persons; `unit.key` for the unit's own.
        posts: posts and ranks before a name.
        surnames: surnames that are no usual word beside a post.
    """

    tables: tuple[str, ...]
    posts: tuple[str, ...]
    surnames: str


@audit_rule(
    "private_names",
    params={"tables": ParamKind("words", ()), "posts": ParamKind("words"), "surnames": ParamKind("name")},
    params_class=Persons,
    label="文字里写了人名",
)
def names(view: AuditView, params: Persons) -> Iterator[Hit]:
    """Find names of persons that the evaluation holds, and names beside a post, in free texts."""
    listed = word_list(tuple(sorted(set(_known(view, params.tables)))))
    beside = _beside_post(params.posts, params.surnames)
    for prose in long_texts(view):
        faults = [Fault(at, name) for at, name, _ in listed.find(prose.text)]
        faults += [Fault(one.start("name"), one["name"]) for one in beside.finditer(prose.text)]
        yield from hit_of(prose, faults)


def _known(view: AuditView, tables: tuple[str, ...]) -> Iterator[str]:
    """Yield the names of persons in tables of the evaluation."""
    for written in tables:
        table, _, key = written.partition(":")
        for row in view.rows(table):
            name = row.printed(key, "", PAPER).strip() if row.field(key) is not None else ""
            if 2 <= len(name) <= _LONGEST and not name.isascii():
                yield name


_LONGEST: Final = 5


@lru_cache(maxsize=16)
def _beside_post(posts: tuple[str, ...], surnames: str) -> re.Pattern[str]:
    before = "|".join(map(re.escape, sorted(posts, key=len, reverse=True)))
    name = rf"(?P<name>[{re.escape(surnames)}][一-鿿]{{1,2}})(?<!某)(?<!某某)"
    return re.compile(rf"(?:{before})[：: ]?{name}(?=同志|[，。、；：）)\n]|\Z)")
