"""Who holds which town: changes that follow from one another, so that no note contradicts another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.chance import Chance
from benchmarks.note import Fields, Value
from benchmarks.setting import Setting


@dataclass
class _Held:
    holder: str
    status: str
    over: date
    """The day by which the last change had certainly taken effect."""


class Holdings:
    """What the events told so far make of each town."""

    def __init__(self, setting: Setting, chance: Chance) -> None:
        self._setting = setting
        self._chance = chance
        self._towns: dict[str, _Held] = {}
        self._fights: dict[str, None] = {}
        """Towns that are contested or besieged, those that have been so for longest first."""

    @property
    def fights(self) -> list[str]:
        """Towns of which an event has to tell yet how their fight ended."""
        return list(self._fights)

    def changed(self, town: str, day: date, event_date: str, is_late: bool = False) -> Fields | None:
        """A control entry of a day; None where the town's last change may have been that day or later.

        What is late begins no fight, so that none is left without an end.
        """
        before = self._towns.get(town)
        if before is not None and before.over >= day:
            return None
        over = day + timedelta(3 if self._chance.often(0.15) else 0)
        status = ("held", "contested", "besieged")[self._chance.number((0.82, 0.13, 0.05))]
        status = "held" if is_late else status
        entry: dict[str, Value] = {"place": town}
        entry |= self._taken(before) if status == "held" else self._threatened(before, status)
        self._towns[town] = _Held(str(entry["holder"]), status, over)
        self._fights.pop(town, None)
        if status != "held":
            self._fights[town] = None
        date_text = f"{day}/{over}" if over > day else day.isoformat()
        return entry if date_text == event_date else {**entry, "date": date_text}

    def handed_over(self, day: date, event_date: str) -> Fields | None:
        """An entry by which the holder of most towns gives all of them to another."""
        held = [town.holder for town in self._towns.values() if town.over < day]
        if not held:
            return None
        giver = max(self._setting.holders, key=held.count)
        taker = self._another(giver)
        for name, town in self._towns.items():
            if town.holder == giver and town.over < day:
                town.holder, town.status, town.over = taker, "held", day
                self._fights.pop(name, None)
        entry = {"all_held_by": giver, "holder": taker, "status": "held"}
        return entry if day.isoformat() == event_date else {**entry, "date": day.isoformat()}

    def _taken(self, before: _Held | None) -> dict[str, Value]:
        """Held by another than before; or freed of those inside or around."""
        if before is None:
            holder = self._chance.pick_early(self._setting.holders)
            known = {"taken_from": self._another(holder)} if self._chance.often(0.9) else {}
            return {"holder": holder, "status": "held", **known}
        if before.status != "held" and self._chance.often(0.3):
            return {"holder": before.holder, "status": "held"}
        return {"holder": self._another(before.holder), "status": "held", "taken_from": before.holder}

    def _threatened(self, before: _Held | None, status: str) -> dict[str, Value]:
        holder = before.holder if before else self._chance.pick_early(self._setting.holders)
        return {"holder": holder, "status": status, "against": [self._another(holder)]}

    def _another(self, holder: str) -> str:
        return self._chance.pick_early([other for other in self._setting.holders if other != holder])
