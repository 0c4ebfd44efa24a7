"""Renderers of a document tree: docx, xlsx, PDF."""
