"""The evaluation file (.jxzp)."""
