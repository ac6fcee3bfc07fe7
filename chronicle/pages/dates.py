"""Years, months and days as crumbs."""

from __future__ import annotations

from chronicle import edtf
from chronicle.model import Crumb

TIMELINE = Crumb("timeline", "/timeline/", "section")


def date_crumbs(date: str) -> tuple[Crumb, ...]:
    """The way down to a date, as far as it is known: timeline, year, month, and the day itself.

    An interval stands where it begins. A date whose month is not known stands in its year.
    """
    parsed = edtf.parse(date)
    day = parsed.earliest or parsed.latest
    if day is None:
        return (TIMELINE,)
    crumbs = [TIMELINE, Crumb(f"{day:%Y}", f"/{day:%Y}/", "year")]
    if _knows_month(date):
        crumbs.append(Crumb(f"{day:%Y-%m}", f"/{day:%Y}/{day:%m}/", "month"))
    return tuple(crumbs)


def _knows_month(date: str) -> bool:
    """Whether the beginning of a date says its month: ``2017-11``, ``2017-10-26~``, not ``2017`` or ``2014-21``."""
    start = date.partition("/")[0]
    return len(start) >= 7 and start[5:7].isdigit() and int(start[5:7]) <= 12
