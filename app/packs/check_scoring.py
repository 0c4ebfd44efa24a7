"""Static check of what judges: scores and their rules, grades, weights, levels of indicators."""

from __future__ import annotations

from decimal import Decimal

from app.core.signatures import Band, RuleSignature, read_params
from app.packs.check_base import Check
from app.packs.expression_tree import Name
from app.packs.expressions import Expression, counting
from app.packs.schema_rules import Grades, Scoring
from app.packs.sorts import OF_KIND, Sort
from app.packs.strict_yaml import Path

_GIVEN_KINDS: dict[Sort, str] = {"number": "number", "words": "text", "date": "date", "truth": "真假"}
"""Kind that stands for what a formula gives, to ask a rule whether it takes it."""


def check_scoring(check: Check) -> None:
    """Every score goes into a key that exists, by a rule or a formula, with what the rule asks for."""
    for name, entry in check.pack.scoring.items():
        path = ("scoring", name)
        if bool(entry.rule) == bool(entry.compute):
            check.add("scoring.rule", path, f"“{name}”要写 rule 或 compute，只写一个", "计分用规则或算式")
        signature = _signature(check, name, entry)
        for table in _tables(check, entry, path):
            _score(check, name, entry, table, signature)


def check_grades(check: Check) -> None:
    """The bands descend to 0, the keys exist and offer the grades."""
    for name, entry in check.pack.grades.items():
        path = ("grades", name)
        for table in _tables(check, entry, path):
            check.formulas[table, entry.into] = (*path, "of")
            check.formula(entry.of, table, (*path, "of"), (table, entry.into), want="number")
            field = check.pack.fields[table][entry.into]
            strange = [band.name for band in entry.bands if not field.offers(band.name)]
            if strange:
                what = f"等级“{strange[0]}”不在“{entry.into}”可选的内容里"
                check.add("grades.choices", (*path, "bands"), what, f"可以选：{'、'.join(field.choices)}")
        bounds = [band.from_ for band in entry.bands]
        if not bounds or bounds != sorted(set(bounds), reverse=True) or bounds[-1] != 0:
            rule = "从高到低，不重复，最后一档从0起"
            check.add("grades.bands", (*path, "bands"), "等级的起点不是从高到低排到0", rule)


def check_once(check: Check) -> None:
    """No key is computed in two ways at once: of several rules for one key only one does without a condition."""
    seen: dict[tuple[str, str], str] = {}
    results: list[tuple[Path, str, Scoring | Grades]] = [
        *((("scoring", name), entry.when, entry) for name, entry in check.pack.scoring.items()),
        *((("grades", name), "", entry) for name, entry in check.pack.grades.items()),
    ]
    for path, when, entry in results:
        for table in entry.for_:
            field = check.pack.fields.get(table, {}).get(entry.into)
            other = "fields 里的算式" if field is not None and field.compute else seen.get((table, entry.into))
            if other is not None and (not when.strip() or (field is not None and field.compute)):
                what = f"“{table}.{entry.into}”已由{other}算出"
                rule = "一栏有几条规则时，只有一条可以不写条件（when）"
                check.add("scoring.twice", path, what, rule, "请写上条件，或删去一个")
            elif not when.strip():
                seen[table, entry.into] = f"“{'.'.join(map(str, path))}”"


def check_weights(check: Check) -> None:
    """The fixed weights of a sheet add up to its total."""
    for table, weights in check.pack.weights.items():
        path = ("weights", table)
        check.table(table, path)
        parts = [*weights.level1.values(), *(part for part in (weights.budget, weights.goals) if part is not None)]
        if weights.total is not None and parts and sum(parts, Decimal(0)) != weights.total:
            check.add(
                "weights.total",
                path,
                f"各项分值相加得{sum(parts, Decimal(0))}，不等于{weights.total}",
                "一级指标、各目标与预算执行的分值之和等于总分值",
                "请改正分值",
            )


def check_levels(check: Check) -> None:
    """Usual indicators belong to tables that exist; the library is mapped level by level."""
    for table in check.pack.levels:
        check.table(table, ("levels", table))
    for theirs, ours in check.pack.library.items():
        if theirs.count("/") != 1 or ours.count("/") > 1:
            path = ("library", theirs)
            check.add("library.levels", path, f"“{theirs}: {ours}”写得不对", "写成 一级/二级: 一级/二级")


def _tables(check: Check, entry: Scoring | Grades, path: Path) -> list[str]:
    """Return the tables of a score that have its key."""
    found = []
    for table in entry.for_:
        if table not in check.pack.tables:
            rule = f"现有：{'、'.join(check.pack.tables)}"
            check.add("scoring.table", (*path, "for"), f"没有“{table}”这张表", rule)
        elif entry.into not in check.pack.fields.get(table, {}):
            what = f"“{table}”没有“{entry.into}”这一栏"
            check.add("scoring.into", (*path, "into"), what, "结果要放进已有的栏")
        else:
            found.append(table)
    return found


def _score(check: Check, name: str, entry: Scoring, table: str, signature: RuleSignature | None) -> None:
    path, node = ("scoring", name), (table, entry.into)
    check.truth(entry.when, table, (*path, "when"), node)
    returns: Sort = OF_KIND[check.pack.fields[table][entry.into].kind]
    if entry.compute:
        check.formulas[node] = (*path, "compute")
        check.formula(entry.compute, table, (*path, "compute"), node, want="any" if returns == "words" else returns)
    for argument, source in entry.given.items():
        check.formulas.setdefault(node, (*path, "given", argument))
        column = signature is not None and signature.given.get(argument) == "column"
        text = counting(source) if column and source.strip() else source
        compiled = check.formula(text, table, (*path, "given", argument), node)
        if compiled is not None and signature is not None and argument in signature.given and not column:
            _argument(check, name, argument, compiled, table)
    given = OF_KIND.get(signature.returns, "any") if signature is not None else "any"
    if "any" not in {returns, given} and given != returns:
        what = f"规则“{entry.rule}”的结果不能放进“{entry.into}”"
        check.add("scoring.returns", (*path, "into"), what, "得分放进分值的栏，等级放进选择或文字的栏")


def _signature(check: Check, name: str, entry: Scoring) -> RuleSignature | None:
    """Return the rule of a score; its arguments and parameters are the ones it knows."""
    if not entry.rule:
        return None
    signature, path = check.rules.get(entry.rule), ("scoring", name)
    if signature is None:
        rule = f"现有：{'、'.join(sorted(check.rules))}"
        check.add("scoring.unknown", (*path, "rule"), f"没有计分规则“{entry.rule}”", rule)
        return None
    for argument in sorted(set(signature.required) - set(entry.given)):
        what, rule = f"规则“{entry.rule}”缺少“{argument}”", f"必须给：{'、'.join(sorted(signature.required))}"
        check.add("scoring.given", (*path, "given"), what, rule, "请补上")
    for argument in entry.given:
        if argument not in signature.given:
            what, rule = f"规则“{entry.rule}”不认识“{argument}”", f"可以给：{'、'.join(signature.given)}"
            check.add("scoring.given", (*path, "given", argument), what, rule, "请删去")
    values, wrong = read_params(signature, entry.with_)
    for parameter, sentence in wrong.items():
        check.add("scoring.with", (*path, "with", parameter), sentence, f"规则“{entry.rule}”的参数")
    _bands(check, name, entry, [band.name for value in values.values() for band in _band_list(value)])
    return signature


def _band_list(value: object) -> list[Band]:
    return [band for band in value if isinstance(band, Band)] if isinstance(value, tuple) else []


def _bands(check: Check, name: str, entry: Scoring, bands: list[str]) -> None:
    """What a person may choose as band is what the rule knows, else the choice would never score."""
    key = entry.given.get("band", "").strip()
    for table in entry.for_:
        field = check.pack.fields.get(table, {}).get(key)
        if field is None or not bands:
            continue
        strange = [choice for choice in field.choices if choice not in bands]
        if strange:
            what = f"“{key}”可以选“{strange[0]}”，计分规则里没有这一档"
            check.add("scoring.bands", ("scoring", name, "with", "bands"), what, f"规则的各档：{'、'.join(bands)}")


def _argument(check: Check, name: str, argument: str, compiled: Expression, table: str) -> None:
    """What is given to an argument has a kind that the rule takes."""
    entry = check.pack.scoring[name]
    tree = compiled.tree
    field = check.names.field(table, tree.reference.key) if isinstance(tree, Name) and not tree.reference.path else None
    whole = isinstance(tree, Name) and field is not None and tree.reference.key in check.pack.fields[table]
    kind = field.kind if field is not None and whole else _GIVEN_KINDS.get(check.sort(compiled, table), "")
    if kind and not check.rules[entry.rule].takes(argument, kind):
        what = f"“{compiled.source}”是{kind}，规则“{entry.rule}”的“{argument}”不能用"
        check.add("scoring.kind", ("scoring", name, "given", argument), what, "种类要相符", "请换一栏")
