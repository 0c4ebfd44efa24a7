"""The session of the window: an edit counts at once and is written by a thread of its own."""
