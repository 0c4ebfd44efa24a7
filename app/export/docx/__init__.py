"""The docx renderer: editable documents for Word, WPS and LibreOffice, every part written by us."""

from app.export.docx.package import write_docx

__all__ = ["write_docx"]
