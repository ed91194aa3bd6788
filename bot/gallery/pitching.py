"""Samples of pitches, as creatives and staff see them, and of what one said yes to."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.challenges import Challenge, ChallengeState
from bot.domain.forms import REVIEW
from bot.domain.introductions import IntroductionState
from bot.domain.matching import Because
from bot.domain.offers import Stands, Yes, Yeses
from bot.domain.pitch_forms import FORMS, PITCH
from bot.domain.pitches import (
    MOST_MEMBERS,
    CreativeTeam,
    NotChosen,
    Pitch,
    PitchState,
)
from bot.domain.replies import Reply
from bot.domain.results import FormStep, InterestedPerson
from bot.domain.taking_part import (
    Closed,
    OwnPitch,
    PitchForStaff,
    PitchList,
)
from bot.domain.terms import Handed, Reward, Rights, Terms
from bot.gallery.figures import LONG_ID, Figures
from bot.gallery.sampling import COMPANIES, CREATIVES, STAFF, Sample, sampled
from bot.i18n import Translator
from bot.screens import (
    forms,
    pitch_notices,
    pitch_review,
    pitches,
    yeses,
)

NAME = "Demo & <Felt>"
NOTE = "Demo: a few words & more."
TERMS = Terms(Handed.SKETCH, 4, Reward.PRIZE, 1500, "EUR", Rights.LICENSED)

Make = Callable[[Translator], Reply]


def samples(f: Figures) -> Iterator[Sample]:
    """Return pitches in every state."""
    yield from _form(f)
    yield from _own(f)
    yield from _notices(f)
    yield from _staff(f)
    yield from _yeses(f)


def _sample(screen: Callable[..., Reply], state: str, who: str, make: Make) -> Sample:
    module = screen.__module__.rsplit(".", 1)[-1]
    return Sample(f"{module}.{screen.__name__}", state, who, make)


def challenge(f: Figures, **facts: Any) -> Challenge:
    """Return a challenge that is open, with its terms."""
    return f.challenge(ChallengeState.PUBLISHED, **{"terms": TERMS, **facts})


def pitch(f: Figures, state: PitchState = PitchState.SENT, **facts: Any) -> Pitch:
    """Return a pitch of nobody."""
    given: dict[str, Any] = {
        "id": LONG_ID,
        "challenge_id": LONG_ID,
        "person_id": 1,
        "team_id": None,
        "language": "de",
        "text": "Demo: " + "Filz & <Kork> zwischen den Rollen. " * 40,
        "link": "https://example.org/demo?a=1&b=2",
        "state": state,
        "sent_at": f.now,
        "note": NOTE if state is PitchState.DECLINED else "",
        "reason": NotChosen.TIMING if state is PitchState.DECLINED else None,
    }
    return Pitch(**{**given, **facts})


def team(members: int = 3) -> CreativeTeam:
    """Return a team of nobody."""
    ids = tuple(range(LONG_ID - members + 1, LONG_ID + 1))
    return CreativeTeam(LONG_ID, LONG_ID, NAME, ids[0], ids)


def own(f: Figures, state: PitchState = PitchState.SENT, **facts: Any) -> OwnPitch:
    """Return a pitch as its writer sees it."""
    given: dict[str, Any] = {
        "challenge": challenge(f),
        "hub": f.hub,
        "pitch": pitch(f, state),
        "answer_on": f.now.date() + timedelta(days=104),
        "files": 1,
    }
    return OwnPitch(**{**given, **facts})


def _form(f: Figures) -> Iterator[Sample]:
    for form in FORMS:
        who = CREATIVES if form.name in {"pitch", "team"} else STAFF
        for key in (*(field.key for field in form.fields), REVIEW):
            for is_answered in (False, True) if key != REVIEW else (True,):
                state = f"{form.name}, {key}" + (", answered" if is_answered else "")

                def where(
                    tr: Translator, key: str = key, name: str = form.name, said: bool = is_answered
                ) -> FormStep:
                    answers = _answers() if said else {}
                    return f.step(tr, f.draft(name, key, answers=answers))

                yield sampled(forms.step, state, who, where)

    def at(tr: Translator, key: str) -> FormStep:
        return f.step(tr, f.draft(PITCH.name, key, answers=_answers()))

    for key in ("text", "link", REVIEW):
        yield sampled(pitches.begin, key, CREATIVES, lambda tr, key=key: at(tr, key), own(f))
    for state, about in {"": own(f), "of a team": own(f, team=team())}.items():

        def again(tr: Translator, about: OwnPitch = about) -> Reply:
            step = at(tr, REVIEW)
            return pitches.step(step, about, tr, forms.step(step, tr), changed=True)

        yield _sample(pitches.step, state, CREATIVES, again)


def _answers() -> dict[str, Any]:
    return {
        "text": "Demo: " + "felt & <cork>. " * 90,
        "link": "https://example.org/demo",
        "name": NAME,
        "note": NOTE,
        "why": NOTE,
    }


def _own(f: Figures) -> Iterator[Sample]:
    yield sampled(pitches.sent, "", CREATIVES, own(f, staff_told=2))
    yield sampled(pitches.sent, "nobody on duty", CREATIVES, own(f, hub=None))
    yield sampled(pitches.sent, "changed", CREATIVES, own(f, is_new=False))
    for state in (PitchState.SENT, PitchState.CHOSEN, PitchState.DECLINED):
        yield sampled(pitches.mine, state, CREATIVES, own(f, state))
    for meets in IntroductionState:
        shown = own(f, PitchState.CHOSEN, introduction=meets, team=team())
        yield sampled(pitches.mine, f"introduction {meets}", CREATIVES, shown)
    yield sampled(pitches.mine, "over", CREATIVES, own(f, is_open=False, files=0))
    for screen in (pitches.really_withdraw, pitches.withdrawn):
        yield sampled(screen, "", CREATIVES, own(f))
        yield sampled(screen, "of a team", CREATIVES, own(f, team=team(), is_open=False))


def _notices(f: Figures) -> Iterator[Sample]:
    it = challenge(f)
    for state, of in {"": None, "of a team": team()}.items():
        yield sampled(
            pitch_notices.pitch_sent,
            state,
            STAFF,
            it,
            f.hub,
            pitch(f),
            f.person,
            lambda tr, of=of: of,
        )
        yield sampled(
            pitch_notices.pitch_withdrawn, state, STAFF, it, f.hub, f.person, lambda tr, of=of: of
        )
    for n in (1, 2, 5):
        yield sampled(pitch_notices.undecided, n, STAFF, it, f.hub, n)
    for reason in NotChosen:
        yield sampled(pitch_notices.not_chosen, reason, CREATIVES, it, f.hub, reason, NOTE)

        def over(tr: Translator, reason: NotChosen = reason) -> Reply:
            return pitch_notices.ended(it, f.hub, reason, NOTE, tr, sent=True)

        yield _sample(pitch_notices.ended, reason, CREATIVES, over)
    for is_titled in (True, False):

        def unsent(tr: Translator, is_titled: bool = is_titled) -> Reply:
            reason = NotChosen.ENDED
            return pitch_notices.ended(it, None, reason, "", tr, sent=False, titled=is_titled)

        state = "nothing sent" if is_titled else "its company is gone"
        yield _sample(pitch_notices.ended, state, CREATIVES, unsent)
    for left in (0, 1, 3):
        yield sampled(pitch_notices.reminder, f"{left} days", CREATIVES, it, left, None)
    yield sampled(pitch_notices.reminder, "with a draft", CREATIVES, it, 3, LONG_ID)
    yield sampled(pitch_notices.closed_for_company, "", COMPANIES, it, f.hub, NOTE)
    for state, count in {"none came": 0, "some came": 3}.items():
        given = (it, f.hub, count, count > 0)
        yield sampled(pitch_notices.over_for_company, state, COMPANIES, *given)


def for_staff(
    f: Figures, tr: Translator, state: PitchState = PitchState.SENT, **facts: Any
) -> PitchForStaff:
    """Return a pitch as staff see it."""
    given: dict[str, Any] = {
        "challenge": challenge(f),
        "hub": f.hub,
        "pitch": pitch(f, state),
        "people": (InterestedPerson(f.person(tr), f.profile(tr)),),
        "files": 1,
    }
    return PitchForStaff(**{**given, **facts})


def of_team(f: Figures, tr: Translator, **facts: Any) -> PitchForStaff:
    """Return a pitch of as many people as a team may have."""
    people = (InterestedPerson(f.person(tr), f.profile(tr)),) * MOST_MEMBERS
    given = {"people": people, "team": team(MOST_MEMBERS), "agreed": False, "may_be_minor": True}
    return for_staff(f, tr, **{**given, **facts})


def _staff(f: Figures) -> Iterator[Sample]:
    def page(tr: Translator, count: int) -> PitchList:
        shown = tuple(
            (of_team if number % 2 else for_staff)(f, tr) for number in range(min(count, 5))
        )
        return PitchList(challenge(f), f.hub, shown, 0, 1 + count // 6, count, count)

    for n in (0, 1, 2, 5, 12):
        yield sampled(pitch_review.listed, n, STAFF, lambda tr, n=n: page(tr, n))
    for state in PitchState:
        yield sampled(
            pitch_review.card, state, STAFF, lambda tr, state=state: for_staff(f, tr, state)
        )
    yield sampled(pitch_review.card, "of a team", STAFF, lambda tr: of_team(f, tr))
    for meets in IntroductionState:
        yield sampled(
            pitch_review.card,
            f"introduction {meets}",
            STAFF,
            lambda tr, meets=meets: for_staff(f, tr, PitchState.CHOSEN, introduction=meets),
        )
    for screen in (pitch_review.really_choose, pitch_review.chosen, pitch_review.why_not):
        yield sampled(screen, "", STAFF, lambda tr: for_staff(f, tr))
    for reason in pitch_notices.CHOICES:
        yield sampled(
            pitch_review.really_decline, reason, STAFF, lambda tr: for_staff(f, tr), reason
        )
    for was in (False, True):
        yield sampled(
            pitch_review.declined,
            "before" if was else "",
            STAFF,
            lambda tr, was=was: for_staff(f, tr, PitchState.DECLINED, told_before=was),
        )
    for told in (0, 1, 2, 5):
        yield sampled(pitch_review.closed, told, STAFF, Closed(challenge(f), told))


def _yeses(f: Figures) -> Iterator[Sample]:
    """Return the second tab of /matches with challenges in every state."""
    of = {
        Stands.SENT: PitchState.SENT,
        Stands.DECLINED: PitchState.DECLINED,
        Stands.CHOSEN: PitchState.CHOSEN,
        Stands.MEETING: PitchState.CHOSEN,
        Stands.MET: PitchState.CHOSEN,
        Stands.NOT_MET: PitchState.CHOSEN,
    }
    for stands in Stands:
        if stands in {Stands.APPLIED, Stands.GONE}:
            continue
        sent = pitch(f, of[stands]) if stands in of else None
        draft = LONG_ID if stands is Stands.DRAFT else None
        for state, theirs in {"": None, ", in a team": team()}.items():

            def shown(
                tr: Translator,
                stands: Stands = stands,
                sent: Pitch | None = sent,
                draft: int | None = draft,
                theirs: CreativeTeam | None = theirs,
            ) -> Yeses:
                offer = replace(f.offer(tr, Because.SKILL), taken=True)
                yes = Yes(offer, stands, f.hub, sent, theirs, draft)
                return Yeses((yes,), 0, 1, 1)

            yield sampled(yeses.mine, f"{stands}{state}", CREATIVES, shown)
