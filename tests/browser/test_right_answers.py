"""Who held what on well-documented days: all pages and files of the real chronicle say the same.

Each is told by an event with sources, whose slug stands beside it.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.browser.visiting import ServedSite, Visitor
from tests.world import parsed, with_class, words

pytestmark = pytest.mark.browser

PLACE_DAYS = [
    ("fallujah", "2014-01-04", "is", "held", "fallujah-falls-to-isil"),
    ("mosul", "2014-06-10", "is", "held", "mosul-falls"),
    ("al-qaim", "2014-06-21", "is", "held", "al-qaim-captured"),
    ("sinjar", "2014-08-03", "is", "held", "sinjar-captured"),
    ("kobani", "2014-10-06", "ypg", "contested", "is-enters-kobani-town"),
    ("kobani", "2015-01-26", "ypg", "held", "kobani-cleared-of-is"),
    ("tikrit", "2015-03-31", "iraqi-army", "held", "tikrit-retaken"),
    ("ramadi", "2015-05-17", "is", "held", "ramadi-falls"),
    ("palmyra", "2015-05-21", "is", "held", "palmyra-captured"),
    ("sinjar", "2015-11-13", "peshmerga", "held", "sinjar-retaken"),
    ("ramadi", "2016-02-09", "iraqi-army", "held", "ramadi-linked-to-habbaniya"),
    ("palmyra", "2016-03-27", "syrian-army", "held", "palmyra-retaken-2016"),
    ("fallujah", "2016-06-26", "iraqi-army", "held", "fallujah-retaken"),
    ("manbij", "2016-08-12", "sdf", "held", "manbij-captured"),
    ("palmyra", "2016-12-11", "is", "held", "palmyra-lost-again"),
    ("mosul", "2017-07-09", "is", "contested", "east-mosul-retaken"),
    ("mosul", "2017-07-10", "iraqi-army", "held", "mosul-victory-declared"),
    ("ar-raqqa", "2017-10-16", "is", "contested", "raqqa-battle-begins"),
    ("ar-raqqa", "2017-10-17", "sdf", "held", "raqqa-retaken"),
    ("al-qaim", "2017-11-02", "is", "held", "al-qaim-captured"),
    ("al-qaim", "2017-11-03", "iraqi-army", "held", "al-qaim-retaken"),
    ("deir-ez-zor", "2017-11-03", "syrian-army", "held", "deir-ez-zor-city-retaken"),
    ("albu-kamal", "2017-11-12", "is", "held", "albu-kamal-retaken-by-is"),
    ("baghuz", "2019-03-23", "sdf", "held", "baghuz-captured"),
]
each_place_day = pytest.mark.parametrize(("place", "day", "holder", "status", "event"), PLACE_DAYS)


@cache
def page_of(site: ServedSite, address: str) -> ElementTree.Element:
    return parsed((site.folder / address.strip("/") / "index.html").read_text("utf-8"))


@cache
def data_of(site: ServedSite, name: str) -> Any:
    return json.loads(Path(site.folder, "data", name).read_text("utf-8"))


def name_of(site: ServedSite, actor: str) -> str:
    """As pages print it."""
    names = (str(row["name"]) for row in data_of(site, "actors.json")["actors"] if row["id"] == actor)
    return next(names).replace("'", "’")


DATES = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}")


def last_day(text: str) -> date:
    """Of a date in words the last day; "since an unknown day" is the beginning of time."""
    found = DATES.findall(text)
    return datetime.strptime(f"{found[-1]} +0000", "%d %B %Y %z").date() if found else date.min


def in_force(rows: list[tuple[str, str]], day: str) -> str:
    """What the last of the dated rows says that was over by a day."""
    return [said for when, said in rows if last_day(when) <= date.fromisoformat(day)][-1]


@each_place_day
def test_event_tells_it_and_has_sources(
    place: str, day: str, holder: str, status: str, event: str, real_site: ServedSite
) -> None:
    (told,) = (row for row in data_of(real_site, "events.json")["events"] if row["id"] == event)
    entry = [it for it in told["control"] if it.get("place") == place][-1]
    assert (entry["holder"], entry["status"]) == (holder, status)
    assert told["sources"]


@each_place_day
def test_data_say_it(
    place: str, day: str, holder: str, status: str, event: str, real_site: ServedSite
) -> None:
    rows = data_of(real_site, "control.json")["places"][place]
    row = [row for row in rows if (row["from_latest"] or "") <= day][-1]
    assert (row["holder"], row["status"], row["event"]) == (holder, status, event)


@each_place_day
def test_table_of_control_says_it(
    place: str, day: str, holder: str, status: str, event: str, real_site: ServedSite
) -> None:
    (rows,) = (
        body
        for body in page_of(real_site, "/control/").iter("tbody")
        if any(link.get("href") == f"../places/{place}/" for link in body.iter("a"))
    )
    told = [(words(row.findall("td")[0]), [words(cell) for cell in row.findall("td")[1:]]) for row in rows]
    by_then = [said for when, said in told if last_day(when) <= date.fromisoformat(day)][-1]
    assert by_then == [name_of(real_site, holder), status]


@each_place_day
def test_page_of_the_place_says_it(
    place: str, day: str, holder: str, status: str, event: str, real_site: ServedSite
) -> None:
    (changes,) = (
        it for it in with_class(page_of(real_site, f"/places/{place}/"), "changes") if it.tag == "ol"
    )
    rows = []
    for item in changes.iter("li"):
        sentence = next(item.iter("p"), None)
        when = next(item.iter("span"), None)
        if sentence is not None and when is not None and when.get("class") == "date":
            rows.append((words(when), words(sentence).removeprefix(words(when))))
    said = in_force(rows, day)
    assert f"held by {name_of(real_site, holder)}" in said
    assert (status == "held") == ("contested" not in said and "besieged" not in said)


@each_place_day
def test_map_moved_to_the_day_says_it(
    place: str, day: str, holder: str, status: str, event: str, real_site: ServedSite, visitor: Visitor
) -> None:
    page = visitor.open(real_site, f"/map/?day={day}&place={place}")
    answer = page.locator(".map-answer")
    answer.get_by_role("link").nth(2).wait_for()
    assert f"held by {name_of(real_site, holder)}" in answer.inner_text()
    assert answer.locator(f'a[href$="/events/{event}/"]').count() == 1
    assert answer.locator(f'a[href*="/sources/"], a[href*="/events/{event}/#"]').count() > 0
    code = next(row for row in data_of(real_site, "actors.json")["actors"] if row["id"] == holder)[
        "abbreviation"
    ]
    mark = page.locator(f'.town[data-place="places/{place}"]')
    assert mark.get_attribute("data-code") == code
    assert mark.locator(".half").count() == (status == "contested")
    row = page.locator(".holders li", has=page.locator(f'.holder a[href$="/actors/{holder}/"]'))
    assert row.locator(f'a[data-place="{place}"]').count() == 1


@each_place_day
def test_map_built_for_the_day_says_it(
    place: str, day: str, holder: str, status: str, event: str, real_site: ServedSite
) -> None:
    """Where there is one; the days of most turning points have a map."""
    if not (real_site.folder / "map" / day).exists():
        assert day not in {"2014-06-10", "2017-07-10", "2017-10-17", "2017-11-03", "2019-03-23"}
        return
    page = page_of(real_site, f"/map/{day}/")
    (list_of_holders,) = with_class(page, "holders")
    holders = [
        next(link.get("href") for link in row.iter("a"))
        for row in list_of_holders
        if any(link.get("href") == f"../../places/{place}/" for link in row.iter("a"))
    ]
    assert holders == [f"../../actors/{holder}/"]
    (mark,) = (it for it in with_class(page, "town") if it.get("data-place") == f"places/{place}")
    assert bool(with_class(mark, "half")) == (status == "contested")
