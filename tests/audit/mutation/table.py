"""The table of the mutation test: `python -m tests.audit.mutation.table [answers file] [--all]`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from tests.audit.mutation.drawing import draw, every, left_out, population
from tests.audit.mutation.kinds import KINDS
from tests.audit.mutation.running import CLEAN, Result, run, scene_of

HEAD: Final = "| 种类 | 能出错的地方 | 抽取 | 发现 | 漏掉 | 错误 | 须说明 | 提示 | 指到改动的格 |"
"""Places it can be put, drawn, found, missed; found as error, warning, hint; naming the changed cell itself."""


def lines(results: Iterable[Result], sites: Mapping[str, int]) -> Iterator[str]:
    """Yield the table: for each kind drawn, found, missed; then the misses."""
    results = list(results)
    yield HEAD
    yield "|---" * HEAD.count(" |") + "|"
    for name in KINDS:
        yield _row(name, sites.get(name, 0), [one for one in results if one.mutation.kind == name])
    yield _row("合计", sum(sites.values()), results)
    yield ""
    for name in KINDS:
        missed = [one for one in results if one.mutation.kind == name and not one.found]
        if missed:
            yield f"漏掉的：{name}"
        for one in missed:
            yield f"- {one.mutation.words}" + (f"（别处：{'、'.join(one.elsewhere)}）" if one.elsewhere else "")


def _row(name: str, sites: int, of: Sequence[Result]) -> str:
    found = sum(one.found for one in of)
    split = [sum(one.severity == severity for one in of) for severity in ("error", "warning", "hint")]
    cells = [name, sites, len(of), found, len(of) - found, *split, sum(one.found and one.exact for one in of)]
    return f"| {' | '.join(map(str, cells))} |"


def main(arguments: list[str]) -> None:
    """Print the table for the clean package or another answers file; with `--all` of every defect there can be."""
    paths = [Path(one) for one in arguments if not one.startswith("--")]
    scene = scene_of(paths[0] if paths else CLEAN)
    found = population(scene)
    mutations, untold = (every(scene, found), 0) if "--all" in arguments else draw(scene, found)
    sites = {name: sum(len(kinds.get(name, ())) for kinds in found.values()) for name in KINDS}
    said = [f"能出错的格和文字里的数{len(found)}处；另抽到没有第二处可对的{untold}个，不计"]
    titles = ("没有第二处可对的格", "有第二处或算式、但没有一种错适用的格")
    for title, tables in zip(titles, left_out(scene, found), strict=True):
        words = "、".join(f"{table} {count}" for table, count in tables.items())
        said.append(f"{title}{sum(tables.values())}个：{words}")
    for line in (*lines(run(scene, mutations), sites), *said):
        print(line)  # noqa: T201 - it is what this is for


if __name__ == "__main__":
    main(sys.argv[1:])
