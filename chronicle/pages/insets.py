"""The small map of an event's page."""

from __future__ import annotations

from typing import Any

from chronicle.derive import Derived
from chronicle.model import Chronicle, Event, Value


class Inset(Value, frozen=True, kw_only=True):
    day: str


def inset_of(chronicle: Chronicle, derived: Derived, event: Event) -> Inset | None:
    return None


def inset_drawing(inset: Inset | None) -> Any:
    return None
