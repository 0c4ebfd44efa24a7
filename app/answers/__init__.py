"""Floor 2: the answer set and its one dependency graph."""
