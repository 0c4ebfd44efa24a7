"""The packs of a computer: listed by index, found, imported and removed whole or not at all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.errors import EnvironmentProblem, UserError
from app.packs import building, installed, keeping
from app.packs.building import COMMAND, build_index, render_builtin
from app.packs.problems import PackError
from app.packs.registry import add, builtin_root, candidate, check_id, draw, find, list_packs, remove
from tests.packs.small import layer

OWN = layer("region: 某县\n").replace("id: p0", "id: own-form")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the person's data a place of its own."""
    folder = tmp_path / "资料 夹"
    monkeypatch.setenv("JIXIAO_HOME", str(folder))
    return folder


@pytest.fixture
def source(tmp_path: Path) -> Callable[..., Path]:
    """Give a function that writes a pack.yaml."""

    def write(text: str = OWN, name: str = "pack.yaml") -> Path:
        folder = tmp_path / "来源"
        folder.mkdir(exist_ok=True)
        path = folder / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def files(folder: Path) -> dict[str, bytes]:
    """Give everything below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def imported() -> list[str]:
    return [info.id for info in list_packs() if not info.builtin]


# ---- what ships ----


def test_what_ships_beside_the_yaml_is_up_to_date() -> None:
    stale = [path.name for path, data in render_builtin().items() if not path.is_file() or path.read_bytes() != data]
    assert not stale, f"resources/packs 里的 {stale} 与 YAML 不一致：请运行 {COMMAND}，再提交"


def test_building_writes_only_what_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "packs"
    shutil.copytree(builtin_root(), copy)
    for module in (building, installed):
        monkeypatch.setattr(module, "builtin_root", lambda: copy)
    assert build_index() == []
    (copy / "index.json").write_bytes(b"old")
    text = (copy / "hunan-2024" / "pack.yaml").read_text(encoding="utf-8")
    (copy / "hunan-2024" / "pack.yaml").write_text(text.replace('revision: "1"', 'revision: "2"', 1), encoding="utf-8")
    assert {path.parent.name for path in build_index()} == {"hunan-2024", "packs"}
    assert build_index() == []
    assert [info.revision for info in list_packs() if info.id == "hunan-2024"] == ["2"]


def test_every_built_in_pack_is_listed_and_found(home: Path) -> None:
    infos = list_packs()
    assert [info.id for info in infos] == sorted(info.id for info in infos)
    assert {"hunan-2020", "hunan-2024"} <= {info.id for info in infos}
    for info in infos:
        resolved = find(info.id)
        assert (resolved.digest, resolved.title, resolved.revision) == (info.digest, info.title, info.revision)
        assert draw(info.id).resolved == resolved
    assert not home.exists()  # looking writes nothing


def test_listing_reads_only_the_indexes(
    home: Path, source: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    add(source())

    def refuse(*_: object) -> None:
        message = "a pack was opened"
        raise AssertionError(message)

    monkeypatch.setattr(installed, "load_pack", refuse)
    monkeypatch.setattr(installed, "read_bytes", refuse)
    read: list[str] = []
    original = Path.read_text
    monkeypatch.setattr(
        installed, "read_text", lambda path: (read.append(path.name), original(path, encoding="utf-8"))[1]
    )
    assert len(list_packs()) >= 3
    assert read == ["index.json", "index.json"]


# ---- import ----


@pytest.mark.parametrize("as_folder", [True, False])
def test_an_imported_pack_is_listed_found_and_drawn(
    *, as_folder: bool, home: Path, source: Callable[..., Path]
) -> None:
    path = source()
    info = add(path.parent if as_folder else path)
    assert (info.id, info.title, info.region, info.builtin) == ("own-form", "小表样", "某县", False)
    assert list_packs()[-1] == info
    assert find("own-form").digest == info.digest
    assert draw("own-form").resolved == find("own-form")
    assert sorted(files(home)) == [
        "packs/index.json", "packs/own-form/pack.yaml", "packs/own-form/resolved.json"
    ]  # fmt: skip


def test_a_resolved_file_is_imported_as_it_is(home: Path, source: Callable[..., Path], tmp_path: Path) -> None:
    body = draw(source()).resolved.body
    given = tmp_path / "收到.JSON"
    given.write_bytes(body)
    info = add(given)
    assert find(info.id).body == body
    assert candidate("own-form").text is None
    with pytest.raises(UserError) as caught:
        draw("own-form")
    assert caught.value.code == "pack.no_yaml"


def test_a_windows_text_file_is_imported(home: Path, source: Callable[..., Path]) -> None:
    path = source()
    path.write_bytes(b"\xef\xbb\xbf" + OWN.replace("\n", "\r\n").encode())
    assert add(path).title == "小表样"


def test_importing_again_replaces_it_whole(home: Path, source: Callable[..., Path], tmp_path: Path) -> None:
    first = add(source())
    second = add(source(OWN.replace('revision: "1"', 'revision: "2"')))
    assert first.digest != second.digest
    assert [(info.id, info.revision) for info in list_packs() if not info.builtin] == [("own-form", "2")]
    resolved = tmp_path / "own.json"
    resolved.write_bytes(draw(source()).resolved.body)
    add(resolved)
    assert sorted(files(home)) == ["packs/index.json", "packs/own-form/resolved.json"]


def test_a_pack_may_extend_a_built_in_or_an_imported_one(home: Path, source: Callable[..., Path]) -> None:
    county = 'id: own-county\nrevision: "1"\nextends: hunan-2024\ntitle: 某县\nparams: {budget_weight: "20"}\n'
    info = add(source(county))
    assert info.years == ("2024", "2024")
    assert b'"budget":"20"' in find("own-county").body
    town = 'id: own-town\nrevision: "1"\nextends: own-county\ntitle: 某镇\n'
    add(source(town))
    assert b'"budget":"20"' in find("own-town").body
    remove("own-county")
    assert find("own-town").title == "某镇"
    with pytest.raises(PackError) as caught:
        draw("own-town")
    assert caught.value.code == "pack.parent"


def test_a_base_is_found_but_not_listed(home: Path, source: Callable[..., Path]) -> None:
    add(source(OWN + 'base: "true"\n'))
    assert imported() == []
    assert find("own-form").base
    add(source(layer("").replace("id: p0", "id: own-child\nextends: own-form")))
    assert imported() == ["own-child"]


# ---- refusals ----


@pytest.mark.parametrize("text", ["", "id: [", "id: own-form\n", OWN + "oops: 1\n", OWN + "forms: {f: {}}\n"])
def test_a_faulty_pack_changes_nothing(text: str, home: Path, source: Callable[..., Path]) -> None:
    add(source())
    before = files(home)
    with pytest.raises(PackError) as caught:
        add(source(text))
    assert "pack.yaml" in caught.value.where
    assert files(home) == before


@pytest.mark.parametrize("pack_id", ["hunan-2024", "con", "nul", "com1", "lpt9", "aux"])
def test_ids_that_may_not_be_imported(pack_id: str, home: Path, source: Callable[..., Path]) -> None:
    with pytest.raises(UserError) as caught:
        add(source(OWN.replace("own-form", pack_id)))
    assert caught.value.code in {"pack.builtin", "pack.id"}
    assert not home.exists()


@pytest.mark.parametrize(
    "pack_id",
    [
        "../x",
        "..",
        "",
        "CON",
        "con",
        "Own",
        "own/form",
        "own\\form",
        "own form",
        "own\n",
        "a",
        "x" * 99,
        "名",
        "a\x00b",
    ],
)
def test_odd_ids_are_unknown_never_paths(pack_id: str, home: Path) -> None:
    with pytest.raises(UserError) as caught:
        find(pack_id)
    assert caught.value.code == "pack.unknown_id"
    with pytest.raises(UserError):
        candidate(pack_id or "nothing")
    for refuse in (check_id, remove):
        with pytest.raises(UserError) as caught:
            refuse(pack_id)
        assert caught.value.code == "pack.id"


def test_an_unknown_id_names_the_known_ones() -> None:
    with pytest.raises(UserError) as caught:
        find("gansu-1999")
    assert "hunan-2024" in caught.value.rule


@pytest.mark.parametrize("name", ["没有.yaml", "没有/pack.yaml", "x" * 5000, "没有.json"])
def test_a_missing_file_is_told(name: str, home: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        add(tmp_path / name)
    assert caught.value.code == "pack.file"


def test_files_that_are_no_text_or_too_large(home: Path, source: Callable[..., Path]) -> None:
    path = source()
    path.write_bytes("标题: 湖南".encode("gbk"))
    with pytest.raises(UserError) as caught:
        add(path)
    assert caught.value.code == "pack.encoding"
    path.write_bytes(b"x" * 5_000_001)
    with pytest.raises(UserError) as caught:
        add(path)
    assert caught.value.code == "pack.too_large"


def test_only_imported_packs_are_removed(home: Path, source: Callable[..., Path]) -> None:
    add(source())
    for pack_id, words in (("hunan-2024", "自带"), ("nobody", "没有导入过")):
        with pytest.raises(UserError) as caught:
            remove(pack_id)
        assert words in caught.value.what
    remove("own-form")
    assert imported() == []
    assert sorted(files(home)) == ["packs/index.json"]


# ---- when the machine stands in the way ----


def test_a_home_that_cannot_be_written_is_told(home: Path, source: Callable[..., Path]) -> None:
    home.write_text("a file where a folder should be")
    with pytest.raises(EnvironmentProblem) as caught:
        add(source())
    assert caught.value.code == "pack.unwritable"
    assert home.read_text() == "a file where a folder should be"


@pytest.mark.parametrize(
    ("act", "step"),
    [(act, step) for act in ("add", "replace") for step in ("write", "rename", "index")]
    + [("remove", "rename"), ("remove", "index")],
)
def test_a_failure_half_way_leaves_everything_as_it_was(
    act: str, step: str, home: Path, source: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    add(source(OWN.replace("own-form", "own-other")))
    if act != "add":
        add(source())
    before = files(home)

    new = source(OWN.replace("小表样", "新表样"))
    do: Callable[[], object] = (lambda: remove("own-form")) if act == "remove" else (lambda: add(new))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        if step == "write":
            broken.setattr(keeping, "write_whole", full)
        elif step == "rename":
            broken.setattr(Path, "rename", full)
        else:
            broken.setattr(keeping, "write_index", full)
        with pytest.raises(EnvironmentProblem) as caught:
            do()
        assert caught.value.code == "pack.unwritable"
    assert files(home) == before
    assert [path.name for path in (home / "packs").iterdir() if path.name.startswith(".")] == []


def test_a_damaged_index_of_imported_packs_is_made_anew(home: Path, source: Callable[..., Path]) -> None:
    add(source())
    index = home / "packs" / "index.json"
    for damage in (b"{", b"[]", b'{"packs": [1]}', b'{"packs": [{"id": 1}]}', b"\xff", b"[" * 50_000):
        index.write_bytes(damage)
        assert imported() == ["own-form"]
    add(source(OWN.replace("own-form", "own-other")))
    assert [entry["id"] for entry in json.loads(index.read_text(encoding="utf-8"))["packs"]] == [
        "own-form",
        "own-other",
    ]


def test_a_damaged_pack_harms_no_other(home: Path, source: Callable[..., Path]) -> None:
    add(source())
    (home / "packs" / "own-form" / "resolved.json").write_bytes(b"{}")
    assert add(source(OWN.replace("own-form", "own-other"))).id == "own-other"
    assert imported() == ["own-other"]
    with pytest.raises(PackError) as caught:
        find("own-form")
    assert "resolved.json" in caught.value.what


def test_a_damaged_pack_of_the_program_asks_for_a_new_installation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    (tmp_path / "own-form").mkdir()
    (tmp_path / "own-form" / "resolved.json").write_bytes(b"{")
    monkeypatch.setattr("app.packs.installed.builtin_root", lambda: tmp_path)
    with pytest.raises(EnvironmentProblem) as caught:
        find("own-form")
    assert "resolved.json" in caught.value.where
    assert caught.value.repair == "请重新运行安装程序修复"


def test_a_folder_of_another_name_is_told(home: Path, source: Callable[..., Path]) -> None:
    add(source())
    (home / "packs" / "own-form").rename(home / "packs" / "own-moved")
    with pytest.raises(PackError) as caught:
        find("own-moved")
    assert caught.value.code == "pack.other_id"


def test_a_damaged_index_of_built_in_packs_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    (tmp_path / "index.json").write_text("{}")
    monkeypatch.setattr(installed, "builtin_root", lambda: tmp_path)
    with pytest.raises(EnvironmentProblem) as caught:
        list_packs()
    assert caught.value.code == "pack.index"
