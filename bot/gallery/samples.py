"""One sample for each thing that a screen can show: each state, each form step, each refusal."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from bot.domain import review_forms
from bot.domain.broadcasts import Delivery
from bot.domain.challenge_form import CHALLENGE, WITHDRAW
from bot.domain.challenges import ChallengeState
from bot.domain.corrections import FORMS
from bot.domain.entries import EntryText, Kind
from bot.domain.forms import REVIEW, Draft, Form, Takes
from bot.domain.people import Role
from bot.domain.profiling import PROFILE
from bot.domain.questions import ANSWER, broadcast_form
from bot.domain.refusals import NotUnderstood, Refusal
from bot.domain.replies import Reply
from bot.domain.results import (
    Card,
    Desk,
    Page,
    Welcome,
)
from bot.domain.taking_part import CannotJoin, NotJoined
from bot.domain.talk import Talk
from bot.gallery import (
    alerts,
    answering,
    attachments,
    caring,
    challenging,
    editing,
    feeds,
    handing_over,
    introductions,
    invitations,
    matching,
    pitching,
    profiles,
    reviews,
    sharing,
    shortlists,
    teaming,
)
from bot.gallery.figures import LONG_ID, Figures
from bot.gallery.sampling import (
    COMPANIES,
    COUNTS,
    CREATIVES,
    EVERYBODY,
    STAFF,
    Fact,
    Sample,
    sampled,
)
from bot.i18n import Languages, Translator, places
from bot.screens import (
    broadcasts,
    browse,
    desk,
    errors,
    forms,
    notices,
    start,
    talk,
)
from bot.services.browsing import PAGE_SIZE
from bot.services.content import Knowledge


def samples(knowledge: Knowledge, languages: Languages, now: datetime) -> list[Sample]:
    """Return every screen in every state, from real content and demo figures."""
    figures = Figures(knowledge, languages, now)
    rooms = (
        _start,
        answering.samples,
        handing_over.samples,
        feeds.samples,
        editing.samples,
        caring.samples,
        sharing.samples,
        alerts.samples,
        attachments.samples,
        _talk,
        _lists,
        _cards,
        _hubs,
        profiles.samples,
        _forms,
        matching.samples,
        challenging.samples,
        _desk,
        reviews.samples,
        shortlists.samples,
        invitations.samples,
        pitching.samples,
        teaming.samples,
        introductions.samples,
        _broadcasts,
        _notices,
        _errors,
    )
    return [sample for room in rooms for sample in room(figures)]


def _start(f: Figures) -> Iterator[Sample]:
    def welcome(state: str, audience: str, fact: Fact) -> Sample:
        return sampled(start.welcome, state, audience, fact)

    draft = f.draft("challenge", "problem")
    yield welcome("new", EVERYBODY, lambda tr: Welcome(f.person(tr), None, None))
    yield welcome("with a hub", EVERYBODY, lambda tr: Welcome(f.person(tr), f.hub, None))
    yield welcome("with a draft", EVERYBODY, lambda tr: Welcome(f.person(tr), f.hub, draft))
    yield welcome(
        "joined as staff",
        STAFF,
        lambda tr: Welcome(f.staff(tr), f.hub, None, joined_as_staff=True),
    )
    yield sampled(
        start.role_chosen, "creative", CREATIVES, lambda tr: f.person(tr, role=Role.CREATIVE)
    )
    yield sampled(
        start.role_chosen, "company", COMPANIES, lambda tr: f.person(tr, role=Role.COMPANY)
    )
    yield sampled(start.help_, "", EVERYBODY, f.person)
    yield sampled(start.help_, "staff", STAFF, f.staff)
    yield sampled(start.how_to_ask, "", EVERYBODY)
    yield sampled(start.languages, "", EVERYBODY, f.languages.offered)
    yield sampled(start.language_set, "", EVERYBODY)
    for name in start.FORM_NAMES:
        yield sampled(start.still_open, name, _who_fills(name), f.draft(name))


def _talk(f: Figures) -> Iterator[Sample]:
    def talked(state: str, kind: Talk, draft: Draft | None = None) -> Sample:
        return Sample("talk.talk", state, EVERYBODY, lambda tr: talk.talk(kind, tr, draft))

    for kind in Talk:
        yield talked(kind, kind)
    yield talked("with a draft", Talk.GREETING, f.draft("profile"))


def _lists(f: Figures) -> Iterator[Sample]:
    for kind in Kind:
        yield sampled(
            browse.page, kind, EVERYBODY, lambda tr, kind=kind: f.browsing.page(f.person(tr), kind)
        )
    entries = tuple(f.knowledge.entries.values())
    for count in COUNTS:
        pages = max(1, -(-count // PAGE_SIZE))
        shown = Page(Kind.FUNDING, entries[: min(count, PAGE_SIZE)], pages // 2, pages, count)
        yield sampled(browse.page, f"{count} entries", EVERYBODY, shown)


def _cards(f: Figures) -> Iterator[Sample]:
    for state, facts in f.cards().items():
        yield sampled(browse.card, state, EVERYBODY, f.card(**facts))
    yield sampled(browse.card, "without a hub", EVERYBODY, f.card(hub=False))
    for kind in Kind:
        entry = next(e for e in f.knowledge.entries.values() if e.kind is kind)
        yield sampled(browse.card, f"real {kind}", EVERYBODY, _real_card(f, entry.id))
        yield sampled(browse.source, f"real {kind}", EVERYBODY, _real_card(f, entry.id))
        if entry.details_in("en"):
            yield sampled(
                browse.details,
                f"real {kind}",
                EVERYBODY,
                lambda tr, id_=entry.id: f.browsing.details(f.person(tr), id_),
            )
    german = {"de": EntryText("Demo: Förderung", "Nur auf dieser Seite.")}
    yield sampled(browse.card, "no English text", EVERYBODY, f.card(text=german))


def _real_card(f: Figures, entry_id: str) -> Callable[[Translator], Card]:
    return lambda tr: f.browsing.card(f.person(tr), entry_id)


def _hubs(f: Figures) -> Iterator[Sample]:
    yield sampled(browse.hubs, "", EVERYBODY, f.browsing.hubs())
    for hub in f.browsing.hubs():
        yield sampled(browse.hub, hub.slug, EVERYBODY, hub, False)
    yield sampled(browse.hub, "my home hub", EVERYBODY, f.hub, True)
    yield sampled(browse.home_hub_set, "", EVERYBODY, f.hub)


def _forms(f: Figures) -> Iterator[Sample]:
    composer = broadcast_form(f.languages.offered)
    for form in (PROFILE, CHALLENGE, WITHDRAW, *review_forms.FORMS, ANSWER, composer, *FORMS):
        who = _who_fills(form.name)
        for field in form.fields:
            yield sampled(forms.step, f"{form.name}, {field.key}", who, _step(f, form, field.key))
            yield sampled(
                forms.step,
                f"{form.name}, {field.key}, answered",
                who,
                _step(f, form, field.key, answered=True),
            )
            if field.choices and field.takes is Takes.MANY:
                state = f"{form.name}, {field.key}, second page"
                yield sampled(forms.step, state, who, _step(f, form, field.key, page=1))
        review = _step(f, form, REVIEW, answered=True)
        yield sampled(forms.step, f"{form.name}, review", who, review)
        yield sampled(forms.stopped, form.name, who, LONG_ID, form.name)
    yield from _refused_steps(f)
    yield sampled(forms.dropped, "", EVERYBODY)
    yield sampled(forms.nothing_to_stop, "", EVERYBODY)


def _step(f: Figures, form: Form, step: str, *, answered: bool = False, page: int = 0) -> Fact:
    def fact(tr: Translator) -> Any:
        answers = f.answers(form, tr) if answered else {}
        return f.step(tr, f.draft(form.name, step, answers=answers), page)

    return fact


def _refused_steps(f: Figures) -> Iterator[Sample]:
    step = _step(f, CHALLENGE, "title")
    review = _step(f, CHALLENGE, REVIEW, answered=True)
    for refusal in refusals():
        if isinstance(refusal, NotUnderstood):
            name = type(refusal).__name__
            at = review if name == "NothingAsked" else step

            def refused(tr: Translator, refusal: Refusal = refusal, at: Fact = at) -> Reply:
                return forms.step(at(tr), tr, refusal)

            yield Sample("forms.step", f"refused: {name}", EVERYBODY, refused)


def refusals() -> list[Refusal]:
    """Return one of each refusal there is, with what its message speaks of."""
    params = {"limit": 80, "length": 123, "example": "31.12.2027"}
    kinds: list[type[Refusal]] = [Refusal]
    found: list[Refusal] = []
    while kinds:
        kind = kinds.pop(0)
        kinds.extend(kind.__subclasses__())
        if kind is CannotJoin:
            found.append(CannotJoin(NotJoined.FULL))  # the others are with the teams
            continue
        found.append(kind(**{name: params[name] for name in places(kind.message)}))
    return found


def _desk(f: Figures) -> Iterator[Sample]:
    for count in COUNTS:
        yield sampled(
            desk.waiting,
            f"{count} waiting",
            STAFF,
            lambda tr, n=count: Desk(
                (f.under_review(tr, ChallengeState.SUBMITTED),) * n,
                (f.under_review(tr, ChallengeState.PUBLISHED),) * (n % 3),
            ),
        )
        if count:
            yield sampled(
                desk.interested,
                f"{count} interested",
                STAFF,
                lambda tr, n=count: f.under_review(
                    tr,
                    ChallengeState.PUBLISHED,
                    interested=n,
                ),
            )
    questions = Desk((), gaps=(handing_over.gap(f),) * 2)
    yield sampled(desk.waiting, "questions only", STAFF, questions)
    content = Desk((), corrections=2, to_confirm=101)
    yield sampled(desk.waiting, "entries only", STAFF, content)


def _broadcasts(f: Figures) -> Iterator[Sample]:
    for count in COUNTS:
        preview = f.preview(count)
        yield sampled(broadcasts.preview, f"{count} people", STAFF, preview, f.languages)
        yield sampled(broadcasts.started, f"{count} people", STAFF, f.report(count, {}))
    outcomes = {outcome: n for n, outcome in enumerate(Delivery, 1)}
    everything = f.report(sum(outcomes.values()) + 1_000, outcomes)
    yield sampled(broadcasts.report, "under way", STAFF, everything)
    done = f.report(5, {Delivery.SENT: 5})
    yield sampled(broadcasts.report, "done", STAFF, done)
    yield sampled(broadcasts.done, "", STAFF, done)


def _notices(f: Figures) -> Iterator[Sample]:
    def submitted(hub: bool) -> Fact:
        return lambda tr: f.under_review(tr, ChallengeState.SUBMITTED, hub=hub)

    yield sampled(notices.challenge_to_review, "of a hub", STAFF, submitted(True))
    yield sampled(notices.challenge_to_review, "of the network desk", STAFF, submitted(False))
    for state in (ChallengeState.PUBLISHED, ChallengeState.DECLINED):
        yield sampled(notices.challenge_decided, state, COMPANIES, f.own(state))
    yield sampled(
        notices.interest_shown,
        "",
        STAFF,
        lambda tr: f.under_review(tr, ChallengeState.PUBLISHED),
        f.person,
        f.profile,
    )
    yield sampled(notices.announcement, "of a hub", EVERYBODY, f.broadcast, f.hub)
    yield sampled(notices.announcement, "of the network", EVERYBODY, f.broadcast, None)
    yield sampled(
        notices.announcement,
        "in another language",
        EVERYBODY,
        lambda tr: f.broadcast(tr, translated=False),
        f.hub,
    )


def _errors(f: Figures) -> Iterator[Sample]:
    for refusal in refusals():
        yield sampled(errors.refused, type(refusal).__name__, EVERYBODY, refusal)
    yield sampled(errors.broken, "", EVERYBODY, "a1b2c3")
    yield sampled(errors.not_text, "", EVERYBODY)
    yield sampled(errors.unknown_command, "", EVERYBODY)
    yield sampled(errors.old_button, "", EVERYBODY)
    yield sampled(errors.slow_down, "", EVERYBODY)


def _who_fills(form: str) -> str:
    return {"profile": CREATIVES, "challenge": COMPANIES}.get(form, STAFF)
