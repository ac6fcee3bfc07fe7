"""From the Chronicle to what follows from it: who held what and when, and which claims disagree."""

from __future__ import annotations

from dataclasses import dataclass

from chronicle.control import Control, control_of
from chronicle.figures import Figures, figures_of
from chronicle.geography.ground import Ground, ground
from chronicle.model import Chronicle


@dataclass(frozen=True)
class Derived:
    control: Control
    figures: Figures
    ground: Ground | None
    """What lies under the maps; None where the site has none."""


def derive(chronicle: Chronicle) -> Derived:
    """Control and figures of what is published."""
    site = chronicle.site
    control = control_of(chronicle.events, chronicle.places, site.map, site.areas)
    figures = figures_of(chronicle.events, chronicle.measures)
    return Derived(control, figures, _ground(chronicle))


def _ground(chronicle: Chronicle) -> Ground | None:
    settings, files = chronicle.site.map, chronicle.files
    if settings is None:
        return None
    regional = [files[name] for name in (settings.base, settings.tributaries) if name]
    if not regional:
        return None
    world = files[settings.world] if settings.world else None
    return ground(settings, regional, world, language=chronicle.site.languages[0])
