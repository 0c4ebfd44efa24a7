"""Settings for the whole suite."""

from __future__ import annotations

import gc

from hypothesis import settings

# Two workers share two cores here: a slow example is no fault, and what is fast is measured in tests/benchmarks.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


def pytest_collection_finish() -> None:
    """Let the collector pass over six thousand tests and all modules: it took a fifth of the time of the suite."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
