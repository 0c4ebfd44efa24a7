"""Registered audit rules (`python:` in a pack). Every module of this package is imported, so that it registers."""

from importlib import import_module
from pkgutil import iter_modules

for _module in sorted(found.name for found in iter_modules(__path__)):
    import_module(f"{__name__}.{_module}")
