"""Small packs for tests: layers as text over a small dictionary; faults are looked up by the text that is guilty."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from app.core.errors import Place
from app.core.signatures import ParamKind, RuleSignature
from app.packs.checking import check_pack
from app.packs.loading import load_pack
from app.packs.problems import PackError, PackProblem
from app.packs.resolve import Drawing, resolve
from app.packs.schema import Pack

DICTIONARY = """
dictionary: "1"
axes:
  when:
    prior:    {zh: 上年数}
    initial:  {zh: 年初数, labels: [本年预算数], synonyms: [年初预算]}
    executed: {zh: 执行数, carry: prior}
  scheme: {enterprise: {zh: 企业}, resident: {zh: 居民}}
tables:
  unit:       {zh: 单位, title: unit.name}
  projects:   {zh: 项目, in: [unit], title: name}
  goals:      {zh: 目标, in: [unit, projects]}
  indicators: {zh: 指标, in: [unit, projects, goals], title: name}
  parts:      {zh: 机构, in: [unit]}
  left:       {zh: 待处理, in: [unit]}
  terms:      {zh: 本地要求, in: [unit]}
fields:
  year:         {of: [unit], zh: 年度, kind: year}
  unit.name:    {of: [unit], zh: 单位名称, kind: text, carry: keep}
  name:         {of: [projects, indicators, parts], zh: 名称, kind: text, carry: keep}
  money.<when>: {of: [unit, projects, parts], zh: 金额, kind: money, carry: axis, roll: add}
  money.extra:  {of: [unit, projects], zh: 追加, kind: money}
  cash:         {of: [unit], zh: 现金, kind: money}
  rate:         {of: [unit, projects], zh: 比率, kind: rate}
  people:       {of: [unit, parts], zh: 人数, kind: count, unit: 人}
  day:          {of: [unit], zh: 日期, kind: date}
  state:        {of: [projects], zh: 状态, kind: choice, choices: [实施, 未实施]}
  scored:       {of: [unit, projects], zh: 是否计分, kind: choice, choices: [是, 否]}
  band:         {of: [indicators], zh: 档, kind: choice, choices: [高, 低]}
  target:       {of: [indicators], zh: 指标值, kind: quantity, carry: {to: before}}
  before:       {of: [indicators], zh: 上年指标值, kind: quantity}
  weight:       {of: [indicators], zh: 分值, kind: points}
  score:        {of: [unit, projects, goals, indicators], zh: 得分, kind: points}
  grade:        {of: [unit], zh: 等级, kind: choice, choices: [优, 差]}
  text:         {of: [unit, goals, left], zh: 说明, kind: longtext}
  about:        {of: [left], zh: 位置, kind: text}
  term:         {of: [terms], zh: 要求, kind: reference}
  value:        {of: [terms], zh: 数值, kind: quantity}
facts:
  insured: {zh: 参保人数, unit: 人, schemes: [enterprise, resident]}
"""

RULES = {
    "share": RuleSignature(
        "share",
        {"rate": "number", "weight": "number", "name": "text", "band": "text"},
        frozenset({"rate"}),
        {"step": ParamKind("share", "5%"), "bands": ParamKind("bands", {"高": ["100%", "50%"], "低": ["50%", "0%"]})},
    ),
    "word": RuleSignature("word", {"value": "any"}, frozenset({"value"}), {}, returns="text"),
}


def layer(text: str, number: int = 0, *, extends: str = "") -> str:
    """Give the YAML of a layer with its head; ids are p0, p1 and so on."""
    parent = extends or (f"p{number - 1}" if number else "")
    head = f'id: p{number}\nrevision: "1"\n' + (f"extends: {parent}\n" if parent else "")
    if not parent:
        head += "" if "\ntitle:" in f"\n{text}" else "title: 小表样\n"
        head += "" if "\nyears:" in f"\n{text}" else 'years: ["2024", "2025"]\n'
    return head + text.lstrip("\n")


@dataclass(frozen=True)
class Layers:
    """A chain of layers as text, the first parent first."""

    texts: tuple[str, ...]
    dictionary: str = DICTIONARY

    def read(self, pack_id: str) -> tuple[str, str]:
        """Give a layer by id."""
        number = int(pack_id[1:]) if pack_id[1:].isdigit() else -1
        if not pack_id.startswith("p") or not 0 <= number < len(self.texts):
            raise PackError("pack.missing", place=None, what="", repair="")
        return self.texts[number], f"{pack_id}.yaml"

    def draw(self) -> Drawing:
        """Resolve the last layer."""
        return resolve(f"p{len(self.texts) - 1}", self.read, (self.dictionary, "dictionary.yaml"))

    def pack(self) -> Pack:
        """Resolve and load the last layer."""
        return load_pack(self.draw().resolved.body)

    def place(self, guilty: str, number: int = -1) -> Place:
        """Give the place of a text in a layer (the last one, if no other is named)."""
        at = number if number >= 0 else len(self.texts) - 1
        text = self.texts[at]
        assert text.count(guilty) == 1, guilty
        before = text[: text.index(guilty)]
        return Place(f"p{at}.yaml", before.count("\n") + 1, len(before) - before.rfind("\n"))


def layers(*texts: str, dictionary: str = DICTIONARY) -> Layers:
    """Make a chain: every text gets its head and extends the one before."""
    return Layers(tuple(layer(text, number) for number, text in enumerate(texts)), dictionary)


def pack(*texts: str) -> Pack:
    """Resolve a chain and load it."""
    return layers(*texts).pack()


def fault(chain: Layers) -> PackError:
    """Give the error with which a chain is refused."""
    with pytest.raises(PackError) as caught:
        chain.draw()
    assert caught.value.what
    assert caught.value.repair
    return caught.value


def problems(chain: Layers) -> list[PackProblem]:
    """Give what the static check finds in a chain."""
    drawn = chain.draw()
    return check_pack(load_pack(drawn.resolved.body), RULES, drawn.places)
