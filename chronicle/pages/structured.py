"""schema.org data of an event page: an article, with its sources, about an event."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from chronicle.addresses import address_of
from chronicle.model import Card, Event, NoteHistory, Site, Source, Value

PLAIN = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?")
"""Dates that ISO 8601 has, too: a day, a month or a year, without a doubt."""


class Publication(Value, frozen=True, kw_only=True):
    """What a page must know of the site for its structured data."""

    base_url: str
    title: str
    language: str
    holder: str
    licence: str

    @classmethod
    def of(cls, site: Site) -> Publication:
        """These five things of a site."""
        return cls(
            base_url=site.base_url,
            title=site.title,
            language=site.languages[0],
            holder=site.copyright_holder,
            licence=site.licence.url,
        )


def article(
    event: Event,
    sources: Sequence[Source],
    cards: Mapping[str, Card],
    site: Publication,
    history: NoteHistory | None = None,
) -> dict[str, Any]:
    """An `Article` with its citations about an `Event`, whose date is given only as far as it is known.

    What was withdrawn is said to be so, and tells of no event.
    """
    url = site.base_url + address_of(f"events/{event.slug}")[1:]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": event.title,
        "url": url,
        "inLanguage": site.language,
        "license": site.licence,
        "isPartOf": {"@type": "WebSite", "name": site.title, "url": site.base_url},
        "publisher": {"@type": "Organization", "name": site.holder},
        "author": {"@type": "Organization", "name": site.holder},
        "citation": [_citation(source) for source in sources],
    }
    if event.withdrawn is None:
        data |= {"description": event.summary, "about": _event(event, cards, site.base_url)}
    else:
        data["creativeWorkStatus"] = "Withdrawn"
    if event.added:
        data["datePublished"] = event.added
    days = [event.added or "", *(correction.date for correction in event.corrections)]
    days += [event.withdrawn.date] if event.withdrawn else []
    days += [history.changed] if history else []
    if any(days):
        data["dateModified"] = max(days)
    if event.corrections:
        data["correction"] = [
            {
                "@type": "CorrectionComment",
                "text": f"{it.said} → {it.says} {it.why}",
                "datePublished": it.date,
            }
            for it in event.corrections
        ]
    return data


def _event(event: Event, cards: Mapping[str, Card], base_url: str) -> dict[str, Any]:
    about: dict[str, Any] = {"@type": "Event", "name": event.title, **_days(event.date)}
    places = [cards[f"places/{slug}"] for slug in event.places]
    if places:
        about["location"] = [
            {"@type": "Place", "name": getattr(place, "name", ""), "url": base_url + place.address[1:]}
            for place in places
        ]
    return about


def _days(date: str) -> dict[str, str]:
    """``startDate`` and ``endDate`` where they are known without a doubt.

    >>> _days("2017-11-03"), _days("2016-10-17/2017-07-10"), _days("2017-10-26~")
    ({'startDate': '2017-11-03'}, {'startDate': '2016-10-17', 'endDate': '2017-07-10'}, {})
    """
    start, _, end = date.partition("/")
    days = {"startDate": start, "endDate": end}
    return {name: day for name, day in days.items() if PLAIN.fullmatch(day)}


def _citation(source: Source) -> dict[str, Any]:
    data = {
        "@type": "CreativeWork",
        "name": source.title,
        "url": source.url,
        "author": source.author and {"@type": "Person", "name": source.author},
        "publisher": source.publisher and {"@type": "Organization", "name": source.publisher},
        "datePublished": source.published if source.published and PLAIN.fullmatch(source.published) else None,
        "inLanguage": source.language,
    }
    return {key: value for key, value in data.items() if value}
