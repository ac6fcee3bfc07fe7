"""What became of an address."""

from __future__ import annotations

import msgspec

KINDS = {
    "answers": ("answers", "answer"),
    "leads on": ("leads on for now", "lead on for now"),
    "moved": ("has moved", "have moved"),
    "gone": ("is gone", "are gone"),
    "refused": ("refuses to answer", "refuse to answer"),
    "fails": ("fails", "fail"),
    "not asked": ("was not asked", "were not asked"),
}
"""Kind of outcome to what is said of one and of several, in the order in which they are counted."""


class Outcome(msgspec.Struct, frozen=True):
    kind: str
    """A key of `KINDS`."""
    status: int = 0
    """Of the last answer; 0 where there was none."""
    why: str = ""
    leads_to: str = ""
    asked: str = ""
    """The day, ``YYYY-MM-DD``."""

    @property
    def stands(self) -> bool:
        """Whether it need not be asked again soon."""
        return self.kind in ("answers", "leads on", "moved")

    def __str__(self) -> str:
        """``gone (404)``; ``moved: https://…``."""
        inside = ", ".join(filter(None, (str(self.status) if self.status >= 300 else "", self.why)))
        return f"{self.kind}{f' ({inside})' if inside else ''}" + (
            f": {self.leads_to}" if self.leads_to else ""
        )
