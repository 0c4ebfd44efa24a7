"""User actions: packs."""
