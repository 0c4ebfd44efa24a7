"""The table of the mutation test: `python -m tests.audit.mutation.table [answers file] [--all]`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.audit.mutation.drawing import draw, every, population, without_second_place
from tests.audit.mutation.kinds import KINDS
from tests.audit.mutation.running import CLEAN, Result, run, scene_of


def lines(results: Iterable[Result]) -> Iterator[str]:
    """Yield the table: for each kind drawn, found, missed; then the misses."""
    results = list(results)
    yield "种类\t抽取\t发现\t漏掉"
    for name in KINDS:
        of = [one for one in results if one.mutation.kind == name]
        found = sum(one.found for one in of)
        yield f"{name}\t{len(of)}\t{found}\t{len(of) - found}"
    found = sum(one.found for one in results)
    yield f"合计\t{len(results)}\t{found}\t{len(results) - found}"
    for name in KINDS:
        missed = [one for one in results if one.mutation.kind == name and not one.found]
        if missed:
            yield f"漏掉的：{name}"
        for one in missed:
            yield f"  {one.mutation.words}" + (f"（别处：{'、'.join(one.elsewhere)}）" if one.elsewhere else "")


def main(arguments: list[str]) -> None:
    """Print the table for the clean package or another answers file; with `--all` of every defect there can be."""
    paths = [Path(one) for one in arguments if not one.startswith("--")]
    scene = scene_of(paths[0] if paths else CLEAN)
    found = population(scene)
    mutations, untold = (every(scene, found), 0) if "--all" in arguments else draw(scene, found)
    for line in lines(run(scene, mutations)):
        print(line)  # noqa: T201 - it is what this is for
    apart = without_second_place(scene, found)
    total = sum(len(nodes) for nodes in apart.values())
    words = "、".join(f"{table} {len(nodes)}" for table, nodes in apart.items())
    print(f"填了的格{len(scene.typed)}个，其中没有第二处可对的{total}个：{words}")  # noqa: T201 - the same


if __name__ == "__main__":
    main(sys.argv[1:])
