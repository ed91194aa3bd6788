"""The forms of taking part: a pitch, the name of a team, words beside a reason, closing."""

import re
from typing import Final

from bot.domain.forms import Context, Field, Form, Value
from bot.domain.masking import masked
from bot.domain.messages import N_
from bot.domain.parsing import clean, text_between
from bot.domain.pitches import PITCH_LENGTH, TEAM_NAME_LENGTH
from bot.domain.refusals import LeadsToPerson, NoAddress, TooLong

NOTE_LENGTH: Final = 400
LINK_LENGTH: Final = 300

_ADDRESS: Final = re.compile(r"https?://[^\s/?#@]+\.[^\s/?#@]+(?:[/?#]\S*)?", re.IGNORECASE)


def _address(raw: str, context: Context) -> Value:
    text = clean(raw).strip("<>() ")
    if text.lower().startswith("www."):
        text = f"https://{text}"
    if not _ADDRESS.fullmatch(text):
        raise NoAddress
    if masked(text) != text:
        raise LeadsToPerson
    if len(text) > LINK_LENGTH:
        raise TooLong(limit=LINK_LENGTH, length=len(text))
    return text


PITCH: Final = Form(
    "pitch",
    (
        Field(
            "text",
            N_("What would you do, and why you? At most 1500 characters."),
            N_("Pitch"),
            text_between(30, PITCH_LENGTH),
            hint=N_("An idea and a few sentences about you are enough. No finished work."),
        ),
        Field(
            "link",
            N_("One link to something of yours that shows how you work. You may skip this."),
            N_("Link"),
            _address,
            optional=True,
            hint=N_("Or send me one photo or document instead: it goes along with the pitch."),
        ),
    ),
)

TEAM: Final = Form(
    "team",
    (
        Field(
            "name",
            N_("What is your team called?"),
            N_("Name of the team"),
            text_between(2, TEAM_NAME_LENGTH),
            hint=N_("The members and the facilitators see it, and whoever the team asks."),
        ),
    ),
)

NOT_CHOSEN: Final = Form(
    "not_chosen",
    (
        Field(
            "note",
            N_("Write a few words beside the reason. They read them as you write them."),
            N_("Your words"),
            text_between(5, NOTE_LENGTH),
            hint=N_("Say what would help them next time, in a language that they read."),
        ),
    ),
)

CLOSE: Final = Form(
    "close",
    (
        Field(
            "why",
            N_("Why does the challenge end? Everybody who takes part reads it."),
            N_("Reason"),
            text_between(5, NOTE_LENGTH),
            hint=N_("Pitches without a decision are declined with it. Nobody else can join in."),
        ),
    ),
)

FORMS: Final = (PITCH, TEAM, NOT_CHOSEN, CLOSE)
