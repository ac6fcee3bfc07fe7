"""Names, titles and sentences of a valley that does not exist."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from benchmarks.chance import Chance

_FIRST = "Ash Bar Cald Dun Elm Fen Gar Hal Ivel Kes Lan Mar Nor Oak Pen Rav Sel Thorn Ul Wen Zél Brün".split()
_MIDDLE = ["", "a", "er", "in", "o", "ing"]
_LAST = "bridge bury by cliff combe dale den field ford ham holm ley mouth stead ton wick worth".split()
_BEFORE = ["", "Upper ", "Lower ", "New ", "Old ", "Great ", "Little ", "East ", "West "]

FORENAMES = "Ada Bruno Clara Denis Edith Felix Greta Henri Ida Jonas Käthe Louis Mabel Nora Otto Ruth".split()
SURNAMES = "Arkwright Baker Cooper Dyer Fuller Glover Hooper Mercer Potter Sawyer Turner Webster".split()

_SUBJECTS = (
    "the assembly|the weir keeper|a party of carters|the council of the town|the guild’s own clerk|"
    "two of the three millers|the night watch|people from the lower quarter|the toll house|a letter to the "
    "county|the surveyor|both sides|the harvest committee|an eyewitness from the mill|the second boat|"
    "those who had stayed|the widow of the ferryman|the committee for the dykes|the new warden|nobody"
).split("|")
_VERBS = (
    "kept the upper gate shut|asked for three more days|wrote that the bridge still stood|counted the sacks "
    "again|did not confirm the report|sent word down the river|gave another number|spoke of “a quiet "
    "handover”|left before the morning bell|held the road until dusk|refused to sign|returned with forty "
    "carts|told the same story a week later|withdrew to the far bank|called the account “incomplete”|opened "
    "the sluice by a hand’s breadth|paid half of what was owed|found the store-house empty|could not say who "
    "had given the order|met the other party at the ford"
).split("|")
_TAILS = (
    "after two days of rain|on the following morning|in spite of the agreement of the spring|as the water "
    "fell|for the first time in a decade|near the old lime kiln|without waiting for the others|between the "
    "mill and the market place|according to its own minutes|at a cost that was never told|while the ferry "
    "was out of service|by the light of lanterns|though the papers of the day differ|with the consent of "
    "most of the households|under a truce of six hours|until the end of the month"
).split("|")
_OPENINGS = (
    "On that day|In the early hours|By noon|Towards evening|Some hours later|The day after|At first|"
    "Later that week|From the far bank|As far as is known|In its own telling|On the north side"
).split("|")
_JOINTS = [", and ", ", while ", "; ", " – ", ", but ", ", so that ", ", where ", " because "]


def names() -> Iterator[str]:
    """Names of places, none twice, as many as anyone needs."""
    parts = product(_BEFORE, _MIDDLE, _LAST, _FIRST)
    yield from dict.fromkeys(f"{before}{first}{middle}{last}" for before, middle, last, first in parts)


def slug_of(name: str) -> str:
    return name.lower().replace("é", "e").replace("ü", "u").replace("ä", "a").replace(" ", "-")


class Sentences:
    """Sentences from a stock of clauses, which is made once: 100,000 notes take half a million of them."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._clauses = [f"{subject} {verb}" for subject in _SUBJECTS for verb in _VERBS]
        self._long = [f"{clause} {tail}" for clause in self._clauses for tail in _TAILS]

    def clause(self) -> str:
        """Five to a dozen words, without a capital or a full stop."""
        return self._chance.pick(self._long if self._chance.often(0.6) else self._clauses)

    def sentence(self, number_of_words: int) -> str:
        """About so many words, without the full stop."""
        text = f"{self._chance.pick(_OPENINGS)} {self.clause()}"
        while text.count(" ") + 6 < number_of_words:
            text += self._chance.pick(_JOINTS) + self.clause()
        return text

    def headline(self) -> str:
        """The title of a newspaper's report."""
        text = self._chance.pick(self._long if self._chance.often(0.35) else self._clauses)
        return text[0].upper() + text[1:]
