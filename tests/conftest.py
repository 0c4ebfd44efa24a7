"""Settings for the whole suite."""

from __future__ import annotations

from hypothesis import settings

# Two workers share two cores here: a slow example is no fault, and what is fast is measured in tests/benchmarks.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
