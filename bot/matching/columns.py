"""People and opportunities as columns of numbers: one against many is a few array operations.

Row by row of each array stands one fact, column by column one person or opportunity. Putting,
replacing and dropping one takes microseconds; a column that is free is used again.
"""

from collections.abc import Iterable, Mapping
from math import cos, inf, nan, radians, sin
from typing import Any, Final, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.domain.entries import Mode
from bot.domain.geography import Point
from bot.domain.opportunities import Opportunity, OpportunityKind, Team
from bot.domain.people import ApplicantType, Profile, Reach
from bot.matching.lexicon import NOTHING, Named
from bot.matching.rules import (
    FEW_COUNTRIES,
    FLUENCY,
    HINTED_DONE,
    HINTED_WANTED,
    READ_DONE,
    READ_WANTED,
)
from bot.matching.terms import FULL, Terms

Array = NDArray[Any]
K = TypeVar("K")

KINDS: Final = {kind: 1 << place for place, kind in enumerate(OpportunityKind)}
TYPES: Final = {kind: 1 << place for place, kind in enumerate(ApplicantType)}
TEAMS: Final = {None: 0, Team.SOLO: 1, Team.TEAM: 2, Team.EITHER: 3}
MODES: Final = {None: 0, Mode.ONLINE: 1, Mode.ONSITE: 2, Mode.HYBRID: 3}
LANGUAGES: Final = 16
"""Languages that there is room for at first; more are added as they come."""
PLACES: Final = 32
"""Countries, and regions, that there is room for at first."""
HOME: Final = -1.0
"""How far somebody travels who does not."""
NEVER: Final = np.iinfo(np.int32).max
_FIRST_ROOM: Final = 64


class Codes:
    """Numbers for words that come as they come: countries, regions, towns, languages."""

    def __init__(self) -> None:
        self._of: dict[str, int] = {}

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._of)

    def number(self, word: str | None) -> int:
        """Return the number of a word, a new one if need be; 0 for none."""
        return 0 if not word else self._of.setdefault(word.casefold(), len(self._of) + 1)

    def row(self, word: str) -> int:
        """Return the row of a word, counted from 0."""
        return self.number(word) - 1


class Ground:
    """What people and opportunities have to agree on to be compared: terms, and numbers."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.countries = Codes()
        self.regions = Codes()
        self.cities = Codes()
        self.languages = Codes()


class Columns(Generic[K]):
    """Growing arrays, with a column for each id. `arrays` are views up to the last column."""

    def __init__(self, ground: Ground, layout: Mapping[str, tuple[int, Any]]) -> None:
        self.ground = ground
        self.slots: dict[K, int] = {}
        self.ids: list[K | None] = []
        self._free: list[int] = []
        self._arrays = {
            name: np.zeros((rows, _FIRST_ROOM), dtype=dtype)
            for name, (rows, dtype) in layout.items()
        }

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.slots)

    def __contains__(self, id_: object) -> bool:
        """Say whether there is a column for an id."""
        return id_ in self.slots

    def __getitem__(self, name: str) -> Array:
        """Return one array, (rows, columns)."""
        return self._arrays[name][:, : len(self.ids)]

    def row(self, name: str) -> Array:
        """Return an array that has one row only, (columns,)."""
        return self._arrays[name][0, : len(self.ids)]

    @property
    def present(self) -> NDArray[np.bool_]:
        """Say of each column whether it is taken."""
        there = np.ones(len(self.ids), dtype=bool)
        there[self._free] = False
        return there

    @property
    def nbytes(self) -> int:
        """Return the memory of all arrays."""
        return sum(array.nbytes for array in self._arrays.values())

    def drop(self, id_: K) -> None:
        """Forget one."""
        if (slot := self.slots.pop(id_, None)) is not None:
            self.ids[slot] = None
            self._free.append(slot)
            for array in self._arrays.values():
                array[:, slot] = 0

    def _put(self, id_: K, facts: Mapping[str, Any]) -> None:
        slot = self.slots.get(id_)
        if slot is None:
            slot = self._free.pop() if self._free else len(self.ids)
            if slot == len(self.ids):
                self.ids.append(None)
            self.ids[slot] = id_
            self.slots[id_] = slot
        for name, value in facts.items():
            array = self._arrays[name]
            if slot >= array.shape[1] or np.size(value) > array.shape[0]:
                array = self._grow(name, slot, np.size(value))
            column = array[:, slot]
            column[: np.size(value)] = value
            column[np.size(value) :] = 0

    def reserve(self, count: int) -> None:
        """Make room for so many, so that filling does not copy."""
        for name in self._arrays:
            self._widen(name, count, 0)

    def _grow(self, name: str, slot: int, rows: int) -> Array:
        columns = self._arrays[name].shape[1]
        return self._widen(name, columns if slot < columns else max(slot + 1, columns * 2), rows)

    def _widen(self, name: str, columns: int, rows: int) -> Array:
        old = self._arrays[name]
        shape = max(old.shape[0], rows), max(old.shape[1], columns)
        if shape != old.shape:
            new = np.zeros(shape, dtype=old.dtype)
            new[: old.shape[0], : old.shape[1]] = old
            self._arrays[name] = new
        return self._arrays[name]

    def _spoken(self, levels: Iterable[tuple[str, int]]) -> NDArray[np.uint8]:
        """Return a value for each language known to the ground."""
        codes = [(self.ground.languages.row(language), value) for language, value in levels]
        spoken = np.zeros(max(len(self.ground.languages), 1), dtype=np.uint8)
        for row, value in codes:
            spoken[row] = value
        return spoken


class People(Columns[int]):
    """Profiles, by the id of their person. Ages and types serve the rules of calls only."""

    def __init__(self, ground: Ground) -> None:
        skills, words = len(ground.terms.skills), ground.terms.words
        super().__init__(
            ground,
            {
                "terms": (words, np.uint64),
                "has": (skills, np.uint8),
                "reads": (skills, np.uint8),
                "wishes": (words, np.uint64),
                "speaks": (LANGUAGES, np.uint8),
                "where": (3, np.float32),
                "country": (1, np.int16),
                "region": (1, np.int16),
                "city": (1, np.int32),
                "kinds": (1, np.uint8),
                "type": (1, np.uint8),
                "travel": (1, np.float32),
                "team": (1, np.uint8),
                "born": (1, np.int16),
                "consent": (1, np.int8),
                "experience": (1, np.int16),
                "away": (2, np.int32),
                "paused": (1, np.bool_),
            },
        )
        self._known: dict[int, Profile] = {}

    def follow(self, profiles: Mapping[int, Profile]) -> None:
        """Become the same as `profiles`: only what changed is put anew.

        The profiles themselves are not copied, only referred to.
        """
        for id_ in [id_ for id_ in self.slots if id_ not in profiles]:
            self.drop(id_)
        for id_, profile in profiles.items():
            if self._known.get(id_) is not profile:
                self.put(profile)
                self._known[id_] = profile

    def drop(self, id_: int) -> None:
        """Forget a person."""
        super().drop(id_)
        self._known.pop(id_, None)

    def put(self, profile: Profile) -> Named:
        """Add or replace a person; return what their text names."""
        terms = self.ground.terms
        named = terms.lexicon.read(profile.bio, profile.languages) if profile.bio else NOTHING
        self._put(profile.person_id, self._facts(profile, named))
        return named

    def _facts(self, profile: Profile, named: Named) -> dict[str, Any]:
        ground, terms = self.ground, self.ground.terms
        has = terms.reach(profile.skills)
        away = profile.away
        return {
            "terms": terms.mask(
                skills=profile.skills,
                sectors=profile.sectors,
                transitions=profile.transitions,
                technologies=profile.technologies,
            ),
            "has": has,
            "reads": np.maximum(
                np.maximum(has, terms.reach(named.done, READ_DONE)),
                terms.reach(named.hinted, HINTED_DONE),
            ),
            "wishes": terms.mask(skills=named.wished | named.hoped),
            "speaks": self._spoken(
                (language, round(100 * FLUENCY.get(level, 0.0)))
                for language, level in profile.languages.items()
                if level in FLUENCY
            ),
            "where": where(profile.point),
            "country": ground.countries.number(profile.country),
            "region": ground.regions.number(profile.region),
            "city": ground.cities.number(profile.city),
            "kinds": sum(KINDS[kind] for kind in profile.wanted_kinds or ())
            if profile.wanted_kinds is not None
            else 0x80,
            "type": TYPES[profile.applicant_type] if profile.applicant_type else 0,
            "travel": _travel(profile.travel),
            "team": TEAMS[profile.work_mode],
            "born": profile.birth_year or 0,
            "consent": {None: 0, True: 1, False: -1}[profile.guardian_consent],
            "experience": -1 if profile.experience_years is None else profile.experience_years,
            "away": (away[0].toordinal(), away[1].toordinal()) if away else (0, 0),
            "paused": profile.paused,
        }


class Offers(Columns[str]):
    """Opportunities, by id, with what they are."""

    def __init__(self, ground: Ground) -> None:
        skills, words = len(ground.terms.skills), ground.terms.words
        super().__init__(
            ground,
            {
                "terms": (words, np.uint64),
                "wants": (skills, np.uint8),
                "reads": (skills, np.uint8),
                "weight": (2, np.float32),
                "teaches": (words, np.uint64),
                "mentions": (words, np.uint64),
                "languages": (LANGUAGES, np.uint8),
                "any_language": (1, np.bool_),
                "where": (3, np.float32),
                "city": (1, np.int32),
                "mode": (1, np.uint8),
                "kind": (1, np.uint8),
                "advanced": (1, np.bool_),
                "types": (1, np.uint8),
                "team": (1, np.uint8),
                "ages": (2, np.int16),
                "countries": (PLACES, np.bool_),
                "regions": (PLACES, np.bool_),
                "limited": (2, np.bool_),
                "may_lack": (1, np.bool_),
                "few_countries": (1, np.bool_),
                "experience": (1, np.int16),
                "opens": (1, np.int32),
                "closes": (1, np.int32),
                "dates": (2, np.int32),
                "full": (1, np.bool_),
            },
        )
        self.known: dict[str, Opportunity] = {}
        self.named: dict[str, tuple[Named, Named]] = {}
        """What the title names, and all of the text."""

    def follow(self, opportunities: Iterable[Opportunity]) -> None:
        """Become the same as `opportunities`: only what changed is put anew."""
        there = {one.id: one for one in opportunities}
        for id_ in [id_ for id_ in self.slots if id_ not in there]:
            self.drop(id_)
        for id_, opportunity in there.items():
            if self.known.get(id_) != opportunity:
                self.put(opportunity)

    def drop(self, id_: str) -> None:
        """Forget an opportunity."""
        super().drop(id_)
        self.known.pop(id_, None)
        self.named.pop(id_, None)

    def put(self, opportunity: Opportunity) -> Named:
        """Add or replace an opportunity; return what its text names."""
        read = self.ground.terms.lexicon.read
        title = read(opportunity.title, (opportunity.language,))
        named = read(f"{opportunity.title}. {opportunity.text}", (opportunity.language,))
        self._put(opportunity.id, self._facts(opportunity, title, named))
        self.known[opportunity.id] = opportunity
        self.named[opportunity.id] = title, named
        return named

    def allowed(self, name: str, numbers: NDArray[Any]) -> NDArray[np.bool_]:
        """Say of people's places, by number, whether lists of `countries` or `regions` have them.

        Many numbers against one opportunity, or one against many.
        """
        marks = self[name]
        if marks.shape[1] != 1:
            place = int(numbers[0])
            missing = np.zeros(marks.shape[1], dtype=bool)
            return marks[place] if place < len(marks) else missing
        found: NDArray[np.bool_] = marks[np.minimum(numbers, len(marks) - 1), 0]
        return found & (numbers < len(marks))

    def _marked(self, codes: Codes, words: Iterable[str]) -> NDArray[np.bool_]:
        numbers = [codes.number(word) for word in words]
        marks = np.zeros(max(numbers, default=0) + 1, dtype=bool)
        marks[numbers] = True
        return marks

    def _facts(self, offer: Opportunity, title: Named, named: Named) -> dict[str, Any]:
        terms = self.ground.terms
        stated = (*offer.wanted_skills, *offer.topics)
        # What an opportunity names in whatever manner is what it is about.
        read = named.done | named.wished | named.unwanted
        hinted = named.hinted | named.hoped
        wants = terms.marks(stated)
        reads = np.maximum(
            np.maximum(wants, terms.marks(read, READ_WANTED)), terms.marks(hinted, HINTED_WANTED)
        )
        headed = title.done | title.wished | title.unwanted | title.hinted | title.hoped
        opens, closes = offer.opens_on, offer.deadline_on
        starts, ends = offer.starts_on, offer.ends_on or offer.starts_on
        return {
            "terms": terms.mask(
                skills=stated,
                sectors=offer.sectors,
                transitions=offer.transitions,
                technologies=offer.technologies,
            ),
            "wants": wants,
            "reads": reads,
            "weight": (wants.sum() / FULL, reads.sum() / FULL),
            "teaches": terms.mask(skills=offer.topics or tuple(headed)),
            "mentions": terms.mask(skills=() if offer.topics else tuple(read | hinted)),
            "languages": self._spoken((language, 1) for language in offer.languages),
            "any_language": not offer.languages,
            "where": where(offer.point),
            "city": self.ground.cities.number(offer.city),
            "mode": MODES[offer.mode],
            "kind": KINDS[offer.kind],
            "advanced": offer.level == "advanced",
            # A call may name types that no profile has: the exact rule refuses for them.
            "types": sum(bit for one, bit in TYPES.items() if one in offer.applicant_types),
            "team": TEAMS[offer.team],
            "ages": (
                18 if offer.min_age is None else offer.min_age,
                999 if offer.max_age is None else offer.max_age,
            ),
            "countries": self._marked(self.ground.countries, offer.countries),
            "regions": self._marked(self.ground.regions, offer.regions),
            "limited": (bool(offer.countries), bool(offer.regions)),
            "may_lack": offer.countries_may_lack,
            "few_countries": 0 < len(offer.countries) <= FEW_COUNTRIES,
            "experience": offer.min_experience_years or 0,
            "opens": opens.toordinal() if opens else 0,
            "closes": closes.toordinal() if closes else NEVER,
            "dates": (starts.toordinal(), ends.toordinal()) if starts and ends else (NEVER, 0),
            "full": offer.places_left is not None and offer.places_left <= 0,
        }


def where(point: Point | None) -> tuple[float, float, float]:
    """Return a place as a point on the unit sphere; of distances only the chord is needed."""
    if point is None:
        return nan, nan, nan
    north, east = radians(point.latitude), radians(point.longitude)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


def _travel(travel: int | Reach | None) -> float:
    if travel is None:
        return nan
    if isinstance(travel, Reach):
        return inf if travel is Reach.ANYWHERE else HOME
    return float(travel)
