"""Read YAML in which every scalar is a string; what invites mistakes or attacks is refused.

Duplicate keys, anchors, aliases, tags, directives and several documents are refused; size, number of values and depth
are bounded. The text is read once, event by event, so that a hostile file is refused where it begins to be hostile.
Every value keeps its place (file, line, column; of an entry the place of its name), so that every later error can
point at it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from app.core.errors import Place
from app.packs.problems import PackError

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # a PyYAML without libyaml: slower, same result
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]

MAX_LENGTH: Final = 20_000_000
"""Characters of one text."""

MAX_VALUES: Final = 1_000_000
"""Mappings, lists and texts in one file."""

MAX_DEPTH: Final = 40

Plain = dict[str, "Plain"] | list["Plain"] | str
"""What YAML of this kind holds: mappings, lists, strings."""

Path = tuple[str | int, ...]
Places = dict[Path, Place]


def read_yaml(text: str, source: str) -> tuple[Plain, Places]:
    """Return the plain data of a YAML text and the place of every value by its path.

    Args:
        text: the YAML text.
        source: the name to show in errors, usually the file's name.

    Raises:
        PackError: broken YAML, duplicate key, anchor, alias, tag, directive, several documents, too large, too deep,
            characters that YAML does not allow.
    """
    if len(text) > MAX_LENGTH:
        raise _too_large(Place(source), f"不超过{MAX_LENGTH // 10_000}万个字符")
    try:
        return _Reader(source, yaml.parse(text, _Loader)).document()
    except yaml.reader.ReaderError as error:
        raise _character(text, error.position, source) from error
    except yaml.MarkedYAMLError as error:
        raise _broken(error, text, source) from error
    except UnicodeEncodeError as error:
        raise _character(text, error.start, source) from error


@dataclass(slots=True)
class _Reader:
    """Builds plain data from the events of one text."""

    source: str
    events: Iterator[Event]
    places: Places = field(default_factory=dict)
    depth: int = 0

    def document(self) -> tuple[Plain, Places]:
        """Read the one document of the text."""
        next(self.events)
        start = next(self.events)
        if isinstance(start, StreamEndEvent):
            raise _error("yaml.empty", Place(self.source), "文件是空的", "", "请核对是不是选错了文件")
        if isinstance(start, DocumentStartEvent) and (start.version or start.tags):
            raise self.trick(start)
        plain = self.value(next(self.events), ())
        next(self.events)
        after = next(self.events)
        if not isinstance(after, StreamEndEvent):
            raise _error(
                "yaml.documents", self.at(after), "一个文件里写了几份（---）", "只写一份", "请删去或另存成文件"
            )
        return plain, self.places

    def value(self, event: Event, path: Path) -> Plain:
        """Read a value whose first event is at hand."""
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None) is not None:
            raise self.trick(event)
        self.places[path] = self.at(event)
        if len(self.places) > MAX_VALUES:
            raise _too_large(self.at(event), f"不超过{MAX_VALUES // 10_000}万项")
        if isinstance(event, ScalarEvent):
            return str(event.value)
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _error("yaml.too_deep", self.at(event), "套得太深", f"不超过{MAX_DEPTH}层", "请减少层次")
        plain: Plain = self.mapping(path) if isinstance(event, MappingStartEvent) else self.list(event, path)
        self.depth -= 1
        return plain

    def list(self, event: Event, path: Path) -> Plain:
        """Read the items of a list up to its end."""
        if not isinstance(event, SequenceStartEvent):  # the parser gives nothing else here
            message = f"unexpected YAML event {event!r}"
            raise TypeError(message)
        items: list[Plain] = []
        for item in self.events:
            if isinstance(item, SequenceEndEvent):
                break
            items.append(self.value(item, (*path, len(items))))
        return items

    def mapping(self, path: Path) -> dict[str, Plain]:
        """Read the entries of a mapping up to its end."""
        entries: dict[str, Plain] = {}
        for key in self.events:
            if isinstance(key, MappingEndEvent):
                break
            name, at = self.name(key), self.at(key)
            if name in entries:
                first = self.places[*path, name].line
                what = f"“{name}”写了两次（第{first}行已有）"
                raise _error("yaml.duplicate", at, what, "同一处每个名称只写一次", "请删去一个")
            entries[name] = self.value(next(self.events), (*path, name))
            self.places[*path, name] = at
        return entries

    def name(self, event: Event) -> str:
        """Read the name of an entry."""
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None) is not None:
            raise self.trick(event)
        if not isinstance(event, ScalarEvent):
            raise _error(
                "yaml.key", self.at(event), "名称不是文字", "冒号前写一个名称", "请改正；以 { 或 [ 开头的要加引号"
            )
        if not event.value:
            raise _error("yaml.key", self.at(event), "冒号前没有名称", "冒号前写一个名称", "请补上")
        return str(event.value)

    def at(self, event: Event) -> Place:
        """Return where an event begins."""
        mark = event.start_mark
        return Place(self.source, mark.line + 1, mark.column + 1) if mark is not None else Place(self.source)

    def trick(self, event: Event) -> PackError:
        """Return the refusal of what is more than names, lists and texts."""
        return _error(
            "yaml.trick",
            self.at(event),
            "用了锚点、别名、标签或指令",
            "这里只写“名称: 值”和列表",
            "请改写成普通的值；以 & * ! % 开头的值要加引号",
        )


def _broken(error: yaml.MarkedYAMLError, text: str, source: str) -> PackError:
    """Say where the text is no YAML; an unclosed quotation mark is shown where it opens."""
    quoted = "quoted scalar" in (error.context or "")
    mark = (error.context_mark if quoted else None) or error.problem_mark or error.context_mark
    if mark is None:
        return _error("yaml.broken", Place(source), "这里的写法不通", "", "请核对是不是选错了文件")
    at = Place(source, mark.line + 1, mark.column + 1)
    if quoted:
        return _error("yaml.broken", at, "引号没有成对", "值用引号括起来时，两头都要有", "请补上后一个引号")
    lines = text.splitlines()
    before = lines[mark.line][: mark.column + 1] if mark.line < len(lines) else ""
    if "\t" in before:
        return _error("yaml.broken", at, "缩进里有制表符（Tab）", "缩进只用空格", "请把 Tab 换成空格")
    return _error(
        "yaml.broken",
        at,
        "这里的写法不通",
        "缩进用空格、对齐；“名称: 值”的冒号后要有空格；含冒号或引号的值要加引号",
        "请改正这一行或它的上一行",
    )


def _character(text: str, position: int, source: str) -> PackError:
    """Say which character no YAML may hold; the position may count bytes, so the character is looked for."""
    odd = next((at for at, character in enumerate(text) if _is_odd(character)), position)
    before = text[:odd]
    at = Place(source, before.count("\n") + 1, odd - (before.rfind("\n") + 1) + 1)
    code = f"（U+{ord(text[odd]):04X}）" if odd < len(text) else ""
    return _error("yaml.character", at, f"有不能用的字符{code}", "只用能看见的字符、空格和换行", "请删去它，或核对文件")


def _is_odd(character: str) -> bool:
    """Say whether YAML refuses a character: control characters, halves of pairs."""
    code = ord(character)
    return (
        (code < 0x20 and character not in "\t\n\r")
        or (0x7F <= code <= 0x9F and character != "\x85")
        or 0xD800 <= code <= 0xDFFF
    )


def _too_large(at: Place, rule: str) -> PackError:
    return _error("yaml.too_large", at, "文件太大", rule, "请核对是不是选错了文件")


def _error(code: str, at: Place, what: str, rule: str, repair: str) -> PackError:
    return PackError(code, place=at, what=what, rule=rule, repair=repair)
