"""Business facts by their usual name: the row that `{{fact.insured.resident}}` of a draft speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.answers.answer_set import AnswerSet
from app.core.records import ROOT_ID
from app.packs.schema import Pack

FACTS: Final = "facts"
FACT: Final = "fact"
"""First part of a placeholder for a business fact."""

ALL: Final = "all"
"""The scheme of a fact that speaks of all schemes together; a draft that names none means this or no scheme."""

SCHEME: Final = "scheme"
"""The key of a fact, and the axis, that names its insurance scheme."""


@dataclass(frozen=True, slots=True)
class FactName:
    """A business fact as a draft names it: id of the usual name, id of the scheme (empty: none named)."""

    name: str
    scheme: str = ""

    @classmethod
    def of(cls, key: str) -> FactName | None:
        """Return the fact that the key of a placeholder names, None when it names none."""
        first, _, rest = key.partition(".")
        name, _, scheme = rest.partition(".")
        return cls(name, scheme) if first == FACT and name else None

    def label(self, pack: Pack) -> str:
        """Return the name to write into a new row of facts."""
        return pack.facts[self.name].label

    def scheme_label(self, pack: Pack) -> str:
        """Return the scheme to write into a new row of facts, empty for none."""
        known = pack.axes.get(SCHEME, {}).get(self.scheme)
        return known.label if known is not None else ""


def find_fact(answers: AnswerSet, wanted: FactName) -> str | None:
    """Return the row that holds a fact, None when there is none: first by its label, then by its other names."""
    usual = answers.pack.facts.get(wanted.name)
    if usual is None:
        return None
    schemes = _scheme_words(answers.pack, wanted.scheme)
    for names in ((usual.label,), (*usual.labels, *usual.synonyms)):
        for scheme in schemes:
            for row in answers.children(ROOT_ID, FACTS):
                if _says(answers, row, names, scheme):
                    return row
    return None


def _says(answers: AnswerSet, row: str, names: tuple[str, ...], schemes: frozenset[str]) -> bool:
    name, scheme = answers.printed(row, "name"), answers.printed(row, SCHEME)
    if name in names and scheme in schemes:
        return True
    # 企业职工基本养老保险参保人数: the scheme stands before the name.
    return not scheme and any(f"{words}{one}" == name for words in schemes if words for one in names)


def _scheme_words(pack: Pack, scheme: str) -> tuple[frozenset[str], ...]:
    """Return the words for a scheme, what is meant first."""
    values = pack.axes.get(SCHEME, {})
    if scheme in values:
        return (frozenset({values[scheme].label, *values[scheme].synonyms}),)
    whole = values.get(ALL)
    return (frozenset({""}), frozenset({whole.label}) if whole is not None else frozenset())
