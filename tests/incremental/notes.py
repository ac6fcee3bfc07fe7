"""Random notes that are right more often than not: each from a number, so that a failure can be replayed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

Fields = dict[str, str]
"""Field to its lines of front matter; the prose is under ``body``, in its order."""

EVENTS = ("rain", "flood", "siege", "truce", "harvest")
PLACES = ("upton", "lowton", "midford", "valley")
OTHER_SLUG = "old-midford"
ACTORS = ("millers", "weavers", "gazette")
SHARED = ("report", "survey")
MAY_COME_AND_GO = (
    *(f"events/{slug}" for slug in EVENTS),
    "periods/first",
    "periods/second",
    "operations/great-flood",
    "pages/about",
    "pages/methods",
)
"""Notes that few others rest on."""
STAY = (
    *(f"places/{slug}" for slug in PLACES),
    *(f"actors/{slug}" for slug in ACTORS),
    *(f"sources/{slug}" for slug in SHARED),
    "measures/people-flooded",
)
NOTES = (*MAY_COME_AND_GO, *STAY)


def random_fields(note: str, number: int) -> Fields:
    """The fields of ``events/rain``, the same for the same number."""
    kind, slug = note.split("/")
    random = Random(f"{note} {number}")  # not for secrets
    return {**_MAKE[kind](slug, random), **_common(kind, slug, random)}


def text_of(fields: Mapping[str, str]) -> str:
    """The note."""
    front = "".join(lines for name, lines in fields.items() if name != "body")
    return f"---\n{front}---\n{fields.get('body', '')}"


def path_of(note: str, number: int = 0) -> str:
    """A file that a note may lie in: an event's name may begin with a date, and any folder will do."""
    kind, slug = note.split("/")
    if kind == "events":
        return (f"events/1900/1900-06-{slug}.md", f"events/{slug}.md", f"events/1901/1901-{slug}.md")[
            number % 3
        ]
    return (f"{kind}/{slug}.md", f"{kind}/more/{slug}.md")[number % 2]


def _one(name: str, value: str) -> str:
    return f"{name}: {value}\n"


def _list(name: str, values: list[str]) -> str:
    return f"{name}:\n" + "".join(f"  - {value}\n" for value in values)


def _some(random: Random, values: tuple[str, ...]) -> list[str]:
    return sorted(random.sample(values, random.randint(1, 2)))


def _event(slug: str, random: Random) -> Fields:
    own = f"on-{slug}"
    fields = {
        "title": _one("title", random.choice([f"The {slug}", f"A {slug} at Upton", "It happened", "1900"])),
        "date": _one(
            "date", random.choice(["1900-06-01", "1900-06", "1900~", "1901-03-01/1901-03-05", "1901-07-14?"])
        ),
        "kind": _one("kind", random.choice(["flood", "meeting"])),
        "importance": _one("importance", random.choice("123")),
        "certainty": _one("certainty", random.choice(["claimed", "claimed", "disputed"])),
    }
    if random.random() < 0.6:
        fields["places"] = _list("places", _some(random, (*PLACES, OTHER_SLUG)))
    if random.random() < 0.5:
        fields["actors"] = _list("actors", _some(random, ACTORS))
    if random.random() < 0.3:
        fields["operation"] = _one("operation", "great-flood")
    if random.random() < 0.5:
        fields["control"] = _control(random)
    if random.random() < 0.5:
        fields["figures"] = _figure(own, random)
    fields["sources"] = (
        f"sources:\n  - id: {own}\n    title: {random.choice(['Water', 'Fire'])}\n"
        "    publisher: The Gazette\n"
        f"    published: 1902-01-01\n    url: https://example.org/{slug}\n    language: en\n    type: news\n"
        "  - id: report\n"
    )
    cited = random.choice([f"[@{own}]", f"[@report, p. {random.randint(1, 3)}]", f"[@report; @{own}]"])
    linked = random.choice(
        ["", "", f" by [[actors/{random.choice(ACTORS)}]]", f" in [[places/{random.choice(PLACES)}]]"]
    )
    linked += random.choice(["", "", "", f" after [[{random.choice(EVENTS)}]]"])
    fields["body"] = (
        f"{random.choice(['It rained', 'They fled', 'No one knows'])}{linked} {cited}. *More* on it.\n"
    )
    return fields


def _control(random: Random) -> str:
    lines = "control:\n"
    for place in _some(random, ("upton", "lowton", "midford")):
        holder, other = random.sample(["millers", "weavers"], 2)
        lines += f"  - place: {place}\n    holder: {holder}\n"
        status = random.choice(["held", "held", "contested", "besieged"])
        lines += f"    status: {status}\n"
        lines += f"    against:\n      - {other}\n" if status != "held" else ""
    return lines


def _figure(source: str, random: Random) -> str:
    number = random.choice(
        ["value: 40\n    qualifier: about", "value: 3000\n    qualifier: exact", "low: 10\n    high: 20"]
    )
    return (
        f"figures:\n  - measure: people-flooded\n    {number}\n    scope: valley\n"
        f"    as_of: 1901-08-01\n    claimant: {random.choice(['gazette', 'millers'])}\n"
        f"    source: {source}\n"
    )


def _period(slug: str, random: Random) -> Fields:
    first = slug == "first"
    date = random.choice(["1900-06/1900-12", "1900"] if first else ["1901", "1901-01/1902-02"])
    return {
        "title": _one("title", random.choice(["How it began", "How it went on", "The water"])),
        "date": _one("date", date),
        "order": _one("order", "1" if first else "2"),
        "body": f"{random.choice(['A time.', 'Another time, see [[rain]].'])}\n",
    }


def _place(slug: str, random: Random) -> Fields:
    name = slug.title()
    fields = {
        "name": _one("name", random.choice([name, name, f"New {name}"])),
        "kind": _one("kind", "country" if slug == "valley" else "town"),
        "country": _one("country", "FR"),
        "latitude": _one("latitude", random.choice(["46.5", "47.25", "48.5"])),
        "longitude": _one("longitude", random.choice(["2.5", "4", "7.75"])),
        "precision_km": _one("precision_km", random.choice("125")),
        "coordinate_source": _one("coordinate_source", "a map"),
    }
    if random.random() < 0.3:
        fields["names"] = f"names:\n  fr: {name}-sur-Mer\n"
    if random.random() < 0.3 and slug != "valley":
        fields["within"] = _one("within", "valley")
    if slug == "midford":
        fields["other_slugs"] = _list("other_slugs", [OTHER_SLUG])
    if random.random() < 0.3:
        fields["body"] = "A place on the river.\n"
    return fields


def _actor(slug: str, random: Random) -> Fields:
    fields = {
        "name": _one("name", random.choice([f"The {slug}", f"Guild of {slug}"])),
        "kind": _one("kind", "paper" if slug == "gazette" else "guild"),
        "side": _one("side", random.choice(["north", "south"])),
    }
    if slug != "gazette":
        fields["colour"] = _one("colour", random.choice(["blue", "amber"]))
    if random.random() < 0.4:
        fields["abbreviation"] = _one("abbreviation", slug[:4].upper())
    return fields


def _operation(slug: str, random: Random) -> Fields:
    return {
        "name": _one("name", random.choice(["The great flood", "High water"])),
        "date": _one("date", random.choice(["1900-06/1901", "1900"])),
        "places": _list("places", _some(random, PLACES)),
        "actors": _list("actors", _some(random, ACTORS)),
        "sources": _list("sources", ["id: report"]),
        "body": f"{random.choice(['It rose.', 'It fell [@report].'])}\n",
    }


def _source(slug: str, random: Random) -> Fields:
    fields = {
        "title": _one("title", random.choice([f"The {slug}", f"A {slug} of the valley"])),
        "publisher": _one("publisher", random.choice(["Valley Press", "The Gazette"])),
        "published": _one("published", random.choice(["1902", "1902-05-01"])),
        "url": _one("url", f"https://example.org/{slug}"),
        "language": _one("language", random.choice(["en", "fr"])),
        "type": _one("type", "news"),
    }
    if random.random() < 0.4:
        fields["agency"] = _one("agency", "gazette")
    return fields


def _measure(slug: str, random: Random) -> Fields:
    return {
        "name": _one("name", random.choice(["People flooded out", "Flooded"])),
        "unit": _one("unit", "people"),
        "kind": _one("kind", random.choice(["flow", "stock"])),
        "scopes": _list("scopes", ["valley"]),
        "body": random.choice(["", "Those who had to leave.\n"]),
    }


def _page(slug: str, random: Random) -> Fields:
    return {
        "title": _one("title", random.choice([slug.title(), f"More on {slug}"])),
        "nav": _one("nav", random.choice("12")),
        "body": f"{random.choice(['See [the map](/map/).', 'See [[places/upton]].', 'Words.'])}\n",
    }


def _common(kind: str, slug: str, random: Random) -> Fields:
    """What every note may have, and what is seldom right."""
    fields: Fields = {}
    if random.random() < 0.15:
        fields["aliases"] = _list("aliases", [f"/{kind}/once-{slug}/"])
    if random.random() < 0.3:
        fields["added"] = _one("added", random.choice(["2026-11-01", "2026-11-02"]))
    if kind == "events":
        if random.random() < 0.1:
            fields["status"] = _one("status", "draft")
        if random.random() < 0.15:
            fields["embargo"] = _one("embargo", random.choice(["2026-11-25", "2026-12-24"]))
        if random.random() < 0.1:
            fields["withdrawn"] = "withdrawn:\n  date: 1903-01-01\n  why: Nobody bears it out.\n"
        if random.random() < 0.15:
            fields["corrections"] = (
                "corrections:\n  - date: 1902-02-01\n    said: Noon.\n    says: Dawn.\n    why: A slip.\n"
            )
    if random.random() < 0.004:
        fields["nonsense"] = _one("nonsense", "yes")
    return fields


_MAKE: Mapping[str, Callable[[str, Random], Fields]] = {
    "events": _event,
    "periods": _period,
    "places": _place,
    "actors": _actor,
    "operations": _operation,
    "sources": _source,
    "measures": _measure,
    "pages": _page,
}
