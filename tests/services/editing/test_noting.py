"""Reason and measure of a text that was written as one."""

from __future__ import annotations

import pytest

from app.services.editing.noting import split_note


@pytest.mark.parametrize(
    ("text", "known", "reason", "measure"),
    [
        ("政策扩面，目标偏低。", "", "政策扩面，目标偏低。", ""),
        ("偏差原因：政策扩面。改进措施：明年调高。", "", "政策扩面。", "明年调高。"),
        ("原因分析：政策扩面\n下一步整改措施：明年调高", "", "政策扩面", "明年调高"),
        ("1、原因：政策扩面。2、改进措施：明年调高。", "", "政策扩面。", "明年调高。"),
        ("政策扩面。明年调高。", "明年调高。", "政策扩面。", "明年调高。"),
        ("政策扩面。", "明年调高。", "政策扩面。", ""),
        ("", "明年调高。", "", ""),
    ],
)
def test_a_text_is_parted(text: str, known: str, reason: str, measure: str) -> None:
    assert split_note(text, known) == (reason, measure)
