"""Registered audit rules (`python:` in a pack); every module of this package is imported here, so that it registers."""

from app.audit.rules import bases, plausible, spending, stated, sums

__all__ = ["bases", "plausible", "spending", "stated", "sums"]
