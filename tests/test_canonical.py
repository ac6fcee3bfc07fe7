"""Another slug of a place stands for the place wherever a note may name one."""

from __future__ import annotations

from chronicle.canonical import canonical
from chronicle.model import (
    Citation,
    Cited,
    ControlEntry,
    Entry,
    Event,
    Operation,
    Place,
    Prose,
    WikiLink,
    sealed,
)

OTHERS = {"old-upton": "upton", "up-town": "upton"}


def entry(record: Event | Place | Operation, *parts: str | Citation | WikiLink) -> Entry:
    return Entry(
        id=f"x/{record.slug}", path=record.path, record=sealed(record), prose=sealed(Prose(parts=parts))
    )


def event(*places: str, control: tuple[ControlEntry, ...] = (), needs: tuple[str, ...] = ()) -> Event:
    return Event(
        slug="rain",
        path="",
        title="Rain",
        date="1900",
        kind="flood",
        importance=1,
        certainty="claimed",
        places=places,
        control=control,
        needs=needs,
    )


def test_places_of_an_event_are_its_places_by_their_own_slugs() -> None:
    found = canonical(
        entry(event("lowton", "old-upton", needs=("places/lowton", "places/old-upton"))), OTHERS
    )
    assert found.record == sealed(event("lowton", "upton", needs=("places/lowton", "places/upton")))


def test_a_place_that_a_note_names_by_two_of_its_slugs_is_one_place() -> None:
    needs = ("places/lowton", "places/old-upton", "places/up-town", "places/upton")
    found = canonical(entry(event("up-town", "lowton", "old-upton", "upton", needs=needs)), OTHERS).record
    assert isinstance(found, Event)
    assert (found.places, found.needs) == (("upton", "lowton"), ("places/lowton", "places/upton"))


def test_control_is_of_the_place_itself() -> None:
    """Else its history would be told in two halves."""
    told = (
        ControlEntry(place="old-upton", holder="millers", status="held"),
        ControlEntry(all_held_by="weavers", holder="millers", status="held"),
    )
    found = canonical(entry(event(control=told, needs=("actors/millers", "places/old-upton"))), OTHERS).record
    assert isinstance(found, Event)
    assert [(item.place, item.all_held_by) for item in found.control] == [("upton", None), (None, "weavers")]


def test_what_a_place_lies_within_and_where_an_operation_was_follow() -> None:
    place = Place(
        slug="mill",
        path="",
        name="Mill",
        kind="town",
        latitude="1",
        longitude="1",
        precision_km="1",
        coordinate_source="",
        within="old-upton",
        needs=("places/old-upton",),
    )
    within = canonical(entry(place), OTHERS).record
    assert isinstance(within, Place)
    assert (within.within, within.needs) == ("upton", ("places/upton",))
    works = Operation(
        slug="dam", path="", name="Dam", date="1900", places=("up-town",), needs=("places/up-town",)
    )
    operation = canonical(entry(works), OTHERS).record
    assert isinstance(operation, Operation)
    assert operation.places == ("upton",)


def test_links_in_prose_lead_to_the_place_in_the_words_of_the_note() -> None:
    cited = Citation(works=(Cited(source="old-upton"),))
    linked = WikiLink(target="places/old-upton", words="the old town")
    found = canonical(entry(event(needs=("places/old-upton",)), "Rain at ", linked, cited), OTHERS)
    assert isinstance(found.prose, Prose)
    assert found.prose.parts == ("Rain at ", WikiLink(target="places/upton", words="the old town"), cited)


def test_only_places_have_other_slugs() -> None:
    """An event or an actor of the same slug is what it is."""
    linked = WikiLink(target="events/old-upton")
    needs = ("actors/old-upton", "events/old-upton", "places/old-upton")
    found = canonical(entry(event("old-upton", needs=needs), linked), OTHERS)
    assert found.record is not None
    assert found.record.needs == ("actors/old-upton", "events/old-upton", "places/upton")
    assert isinstance(found.prose, Prose)
    assert found.prose.parts == (linked,)


def test_a_note_without_other_slugs_stays_the_same_thing() -> None:
    """Most are; their digests are not made again."""
    given = entry(event("lowton", needs=("places/lowton",)))
    assert canonical(given, OTHERS) is given


def test_what_was_rewritten_is_known_by_what_it_says_now() -> None:
    """A page is made again by the digest of its record: it may not be that of another text."""
    other = canonical(entry(event("old-upton", needs=("places/old-upton",)), "Rain"), OTHERS)
    own = entry(event("upton", needs=("places/upton",)), "Rain")
    assert other.record is not None
    assert own.record is not None
    assert (other.record.digest, other.prose.digest) == (own.record.digest, own.prose.digest)
