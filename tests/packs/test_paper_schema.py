"""The schema holds the paper of the four families of forms: the trial's packs, adapted, are whole and sound.

The fixtures are no packs that ship; they stand for what later work draws (bands, covers, reports, pages, audit rules).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from app.packs.checking import check_pack
from app.packs.loading import load_pack
from app.packs.registry import common_dictionary
from app.packs.resolve import Drawing, resolve
from app.packs.schema import Pack
from app.scoring import signatures

FOLDER = Path(__file__).resolve().parents[1] / "fixtures" / "packs" / "paper"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


def drawn(name: str) -> Drawing:
    def read(pack_id: str) -> tuple[str, str]:
        return (FOLDER / f"{pack_id}.yaml").read_text(encoding="utf-8"), f"{pack_id}.yaml"

    return resolve(name, read, common_dictionary())


def pack(name: str) -> Pack:
    return load_pack(drawn(name).resolved.body)


@pytest.mark.parametrize("name", NAMES)
def test_the_paper_is_whole_and_sound(name: str) -> None:
    found = drawn(name)
    problems = check_pack(load_pack(found.resolved.body), signatures(), found.places)
    assert [problem.sentence() for problem in problems] == []


def texts(one: Pack, form: str, band: str) -> list[list[str]]:
    return [[cell.t for cell in row] for row in one.forms[form].bands[band].rows]


def test_hunan_2020_has_fixed_lines_of_projects() -> None:
    one = pack("trial-hunan-2020")
    assert [row[0].strip() for row in texts(one, "att1", "projects")][1:3] == ["1、业务工作经费", "2、运行维护经费"]
    assert texts(one, "att1", "three_public")[0] == [
        "三公经费",
        "{{three_public.total.prior_final}}",
        "{{three_public.total.full_year}}",
        "{{three_public.total.executed}}",
    ]
    assert texts(one, "att1", "procurement")[0][1] == "——"


def test_hunan_2024_is_a_short_diff() -> None:
    text = (FOLDER / "trial-hunan-2024.yaml").read_text(encoding="utf-8")
    assert len(text.splitlines()) < 30
    one = pack("trial-hunan-2024")
    body = one.forms["att1"].bands["projects"].body
    assert body is not None
    assert body.each == "projects"
    assert texts(one, "att1", "projects")[0][2] == "{{budget.initial.project}}"
    assert texts(one, "att1", "operating")[1][0] == "    其中：办公费"
    assert one.forms["att1"].notes == ()
    assert len(one.forms["att1"].signatures[0]) == 4


def test_what_changes_in_one_form_shows_in_the_form_like_it() -> None:
    one = pack("trial-hunan-2024")
    assert texts(one, "att3", "indicators")[0][-2:] == ["自评得分", "偏差原因分析及改进措施"]
    assert one.forms["att3"].signatures == one.forms["att2"].signatures
    assert [row[0] for row in texts(one, "att3", "budget")][2:] == ["其中：当年财政拨款", "上年结转资金", "其他资金"]
    assert list(one.forms["att3"].bands) == list(one.forms["att2"].bands)


def test_yueyang_adds_its_institutions_up_and_fixes_its_groups() -> None:
    one = pack("trial-yueyang-2017")
    sums = {
        key: field.compute for key, field in one.fields["unit"].items() if field.compute.startswith("sum(institutions.")
    }
    assert sums["income.other"] == "sum(institutions.income.other)"
    assert "procurement.executed" not in sums
    body = one.forms["main"].bands["figures"].body
    assert body is not None
    assert list(body.outline) == ["产出目标", "效益目标"]
    assert body.groups[0].labels["产出目标"].startswith("产出目标\n")
    assert one.reports["story"].form == "box"


def test_gansu_lines_put_in_more_than_keys() -> None:
    one = pack("trial-gansu-2023")
    assert texts(one, "sheet", "budget")[2][-3:] == ["{{budget.rate.basic}}", "-", ""]
    assert one.reports["overall"].money == "元"
    assert one.weights["unit"].fixed


@pytest.mark.parametrize("name", NAMES)
def test_pages_reuse_bands(name: str) -> None:
    one = pack(name)
    for page in one.pages.values():
        for item in page.items:
            form, _, band = item.band.partition(".")
            assert not item.band or one.forms[form].bands[band].rows or one.forms[form].bands[band].body
