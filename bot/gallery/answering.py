"""Samples of answers: a card after its deciding sentence, options, lists, "I do not know"."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from bot.answers.filtering import filters_of
from bot.domain.answers import Confidence
from bot.domain.entries import Amount, Fee, Kind, Mode, Status
from bot.domain.results import Card, Deciding, Found, Listing, Side
from bot.domain.talk import Talk
from bot.domain.understanding import Asks, Facet, Money, Period, Understood
from bot.gallery.figures import LONG_ID, Figures
from bot.gallery.sampling import COUNTS, EVERYBODY, Sample, sampled
from bot.i18n import Translator
from bot.screens import ask
from bot.services.browsing import PAGE_SIZE

QUESTION: Final = "Demo question?"
QUOTE: Final = "Exists on this page only, as a demo."


def samples(f: Figures) -> Iterator[Sample]:
    """Yield what a question may be answered with."""
    ids = [entry.id for entry in f.knowledge.entries.values() if entry.kind is Kind.FUNDING][:4]
    for confidence in Confidence:
        yield _found(f, str(confidence), confidence, ids)
    yield _found(f, "confident, one", Confidence.CONFIDENT, ids[:1])
    yield _found(f, "of nobody", Confidence.UNSURE, ids, inquiry_id=None)
    yield _found(f, "picked from a list", Confidence.CONFIDENT, ids[:1], page=3)
    for talk in (Talk.NEAR_DOMAIN, Talk.COMPLAINT, Talk.THANKS):
        yield _found(f, f"talk: {talk}", Confidence.NONE, [], talk=talk)
    yield from _decided(f)
    yield from _told_apart(f)
    yield from _listed(f)


def _found(f: Figures, state: str, confidence: Confidence, ids: list[str], **facts: Any) -> Sample:
    def fact(tr: Translator) -> Found:
        return Found(
            QUESTION,
            tuple(f.browsing.card(f.person(tr), id_) for id_ in ids),
            confidence,
            **{"unfinished": f.draft("profile"), "inquiry_id": LONG_ID, **facts},
        )

    return sampled(ask.found, state, EVERYBODY, fact)


def _decided(f: Figures) -> Iterator[Sample]:
    who = tuple(
        term.label("en") for term in list(f.knowledge.vocabulary.applicant_types.values())[:3]
    )
    later, past = f.now + timedelta(days=90), f.now - timedelta(days=40)
    days = {"held": ((f.now + timedelta(days=50)).date().isoformat(), "2030-05")}
    cards: dict[str, dict[str, Any]] = {
        "bare": {},
        "full": {
            "kind": Kind.EVENT,
            "amount": Amount("EUR", maximum=9_999),
            "fee": Fee(60),
            "city": "Kranj",
            "countries": ("SI",),
            "mode": Mode.ONSITE,
            "deadline_at": later,
            "url": "https://example.org/",
        }
        | days,
        "past": {"deadline_at": past, "fee": Fee(40, per="hour"), "kind": Kind.TRAINING},
        "opening": {"opens_at": later, "deadline_at": later + timedelta(days=9)},
        "recurring": {
            "status": Status.RECURRING,
            "usual_months": (3, 10),
            "countries": ("PL", "SI"),
            "fee": Fee(0),
            "kind": Kind.TRAINING,
        },
        "comes back": {"status": Status.RECURRING, "mode": Mode.ONLINE},
        "method": {"kind": Kind.METHOD, "status": Status.STANDING, "url": "https://example.org/"},
    }
    for asks in Asks:
        for name, facts in cards.items():
            people = () if name == "bare" else who
            deciding = Deciding(asks, people, None)
            yield _decided_card(f, f"{asks}, {name}", facts, deciding)
        yield _decided_card(f, f"{asks}, quoted", {}, Deciding(asks, (), QUOTE))


def _decided_card(f: Figures, state: str, facts: dict[str, Any], deciding: Deciding) -> Sample:
    found = Found(
        QUESTION,
        (f.card(**facts),),
        Confidence.CONFIDENT,
        deciding=deciding,
        inquiry_id=LONG_ID,
    )
    return sampled(ask.found, state, EVERYBODY, found)


def _told_apart(f: Figures) -> Iterator[Sample]:
    who = {"demo-entry": ("freelancer", "company", "pupil", "university")}
    cards = (
        f.card(city="Linz", kind=Kind.EVENT, mode=Mode.ONLINE, fee=Fee(0)),
        f.card(countries=("SI",), fee=Fee(20), deadline_at=f.now + timedelta(days=9)),
        f.card(mode=Mode.ONLINE, held=("2030-05",), amount=Amount("EUR", maximum=500)),
        f.card(status=Status.RECURRING, usual_months=(3, 4), countries=("EU27",)),
        f.card(deadline_at=f.now - timedelta(days=9)),
    )
    for side in Side:
        found = Found(QUESTION, cards, Confidence.UNSURE, side=side, who=who, inquiry_id=LONG_ID)
        yield sampled(ask.found, f"told apart by {side}", EVERYBODY, found)


def _listed(f: Figures) -> Iterator[Sample]:
    words = f.knowledge.vocabulary
    asked = Understood(
        QUESTION,
        kinds=frozenset({Kind.EVENT, Kind.TRAINING}),
        period=Period(date(2027, 5, 1), date(2027, 5, 31)),
        countries=frozenset({"PL", "SI"}),
        cities=frozenset({"Kranj"}),
        free=True,
        mode=Mode.ONLINE,
        sectors=frozenset(f.sectors[:1]),
        skills=frozenset(f.skills[:2]),
        technologies=frozenset(list(words.technologies)[:1]),
        transitions=frozenset(list(words.transitions)[:1]),
        applicants=frozenset(list(words.applicant_types)[:1]),
        money=Money(5_000, 5_000, "EUR"),
        several=True,
    )
    for count in COUNTS:
        yield _list(f, f"list of {count}", asked, count, page=(count // PAGE_SIZE) // 2)
    yield _list(f, "list of 0, nothing close", asked, 0, closest=0, gain=0)
    for name, changes in _PERIODS_AND_SUMS.items():
        yield _list(f, f"list, {name}", replace(asked, bare=True, free=False, **changes), 5)


_PERIODS_AND_SUMS: Final[dict[str, dict[str, Any]]] = {
    "a day": {"period": Period(date(2027, 5, 3), date(2027, 5, 3))},
    "some days": {"period": Period(date(2027, 5, 3), date(2027, 5, 9))},
    "months": {"period": Period(date(2027, 12, 1), date(2028, 2, 29))},
    "a year": {"period": Period(date(2027, 1, 1), date(2027, 12, 31))},
    "at least": {"money": Money(minimum=10_000)},
    "at most": {"money": Money(maximum=500, currency="PLN")},
    "between": {"money": Money(500, 1_500)},
}


def _list(
    f: Figures,
    state: str,
    asked: Understood,
    total: int,
    *,
    page: int = 0,
    closest: int = 3,
    gain: int = 7,
) -> Sample:
    entries = list(f.knowledge.entries.values())[: min(total or closest, PAGE_SIZE)]

    filters = filters_of(asked)

    def fact(tr: Translator) -> Found:
        person = f.person(tr)
        shown: tuple[Card, ...] = tuple(f.browsing.card(person, e.id) for e in entries)
        listing = Listing(
            asked=asked,
            cards=shown,
            total=total,
            number=page,
            pages=max(1, -(-total // PAGE_SIZE)),
            first=page * PAGE_SIZE,
            filters=filters,
            without={one[0]: total + gain for one in filters},
            silent={Facet.COST: total, Facet.PERIOD: total // 2} if total else {},
            loosening=Facet.COST if gain else None,
            words=_words(f, asked, tr),
        )
        confidence = Confidence.CONFIDENT if total else Confidence.UNSURE
        return Found(QUESTION, (), confidence, listing=listing, inquiry_id=LONG_ID)

    return sampled(ask.found, state, EVERYBODY, fact)


def _words(f: Figures, asked: Understood, tr: Translator) -> dict[str, str]:
    words = f.knowledge.vocabulary
    lists = (
        (asked.sectors, words.sectors),
        (asked.skills, words.skills),
        (asked.technologies, words.technologies),
        (asked.transitions, words.transitions),
        (asked.applicants, words.applicant_types),
    )
    return {id_: terms[id_].label(tr.language) for ids, terms in lists for id_ in ids}
