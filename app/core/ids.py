"""Random ids of rows: short, stable, never reused."""

from __future__ import annotations

import re
import secrets

_AUTOMATIC = re.compile(r"^[0-9a-f]{12}$")
_ALLOWED = re.compile(r"^[a-z0-9_-]{1,40}$")


def new_row_id() -> str:
    """Return a new random row id (12 hexadecimal digits)."""
    return secrets.token_hex(6)


def is_automatic(row_id: str) -> bool:
    """Say whether an id has the form that `new_row_id` gives (then a person need not see it)."""
    return bool(_AUTOMATIC.match(row_id))


def is_allowed(row_id: str) -> bool:
    """Say whether a person may name a row so: lower case letters, digits, `_` and `-`, at most 40."""
    return bool(_ALLOWED.match(row_id))
