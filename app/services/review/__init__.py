"""User actions: review."""
