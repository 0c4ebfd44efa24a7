"""Read YAML in which every scalar is a string; what invites mistakes or attacks is refused.

Duplicate keys, anchors, aliases, tags and several documents are refused; size and depth are bounded. Every value
keeps its place (file, line, column), so that every later error can point at it.
"""

from __future__ import annotations

from typing import Final

import yaml
from yaml.tokens import AliasToken, AnchorToken, DirectiveToken, TagToken

from app.core.errors import Place
from app.packs.problems import PackError

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # a PyYAML without libyaml: slower, same result
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]

MAX_BYTES: Final = 20_000_000
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
        PackError: broken YAML, duplicate key, anchor, alias, tag, several documents, too large, too deep.
    """
    if len(text) > MAX_BYTES:
        raise _error(
            "yaml.too_large", Place(source), "文件太大", f"不超过{MAX_BYTES // 1_000_000}兆", "请核对是不是选错了文件"
        )
    try:
        _refuse_tricks(text, source)
        node = yaml.compose(text, _Loader)
    except yaml.YAMLError as error:
        raise _broken(error, source) from error
    except RecursionError as error:
        raise _too_deep(Place(source)) from error
    if node is None:
        raise _error("yaml.empty", Place(source), "文件是空的", "", "请核对是不是选错了文件")
    places: Places = {}
    return _plain(node, source, (), places), places


def _refuse_tricks(text: str, source: str) -> None:
    depth = 0
    for token in yaml.scan(text, _Loader):
        at = Place(source, token.start_mark.line + 1, token.start_mark.column + 1)
        if isinstance(token, (AliasToken, AnchorToken, TagToken, DirectiveToken)):
            raise _error(
                "yaml.trick",
                at,
                "用了锚点、别名、标签或指令",
                "这里只写“栏: 值”和列表",
                "请改写成普通的值；以 & * ! % 开头的值要加引号",
            )
        kind = type(token).__name__
        depth += kind.endswith(("MappingStartToken", "SequenceStartToken")) - kind.endswith(("EndToken",))
        if depth > MAX_DEPTH:
            raise _too_deep(at)


def _plain(node: yaml.Node, source: str, path: Path, places: Places) -> Plain:
    places[path] = Place(source, node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, source, (*path, number), places) for number, item in enumerate(node.value)]
    return _mapping(node, source, path, places)


def _mapping(node: yaml.Node, source: str, path: Path, places: Places) -> dict[str, Plain]:
    out: dict[str, Plain] = {}
    for key, value in node.value:
        at = Place(source, key.start_mark.line + 1, key.start_mark.column + 1)
        if not isinstance(key, yaml.ScalarNode):
            raise _error("yaml.key", at, "栏名不是文字", "冒号前写一个名称", "请改正")
        if key.value in out:
            raise _error("yaml.duplicate", at, f"“{key.value}”写了两次", "同一处每个名称只写一次", "请删去一个")
        out[key.value] = _plain(value, source, (*path, key.value), places)
        places[*path, key.value] = at
    return out


def _broken(error: yaml.YAMLError, source: str) -> PackError:
    mark = getattr(error, "problem_mark", None)
    at = Place(source, mark.line + 1, mark.column + 1) if mark is not None else Place(source)
    return _error(
        "yaml.broken",
        at,
        "这里的写法不通",
        "缩进用空格、对齐；“名称: 值”的冒号后要有空格；含冒号或引号的值要加引号",
        "请改正这一行或它的上一行",
    )


def _too_deep(at: Place) -> PackError:
    return _error("yaml.too_deep", at, "套得太深", f"不超过{MAX_DEPTH}层", "请减少层次")


def _error(code: str, at: Place, what: str, rule: str, repair: str) -> PackError:
    return PackError(code, place=at, what=what, rule=rule, repair=repair)
