"""Which samples there are, without what builds them: the start page lists them before anything else is loaded."""

from __future__ import annotations

from app.packs.places import resources


def sample_names() -> list[str]:
    """Return the names of the samples, sorted."""
    return sorted(path.stem for path in (resources() / "samples").glob("*.yaml"))


def sample_titles() -> list[tuple[str, str]]:
    """Return name and title of every sample: the unit and the year it stands for."""
    return [(name, _title_of(name)) for name in sample_names()]


def _title_of(name: str) -> str:
    """Read the first line of a sample, which says in words what it is."""
    with (resources() / "samples" / f"{name}.yaml").open(encoding="utf-8") as lines:
        first = lines.readline()
    return first.lstrip("# ").split("（")[0].removeprefix("样例：").rstrip("。\n") or name
