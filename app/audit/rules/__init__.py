"""Registered audit rules (`python:` in a pack); every module of this package is imported here, so that it registers."""

from app.audit.rules import (
    bases,
    claims,
    numbering,
    outline,
    plausible,
    privacy,
    spending,
    stated,
    states,
    sums,
    template,
    wording,
)

__all__ = [
    "bases",
    "claims",
    "numbering",
    "outline",
    "plausible",
    "privacy",
    "spending",
    "stated",
    "states",
    "sums",
    "template",
    "wording",
]
