"""From the Chronicle to what follows from it: who held what and when, and which claims disagree."""

from __future__ import annotations

from dataclasses import dataclass

from chronicle.contradictions import Finding
from chronicle.control import Control, control_of
from chronicle.figures import Figures, figures_of
from chronicle.model import Chronicle


@dataclass(frozen=True)
class Derived:
    control: Control
    figures: Figures
    findings: tuple[Finding, ...]
    """What does not fit together; `contradictions.located` makes problems of them."""


def derive(chronicle: Chronicle) -> Derived:
    """Control and figures of what is published, and findings: `control-contradiction`, `missing-against`."""
    site = chronicle.site
    control = control_of(chronicle.events, chronicle.places, site.map, site.areas)
    return Derived(control, figures_of(chronicle.events, chronicle.measures), control.findings)
