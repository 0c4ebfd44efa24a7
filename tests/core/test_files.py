"""Paths longer than Windows usually takes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app.core.files import long_form, reached

FOLDER = "资料" * 120


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("C:\\资料\\我.jxzp", "C:\\资料\\我.jxzp"),
        (f"C:\\{FOLDER}\\我.jxzp", f"\\\\?\\C:\\{FOLDER}\\我.jxzp"),
        (f"C:/{FOLDER}/../{FOLDER}/我.jxzp", f"\\\\?\\C:\\{FOLDER}\\我.jxzp"),
        (f"\\\\server\\部门\\{FOLDER}\\我.jxzp", f"\\\\?\\UNC\\server\\部门\\{FOLDER}\\我.jxzp"),
        (f"\\\\?\\C:\\{FOLDER}\\我.jxzp", f"\\\\?\\C:\\{FOLDER}\\我.jxzp"),
    ],
)
def test_a_long_path_is_written_the_long_way(path: str, form: str) -> None:
    assert long_form(path) == form
    assert long_form(form) == form


def test_elsewhere_a_path_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    path = Path(f"/{FOLDER}/我.jxzp")
    assert reached(path) is path
