"""Output: documents drawn from a session and written as files."""
