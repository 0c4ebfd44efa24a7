"""Finding (审核结果): what the audit reports; also the shape in which pack checks speak."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.core.records import Address

Severity = Literal["error", "warning", "hint"]


@dataclass(frozen=True, slots=True)
class FindingPlace:
    """One place of a finding: the cell, its label in words, the value as it stands."""

    address: Address
    label: str
    quoted: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of one rule: severity, family, places, what is expected and what to do first."""

    code: str
    severity: Severity
    family: str
    message: str
    advice: str
    places: tuple[FindingPlace, ...] = ()
    expected: str = ""
    clause: str = ""
    source: str = ""
