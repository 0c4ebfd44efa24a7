"""Floor 5: one function per user action."""
