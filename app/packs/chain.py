"""The layers of a pack: its YAML and that of everything it extends, the first parent first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.core.errors import Place
from app.packs.located import Spot, locate
from app.packs.problems import PackError
from app.packs.strict_yaml import read_yaml

SECTIONS: Final = (
    "id", "revision", "base", "extends", "title", "region", "years", "unit_of_money", "about", "params", "dictionary",
    "tables", "fields", "kinds", "scoring", "weights", "levels", "grades", "forms", "covers", "reports", "pages",
    "audit", "library", "terms", "absent", "print", "cases",
)  # fmt: skip
"""What may stand at the top of a pack's YAML."""

_MAPPINGS: Final = ("params", "dictionary", "tables", "fields")

MAX_CHAIN: Final = 12

MAX_CHARACTERS: Final = 1_000_000
"""Characters of the YAML of one layer."""

Reader = Callable[[str], tuple[str, str]]
"""Gives the text of a pack's YAML and the name to show for it; raises PackError `pack.missing` when there is none."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One YAML file of a chain."""

    spot: Spot

    @property
    def id(self) -> str:
        """Return the id that stands in the file.

        Raises:
            PackError: it has none.
        """
        return self._required("id").text()

    def head(self) -> dict[str, Spot]:
        """Return what belongs to this pack alone and is not inherited: id, revision, base.

        Raises:
            PackError: id or revision is missing.
        """
        base = self.spot.get("base")
        head = {name: self._required(name) for name in ("id", "revision")}
        return head if base is None else {**head, "base": base}

    def _required(self, name: str) -> Spot:
        found = self.spot.get(name)
        if found is None or not found.text():
            raise PackError(
                "pack.head",
                place=found.place if found else self.spot.place,
                what=f"缺少“{name}”",
                rule="表样要有编号（id）和修订号（revision）",
                repair="请补上",
            )
        return found


def layer_of(text: str, source: str) -> Layer:
    """Read one YAML file.

    Raises:
        PackError: it is too large, no mapping, or something is not known at its top.
    """
    if len(text) > MAX_CHARACTERS:
        raise PackError(
            "yaml.too_large",
            place=Place(source),
            what="文件太大",
            rule=f"表样的原稿不超过{MAX_CHARACTERS // 10_000}万个字符",
            repair="请核对是不是选错了文件",
        )
    plain, places = read_yaml(text, source)
    spot = locate(plain, places)
    if not isinstance(spot.value, dict):
        raise PackError(
            "pack.shape", place=spot.place, what="这不是表样", rule="表样是“名称: 内容”", repair="请核对文件"
        )
    for name, below in spot.value.items():
        if name not in SECTIONS:
            raise PackError(
                "pack.unknown",
                place=below.place,
                what=f"不认识“{name}”",
                rule=f"最外层可写：{'、'.join(SECTIONS)}",
                repair="请删去或改正",
            )
        if name in _MAPPINGS and not isinstance(below.value, dict):
            raise no_mapping(name, below)
    return Layer(spot)


def no_mapping(name: str, spot: Spot) -> PackError:
    """Return the refusal of a part that should be a mapping."""
    return PackError(
        "pack.mapping", place=spot.place, what=f"“{name}”要写成“名称: 内容”", rule="", repair="请改正，或删去这一部分"
    )


def layers_of(pack_id: str, read: Reader) -> list[Layer]:
    """Return the layers of a pack, the first parent first.

    Raises:
        PackError: a parent is missing, the chain is a circle or too long, a file holds another id.
    """
    layers: list[Layer] = []
    seen: list[str] = []
    wanted, asked = pack_id, None
    while True:
        if wanted in seen or len(seen) >= MAX_CHAIN:
            raise _endless([*seen, wanted], asked)
        layer = layer_of(*_read(wanted, read, asked))
        if layer.id != wanted:
            raise PackError(
                "pack.other_id",
                place=layer.spot.entries()["id"].place,
                what=f"这里的编号是“{layer.id}”，要找的是“{wanted}”",
                rule="文件夹的名称就是表样的编号",
                repair="请把二者改成一致",
            )
        seen.append(wanted)
        layers.insert(0, layer)
        asked = layer.spot.get("extends")
        if asked is None:
            return layers
        wanted = asked.text()


def _endless(chain: list[str], asked: Spot | None) -> PackError:
    circle = chain[-1] in chain[:-1]
    return PackError(
        "pack.cycle" if circle else "pack.chain",
        place=asked.place if asked else None,
        what=f"表样{'互相沿用' if circle else f'沿用了{MAX_CHAIN}层以上'}：{' → '.join(chain)}",
        rule="extends 不能绕回自己" if circle else f"最多沿用{MAX_CHAIN}层",
        repair="请改正 extends",
    )


def _read(pack_id: str, read: Reader, asked: Spot | None) -> tuple[str, str]:
    try:
        return read(pack_id)
    except PackError as error:
        if asked is None or error.code != "pack.missing":
            raise
        raise PackError(
            "pack.parent",
            place=asked.place,
            what=f"找不到沿用的表样“{pack_id}”",
            rule="extends 写已有表样的编号",
            repair="请先导入它，或改正编号",
        ) from error
