"""`jixiao export` and the package that `demo` writes: files, what is told, exit codes."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from app.services.samples import sample_names
from tests.cli.conftest import Command

ATT2 = "附件2 2024年度部门整体支出绩效自评表"


def test_what_was_written_is_listed(jixiao: Command, sample: Path, tmp_path: Path) -> None:
    folder = tmp_path / "出"
    done = jixiao("export", sample, "--to", folder, "--form", "att2,att1")
    assert done.code == 0
    assert f"已输出6个文件，在 {folder}" in done.out
    assert f"{ATT2}.pdf　1页" in done.out
    assert f"{ATT2}.docx" in done.err
    assert len(list(folder.iterdir())) == 6


def test_json_says_the_same_and_nothing_else(jixiao: Command, sample: Path, tmp_path: Path) -> None:
    done = jixiao("export", sample, "--to", tmp_path / "出", "--format", "docx,pdf", "--form", "att2", "--json")
    told = done.json()
    assert done.err == ""
    assert [Path(file["path"]).name for file in told["written"]] == [f"{ATT2}.docx", f"{ATT2}.pdf"]
    assert [file["pages"] for file in told["written"]] == [0, 1]
    assert (told["failed"], told["cancelled"], told["missing"], told["masked"]) == ([], False, [], [])


def test_export_changes_no_byte_of_the_file(jixiao: Command, sample: Path, tmp_path: Path) -> None:
    before = sample.read_bytes()
    jixiao("export", sample, "--to", tmp_path / "出", "--form", "att2")
    assert sample.read_bytes() == before


def test_a_target_that_cannot_be_written_gives_3_and_the_others(jixiao: Command, sample: Path, tmp_path: Path) -> None:
    (tmp_path / "出" / f"{ATT2}.docx").mkdir(parents=True)
    done = jixiao("export", sample, "--to", tmp_path / "出", "--form", "att2")
    assert done.code == 3
    assert f"{ATT2}.docx：有一个同名的文件夹" in done.out
    assert (tmp_path / "出" / f"{ATT2}.pdf").is_file()


def test_a_draft_has_its_number_and_the_date_asked_for_or_today(jixiao: Command, sample: Path, tmp_path: Path) -> None:
    words = {
        "送审稿 第2稿 2025年5月6日": ("--draft", "2", "--date", "2025-05-06"),
        f"送审稿 第1稿 {date.today():%Y}年": ("--draft",),  # noqa: DTZ011
    }
    for number, (header, options) in enumerate(words.items()):
        folder = tmp_path / str(number)
        assert jixiao("export", sample, "--to", folder, "--format", "pdf", "--form", "att2", *options).code == 0
        (path,) = folder.iterdir()
        assert header in _text(path)


def _text(path: Path) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        text: str = document[0].get_textpage().get_text_range()
    finally:
        document.close()
    return text


def test_the_public_version_lists_what_it_hides(jixiao: Command, sample: Path, tmp_path: Path) -> None:
    jixiao("set", sample, "projects[1]/not_public", "是")
    jixiao("set", sample, "projects[2]/purpose", "联系13812341234")
    done = jixiao("export", sample, "--to", tmp_path / "出", "--public", "--form", "att3", "--format", "docx")
    assert done.code == 0
    assert "请人工再读一遍" in done.out
    assert "不予公开的项目" in done.out
    assert all("（公开版）" in path.name for path in (tmp_path / "出").iterdir())


def test_only_changed_documents_after_a_recorded_print(jixiao: Command, sample: Path, tmp_path: Path) -> None:
    assert jixiao("export", sample, "--to", tmp_path / "一", "--format", "docx", "--print").code == 0
    jixiao("set", sample, "projects[3]/name", "改过的名称")
    told = jixiao("export", sample, "--to", tmp_path / "二", "--format", "docx", "--changed", "--json").json()
    assert any("改过的名称" in file["document"] for file in told["written"])
    assert told["unchanged"] >= 6


def test_the_folder_to_hand_in(jixiao: Command, sample: Path, tmp_path: Path) -> None:
    done = jixiao("export", sample, "--to", tmp_path / "出", "--folder", "--no-lists", "--format", "pdf")
    assert done.code == 0
    (folder,) = (tmp_path / "出").iterdir()
    assert folder.name == "报送材料_沅江市社会保险服务中心_2024"
    assert (folder / "报送材料清单.docx").is_file()
    assert not list(folder.rglob("*.jxzp"))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--form", "att9"), "att1、att2、att3、overall、project"),
        (("--format", "docx,odt"), "odt"),
        (("--draft", "0"), "第几稿"),
        (("--draft", "二"), "第几稿"),
        (("--draft", "--date", "五月"), "不是日期"),
        (("--date", "2025-05-06"), "--draft"),
        (("--public", "--changed"), "公开版"),
        (("--draft", "--record"), "定稿"),
        (("--form",), "--form"),
    ],
)
def test_wrong_options_are_told_and_nothing_is_written(
    jixiao: Command, sample: Path, tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    done = jixiao("export", sample, "--to", tmp_path / "出", *options)
    assert done.code == 2
    assert words in done.err
    assert not (tmp_path / "出").exists()


def test_wrong_places_are_told(jixiao: Command, sample: Path, tmp_path: Path) -> None:
    missing = jixiao("export", tmp_path / "没有.jxzp", "--to", tmp_path / "出")
    assert (missing.code, (tmp_path / "出").exists()) == (3, False)
    (tmp_path / "文件").write_text("1", encoding="utf-8")
    taken = jixiao("export", sample, "--to", tmp_path / "文件", "--json")
    assert taken.code == 2
    assert taken.json()["error"]["code"] == "folder.is_file"
    long = jixiao("export", sample, "--to", tmp_path / "/".join(["长" * 60] * 4), "--form", "att2", "--format", "docx")
    assert (long.code, "超过250个字" in long.out) == (3, True)


@pytest.mark.parametrize("name", sample_names())
def test_demo_writes_the_whole_package_of_every_sample(jixiao: Command, tmp_path: Path, name: str) -> None:
    done = jixiao("demo", name, "--to", tmp_path, "--json")
    assert done.code == 0, done.out
    told = done.json()["export"]
    assert told["failed"] == []
    paths = [Path(file["path"]) for file in told["written"]]
    assert {path.suffix for path in paths} == {".docx", ".xlsx", ".pdf"}
    assert all(path.stat().st_size > 0 for path in paths)
    assert {path for path in (tmp_path / name).rglob("*") if path.is_file()} == set(paths)


def test_other_commands_do_not_load_the_renderers() -> None:
    code = (
        "import sys\nimport app.cli.commands.export, app.cli.commands.samples\n"
        "print(*sorted({'docx', 'lxml', 'reportlab', 'xlsxwriter'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
