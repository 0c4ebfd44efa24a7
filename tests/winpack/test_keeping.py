"""Which files of a wheel go into the folder."""

from __future__ import annotations

import pytest

from winpack.fetching import pins
from winpack.keeping import RULES, Keeping, Rule, load
from winpack.places import LOCK, BuildError


def keeping() -> Keeping:
    return Keeping({"always": Rule(drop=("*.pyi",)), "lxml": Rule(("lxml/*.pyd",), ("lxml/objectify*",))})


def test_a_wheel_without_a_rule_is_taken_whole_but_for_what_is_always_dropped() -> None:
    assert keeping().choose("yaml", ["yaml/b.py", "yaml/a.py", "yaml/a.pyi", "yaml/"]) == ["yaml/a.py", "yaml/b.py"]


def test_keep_comes_first_and_drop_after_it() -> None:
    names = ["lxml/etree.pyd", "lxml/objectify.pyd", "lxml/sax.py"]
    assert keeping().choose("lxml", names) == ["lxml/etree.pyd"]


def test_a_pattern_that_matches_nothing_is_a_fault() -> None:
    rules = keeping()
    rules.choose("lxml", ["lxml/etree.pyd"])
    with pytest.raises(BuildError, match=r"\[lxml\] lxml/objectify\*"):
        rules.check()


def test_a_rule_for_a_wheel_that_is_not_there_is_a_fault() -> None:
    with pytest.raises(BuildError, match=r"\[lxml\]"):
        keeping().check()


def test_rules_name_only_what_the_lock_lists() -> None:
    rules = load()
    for name, _ in pins(LOCK):
        rules.choose(name, [])
    rules.choose("python", [])
    with pytest.raises(BuildError) as told:  # no file was shown to them, but every wheel was
        rules.check()
    assert not [line for line in str(told.value).split("、") if line.endswith("]")], RULES
