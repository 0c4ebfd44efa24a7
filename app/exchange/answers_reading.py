"""Read an answers file (YAML, docs/answers.md) into facts; every problem is told with its place."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.core.errors import DataError, Place, UserError
from app.core.ids import is_allowed, new_row_id
from app.core.ranks import series
from app.core.records import ROOT_ID, Cell, Facts, Origin, Row
from app.core.tree import RowTree
from app.core.values import read_typed
from app.exchange.answers_problems import AnswersError, answers_problem
from app.packs.strict_yaml import read_yaml
from app.packs.templates import parse_template

if TYPE_CHECKING:
    from app.packs.schema import Field, Pack

VERSION = "1"
_FLAGS: Mapping[str, Origin] = {"overridden": "overridden", "carried": "carried", "imported": "imported"}
_ATTRIBUTES = {"value", "unit", "na", "note", "mark", *_FLAGS}
_TRUE, _FALSE = {"true", "是"}, {"false", "否"}

Plain = dict[str, "Plain"] | list["Plain"] | str
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class AnswersFile:
    """An answers file as read: which pack it is for, whether it is a sample, its root row, and the places."""

    source: str
    pack: str
    sample: str
    root: dict[str, Plain]
    places: Mapping[Path, Place]


def read_answers(text: str, source: str) -> AnswersFile:
    """Read the text of an answers file as far as no pack is needed.

    Raises:
        DataError: broken YAML, a wrong version, a missing part.
    """
    plain, places = read_yaml(text, source)
    top = Place(source, 1, 1)
    if not isinstance(plain, dict) or plain.get("answers") != VERSION:
        raise answers_problem(
            "answers.version",
            top,
            "这不是答案文件",
            rule=f'答案文件第一行写 answers: "{VERSION}"',
            repair="请按说明 docs/answers.md 填写",
        )
    for key in plain:
        if key not in {"answers", "pack", "sample", "unit"}:
            raise answers_problem(
                "answers.unknown_part",
                places.get((key,), top),
                f"不认识“{key}”",
                rule="最外层只有 answers、pack、sample、unit",
                repair="请删去或改正",
            )
    pack, sample, root = plain.get("pack", ""), plain.get("sample", ""), plain.get("unit", {})
    if not isinstance(pack, str) or not pack or not isinstance(sample, str) or not isinstance(root, dict):
        raise answers_problem(
            "answers.pack", top, "没有写明表样", rule="pack 写表样编号，unit 写单位的各栏", repair="请补上 pack 和 unit"
        )
    return AnswersFile(source, pack, sample, root, places)


def answers_to_facts(answers: AnswersFile, pack: Pack, known: RowTree | None = None) -> Facts:
    """Return the rows and cells of an answers file under a pack.

    A row without an id of its own takes the id of the row at the same place in `known` (the file as it
    stands), so that loading the same answers again changes nothing; else it gets a new random id.

    Raises:
        AnswersError: all problems together: unknown keys and tables, wrong values, bindings to no row.
    """
    reader = _Reader(answers, pack, known)
    reader.read_row(answers.root, ("unit",), Row(ROOT_ID, ROOT_ID, None, ""))
    reader.check_bindings()
    if reader.problems:
        raise AnswersError(reader.problems)
    return Facts(reader.rows, reader.cells)


@dataclass(slots=True)
class _Reader:
    """Walks the plain data once and gathers rows, cells and problems."""

    answers: AnswersFile
    pack: Pack
    known: RowTree | None
    rows: dict[str, Row] = field(default_factory=dict)
    cells: dict[str, dict[tuple[str, str], Cell]] = field(default_factory=dict)
    problems: list[DataError] = field(default_factory=list)
    bindings: list[tuple[str, Path]] = field(default_factory=list)

    def read_row(self, plain: dict[str, Plain], path: Path, row: Row) -> None:
        """Read one row: its cells, what forms state, its child tables."""
        self.rows[row.id] = row
        self.cells[row.id] = {}
        for name, content in plain.items():
            at = (*path, name)
            if name == "id":
                continue
            if name == "stated":
                self.read_stated(content, at, row)
            elif name in self.pack.tables and name != ROOT_ID:
                self.read_table(content, at, row, name)
            else:
                self.read_cell(content, at, row, name)

    def read_table(self, content: Plain, path: Path, parent: Row, table: str) -> None:
        """Read the list of rows of a child table."""
        if parent.table not in self.pack.tables[table].parents:
            self.problem("answers.table", path, f"“{table}”不能放在“{parent.table}”下", "请移到它所属的行下")
            return
        if not isinstance(content, list):
            self.problem("answers.list", path, f"“{table}”应是一行一行的列表", "每行前写“- ”")
            return
        for number, (item, rank) in enumerate(zip(content, series(len(content)), strict=True)):
            at = (*path, number)
            if not isinstance(item, dict):
                self.problem("answers.row", at, "这一行应写成“栏: 内容”", "请改正")
                continue
            self.read_row(item, at, Row(self.row_id(item, at, parent, table, number), table, parent.id, rank))

    def row_id(self, item: dict[str, Plain], path: Path, parent: Row, table: str, number: int) -> str:
        """Return the id of a row: its own, else that of the known row at this place, else a new one."""
        own = item.get("id")
        if own is None:
            known = self.known.children.get((parent.id, table), ()) if self.known else ()
            free = known[number] if number < len(known) else ""
            return free if free and free not in self.rows else new_row_id()
        if not isinstance(own, str) or not is_allowed(own) or own == ROOT_ID:
            self.problem("answers.id", (*path, "id"), "行的编号不对", "编号用小写字母、数字、_ 和 -，不超过40个")
            return new_row_id()
        if own in self.rows:
            self.problem("answers.id", (*path, "id"), f"行的编号“{own}”用了两次", "请换一个编号")
            return new_row_id()
        return own

    def read_cell(self, content: Plain, path: Path, row: Row, key: str) -> None:
        """Read one cell: a text, or a mapping of its attributes."""
        meaning = self.pack.fields.get(row.table, {}).get(key)
        if meaning is None:
            self.unknown_key(path, row, key)
            return
        attributes = {"value": content} if isinstance(content, str) else content
        if not isinstance(attributes, dict) or not all(isinstance(v, str) for v in attributes.values()):
            self.problem("answers.cell", path, f"“{key}”应写一个值", "请写成“栏: 值”，或 {value: 值, note: 原因}")
            return
        texts = {name: value for name, value in attributes.items() if isinstance(value, str)}
        unknown = [name for name in texts if name not in _ATTRIBUTES]
        if unknown:
            self.problem(
                "answers.attribute",
                (*path, unknown[0]),
                f"不认识“{unknown[0]}”",
                f"一栏可写的有：{'、'.join(sorted(_ATTRIBUTES))}",
            )
            return
        try:
            cell = _cell(texts, meaning)
        except UserError as error:
            self.problem(error.code, path, f"{meaning.label}：{error.what}", error.repair, error.rule)
            return
        if cell is not None:
            self.cells[row.id][key, ""] = cell
            self.note_bindings(cell.text, path)

    def read_stated(self, content: Plain, path: Path, row: Row) -> None:
        """Read what single forms print where it differs from the fact."""
        if not isinstance(content, dict):
            self.problem("answers.stated", path, "stated 应按表写", "写成 stated: {att1: {栏: 原表数}}")
            return
        for form, cells in content.items():
            if form not in self.pack.forms and form not in self.pack.reports:
                self.problem("answers.stated_form", (*path, form), f"表样里没有“{form}”这张表", "请改正表的编号")
            elif not isinstance(cells, dict):
                self.problem("answers.stated", (*path, form), "应写“栏: 原表数”", "请改正")
            else:
                self.read_stated_form(cells, (*path, form), row, form)

    def read_stated_form(self, cells: dict[str, Plain], path: Path, row: Row, form: str) -> None:
        """Read the stated cells of one form; an empty text means that the form prints nothing there."""
        for key, text in cells.items():
            if key not in self.pack.fields.get(row.table, {}):
                self.unknown_key((*path, key), row, key)
            elif not isinstance(text, str):
                self.problem("answers.cell", (*path, key), f"“{key}”应写一个值", "请照原表写")
            else:
                state = "value" if text else "empty"
                self.cells[row.id][key, form] = Cell(text, state, origin="stated")  # type: ignore[arg-type]

    def note_bindings(self, text: str, path: Path) -> None:
        """Remember which rows a text binds to; they are checked when all rows are known."""
        if "{{" not in text:
            return
        try:
            found = [placeholder.row for placeholder in parse_template(text).placeholders if placeholder.row]
        except DataError as error:
            self.problem(error.code, path, error.what, error.repair, error.rule)
            return
        self.bindings.extend((row_id, path) for row_id in found)

    def check_bindings(self) -> None:
        """Report bindings to rows that do not exist."""
        for row_id, path in self.bindings:
            if row_id not in self.rows:
                self.problem("answers.binding", path, f"没有编号为“{row_id}”的行", "请核对 {{#编号/栏}} 里的编号")

    def unknown_key(self, path: Path, row: Row, key: str) -> None:
        """Report a key that the pack does not know, with the nearest ones."""
        near = difflib.get_close_matches(key, self.pack.fields.get(row.table, {}), n=3)
        repair = f"是不是 {'、'.join(near)}？" if near else "请对照 docs/dictionary.md 改正"
        self.problem("answers.unknown_key", path, f"“{row.table}”没有“{key}”这一栏", repair)

    def problem(self, code: str, path: Path, what: str, repair: str, rule: str = "") -> None:
        """Add a problem at the place of a path, or of its nearest parent with a place."""
        place = next(
            (self.answers.places[path[:n]] for n in range(len(path), -1, -1) if path[:n] in self.answers.places),
            Place(self.answers.source),
        )
        self.problems.append(answers_problem(code, place, what, rule=rule, repair=repair))


def _cell(texts: dict[str, str], meaning: Field) -> Cell | None:
    """Return the cell of a mapping of attributes, None when it is blank."""
    flags = [name for name in (*_FLAGS, "na") if name in texts]
    for name in flags:
        if texts[name] not in _TRUE | _FALSE:
            raise UserError(
                "answers.flag", where="", what=f"{name} 写了“{texts[name]}”", rule="只写 true 或 false", repair="请改正"
            )
    raised = [name for name in _FLAGS if texts.get(name) in _TRUE]
    origin: Origin = _FLAGS[raised[0]] if raised else "typed"
    text = texts.get("value", "")
    note, mark = texts.get("note", ""), texts.get("mark", "")
    if texts.get("na") in _TRUE:
        return Cell(text or "无", "na", origin=origin, note=note, mark=mark)
    if "{{" in text:
        return Cell(text, origin=origin, note=note, mark=mark)
    read = read_typed(meaning.kind, text, unit=meaning.unit, measure=texts.get("unit", ""))
    if read is None:
        return Cell(note=note, mark=mark) if note or mark else None
    if not meaning.offers(read.text):
        choices = "、".join(meaning.choices)
        raise UserError(
            "value.choice", where="", what=f"不能填“{text}”", rule=f"可以选：{choices}", repair="请选其中一项"
        )
    state = "value" if texts.get("na") in _FALSE else read.state
    return replace(read, state=state, origin=origin, note=note, mark=mark)
