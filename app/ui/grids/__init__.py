"""Grids that behave like Excel: rows of a table, bands of a form."""
