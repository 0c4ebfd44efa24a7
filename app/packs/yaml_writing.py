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
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))


def _style(text: str) -> str | None:
    """Return how a text is written: several lines as a block, what cannot be seen with escapes, else as it comes."""
    if not all(character == "\n" or character.isprintable() for character in text):
        return '"'  # other line breaks (U+0085, U+2028) would be read as plain ones
    ragged = any(line.endswith(" ") for line in text.split("\n"))
    return "|" if "\n" in text and not ragged and not text.startswith((" ", "\n")) else None


_StringDumper.add_representer(str, _string)


def write_yaml(plain: object) -> str:
    """Return mappings, lists and strings as YAML text; the order of mappings is kept."""
    text: str = yaml.dump(plain, Dumper=_StringDumper)
    return text
