"""Samples of what follows an answer: thumbs, people who are asked, the desk of open questions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from bot.domain.answers import Confidence
from bot.domain.entries import Kind
from bot.domain.gaps import Gap, HandOver, Relayed, Why
from bot.domain.inquiries import Inquiry, InquiryState
from bot.domain.results import GapAnswers, GapClosed
from bot.domain.understanding import Understood
from bot.gallery.figures import LONG_ID, Figures
from bot.gallery.sampling import COUNTS, EVERYBODY, STAFF, Sample, sampled
from bot.i18n import Translator
from bot.screens import gaps, inquiries

QUESTIONS: Final = {
    "en": "Demo: where can I learn laser cutting & <engraving>?",
    "de": "Demo: Wo lernt man Laserschneiden?",
    "sl": "Demo: kje se naučim laserskega razreza?",
    "pl": "Demo: gdzie nauczę się cięcia laserem?",
}
NAME: Final = "Demo <creative>"
ANSWER: Final = "Demo: our workshop has a course every spring, come and see us."


def samples(f: Figures) -> Iterator[Sample]:
    """Yield what whoever asked sees, and what staff see."""
    asked = inquiry(f)
    yield sampled(inquiries.thanked, "", EVERYBODY, asked)
    yield sampled(inquiries.what_is_wrong, "", EVERYBODY, asked)
    yield sampled(inquiries.reason_noted, "", EVERYBODY, asked)
    for state, over in (
        ("hub", HandOver(asked, NAME, f.hub, 2)),
        ("network desk", HandOver(asked, NAME, None, 1)),
        ("nobody", HandOver(asked, NAME, None, 0)),
        ("before", HandOver(asked, NAME, f.hub, 2, before=True)),
    ):
        yield sampled(inquiries.to_hand_over, state, EVERYBODY, over)
        yield sampled(inquiries.handed_over, state, EVERYBODY, over)
    yield sampled(inquiries.not_sent, "", EVERYBODY)
    for state, hub in (("hub", f.hub), ("network desk", None)):
        yield sampled(inquiries.question_for_staff, state, STAFF, HandOver(asked, NAME, hub, 2))
        yield sampled(inquiries.reply_for_person, state, EVERYBODY, asked, ANSWER, hub)
        yield sampled(inquiries.back_to_staff, state, STAFF, asked, ANSWER, NAME, hub)
    for state, passed in (
        ("sent", Relayed(NAME, f.hub)),
        ("after a colleague", Relayed(NAME, f.hub, colleague=True)),
        ("asleep", Relayed(NAME, f.hub, reached=False)),
        ("erased", Relayed("", f.hub, gone=True)),
    ):
        yield sampled(inquiries.relayed, state, STAFF, passed)
    yield sampled(inquiries.sent_back, "hub", EVERYBODY, Relayed("", f.hub))
    yield sampled(inquiries.sent_back, "network desk", EVERYBODY, Relayed("", None))
    yield sampled(inquiries.sent_back, "nobody", EVERYBODY, Relayed("", None, reached=False))
    yield from _gaps(f)


def _gaps(f: Figures) -> Iterator[Sample]:
    ids = [entry.id for entry in f.knowledge.entries.values() if entry.kind is Kind.TRAINING][:3]

    def answers(tr: Translator, people: int = 2, shown: int = 3) -> GapAnswers:
        cards = (f.browsing.card(f.person(tr), id_) for id_ in ids[:shown])
        return GapAnswers(gap(f, people), tuple(cards))

    def closed(tr: Translator, told: int = 1) -> GapClosed:
        return GapClosed(gap(f), told, answers(tr).cards[0])

    for count in COUNTS:
        yield sampled(gaps.waiting, f"{count} gaps", STAFF, (gap(f),) * count)
        yield sampled(gaps.closed, f"{count} told", STAFF, lambda tr, n=count: closed(tr, n))
        if count:
            yield sampled(gaps.opened, f"{count} people", STAFF, gap(f, count))
            yield sampled(
                gaps.entries, f"{count} people", STAFF, lambda tr, n=count: answers(tr, n)
            )
    marked = replace(
        gap(f),
        inquiries=tuple(
            inquiry(f, id=n, thumb=False, reason=why, state=InquiryState.HANDED_OVER)
            for n, why in enumerate(Why, LONG_ID)
        ),
    )
    yield sampled(gaps.opened, "marked", STAFF, marked)
    yield sampled(gaps.entries, "none", STAFF, lambda tr: answers(tr, shown=0))
    yield sampled(gaps.closed, "with a text", STAFF, GapClosed(gap(f), 2))
    yield sampled(gaps.answered_before, "", STAFF)
    yield sampled(gaps.aside, "", STAFF, GapClosed(gap(f), 0))
    yield sampled(gaps.answered_now, "", EVERYBODY, inquiry(f), lambda tr: answers(tr).cards[0])


def inquiry(f: Figures, **facts: Any) -> Inquiry:
    """Return a question that nobody asked."""
    given: dict[str, Any] = {
        "id": LONG_ID,
        "person_id": 1,
        "hub": f.hub.slug,
        "language": "de",
        "text": QUESTIONS["de"],
        "understood": Understood(QUESTIONS["de"]),
        "shown": (),
        "confidence": Confidence.NONE,
        "state": InquiryState.UNANSWERED,
        "at": f.now,
    }
    return Inquiry(**given | facts)


def gap(f: Figures, people: int = 4) -> Gap:
    """Return a question that people asked in several languages, one a day."""
    languages = list(QUESTIONS)
    asked = (
        inquiry(
            f,
            id=LONG_ID - people + n,
            person_id=n,
            language=languages[n % 4],
            text=QUESTIONS[languages[n % 4]],
            at=f.now - timedelta(days=people - n),
        )
        for n in range(people)
    )
    return Gap(tuple(asked), (f.hub,))
