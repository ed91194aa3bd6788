"""Answers to the challenge form → a challenge, and back. Pure."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from bot.domain.challenge_form import (
    BASE,
    CHALLENGE,
    COMPANY,
    EXAMINED,
    LIMITS,
    OF_COMPANY,
    SEEN,
    SHOWN,
    STORY,
    TAKEN,
    answers_of,
    terms_of,
)
from bot.domain.challenges import Challenge, ChallengeState, Orientation
from bot.domain.forms import FOUND, Draft, Value
from bot.domain.opportunities import Team
from bot.domain.parsing import clean, first_sentences
from bot.domain.reviews import company_key
from bot.domain.terms import Handed, Reward, Rights, is_sum


def fitting(read: Mapping[str, Value], today: date) -> dict[str, Value]:
    """Return what was read in a story as answers that the form accepts; the rest is left out.

    A text that is too long is cut behind a whole sentence.
    """
    allowed: dict[str, set[str]] = {
        "handed": set(Handed),
        "reward": set(Reward),
        "rights": set(Rights),
        "team": set(Team),
        "orientation": set(Orientation),
        "anonymous": {"yes", "no"},
    }
    answers: dict[str, Value] = {}
    for key, value in read.items():
        if not isinstance(value, str) or not (text := clean(value)):
            continue
        if key in LIMITS:
            answers[key] = first_sentences(text, LIMITS[key])
        elif (
            (key == "deadline" and _is_ahead(text, today))
            or (key == "effort" and text.isdecimal() and int(text))
            or (key == "amount" and is_sum(text))
            or text in allowed.get(key, ())
        ):
            answers[key] = text
    return answers


def _is_ahead(text: str, today: date) -> bool:
    try:
        return date.fromisoformat(text) > today
    except ValueError:
        return False


def filled(draft: Draft, known: Mapping[str, Value]) -> Draft:
    """Return a draft with what is known otherwise, where it has holes."""
    new = {key: value for key, value in known.items() if value and key not in draft.answers}
    if not new:
        return draft
    taken = {*draft.many(TAKEN), *new}
    kept = tuple(f.key for f in CHALLENGE.fields if f.key in taken)
    return replace(draft, answers={**draft.answers, **new, TAKEN: kept})


def told(draft: Draft, read: Mapping[str, Value]) -> Draft:
    """Return a draft with what was read in a story: in holes, and instead of what was taken.

    The story itself is not kept: all of it is in the answers, or was contact data.
    """
    taken = set(draft.many(TAKEN))
    new = {key: v for key, v in read.items() if key not in draft.answers or key in taken}
    answers = {key: value for key, value in draft.answers.items() if key != STORY}
    kept = [f.key for f in CHALLENGE.fields if f.key in taken | set(new)]
    return replace(draft, answers={**answers, **new, TAKEN: tuple(kept)})


def after(before: Draft, now: Draft) -> Draft:
    """Return a draft after a step: what was changed by hand is nobody else's word any more."""
    state, *found = now.many(EXAMINED) or ("",)
    if state == SHOWN:
        now = replace(now, answers={**now.answers, EXAMINED: (SEEN, *found)})
    offered = before.answers.get(COMPANY + FOUND)
    if offered and COMPANY + FOUND not in now.answers:  # they are there whenever it is asked
        now = replace(now, answers={**now.answers, COMPANY + FOUND: offered})
    taken = now.many(TAKEN)
    key = before.step
    if key == STORY or key not in taken or now.answers.get(key) == before.answers.get(key):
        return now
    return replace(now, answers={**now.answers, TAKEN: tuple(k for k in taken if k != key)})


def challenge_of(
    draft: Draft, person_id: int, language: str, at: datetime, challenge_id: int = 0
) -> Challenge:
    """Return the challenge that the answers of a draft describe."""
    deadline, orientation = draft.one("deadline"), draft.one("orientation")
    spoken = draft.many("languages")
    return Challenge(
        id=challenge_id,
        person_id=person_id,
        hub=draft.one("hub"),
        state=ChallengeState.SUBMITTED,
        language=language,
        company=draft.one("company") or "",
        contact=draft.one("contact") or "",
        title=draft.one("title") or "",
        problem=draft.one("problem") or "",
        skills=draft.many("skills"),
        place=draft.one("place"),
        deadline_on=date.fromisoformat(deadline) if deadline else None,
        submitted_at=at,
        affected=draft.one("affected"),
        success=draft.one("success"),
        tried=draft.one("tried"),
        technologies=draft.many("technologies"),
        industry=draft.one("industry"),
        languages=tuple(dict.fromkeys((language, *spoken))) if spoken else (),
        team=Team(draft.one("team") or Team.EITHER),
        orientation=Orientation(orientation) if orientation else None,
        terms=terms_of(draft),
        evidence=draft.one("evidence"),
        reach=draft.one("reach"),
        anonymous=draft.one("anonymous") != "no",
    )


def to_change(challenge: Challenge) -> dict[str, Value]:
    """Return what a draft that changes a challenge begins with."""
    answers = answers_of(challenge)
    return {**answers, BASE: json.dumps(answers, sort_keys=True)}


def rebased(draft: Draft, challenge: Challenge) -> Draft:
    """Return a draft that changes a challenge as it is now.

    Staff may have changed it since the draft was begun: what the company did not touch follows
    them, and what it changed stays.
    """
    now = to_change(challenge)
    if draft.answers.get(BASE) == now[BASE]:
        return draft
    base = json.loads(draft.one(BASE) or "{}")
    answers = dict(draft.answers)
    for field in CHALLENGE.fields:
        key = field.key
        before = base.get(key)
        before = tuple(before) if isinstance(before, list) else before
        if answers.get(key) != before:
            continue
        if key in now:
            answers[key] = now[key]
        else:
            answers.pop(key, None)
    return CHALLENGE.repaired(replace(draft, answers={**answers, BASE: now[BASE]}))


def company_of(challenge: Challenge) -> dict[str, Value]:
    """Return what a challenge says of its company: the next one of it need not say it again."""
    said = answers_of(challenge)
    return {key: said[key] for key in OF_COMPANY if key in said}


def is_same(one: str, other: str) -> bool:
    """Say whether two names are of the same company."""
    return company_key(one) == company_key(other)


def changed(before: Challenge, now: Challenge) -> tuple[str, ...]:
    """Return the questions whose answers differ, in the order of the form."""
    old, new = answers_of(before), answers_of(now)
    return tuple(f.key for f in CHALLENGE.fields if old.get(f.key) != new.get(f.key))
