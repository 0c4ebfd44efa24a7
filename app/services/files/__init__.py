"""User actions: files."""
