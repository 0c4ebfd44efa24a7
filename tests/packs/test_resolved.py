"""Resolved packs: canonical bytes with a stable digest; hostile bytes are refused, never worse."""

from __future__ import annotations

import hashlib
import json
import time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.packs.loading import MAX_BYTES, digest_of, encode, load_pack, read_json
from app.packs.problems import PackError
from app.packs.registry import find
from tests.packs.small import layers

RICH = """
params: {col: initial}
fields: {unit: {cash: {compute: money.$col, hint: "“引号” \\\\ / 换\\n行 䶮"}}}
kinds: {points: {round: "2"}}
weights: {unit: {level1: {乙: "60", 甲: "40"}, total: "100.0"}}
forms: {f: {of: unit, columns: [10], bands: {b: {rows: [["{{cash|0.00}}"]]}}}}
cases: {c: {unit: {cash: "1"}, expect: {cash: ""}}}
"""


@pytest.fixture(scope="module")
def body() -> bytes:
    return layers(RICH).draw().resolved.body


def refused(body: bytes) -> PackError:
    with pytest.raises(PackError) as caught:
        load_pack(body)
    assert caught.value.repair
    return caught.value


def test_the_bytes_are_canonical(body: bytes) -> None:
    plain = json.loads(body)
    assert encode(plain) == body
    assert b" :" not in body
    assert "䶮" in body.decode()
    assert list(plain["weights"]["unit"]["level1"]) == ["乙", "甲"]
    assert list(plain)[:3] == ["schema", "id", "revision"]


def test_the_digest_is_that_of_the_bytes_and_stable(body: bytes) -> None:
    again = layers(RICH).draw().resolved
    assert again.body == body
    assert again.digest == digest_of(body) == hashlib.sha256(body).hexdigest()
    assert layers(RICH.replace('"40"', '"41"')).draw().resolved.digest != again.digest
    comments = RICH.replace("kinds:", "# a remark\nkinds:")
    assert layers(comments).draw().resolved.digest == again.digest


def test_what_is_loaded_is_what_was_resolved(body: bytes) -> None:
    pack = load_pack(body)
    assert pack.fields["unit"]["cash"].compute == "money.initial"
    assert pack.fields["unit"]["cash"].hint == "“引号” \\ / 换\n行 䶮"
    assert [str(points) for points in pack.weights["unit"].level1.values()] == ["60", "40"]
    assert str(pack.weights["unit"].total) == "100.0"
    assert load_pack(body) is pack
    assert read_json(body) == json.loads(body)
    assert read_json(body) is not read_json(body)


def changed(body: bytes, change: Any) -> bytes:
    """Give the bytes after a change of the plain data."""
    plain = json.loads(body)
    change(plain)
    return encode(plain)


@pytest.mark.parametrize(
    "hostile",
    [
        b"", b"{", b"null", b"[]", b'"x"', b"{}", b"\xff\xfe", b'{"schema":"1"', b"\x00", b"[" * 100_000,
        b'{"a":' * 3000, b'{"schema":1}', b'{"schema":1.5}', b'{"schema":NaN}', b'{"schema":-Infinity}',
        b'{"schema":true}', b'{"schema":null}', b'{"a":"\\ud800"}', b'{"a":"1","a":"2"}', b'{"a": "1"}', b"1" * 5000,
        b'{"schema":"1"}\n',
    ],
)  # fmt: skip
def test_bytes_that_are_no_pack(hostile: bytes) -> None:
    assert refused(hostile).code in {"pack.body", "pack.version"}


def test_too_large_is_refused_unread() -> None:
    started = time.process_time()
    assert refused(b" " * (MAX_BYTES + 1)).code == "pack.body"
    assert "5兆" in refused(b'"' + b"x" * MAX_BYTES + b'"').rule
    assert time.process_time() - started < 1


def test_too_deep_is_refused(body: bytes) -> None:
    def nest(plain: Any) -> None:
        at = plain["cases"]["c"]["unit"]
        for _ in range(70):
            at["x"] = {}
            at = at["x"]

    assert "太深" in refused(changed(body, nest)).what


def test_brackets_in_texts_are_no_depth(body: bytes) -> None:
    def bracket(plain: Any) -> None:
        plain["about"] = "[{" * 100

    assert load_pack(changed(body, bracket)).about == "[{" * 100


def test_a_newer_format_says_so(body: bytes) -> None:
    error = refused(changed(body, lambda plain: plain.update(schema="2")))
    assert error.code == "pack.version"
    assert "升级" in error.repair


def test_one_changed_byte_of_writing_is_refused(body: bytes) -> None:
    assert refused(body.replace(b'"schema":"1"', b'"schema": "1"')).code == "pack.body"
    assert refused(body.replace("䶮".encode(), b"\\u4dae")).code == "pack.body"
    assert refused(body.replace(b'"id":"p0"', b'"id":"p0","id":"p0"')).code == "pack.body"


VALUES: st.SearchStrategy[object] = st.recursive(
    st.text(max_size=6)
    | st.sampled_from(["true", "1", "unit", "{{", "../x"])
    | st.none()
    | st.booleans()
    | st.integers(),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=5), below, max_size=3),
    max_leaves=8,
)


@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
@settings(max_examples=150)
def test_any_bytes_are_refused(data: bytes) -> None:
    refused(data)


@given(st.data())
@settings(max_examples=200)
def test_any_value_anywhere_is_taken_or_refused(data: st.DataObject) -> None:
    plain = json.loads(layers(RICH).draw().resolved.body)
    at: Any = plain
    for _ in range(data.draw(st.integers(1, 5))):
        if isinstance(at, dict) and at:
            step: Any = data.draw(st.sampled_from(list(at)))
        elif isinstance(at, list) and at:
            step = data.draw(st.integers(0, len(at) - 1))
        else:
            break
        parent, at = at, at[step]
    parent[step] = data.draw(VALUES)
    try:
        load_pack(encode(plain))
    except PackError as error:
        assert error.what  # noqa: PT017 - either is fine, only nothing else may be raised


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=3))
@settings(max_examples=150)
@example(0, b"\xef\xbb\xbf")
def test_any_damage_to_the_bytes_is_taken_or_refused(at: int, noise: bytes) -> None:
    good = layers(RICH).draw().resolved.body
    at %= len(good)
    try:
        load_pack(good[:at] + noise + good[at + len(noise) :])
    except PackError as error:
        assert error.what  # noqa: PT017


def test_a_built_in_pack_opens_fast() -> None:
    """Opening an evaluation loads its pack: it must not be felt. Generous, the machine may be busy."""
    body = find("hunan-2024").body
    best = 1.0
    for _ in range(5):
        load_pack.cache_clear()
        started = time.process_time()
        load_pack(body)
        best = min(best, time.process_time() - started)
    assert best < 0.1
