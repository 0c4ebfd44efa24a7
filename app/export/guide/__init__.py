"""The user guide as a PDF: cover, contents, chapters with pictures, links and an outline."""

from __future__ import annotations

from app.export.guide.book import Cover, write_book, write_sheet

__all__ = ["Cover", "write_book", "write_sheet"]
