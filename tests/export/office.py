"""LibreOffice, for tests that open what we wrote with another program."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pypdfium2 as pdfium
import pytest

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed here")


def as_pdf(folder: Path, files: dict[str, bytes]) -> dict[str, list[str]]:
    """Write files, let LibreOffice print them, return the text of each page by file name."""
    for name, body in files.items():
        (folder / name).write_bytes(body)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder / "pdf")]
    done = subprocess.run(
        [*command, *(str(folder / name) for name in files)], capture_output=True, text=True, timeout=180, check=False
    )
    assert done.returncode == 0, done.stderr
    return {name: _pages(folder / "pdf" / f"{Path(name).stem}.pdf") for name in files}


def _pages(path: Path) -> list[str]:
    pdf = pdfium.PdfDocument(path)
    return [page.get_textpage().get_text_bounded().replace("\r", "") for page in pdf]
