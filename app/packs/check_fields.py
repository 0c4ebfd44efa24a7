"""Static check of tables, fields and names of facts; circles of formulas."""

from __future__ import annotations

from app.core.errors import UserError
from app.core.values import interpret
from app.packs.check_base import Check, can_print
from app.packs.cycles import find_cycle
from app.packs.expression_tree import RESERVED
from app.packs.schema import Field
from app.packs.sorts import OF_KIND, Sort
from app.packs.strict_yaml import Path


def check_tables(check: Check) -> None:
    """Parents exist, every table can have rows, titles are keys, conditions of rows compile."""
    reachable = check.names.reachable()
    for name, table in check.pack.tables.items():
        path = ("tables", name)
        for parent in table.parents:
            if parent not in check.pack.tables:
                check.add("pack.parent_table", path, f"“{name}”的上级“{parent}”不存在", "in 写已有的表")
        if name not in reachable:
            check.add("pack.unreachable", path, f"“{name}”不在任何表下面", "除单位外，每张表要有上级（in）")
        if table.title:
            check.key(name, table.title, (*path, "title"))
        if name in check.pack.fields:
            check.truth(table.when, name, (*path, "when"), (name, ""))
        for parent in set(check.names.parents(name)) - {name}:
            check.reads.setdefault((name, ""), set()).add((parent, ""))
    for name in check.pack.fields:
        check.table(name, ("fields", name))


def check_fields(check: Check) -> None:
    """Formulas and conditions compile, names exist, sorts agree, print forms and defaults fit the kind."""
    for table, fields in check.pack.fields.items():
        for key, entry in fields.items():
            _field(check, table, key, entry)


def _field(check: Check, table: str, key: str, entry: Field) -> None:
    path: Path = ("fields", table, key)
    if key.partition(".")[0] in check.names.tables:
        check.add("pack.key_table", path, f"栏名“{key}”以表名开头", "栏名的第一段不能是表名", "请换一个栏名")
    if key.partition(".")[0] in RESERVED:
        what, rule = f"栏名“{key}”以“{key.partition('.')[0]}”开头", f"{'、'.join(sorted(RESERVED))}在算式里另有意思"
        check.add("pack.key_word", path, what, rule, "请换一个栏名")
    if entry.kind == "choice" and not entry.choices and not entry.open:
        check.add("pack.choices", path, f"“{key}”没有可选的内容", "选择栏要写 choices", "请补上")
    if not can_print(entry.form, entry.kind):
        check.add("pack.form", (*path, "form"), f"“{key}”不能印成“{entry.form}”", "格式例如 0.00、0.##%、万元、汉字")
    if entry.carry not in {"keep", "clear"} and _kind(check, table, entry.carry) != entry.kind:
        check.add("pack.carry", path, f"“{key}”带到下一年的“{entry.carry}”不存在或种类不同", "carry 写同一张表的栏")
    if entry.compute:
        _computed(check, table, key, entry)
    if entry.default:
        _default(check, entry, (*path, "default"))
    check.truth(entry.when, table, (*path, "when"), (table, key))


def _computed(check: Check, table: str, key: str, entry: Field) -> None:
    path: Path = ("fields", table, key)
    if entry.default:
        check.add("pack.both", path, f"“{key}”既有算式又有默认值", "二者只写一个", "请删去一个")
    if entry.required:
        check.add("pack.required", path, f"“{key}”是自动计算的，又写了必填", "必填只用于手工填的栏", "请删去一个")
    check.formulas[table, key] = (*path, "compute")
    sort = OF_KIND[entry.kind]
    want: Sort = "any" if sort == "words" else sort  # words can be made of anything
    check.formula(entry.compute, table, (*path, "compute"), (table, key), want=want)


def _default(check: Check, entry: Field, path: Path) -> None:
    try:
        interpret(entry.kind, entry.default, unit=entry.unit, where=entry.label)
    except UserError as error:
        check.add("pack.default", path, error.what, error.rule, error.repair)
        return
    if not entry.offers(entry.default):
        check.add(
            "pack.default", path, f"默认值“{entry.default}”不在可选的内容里", f"可以选：{'、'.join(entry.choices)}"
        )


def _kind(check: Check, table: str, key: str) -> str:
    field = check.pack.fields.get(table, {}).get(key)
    return field.kind if field is not None else ""


def check_facts(check: Check) -> None:
    """Schemes of usual facts are values of the axis, if there is one."""
    schemes = check.pack.axes.get("scheme")
    for name, fact in check.pack.facts.items():
        for scheme in fact.schemes:
            if schemes is not None and scheme not in schemes:
                rule = f"险种写分列 scheme 里有的：{'、'.join(schemes)}"
                check.add("fact.scheme", ("facts", name, "schemes"), f"业务数据“{name}”的险种“{scheme}”不存在", rule)


def check_kinds(check: Check) -> None:
    """Print forms of kinds can be used for them."""
    for kind, rule in check.pack.kinds.items():
        if not can_print(rule.form, kind):
            check.add(
                "pack.form", ("kinds", kind, "form"), f"{kind}不能印成“{rule.form}”", "格式例如 0.00、0.##%、万元"
            )


def check_circles(check: Check) -> None:
    """No value is computed from itself; the circle is named in full."""
    cycle = find_cycle(check.reads)
    if not cycle:
        return
    words = " → ".join(f"{table}.{key}" if key else f"{table}（行的 when）" for table, key in cycle)
    path = next((check.formulas[node] for node in cycle if node in check.formulas), ("tables", cycle[0][0], "when"))
    check.add("pack.cycle", path, f"算式互相引用：{words}", "一个数不能由它自己算出来", "请改正其中一个算式")
