"""docs/answers.md says what is true: its examples can be read, and its table lists every attribute of a cell."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.exchange import answers_reading
from app.packs.strict_yaml import read_yaml

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "answers.md").read_text(encoding="utf-8")
EXAMPLES = [textwrap.dedent(block) for block in re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)]


def keys_below(plain: Any) -> set[str]:
    """Return the keys of cells in an example; what a form states and the attributes of cells are left aside."""
    if isinstance(plain, list):
        return set[str]().union(*map(keys_below, plain))
    found: set[str] = set()
    for name, content in plain.items():
        if isinstance(content, list):
            found |= keys_below(content)
        elif name not in {"id", "stated", "answers", "pack"}:
            found |= keys_below(content) if name == "unit" else {name}
    return found


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_examples_use_keys_of_the_dictionary(example: str) -> None:
    dictionary = yaml.load((ROOT / "resources/dictionary/dictionary.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    known = "\n".join(dictionary["fields"])
    for axis, values in dictionary["axes"].items():
        known = "\n".join({known.replace(f"<{axis}>", value) for value in values} | {known})
    plain, _ = read_yaml(example, "docs/answers.md")
    used = keys_below(plain)
    assert used
    assert used <= set(known.split("\n"))


def test_every_attribute_of_a_cell_is_explained() -> None:
    table = TEXT.split("| 说明 | 内容 | 意思 |")[1].split("\n\n")[0]
    assert set(re.findall(r"^\| `(\w+)`", table, re.MULTILINE)) == answers_reading._ATTRIBUTES
