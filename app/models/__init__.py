"""Floor 1: what is stored; the only place that knows SQL."""
