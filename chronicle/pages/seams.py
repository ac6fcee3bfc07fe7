"""Seams between the holders of a place: slanted, as nobody knows on which of some days it changed hands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chronicle.model import ActorCard

TOP, MIDDLE, BOTTOM = 0.0, 12.0, 20.0
"""Of a bar, in pixels; of what is contested, only the part below the middle is filled."""


@dataclass(frozen=True)
class Shape:
    colour: str | None
    """None: the open part of what is contested."""
    path: str


@dataclass(frozen=True)
class Seam:
    """Windows that touch one another: paths in a box of 100 by 20, which is stretched to `width`."""

    x: float
    width: float
    shapes: tuple[Shape, ...]
    lines: str


@dataclass(frozen=True)
class Step:
    """A change of holder or status between two places of the axis."""

    holder: ActorCard
    status: str
    start: float
    end: float
    is_long: bool
    is_from_unknown_day: bool
    is_about: bool = False

    @property
    def colour(self) -> str:
        assert self.holder.colour is not None, "every holder of a place has a colour"
        return self.holder.colour

    def x(self, y: float) -> float:
        """Where its seam is at a height."""
        return self.start + (self.end - self.start) * (BOTTOM - y) / BOTTOM


def seam(before: Step | None, cluster: Sequence[Step]) -> Seam:
    """The pieces between the seams of a cluster, from what was before to what came of it."""
    start, end = cluster[0].start, cluster[-1].end
    left = _edge(start, cluster[0])
    pieces = [(before, left, cluster[0])] if before else []
    pieces += list(zip(cluster, cluster, [*cluster[1:], _edge(end, cluster[-1])], strict=True))
    box = _Box(start, end - start)
    shapes = (shape for piece in pieces for shape in box.shapes(*piece))
    lines = [*(box.edges(left, right) for _, left, right in pieces), *(box.line(step) for step in cluster)]
    return Seam(start, round(end - start, 2), tuple(shapes), "".join(lines))


def _edge(at: float, like: Step) -> Step:
    """An upright edge."""
    return Step(like.holder, like.status, at, at, is_long=False, is_from_unknown_day=False)


@dataclass(frozen=True)
class _Box:
    """The part of the axis that a cluster takes, as a drawing of 100 by 20."""

    start: float
    width: float

    def x(self, seam: Step, y: float) -> str:
        return f"{(seam.x(y) - self.start) / self.width * 100:.4g}"

    def shapes(self, step: Step, left: Step, right: Step) -> Iterator[Shape]:
        """What lies between two seams: one shape, or the open and the filled part of what is contested."""
        if (left.start, left.end) == (right.start, right.end):
            return
        if step.status == "contested":
            yield Shape(None, self._piece(left, right, TOP, MIDDLE))
            yield Shape(step.colour, self._piece(left, right, MIDDLE, BOTTOM))
        else:
            yield Shape(step.colour, self._piece(left, right, TOP, BOTTOM))

    def edges(self, left: Step, right: Step) -> str:
        """The outline between two seams, above and below."""
        return "".join(f"M{self.x(left, y)} {y:g}H{self.x(right, y)}" for y in (TOP, BOTTOM))

    def line(self, seam: Step) -> str:
        return f"M{self.x(seam, BOTTOM)} {BOTTOM:g}L{self.x(seam, TOP)} {TOP:g}"

    def _piece(self, left: Step, right: Step, top: float, bottom: float) -> str:
        return (
            f"M{self.x(left, top)} {top:g}H{self.x(right, top)}"
            f"L{self.x(right, bottom)} {bottom:g}H{self.x(left, bottom)}z"
        )
