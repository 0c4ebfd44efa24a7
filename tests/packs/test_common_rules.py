"""The audit rules all packs share: in every pack that has what they name, changed or dropped by id."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.packs.loading import load_pack
from app.packs.problems import PackError
from app.packs.registry import common_audit, draw
from app.packs.resolve import resolve
from tests.packs.small import DICTIONARY, layer

RULE = "  severity: error\n  message: '{{unit.name}}'\n"
COMMON = (
    f"plain:\n{RULE}  check: given(year)\n"
    f"both:\n{RULE}  for: [unit, projects, nowhere]\n  check: given(rate)\n"
    f"foreign:\n{RULE}  check: given(nothing)\n"
    f"form:\n{RULE}  check: given(year)\n  places: [year|att9]\n"
    "said:\n  severity: hint\n  check: given(year)\n  message: '{{nothing}}'\n"
    f"each.<when>:\n{RULE}  check: given(money.<when>)\n"
)


def audit_of(own: str = "", common: str = COMMON) -> dict[str, Any]:
    text = layer(own)
    drawn = resolve("p0", lambda _: (text, "p0.yaml"), (DICTIONARY, "dictionary.yaml"), [(common, "common.yaml")])
    load_pack(drawn.resolved.body)
    found = json.loads(drawn.resolved.body).get("audit", {})
    assert isinstance(found, dict)
    return found


def test_a_pack_gets_what_it_has_tables_and_keys_for() -> None:
    audit = audit_of()
    assert list(audit) == ["plain", "both", "each.prior", "each.initial", "each.executed"]
    assert audit["both"]["for"] == ["unit", "projects"]
    assert "for" not in audit["plain"]


def test_a_pack_changes_switches_off_and_drops_by_id() -> None:
    own = (
        "audit:\n  plain: {severity: hint}\n  both: {off: 'true'}\n  drop: [each.<when>]\n"
        "  own: {severity: hint, check: given(year), message: 自己的}\n"
    )
    audit = audit_of(own)
    assert list(audit) == ["plain", "both", "own"]
    assert audit["plain"]["severity"] == "hint"
    assert audit["plain"]["check"] == "given(year)"
    assert audit["both"]["off"] == "true"


def test_a_rule_that_the_pack_changes_stays_and_is_checked() -> None:
    assert "foreign" in audit_of("audit: {foreign: {severity: hint}}\n")


def test_a_parameter_in_a_rule_that_is_left_out_leaves_nothing_behind() -> None:
    own = "params: {limit: '5'}\n"
    common = f"foreign:\n{RULE}  check: given(nothing) and $limit > 1\nplain:\n{RULE}  check: $limit > 1\n"
    text = layer(own)
    body = resolve("p0", lambda _: (text, "p"), (DICTIONARY, "d"), [(common, "c")]).resolved.body
    paths = [leaf["path"] for leaf in json.loads(body)["param_leaves"]]
    assert ["audit", "plain", "check"] in paths
    assert not any("foreign" in path for path in paths)
    load_pack(body)


@pytest.mark.parametrize("common", ["plain: [", "plain: {severity: bad, message: x}", "plain.<no>: {severity: hint}"])
def test_a_fault_of_the_common_file_is_told_at_its_place(common: str) -> None:
    with pytest.raises(PackError) as caught:
        audit_of(common=common)
    assert caught.value.place is not None
    assert caught.value.place.source == "common.yaml"


def test_two_files_may_not_have_the_same_rule() -> None:
    sources = [(f"plain:\n{RULE}  check: given(year)\n", name) for name in ("one.yaml", "two.yaml")]
    with pytest.raises(PackError, match="写了两次") as caught:
        resolve("p0", lambda _: (layer(""), "p0.yaml"), (DICTIONARY, "dictionary.yaml"), sources)
    assert caught.value.place is not None
    assert caught.value.place.source == "two.yaml"


def test_a_pack_without_any_audit_has_none() -> None:
    assert audit_of(common="{}") == {}


@pytest.mark.parametrize("name", ["hunan-2020", "hunan-2024", "yueyang-2017"])
def test_the_built_in_packs_have_common_rules(name: str) -> None:
    assert any("satisfaction.range" in text for text, _ in common_audit())
    assert "satisfaction.range" in load_pack(draw(name).resolved.body).audit
