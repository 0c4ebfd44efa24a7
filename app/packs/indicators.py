"""The indicator library: usual indicators of social-insurance centres, as data beside the packs.

A chosen row brings its name, unit, direction and reminders, never a target figure or an actual; its id is kept on the
row (`library_id`). A pack maps levels where its blocks are named otherwise (`library:`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from pydantic import ValidationError

from app.core.errors import Place
from app.packs.places import resources
from app.packs.problems import PackError
from app.packs.schema import Pack
from app.packs.schema_base import Frozen, Ids, Text
from app.packs.strict_yaml import read_yaml

_FILE = "social_insurance.yaml"


class Indicator(Frozen):
    """One usual indicator.

    `unit` are the usual measures, the first one is proposed; `form` how a target is usually written (`__` is the
    approved number); `method` how a rate is computed; `warn`: the mistakes are shown when it is chosen; `projects` are
    the types of project it suits; `scheme` and `office` are proposals.
    """

    name: Text
    level1: Text
    level2: Text = ""
    direction: Literal["正向", "反向", "等于", "定性", ""] = ""
    unit: Ids = ()
    form: Text = ""
    evidence: Text = ""
    mistakes: Ids = ()
    method: Text = ""
    synonyms: Ids = ()
    scheme: Text = ""
    office: Text = ""
    projects: Ids = ()
    warn: bool = False


@lru_cache(maxsize=1)
def indicator_library() -> dict[str, Indicator]:
    """Return the library by id, in the order of the file.

    Raises:
        PackError: the file is not sound (a fault of the program's own data).
    """
    path = resources() / "indicators" / _FILE
    plain, places = read_yaml(path.read_text(encoding="utf-8"), path.name)
    entries = plain["indicators"] if isinstance(plain, dict) else {}
    if not isinstance(entries, dict):
        raise PackError("library.shape", place=Place(path.name), what="指标库不是按编号写的", repair="请改正")
    try:
        return {name: Indicator.model_validate(entry) for name, entry in entries.items()}
    except ValidationError as error:
        raise PackError("library.entry", place=places.get(("indicators",)), what=str(error), repair="请改正") from error


def levels_in(pack: Pack, indicator: Indicator) -> tuple[str, str]:
    """Return level 1 and level 2 of an indicator under a pack.

    `library: {成本指标/经济成本指标: 产出指标/成本指标}` says that these rows stand under 产出指标 there.
    """
    mapped = pack.library.get(f"{indicator.level1}/{indicator.level2}")
    if mapped is None:
        return indicator.level1, indicator.level2
    level1, _, level2 = mapped.partition("/")
    return level1, level2
