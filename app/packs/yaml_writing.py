"""Write plain data as YAML in which every scalar is a string (the way `strict_yaml` reads it)."""

from __future__ import annotations

from typing import Any

import yaml
from yaml.emitter import Emitter
from yaml.representer import SafeRepresenter
from yaml.resolver import BaseResolver
from yaml.serializer import Serializer


class _StringDumper(Emitter, Serializer, SafeRepresenter, BaseResolver):
    """Dumper without implicit types: `461.89` and `no` stay plain strings without quotes."""

    def __init__(self, stream: Any, **_options: Any) -> None:
        Emitter.__init__(self, stream, allow_unicode=True, width=10_000)
        Serializer.__init__(self)
        SafeRepresenter.__init__(self, sort_keys=False)
        BaseResolver.__init__(self)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the name is the base class's
        """Write equal values twice: anchors and aliases are refused by the reader."""
        return True


def _string(dumper: _StringDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text and not text.startswith((" ", "\n", "\t")) and _printable(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _printable(text: str) -> bool:
    return all(c == "\n" or c.isprintable() for c in text) and not any(
        line.endswith((" ", "\t")) for line in text.split("\n")
    )


_StringDumper.add_representer(str, _string)


def write_yaml(plain: object) -> str:
    """Return mappings, lists and strings as YAML text; the order of mappings is kept."""
    text: str = yaml.dump(plain, Dumper=_StringDumper)
    return text
