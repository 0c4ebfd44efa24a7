"""Base of the schema models: frozen, nothing unknown is let in, texts are bounded."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

from app.core.numbers import num


class Frozen(BaseModel):
    """A part of a pack: immutable, no unknown entries."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


Text = Annotated[str, StringConstraints(max_length=20_000)]
Ids = tuple[Text, ...]


def _figure(raw: Any) -> Any:
    """Read a number the one way there is; anything else is left for the model to refuse."""
    value = num(raw) if isinstance(raw, str) else None
    if value is None:
        message = f"要写一个数，现在是“{raw}”"
        raise ValueError(message)
    return value


Figure = Annotated[Decimal, BeforeValidator(_figure)]
"""A number, written as text."""
