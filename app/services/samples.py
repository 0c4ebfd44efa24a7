"""Samples (样例): real packages that are shipped with the program, built into evaluation files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import EnvironmentProblem, UserError
from app.exchange.answers_reading import read_answers
from app.packs.places import resources
from app.services.files.answers import Loaded, build
from app.services.files.creating import SUFFIX
from app.services.files.reading import read_text
from app.services.sample_list import sample_names, sample_titles

__all__ = ["Built", "build_sample", "sample_names", "sample_titles"]

_LIMIT = 20_000_000
_EXAMPLE = "示例市社会保险服务中心2024年度绩效自评"
_OTHER_NAMES = (("湖南省益阳市沅江市", "湖南省示例市"), ("沅江", "示例"), ("沅发", "示发"), ("沅财", "示财"))
"""Names of places, in the sample and in pictures of the guide."""


@dataclass(frozen=True, slots=True)
class Built:
    """A sample that was built: its file and what it holds."""

    path: Path
    loaded: Loaded


def build_sample(name: str, folder: Path, progress: Callable[[str], None]) -> Built:
    """Build `folder/name.jxzp` from a sample; an earlier one is replaced whole.

    Raises:
        UserError: no such sample.
        EnvironmentProblem: the folder cannot be made, or the file is open elsewhere.
    """
    if name not in sample_names():
        raise UserError(
            "demo.unknown",
            where=name,
            what="没有这个样例",
            rule=f"样例有：{'、'.join(sample_names())}",
            repair="请改正样例名",
        )
    _make_folder(folder)
    source = resources() / "samples" / f"{name}.yaml"
    progress(f"正在读样例 {name} …")
    answers = read_answers(read_text(source, limit=_LIMIT), source.name)
    path = folder / f"{name}{SUFFIX}"
    progress(f"正在写 {path} …")
    return Built(path, build(path, answers, replace=True))


def build_example(name: str, folder: Path) -> Path:
    """Build a sample under the name of a unit that does not exist, for the pictures of the guide; return its file."""
    _make_folder(folder)
    source = resources() / "samples" / f"{name}.yaml"
    text = read_text(source, limit=_LIMIT)
    for real, other in _OTHER_NAMES:
        text = text.replace(real, other)
    path = folder / f"{_EXAMPLE}{SUFFIX}"
    build(path, read_answers(text, source.name), replace=True)
    return path


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentProblem(
            "folder.unwritable",
            where=str(folder),
            what=f"文件夹建不起来（{error.strerror}）",
            repair="请换一个能写的文件夹",
        ) from error
