"""The xlsx renderer: one sheet a form, values, ready to print."""

from app.export.xlsx.book import write_xlsx

__all__ = ["write_xlsx"]
