"""User actions: editing."""
