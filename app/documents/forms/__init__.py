"""Forms: bands of a pack drawn on one rectangular grid."""

from app.documents.forms.drawing import draw_band, draw_form

__all__ = ["draw_band", "draw_form"]
