"""LibreOffice opens and prints the docx: pages, page numbers, repeated headers, lines that stay together."""

from __future__ import annotations

import re
from pathlib import Path

from app.export.docx import write_docx
from tests.export import trees
from tests.export.office import as_pdf, needs_office


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@needs_office
def test_libreoffice_prints_every_kind_of_document(tmp_path: Path) -> None:
    documents = {
        "form.docx": trees.form(6),
        "long.docx": trees.form(80),
        "wide.docx": trees.wide_form(60, 9, "长" * 3000, "行\n" * 11 + "行", *trees.ODD_TEXTS[:7]),
        "report.docx": trees.report(),
    }
    pages = as_pdf(tmp_path, {name: write_docx(document) for name, document in documents.items()})

    (form,) = pages["form.docx"]
    assert bare(form).startswith("送审稿第1稿部门整体支出绩效自评表")
    assert bare(form).endswith("—1—")
    long = pages["long.docx"]
    assert len(long) == 3
    assert all("三级指标" in page for page in long)
    assert bare("总分100填表人：") in bare(long[-1])

    assert sum(page.count("长") for page in pages["wide.docx"]) == 3000
    wide = bare("".join(pages["wide.docx"]))
    assert [text for text in trees.ODD_TEXTS[:6] if bare(text) not in wide] == []

    cover, first, second = pages["report.docx"]
    assert "—" not in cover
    assert bare(first).endswith("—1—")
    assert bare(second).startswith("二、存在问题")
    lines = [line.strip() for line in first.splitlines() if line.count("预算执行平稳") > 1]
    assert {len(line) for line in lines[1:-1]} == {28}
