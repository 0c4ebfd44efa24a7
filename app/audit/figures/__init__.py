"""Figures in free text: found, tied to what they speak of, compared, and turned into bindings where a person wants."""
