"""What the parts of the static check share: the pack, its names, the problems found, the graph of formulas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.core.errors import Place
from app.core.printing import is_form
from app.core.signatures import RuleSignature
from app.core.values import TEXT_KINDS
from app.packs.expression_tree import Reference
from app.packs.expressions import Expression, compile_expression
from app.packs.names import Names, Node
from app.packs.problems import PackError, PackProblem
from app.packs.schema import Pack
from app.packs.sorts import OF_KIND, WORDS, Sort, Sorts
from app.packs.strict_yaml import Path, Places
from app.packs.templates import parse_template

ROW_NUMBER: Final = "no"
"""Placeholder for the number of a printed row of a body."""

FACT: Final = "fact"
"""First part of a placeholder for a business fact: `fact.insured`, `fact.insured.resident`."""


def can_print(form: str, kind: str) -> bool:
    """Say whether values of a kind can be printed in a form; words have none."""
    return not form if kind in TEXT_KINDS else is_form(form, kind)


@dataclass(slots=True)
class Check:
    """One run over a pack."""

    pack: Pack
    names: Names
    rules: Mapping[str, RuleSignature]
    places: Places
    problems: list[PackProblem] = field(default_factory=list)
    reads: dict[Node, set[Node]] = field(default_factory=dict)
    formulas: dict[Node, Path] = field(default_factory=dict)

    def add(self, code: str, path: Path, what: str, rule: str, repair: str = "请改正") -> None:
        """Add a problem at the nearest place that is known."""
        self.problems.append(PackProblem(code, self.place(path), what, rule, repair))

    def place(self, path: Path) -> Place:
        """Return the nearest known place of a path, else the path in words."""
        known = next((path[:n] for n in range(len(path), 0, -1) if path[:n] in self.places), None)
        return self.places[known] if known is not None else Place(".".join(str(step) for step in path))

    # ---- tables ----

    def table(self, name: str, path: Path) -> bool:
        """Say whether a table exists; add a problem when it does not."""
        if name in self.pack.tables and name in self.pack.fields:
            return True
        self.add("pack.no_table", path, f"没有“{name}”这张表", f"现有：{'、'.join(self.pack.tables)}")
        return False

    def child(self, table: str, child: str, path: Path) -> bool:
        """Say whether rows of a table hang under another; add a problem when they do not."""
        if not self.table(child, path):
            return False
        if self.names.below(table, child):
            return True
        self.add("pack.not_below", path, f"“{child}”不在“{table}”下面", "这里写直接的下级表")
        return False

    def key(self, table: str, name: str, path: Path) -> bool:
        """Say whether a table has a key; add a problem when it has not."""
        if name in self.pack.fields.get(table, {}):
            return True
        self.add("pack.no_key", path, f"“{table}”没有“{name}”这一栏", "写这张表有的栏")
        return False

    # ---- formulas ----

    def truth(self, source: str, table: str, path: Path, node: Node | None = None) -> None:
        """Check a condition: it must be able to be true."""
        self.formula(source, table, path, node, want="truth")

    def formula(
        self, source: str, table: str, path: Path, node: Node | None = None, *, want: Sort = "any"
    ) -> Expression | None:
        """Compile a formula for the rows of a table and check its names and sorts; an empty one is none.

        Args:
            source: the formula.
            table: the table from whose rows it is seen.
            path: where it stands.
            node: the key that it computes or on which that depends.
            want: the sort of value that is needed.
        """
        if not source.strip():
            return None
        try:
            compiled = compile_expression(source, tables=self.names.tables, place=self.place(path))
        except PackError as error:
            self.problems.append(PackProblem(error.code, error.place, error.what, error.rule, error.repair))
            return None
        sound = True
        for reference in compiled.references:
            sound = self._reference(reference, source, table, path, node) and sound
        if sound:
            self._sorts(compiled, table, path, want)
        return compiled

    def sort(self, compiled: Expression, table: str) -> Sort:
        """Return the sort of value of a formula seen from a table."""
        return self._sorter(table).of(compiled.tree)

    def _reference(self, reference: Reference, source: str, table: str, path: Path, node: Node | None) -> bool:
        meaning = self.names.meaning(reference, table)
        if node is not None:
            self.reads.setdefault(node, set()).update(meaning.nodes)
            steps = {(step, "") for step in reference.path if step in self.pack.tables}
            self.reads[node] |= steps
        if not meaning.lacking and meaning.nodes:
            return True
        rule = f"从“{table}”的一行看，栏名、表名和 up 要有所指"
        if meaning.nodes:
            lacking = "、".join(meaning.lacking)
            what = f"算式“{source}”里的“{reference}”有时没有：它在“{lacking}”那里不存在"
            self.add("pack.name_some", path, what, rule, "请改正栏名，或把表限在有它的上级下面（tables 的 parents）")
        else:
            self.add("pack.name", path, f"算式“{source}”里的“{reference}”不存在", rule, "请改正栏名")
        return False

    def _sorts(self, compiled: Expression, table: str, path: Path, want: Sort) -> None:
        sorter = self._sorter(table)
        for clash in dict.fromkeys(sorter.clashes(compiled.tree)):
            self.add("pack.sorts", path, f"算式“{compiled.source}”算不出来：{clash}", "数、文字、日期、真假不能混用")
        sort = sorter.of(compiled.tree)
        if want != "any" and sort not in {want, "any"}:
            what = f"这里要{WORDS[want]}，算式“{compiled.source}”给的是{WORDS[sort]}"
            self.add("pack.sort", path, what, "算式的结果要与用处相符")

    def _sorter(self, table: str) -> Sorts:
        return Sorts(lambda reference: self._sort_of(reference, table))

    def _sort_of(self, reference: Reference, table: str) -> Sort:
        if not reference.key or reference.key.rpartition(".")[2] == "operator":
            return "any"
        nodes = self.names.meaning(reference, table).nodes
        sorts = {OF_KIND[self.pack.fields[name][key].kind] for name, key in nodes if key}
        return sorts.pop() if len(sorts) == 1 else "any"

    def name(self, name: str, table: str, path: Path) -> None:
        """Check a name that stands alone (a key, `up.key`, `table.key`)."""
        column = any(step in self.names.tables for step in name.split("."))
        self.formula(f"count({name})" if column else f"given({name})", table, path)

    # ---- templates ----

    def template(
        self, text: str, chains: Sequence[Sequence[str]], path: Path, *, extra: Sequence[str] = (), forms: bool = True
    ) -> None:
        """Check a template: its placeholders name keys of the row at hand or of the rows above it.

        Args:
            text: the template.
            chains: the ways up from the row: tables, the row's own first.
            path: where it stands.
            extra: further names that mean something here.
            forms: whether print forms are checked, too.
        """
        try:
            placeholders = parse_template(text).placeholders
        except PackError as error:
            self.add(error.code, path, error.what, error.rule, error.repair)
            return
        for placeholder in placeholders:
            if placeholder.row is not None:
                self.add("template.row", path, f"“{placeholder}”取的是某一行", "表样不认识具体的行，只写栏名")
            elif self._is_fact(placeholder.key, path):
                if forms and not is_form(placeholder.form, "quantity"):
                    self._wrong_form(placeholder.key, placeholder.form, path)
            elif placeholder.key not in extra:
                self._placeholder(placeholder.key, str(placeholder), chains, path)
                self._print_form(placeholder.key, placeholder.form, chains, path, forms=forms)

    def _placeholder(self, key: str, shown: str, chains: Sequence[Sequence[str]], path: Path) -> None:
        lacking = [chain for chain in chains if not any(self.names.key(table, key) for table in chain)]
        if not lacking:
            return
        rule = "取数写本行或上级各行的栏"
        if len(lacking) == len(chains):
            self.add("template.key", path, f"“{shown}”取的栏不存在", rule)
        else:
            ways = "；".join("→".join(chain) for chain in lacking)
            self.add("template.key_some", path, f"“{shown}”取的栏有时不存在（{ways}）", rule)

    def _print_form(self, key: str, form: str, chains: Sequence[Sequence[str]], path: Path, *, forms: bool) -> None:
        kinds = {found.kind for chain in chains for table in chain if (found := self.names.field(table, key))}
        if forms and form and kinds and not any(can_print(form, kind) for kind in kinds):
            self._wrong_form(key, form, path)

    def _wrong_form(self, key: str, form: str, path: Path) -> None:
        rule = "格式例如 0.00、0.##%、万元、汉字、约10万元、10余万元、增减万元、升降"
        self.add("template.form", path, f"“{key}”不能印成“{form}”", rule)

    def _is_fact(self, key: str, path: Path) -> bool:
        """Say whether a placeholder asks for a business fact; add a problem when it asks for an unknown one."""
        first, _, rest = key.partition(".")
        if first != FACT or not rest:
            return False
        name, _, scheme = rest.partition(".")
        fact = self.pack.facts.get(name)
        if fact is None:
            self.add("template.fact", path, f"没有“{name}”这项业务数据", "fact. 后面写 facts 里有的编号")
        elif scheme and scheme not in fact.schemes:
            rule = f"这项数据的险种：{'、'.join(fact.schemes)}"
            self.add("template.fact", path, f"业务数据“{name}”没有险种“{scheme}”", rule)
        return True
