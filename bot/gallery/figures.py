"""The figures in the gallery: content as it is, and people and challenges that say "Demo"."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from bot.domain.broadcasts import Audience, Broadcast, BroadcastState, Delivery, Progress
from bot.domain.challenges import Challenge, ChallengeState
from bot.domain.entries import Amount, Entry, EntryText, Kind, Mode, Source, Status
from bot.domain.forms import Draft, Form, Takes, Value
from bot.domain.hubs import Hub
from bot.domain.matching import Because, MatchReason
from bot.domain.offers import Offer
from bot.domain.people import Fluency, Person, Profile
from bot.domain.results import (
    BroadcastPreview,
    BroadcastReport,
    Card,
    ChallengeUnderReview,
    FormStep,
    InterestedPerson,
    OwnChallenge,
    OwnData,
    ProfileShown,
)
from bot.i18n import Languages, Translator
from bot.services.browsing import Browsing
from bot.services.choices import Choices
from bot.services.content import Knowledge
from bot.services.forms import Forms
from bot.services.portraits import Portraits
from bot.services.profiles import Profiles
from bot.store import Store, make_engine

LONG_ID: Final = 999_999_999
"""An id as long as a busy network will ever see: buttons have room for 64 bytes."""
ZONE: Final = "Europe/Brussels"
STALE_AFTER_DAYS: Final = 60


class Figures:
    """Makes what the screens show; the services only describe here, nothing is stored."""

    def __init__(self, knowledge: Knowledge, languages: Languages, now: datetime) -> None:
        self.knowledge = knowledge
        self.languages = languages
        self.now = now

        def clock() -> datetime:
            return now

        unopened = Store(make_engine("sqlite+aiosqlite://"))
        self.choices = Choices(knowledge, languages)
        self.forms = Forms(unopened, clock, languages, self.choices)
        self.browsing = Browsing(knowledge, clock, ZONE, STALE_AFTER_DAYS)
        portraits = Portraits(knowledge, languages, self.choices)
        self.profiles = Profiles(
            unopened, clock, languages, knowledge, self.choices, self.forms, portraits
        )
        self.hub: Hub = self.browsing.hubs()[0]
        self.skills = tuple(knowledge.vocabulary.skills)
        self.sectors = tuple(knowledge.vocabulary.sectors)

    def person(self, tr: Translator, **facts: Any) -> Person:
        """Return somebody who reads this language."""
        return Person(
            id=1, telegram_id=LONG_ID, name="Demo <creative>", language=tr.language, **facts
        )

    def staff(self, tr: Translator) -> Person:
        """Return a facilitator of the hub."""
        return self.person(tr, facilitates=frozenset({self.hub.slug}))

    def draft(self, form: str, step: str = "", **facts: Any) -> Draft:
        """Return unfinished work."""
        return Draft(id=LONG_ID, person_id=1, form=form, step=step, **facts)

    def challenge(self, state: ChallengeState, **facts: Any) -> Challenge:
        """Return a challenge in German, with its English words once it is published."""
        english: dict[str, Any] = {}
        if state in {ChallengeState.PUBLISHED, ChallengeState.CLOSED}:
            english = {
                "title_en": "Demo: boxes that people want to keep",
                "summary_en": "A demo packaging maker looks for a second life for its boxes. "
                "The design must be one that its machines can cut.",
            }
        given: dict[str, Any] = {
            "id": LONG_ID,
            "person_id": 1,
            "hub": self.hub.slug,
            "state": state,
            "language": "de",
            "company": "Demo Packaging & Sons",
            "contact": "Demo contact",
            "title": "Demo: Schachteln, die man behalten will",
            "problem": "Nur ein Beispiel: Unsere Schachteln werden sofort weggeworfen. "
            "Wir suchen ein zweites Leben für sie.",
            "skills": self.skills[:2],
            "place": "Kranj",
            "deadline_on": self.now.date() + timedelta(days=90),
            "submitted_at": self.now,
            "decline_reason": "Demo: please say what you have tried already."
            if state is ChallengeState.DECLINED
            else None,
        }
        return Challenge(**given | english | facts)

    def own(
        self, state: ChallengeState, *, interested: int = 0, hub: bool = True, **facts: Any
    ) -> OwnChallenge:
        """Return a challenge as its company sees it."""
        challenge = self.challenge(state, **facts)
        return OwnChallenge(challenge, self.hub if hub else None, interested)

    def under_review(
        self,
        tr: Translator,
        state: ChallengeState,
        *,
        hub: bool = True,
        interested: int = 0,
        **facts: Any,
    ) -> ChallengeUnderReview:
        """Return a challenge as staff see it."""
        challenge = self.challenge(state, **facts)
        skills = self.choices.labels("skills", challenge.skills, tr)
        people = (InterestedPerson(self.person(tr), self.profile(tr)),) * interested
        return ChallengeUnderReview(challenge, self.hub if hub else None, skills, people)

    def entry(self, **facts: Any) -> Entry:
        """Return an entry that exists for this page only."""
        given: dict[str, Any] = {
            "id": "demo-entry",
            "kind": Kind.FUNDING,
            "status": Status.DATED,
            "text": {
                "en": EntryText(
                    "Demo: support for first steps abroad", "Exists on this page only, as a demo."
                )
            },
            "sources": (Source("Demo source"),),
            "as_of": "2026-05",
        }
        return Entry(**given | facts)

    def card(self, *, hub: bool = True, zone: str = ZONE, **facts: Any) -> Card:
        """Return a demo entry as a reader sees it."""
        return Card(
            self.entry(**facts), self.now, self.hub if hub else None, zone, STALE_AFTER_DAYS
        )

    def cards(self) -> dict[str, dict[str, Any]]:
        """Return, by name, the facts that make each state and remark of a card."""
        soon, later = self.now + timedelta(days=40), self.now + timedelta(days=90)
        past = self.now - timedelta(days=40)
        recurring = {"status": Status.RECURRING}
        states: dict[str, dict[str, Any]] = {
            "open until a deadline": {"deadline_at": later, "deadline_zone": ZONE},
            "open, deadline in another zone": {
                "deadline_at": later,
                "deadline_zone": "Europe/Lisbon",
            },
            "open now": {"opens_at": past},
            "opening soon": {"opens_at": soon},
            "deadline over": {"deadline_at": past},
            "usual months": {**recurring, "usual_months": (3, 4, 10)},
            "comes back": recurring,
            "standing": {"status": Status.STANDING},
            "round closed": {"status": Status.ROUND_CLOSED},
            "project over": {"status": Status.ENDED, "kind": Kind.PROJECT},
            "unchecked": {"status": Status.UNCHECKED},
            "amount from to": {"amount": Amount("EUR", minimum=1_000, maximum=25_000)},
            "amount up to": {"amount": Amount("EUR", maximum=1_500_000)},
            "amount from, share": {
                "amount": Amount("PLN", minimum=500),
                "co_financing_rate": 80,
            },
            "online": {"mode": Mode.ONLINE},
            "on site": {"mode": Mode.ONSITE, "city": "Kolding", "countries": ("DK",)},
            "hybrid": {"mode": Mode.HYBRID, "city": "Linz", "countries": ("AT", "DE")},
            "confirmed": {"checked_on": self.now.date()},
            "with a page": {"url": "https://example.org/?a=1&b=2"},
        }
        for days in (61, 62, 63, 65, 101):
            day = self.now.date() - timedelta(days=days)
            states[f"confirmed {days} days ago"] = {"checked_on": day}
        return states

    def profile(self, tr: Translator, *, hub: bool = True) -> ProfileShown:
        """Return a profile in the reader's words."""
        profile = Profile(
            person_id=1,
            consented_at=self.now,
            updated_at=self.now,
            sectors=self.sectors[:2],
            skills=self.skills[:3],
            country="SI",
            languages={"en": Fluency.B2, tr.language: Fluency.NATIVE},
        )
        person = self.person(tr, home_hub=self.hub.slug if hub else None)
        return self.profiles.described(person, profile)

    def own_data(self, tr: Translator, count: int = 0, **facts: Any) -> OwnData:
        """Return what is kept about somebody, with `count` of each kind."""
        given: dict[str, Any] = {
            "person": self.person(tr),
            "profile": self.profile(tr) if count else ProfileShown(None),
            "drafts": count,
            "challenges": count,
            "interests": count,
            "inquiries": count,
            "saved": count,
            "follows": count,
            "invitations": count,
            "corrections": count,
            "pitches": count,
            "teams": count,
            "introductions": count,
            "announcements": True,
            "operator_name": "Demo operator",
            "operator_contact": "demo@example.org",
        }
        return OwnData(**given | facts)

    def offer(self, tr: Translator, *because: Because, **facts: Any) -> Offer:
        """Return a challenge as it is offered, for some reasons or for none."""
        values = {
            Because.SKILL: self.choices.labels("skills", self.skills[:1], tr)[0],
            Because.RELATED_SKILL: self.choices.labels("skills", self.skills[1:2], tr)[0],
            Because.SECTOR: self.choices.labels("sectors", self.sectors[:1], tr)[0],
            Because.TRANSITION: "Demo: green transition",
            Because.TECHNOLOGY: "Demo: laser cutting",
            Because.LANGUAGE: tr.name_of("de"),
            Because.KIND: "challenge",
            Because.COUNTRY: tr.country("SI"),
            Because.REGION: "Zahodna Slovenija",
            Because.CITY: "Kranj",
            Because.DISTANCE: "27",
            Because.REMOTE: "",
        }
        given: dict[str, Any] = {
            "reasons": tuple(MatchReason(one, values[one], of="Demo") for one in because),
            "challenge": self.challenge(ChallengeState.PUBLISHED),
            "skills": self.choices.labels("skills", self.skills[:2], tr),
        }
        return Offer(**given | facts)

    def preview(self, people: int) -> BroadcastPreview:
        """Return an announcement before it is sent: in English, and in the last language."""
        last = self.languages.offered[-1]
        texts = {"en": "Demo: open studio on Friday at <18:00>.", last: f"Demo ({last})."}
        read = {code: people // len(self.languages.offered) for code in self.languages.offered[1:]}
        read["en"] = people - sum(read.values())
        return BroadcastPreview(
            draft=self.draft("broadcast"),
            hub=self.hub,
            audience=Audience.CREATIVES,
            texts=texts,
            recipients={code: n for code, n in read.items() if n},
        )

    def broadcast(self, tr: Translator, *, translated: bool = True) -> Broadcast:
        """Return an announcement as it goes out."""
        texts = {"en": "Demo: open studio on Friday."}
        if translated:
            texts[tr.language] = "Demo: open studio on Friday."
        return Broadcast(
            id=LONG_ID,
            author_id=1,
            hub=self.hub.slug,
            audience=Audience.EVERYONE,
            texts=texts,
            state=BroadcastState.SENDING,
            recipients=5,
            confirmed_at=self.now,
        )

    def report(self, recipients: int, counts: dict[Delivery, int]) -> BroadcastReport:
        """Return what became of an announcement."""
        return BroadcastReport(LONG_ID, Progress(counts), recipients)

    def answers(self, form: Form, tr: Translator) -> dict[str, Value]:
        """Return an answer to each question of a form."""
        given: dict[str, Value] = {}
        for field in form.fields:
            if field.choices:
                ids = tuple(self.choices.terms(field.choices, tr)) or ("Demo & Sons",)
                given[field.key] = ids[:2] if field.takes is Takes.MANY else ids[0]
            elif field.takes is Takes.DATE:
                given[field.key] = (self.now.date() + timedelta(days=90)).isoformat()
            elif field.said_as == "money":
                given[field.key] = "EUR::800"
            else:
                given[field.key] = f"Demo answer: {field.key} & <more>"
        return given

    def step(self, tr: Translator, draft: Draft, page: int = 0) -> FormStep:
        """Return where a form stands; forms of staff say what they are about."""
        step = self.forms.step(draft, self.person(tr), page)
        if draft.form in {"publish", "decline"}:
            step = replace(step, about=self.challenge(ChallengeState.SUBMITTED).title)
        if draft.form == "answer":
            step = replace(step, about="Demo: wo lernt man Laserschneiden?")
        return step
