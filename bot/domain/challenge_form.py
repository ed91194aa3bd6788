"""The form of a challenge: its questions and what they accept.

A company answers as much as it likes: only who it is and what the problem is must be said. What
else publishing needs (see bot/domain/terms.py) the facilitator asks for.
"""

import re
from collections.abc import Mapping
from typing import Final

from bot.domain.challenges import Challenge
from bot.domain.forms import FOUND, MEANT, Context, Draft, Field, Form, Parse, Takes, Value
from bot.domain.messages import N_
from bot.domain.opportunities import Team
from bot.domain.parsing import (
    clean,
    future_date,
    hours_of,
    many_of,
    one_of,
    reachable,
    text_between,
)
from bot.domain.questions import NAME_LENGTH, PROBLEM_LENGTH, REASON_LENGTH, TITLE_LENGTH
from bot.domain.refusals import NoSum
from bot.domain.terms import Handed, Reward, Rights, Terms, is_sum, sum_of

STORY_LENGTH: Final = 4096
"""As long as one message of Telegram can be."""
PART_LENGTH: Final = 600
"""Characters of an answer that explains the problem further."""
EVIDENCE_LENGTH: Final = 200

STORY: Final = "story"
COMPANY: Final = "company"
TAKEN: Final = STORY + FOUND
"""The key of the draft under which stand the questions whose answers nobody typed there: they
were read in the story, or are those of last time. A story may replace them, and the review names
them."""
BASE: Final = STORY + MEANT
"""The key under which stands what a challenge said when its company began to change it."""
EXAMINED: Final = "examined" + FOUND
"""The key under which stands whether the doctor's findings are on screen (`shown`) or have been
dealt with (`seen`), and which they were."""
SHOWN: Final = "shown"
SEEN: Final = "seen"

SUGGESTED: Final = ("skills", "technologies", "industry", "languages")
"""The questions for which the text of the problem suggests answers, to tap."""
OF_COMPANY: Final = ("company", "contact", "industry", "evidence", "reach")
"""The answers that come along from an earlier challenge of the same company."""

LIMITS: Final[Mapping[str, int]] = {
    "company": NAME_LENGTH,
    "contact": NAME_LENGTH,
    "title": TITLE_LENGTH,
    "problem": PROBLEM_LENGTH,
    "affected": PART_LENGTH,
    "success": PART_LENGTH,
    "tried": PART_LENGTH,
    "place": NAME_LENGTH,
    "evidence": EVIDENCE_LENGTH,
    "reach": EVIDENCE_LENGTH,
}
"""Longest text of each question that takes one."""
_MINUS: Final = re.compile(r"[-–−]\s?\d")


def _sum(raw: str, context: Context) -> Value:
    """Read the one sum that creatives are promised; of a range that is the lower bound."""
    text = clean(raw)
    currency, low, high = sum_of(str(context.read("money", text)))
    said = f"{currency}::{low or high}"
    if _MINUS.match(text) or not is_sum(said):
        raise NoSum
    return said


def is_paid(answers: Mapping[str, Value]) -> bool:
    """Say whether something is paid: the sum is asked for then."""
    return answers.get("reward") in {Reward.FEE, Reward.PRIZE}


def _is_more_than_talk(answers: Mapping[str, Value]) -> bool:
    return answers.get("handed") != Handed.TALK


def _text(key: str, shortest: int) -> Parse:
    return text_between(shortest, LIMITS[key])


_ABOUT_IT: Final = (
    Field(
        STORY,
        N_("Tell me in your own words, in one message, or skip and I ask one thing at a time."),
        N_("In your own words"),
        text_between(30, STORY_LENGTH),
        optional=True,
        hint=N_(
            "Who you are, what the problem is, what would be good, until when. You see what I "
            "read in it, and can change every part."
        ),
        suggests=True,
    ),
    Field(
        "company",
        N_("What is the name of your company?"),
        N_("Company"),
        _text("company", 2),
        Takes.ONE,
        "companies",
        hint=N_("Creatives see it only if you say so later."),
    ),
    Field(
        "contact",
        N_("Who should we talk to? A name is enough."),
        N_("Contact person"),
        _text("contact", 2),
        hint=N_("Only the facilitators who get your challenge see it."),
    ),
    Field(
        "title",
        N_("Give your challenge a short title, at most 80 characters."),
        N_("Title"),
        _text("title", 5),
        hint=N_("For example: quieter packaging line"),
    ),
    Field(
        "problem",
        N_("What is the problem? Two or three sentences in your own words are enough."),
        N_("Problem"),
        _text("problem", 30),
        hint=N_("Creatives will read this, so please leave out names and secrets."),
        suggests=True,
    ),
    Field(
        "affected",
        N_("Who has this problem, and what does it cost them?"),
        N_("Who has it"),
        _text("affected", 3),
        optional=True,
        hint=N_("For example: six people at the line, two hours a day"),
    ),
    Field(
        "success",
        N_("How would you see that it worked?"),
        N_("What success looks like"),
        _text("success", 3),
        optional=True,
        hint=N_("For example: half as many returns within a year"),
    ),
    Field(
        "tried",
        N_("What was tried already?"),
        N_("Tried already"),
        _text("tried", 3),
        optional=True,
        hint=N_("It saves creatives from proposing it again."),
    ),
)

_WANTED: Final = (
    Field(
        "skills",
        N_("Which skills do you think it needs? Type them or tap. You may skip this."),
        N_("Skills wanted"),
        many_of("skills"),
        Takes.MANY,
        "skills",
        optional=True,
    ),
    Field(
        "technologies",
        N_("Which technologies or materials is it about?"),
        N_("Technologies"),
        many_of("technologies"),
        Takes.MANY,
        "technologies",
        optional=True,
    ),
    Field(
        "industry",
        N_("Which industry is your company in?"),
        N_("Industry"),
        one_of("industries"),
        Takes.ONE,
        "industries",
        optional=True,
    ),
    Field(
        "place",
        N_("Where would the work happen? A town, or “remote”."),
        N_("Place"),
        _text("place", 2),
        optional=True,
    ),
    Field(
        "languages",
        N_("In which languages can you work with creatives, beside your own?"),
        N_("Languages"),
        many_of("languages"),
        Takes.MANY,
        "languages",
        optional=True,
    ),
    Field(
        "team",
        N_("Should one person answer, or a team?"),
        N_("Alone or in a team"),
        one_of("answerers"),
        Takes.ONE,
        "answerers",
        optional=True,
    ),
    Field(
        "orientation",
        N_("Is it about a product, or about how you work?"),
        N_("Product or process"),
        one_of("orientations"),
        Takes.ONE,
        "orientations",
        optional=True,
    ),
)

_LATER: Final = N_("If you do not know it yet, skip: the facilitator helps with it.")

_TERMS: Final = (
    Field(
        "handed",
        N_("What should creatives hand in before you choose?"),
        N_("To hand in"),
        one_of("handed"),
        Takes.ONE,
        "handed",
        optional=True,
        hint=_LATER,
    ),
    Field(
        "effort",
        N_("How many hours does that take one person or team?"),
        N_("Effort"),
        hours_of("hours"),
        Takes.ONE,
        "hours",
        optional=True,
        hint=N_("Tap, or type a number of hours."),
        asked_if=_is_more_than_talk,
    ),
    Field(
        "reward",
        N_("What is paid for it?"),
        N_("Payment"),
        one_of("rewards"),
        Takes.ONE,
        "rewards",
        optional=True,
        hint=_LATER,
    ),
    Field(
        "amount",
        N_("How much? Write a sum, for example: 800 EUR."),
        N_("Sum"),
        _sum,
        optional=True,
        said_as="price",
        asked_if=is_paid,
    ),
    Field(
        "rights",
        N_("Whose is the work that you choose? The work of the others stays theirs."),
        N_("Rights"),
        one_of("rights"),
        Takes.ONE,
        "rights",
        optional=True,
        hint=_LATER,
    ),
    Field(
        "deadline",
        N_("Until when may creatives answer? Write a date like 31.12.2027."),
        N_("Deadline"),
        future_date,
        Takes.DATE,
        optional=True,
    ),
)

_ABOUT_THEM: Final = (
    Field(
        "evidence",
        N_("How can we see that your company is real? A register number or a web address."),
        N_("Register number or address"),
        _text("evidence", 3),
        optional=True,
        hint=N_("Only the facilitators who get your challenge see it."),
    ),
    Field(
        "reach",
        N_("How do those whom you choose reach you? An e-mail address or a telephone number."),
        N_("To reach you"),
        reachable(EVIDENCE_LENGTH),
        optional=True,
        hint=N_("Nobody sees it before you, they and the facilitator said yes to each other."),
    ),
    Field(
        "anonymous",
        N_("Should the name of your company stay hidden until you are introduced?"),
        N_("Name hidden"),
        one_of("yes_no"),
        Takes.ONE,
        "yes_no",
        optional=True,
        hint=N_("If you skip this, it stays hidden."),
    ),
    Field(
        "hub",
        N_("Which hub is nearest to you? Its facilitator will read your challenge."),
        N_("Hub"),
        one_of("hubs"),
        Takes.ONE,
        "hubs",
        optional=True,
        hint=N_("If you skip this, the network desk takes care of it."),
    ),
)

CHALLENGE: Final = Form(
    "challenge", (*_ABOUT_IT, *_WANTED, *_TERMS, *_ABOUT_THEM), ends_early=True
)

WITHDRAW: Final = Form(
    "withdraw",
    (
        Field(
            "reason",
            N_("Why do you withdraw it? Whoever answered reads this. You may skip it."),
            N_("Reason"),
            text_between(3, REASON_LENGTH),
            optional=True,
        ),
    ),
)


def terms_of(draft: Draft) -> Terms:
    """Return the terms that a draft asks for; of a range, the lower bound is what is promised."""
    handed, reward, rights = draft.one("handed"), draft.one("reward"), draft.one("rights")
    effort = draft.one("effort")
    currency, low, high = sum_of(draft.one("amount") or "")
    amount = low or high
    return Terms(
        handed=Handed(handed) if handed else None,
        effort_hours=int(effort) if effort and handed != Handed.TALK else None,
        reward=Reward(reward) if reward else None,
        amount=int(amount) if amount and is_paid(draft.answers) else None,
        currency=currency,
        rights=Rights(rights) if rights else None,
    )


def answers_of(challenge: Challenge) -> dict[str, Value]:
    """Return a challenge as the answers of its form, to show and to change them."""
    terms = challenge.terms
    sum_ = f"{terms.currency}::{terms.amount}" if terms.amount else None
    answers: dict[str, Value | None] = {
        "company": challenge.company,
        "contact": challenge.contact,
        "title": challenge.title,
        "problem": challenge.problem,
        "affected": challenge.affected,
        "success": challenge.success,
        "tried": challenge.tried,
        "skills": challenge.skills,
        "technologies": challenge.technologies,
        "industry": challenge.industry,
        "place": challenge.place,
        "languages": tuple(id_ for id_ in challenge.languages if id_ != challenge.language),
        "team": str(challenge.team) if challenge.team is not Team.EITHER else None,
        "orientation": str(challenge.orientation) if challenge.orientation else None,
        "handed": str(terms.handed) if terms.handed else None,
        "effort": str(terms.effort_hours) if terms.effort_hours else None,
        "reward": str(terms.reward) if terms.reward else None,
        "amount": sum_,
        "rights": str(terms.rights) if terms.rights else None,
        "deadline": challenge.deadline_on.isoformat() if challenge.deadline_on else None,
        "evidence": challenge.evidence,
        "reach": challenge.reach,
        "anonymous": "yes" if challenge.anonymous else "no",
        "hub": challenge.hub,
    }
    return {key: value for key, value in answers.items() if value}
