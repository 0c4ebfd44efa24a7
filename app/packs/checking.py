"""The static check of a pack: what can be seen without any answers. Signatures of rules are handed in.

Keys and tables exist, columns stand in aggregates, no formula runs in a circle, rules get what they ask for,
weights add up, grades descend, templates name known keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from app.core.errors import Place
from app.core.records import ROOT_ID
from app.core.signatures import RuleSignature, read_params
from app.packs.cycles import find_cycle
from app.packs.expression_tree import UP, Reference
from app.packs.expressions import Expression, compile_expression
from app.packs.problems import PackError, PackProblem
from app.packs.schema import Pack
from app.packs.schema_rules import Grades, Scoring
from app.packs.strict_yaml import Path, Places
from app.packs.templates import parse_template

VIEWS = ("value", "operator", "measure")
"""What an expression may ask of a quantity: `target.value`, `target.operator`, `target.measure`."""

Node = tuple[str, str]


def check_pack(pack: Pack, rules: Mapping[str, RuleSignature], places: Places | None = None) -> list[PackProblem]:
    """Return everything that is wrong with a resolved pack; empty when it is sound.

    Args:
        pack: the resolved pack.
        rules: the scoring rules of the program by name.
        places: place of every value in the YAML, when it is known.
    """
    return _Check(pack, rules, places or {}).run()


@dataclass(slots=True)
class _Check:
    """One run over a pack; gathers problems and the graph of formulas."""

    pack: Pack
    rules: Mapping[str, RuleSignature]
    places: Places
    problems: list[PackProblem] = field(default_factory=list)
    reads: dict[Node, set[Node]] = field(default_factory=dict)

    def run(self) -> list[PackProblem]:
        """Check part after part."""
        self.tables()
        self.fields()
        for name, entry in self.pack.scoring.items():
            self.scoring(name, entry)
        for name, grades in self.pack.grades.items():
            self.grades(name, grades)
        self.into_once()
        self.weights()
        self.forms()
        self.terms()
        if cycle := find_cycle(self.reads):
            words = " → ".join(f"{table}.{key}" for table, key in cycle)
            self.add(
                "pack.cycle",
                ("fields", *cycle[0]),
                f"算式互相引用：{words}",
                "一个数不能由它自己算出来",
                "请改正其中一个算式",
            )
        return self.problems

    def add(self, code: str, path: Path, what: str, rule: str, repair: str) -> None:
        """Add a problem at the nearest place that is known."""
        known = next((path[:n] for n in range(len(path), -1, -1) if path[:n] in self.places), None)
        words = ".".join(str(step) for step in path)
        place = self.places[known] if known is not None else Place(words)
        self.problems.append(PackProblem(code, place, what, rule, repair))

    # ---- tables and fields ----

    def tables(self) -> None:
        """Parents exist, titles are keys, no key begins like a table, rows' `when` compile."""
        for name, table in self.pack.tables.items():
            for parent in table.parents:
                if parent not in self.pack.tables:
                    self.add(
                        "pack.parent_table",
                        ("tables", name),
                        f"“{name}”的上级“{parent}”不存在",
                        "in 写已有的表",
                        "请改正",
                    )
            if table.title and table.title not in self.pack.fields.get(name, {}):
                self.add(
                    "pack.title",
                    ("tables", name),
                    f"“{name}”的名称栏“{table.title}”不存在",
                    "title 写本表的栏",
                    "请改正",
                )
            if table.when:
                self.expression(table.when, name, ("tables", name, "when"), None)

    def fields(self) -> None:
        """Formulas and conditions compile, names exist, kinds agree."""
        for table, fields in self.pack.fields.items():
            for key, entry in fields.items():
                path = ("fields", table, key)
                if key.split(".")[0] in self.pack.tables and key.split(".")[0] != ROOT_ID:
                    self.add("pack.key_table", path, f"栏名“{key}”以表名开头", "栏名的第一段不能是表名", "请换一个栏名")
                if entry.compute and entry.default:
                    self.add("pack.both", path, f"“{key}”既有算式又有默认值", "二者只写一个", "请删去一个")
                if entry.kind == "choice" and not entry.choices and not entry.open:
                    self.add("pack.choices", path, f"“{key}”没有可选的内容", "选择栏要写 choices", "请补上")
                if entry.compute:
                    self.expression(entry.compute, table, (*path, "compute"), (table, key))
                if entry.when:
                    self.expression(entry.when, table, (*path, "when"), (table, key))

    def expression(self, source: str, table: str, path: Path, node: Node | None) -> Expression | None:
        """Compile an expression for a table and check its names; `node` is the key it computes."""
        place = self.places.get(path, Place(".".join(str(step) for step in path)))
        try:
            compiled = compile_expression(source, tables=frozenset(self.pack.tables) - {ROOT_ID}, place=place)
        except PackError as error:
            self.problems.append(PackProblem(error.code, error.place, error.what, error.rule, error.repair))
            return None
        for reference in compiled.references:
            found = self.nodes(reference, table)
            if not found:
                self.add(
                    "pack.name",
                    path,
                    f"算式“{source}”里的“{reference}”不存在",
                    f"从“{table}”的一行看，栏名、表名和 up 要有所指",
                    "请改正栏名",
                )
            elif node is not None:
                self.reads.setdefault(node, set()).update(found)
        return compiled

    def nodes(self, reference: Reference, table: str) -> set[Node]:
        """Return the (table, key) pairs a name can mean from a row of a table; empty when it means nothing."""
        tables = {table}
        for step in reference.path:
            if step == UP:
                tables = {parent for name in tables for parent in self.pack.tables[name].parents}
            else:
                tables = {step} if any(name in self.pack.tables[step].parents for name in tables) else set()
        if not reference.key:
            return {(name, "") for name in tables}
        return {(name, key) for name in tables if (key := self.known_key(name, reference.key))}

    def known_key(self, table: str, name: str) -> str:
        """Return the key a name stands for: itself, or the quantity whose view it is; empty when unknown."""
        fields = self.pack.fields.get(table, {})
        if name in fields:
            return name
        base, _, view = name.rpartition(".")
        return base if view in VIEWS and base in fields and fields[base].kind == "quantity" else ""

    # ---- scoring, grades, weights ----

    def scoring(self, name: str, entry: Scoring) -> None:
        """A score is put into a key that exists, by a rule or a formula, with what the rule asks for."""
        path = ("scoring", name)
        for table in entry.for_:
            self.into(path, table, entry.into)
            if entry.when:
                self.expression(entry.when, table, (*path, "when"), (table, entry.into))
            if entry.compute:
                self.expression(entry.compute, table, (*path, "compute"), (table, entry.into))
            for argument, source in entry.given.items():
                compiled = self.expression(source, table, (*path, "given", argument), (table, entry.into))
                if compiled is not None and entry.rule in self.rules:
                    self.argument(name, argument, source, table)
        if bool(entry.rule) == bool(entry.compute):
            self.add("scoring.rule", path, f"“{name}”要写 rule 或 compute，只写一个", "计分用规则或算式", "请改正")
        elif entry.rule:
            self.rule(name, entry)

    def rule(self, name: str, entry: Scoring) -> None:
        """The rule exists and its arguments and parameters are the ones it knows."""
        signature = self.rules.get(entry.rule)
        if signature is None:
            self.add(
                "scoring.unknown",
                ("scoring", name, "rule"),
                f"没有计分规则“{entry.rule}”",
                f"现有：{'、'.join(sorted(self.rules))}",
                "请改正",
            )
            return
        for argument in sorted(set(signature.required) - set(entry.given)):
            self.add(
                "scoring.given",
                ("scoring", name, "given"),
                f"规则“{entry.rule}”缺少“{argument}”",
                f"必须给：{'、'.join(sorted(signature.required))}",
                "请补上",
            )
        for argument in sorted(set(entry.given) - set(signature.given)):
            self.add(
                "scoring.given",
                ("scoring", name, "given", argument),
                f"规则“{entry.rule}”不认识“{argument}”",
                f"可以给：{'、'.join(signature.given)}",
                "请删去",
            )
        for parameter, sentence in read_params(signature, entry.with_)[1].items():
            self.add(
                "scoring.with", ("scoring", name, "with", parameter), sentence, f"规则“{entry.rule}”的参数", "请改正"
            )

    def argument(self, name: str, argument: str, source: str, table: str) -> None:
        """A key given to an argument has a kind that the rule takes."""
        entry = self.pack.scoring[name]
        signature, meaning = self.rules[entry.rule], self.pack.fields.get(table, {}).get(source)
        if meaning is not None and argument in signature.given and not signature.takes(argument, meaning.kind):
            self.add(
                "scoring.kind",
                ("scoring", name, "given", argument),
                f"“{source}”是{meaning.kind}，规则“{entry.rule}”的“{argument}”不能用",
                "种类要相符",
                "请换一栏",
            )

    def grades(self, name: str, entry: Grades) -> None:
        """The bands descend to 0, the keys exist."""
        path = ("grades", name)
        for table in entry.for_:
            self.into(path, table, entry.into)
            self.expression(entry.of, table, (*path, "of"), (table, entry.into))
        bounds = [band.from_ for band in entry.bands]
        if not bounds or bounds != sorted(set(bounds), reverse=True) or bounds[-1] != 0:
            self.add(
                "grades.bands",
                (*path, "bands"),
                "等级的起点不是从高到低排到0",
                "从高到低，不重复，最后一档从0起",
                "请改正",
            )

    def into(self, path: Path, table: str, key: str) -> None:
        """A result goes into a key that its table has."""
        if table not in self.pack.tables:
            self.add(
                "scoring.table",
                (*path, "for"),
                f"没有“{table}”这张表",
                f"现有：{'、'.join(self.pack.tables)}",
                "请改正",
            )
        elif key not in self.pack.fields.get(table, {}):
            self.add("scoring.into", (*path, "into"), f"“{table}”没有“{key}”这一栏", "结果要放进已有的栏", "请改正")

    def into_once(self) -> None:
        """No key is computed in two ways."""
        seen: dict[Node, str] = {}
        results: Iterator[tuple[str, Scoring | Grades]] = iter(
            [
                *(("scoring." + n, e) for n, e in self.pack.scoring.items()),
                *(("grades." + n, g) for n, g in self.pack.grades.items()),
            ]
        )
        for name, entry in results:
            for table in entry.for_:
                node = (table, entry.into)
                meaning = self.pack.fields.get(table, {}).get(entry.into)
                if node in seen or (meaning is not None and meaning.compute):
                    other = seen.get(node, "fields 里的算式")
                    self.add(
                        "scoring.twice",
                        tuple(name.split(".", 1)),
                        f"“{table}.{entry.into}”已由{other}算出",
                        "一栏只有一种算法",
                        "请删去一个",
                    )
                seen[node] = name

    def weights(self) -> None:
        """The fixed weights of a sheet add up to its total."""
        for table, weights in self.pack.weights.items():
            parts = [*weights.level1.values(), *([weights.budget] if weights.budget is not None else [])]
            if weights.total is not None and parts and sum(parts, Decimal(0)) != weights.total:
                self.add(
                    "weights.total",
                    ("weights", table),
                    f"各项分值相加得{sum(parts, Decimal(0))}，不等于{weights.total}",
                    "一级指标分值与预算执行分值之和等于总分值",
                    "请改正分值",
                )

    # ---- forms, terms ----

    def forms(self) -> None:
        """Forms and reports speak of tables that exist, their conditions compile, their templates name keys."""
        for section, entries in (("forms", self.pack.forms), ("reports", self.pack.reports)):
            for name, entry in entries.items():
                path = (section, name)
                if entry.of not in self.pack.tables:
                    self.add("form.of", (*path, "of"), f"没有“{entry.of}”这张表", "of 写已有的表", "请改正")
                    continue
                if entry.when:
                    self.expression(entry.when, entry.of, (*path, "when"), None)
                self.template(entry.title, entry.of, (*path, "title"))

    def template(self, text: str, table: str, path: Path) -> None:
        """A template's placeholders name keys that the row, or the root row, has."""
        try:
            placeholders = parse_template(text).placeholders
        except PackError as error:
            self.add(error.code, path, error.what, error.rule, error.repair)
            return
        for placeholder in placeholders:
            if not any(self.known_key(name, placeholder.key) for name in (table, ROOT_ID)):
                self.add("template.key", path, f"“{placeholder}”取的栏不存在", "取数写本行或单位的栏", "请改正")

    def terms(self) -> None:
        """A term changes a parameter or a place that exists."""
        for name, term in self.pack.terms.items():
            if bool(term.param) == bool(term.path):
                self.add(
                    "term.target",
                    ("terms", name),
                    f"“{name}”要写 path 或 param，只写一个",
                    "本地要求改表样的一处",
                    "请改正",
                )
            elif term.param and term.param not in self.pack.params:
                self.add(
                    "term.param", ("terms", name), f"没有“{term.param}”这个参数", "param 写 params 里有的", "请改正"
                )
            elif term.path and not _leads(self.pack, term.path):
                self.add(
                    "term.path",
                    ("terms", name),
                    f"表样里没有 {'.'.join(term.path)}",
                    "path 写表样里已有的一处",
                    "请改正",
                )


def _leads(pack: Pack, path: tuple[str, ...]) -> bool:
    """Say whether a path leads to a text that stands in the resolved pack."""
    at: object = pack.model_dump(by_alias=True, exclude_unset=True)
    for step in path:
        if isinstance(at, Mapping):
            at = at.get(step)
        elif isinstance(at, (list, tuple)) and step.isdigit() and int(step) < len(at):
            at = at[int(step)]
        else:
            return False
    return at is not None and not isinstance(at, (Mapping, list, tuple))
