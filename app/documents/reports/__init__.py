"""Reports (自评报告): drafted from the pack's outline or as typed, drawn as GB/T 9704 asks, or as a box of a form."""

from app.documents.reports.document import report_document

__all__ = ["report_document"]
