"""The forms of the bot: which questions, in which order, and what they accept."""

from typing import Final

from bot.domain.forms import Field, Form, Takes
from bot.domain.messages import N_
from bot.domain.parsing import one_of, text_between

TITLE_LENGTH: Final = 80
NAME_LENGTH: Final = 80
PROBLEM_LENGTH: Final = 1500
SUMMARY_LENGTH: Final = 300
REASON_LENGTH: Final = 500
ANNOUNCEMENT_LENGTH: Final = 2000
REPLY_LENGTH: Final = 2000
"""Leaves room in a message of 4096 characters for the sender and the way out."""

ANSWER: Final = Form(
    "answer",
    (
        Field(
            "answer",
            N_("Write the answer. Everybody who asked gets it as you write it."),
            N_("Answer"),
            text_between(10, REPLY_LENGTH),
            hint=N_("It is not translated, so write it in a language that they read."),
        ),
    ),
)

ANNOUNCEMENT_FIELD: Final = "text_"


def broadcast_form(languages: tuple[str, ...]) -> Form:
    """Return the composer: the audience, then one optional text for each offered language."""
    return Form(
        "broadcast",
        (
            Field(
                "audience",
                N_("Who should receive it?"),
                N_("Audience"),
                one_of("audience"),
                Takes.ONE,
                "audience",
            ),
            *(
                Field(
                    ANNOUNCEMENT_FIELD + language,
                    N_("The text in this language: {language}"),
                    N_("Text"),
                    text_between(10, ANNOUNCEMENT_LENGTH),
                    optional=True,
                    hint=N_(
                        "Whoever reads a language that you skip gets the English "
                        "text, or else the first one you wrote."
                    ),
                )
                for language in languages
            ),
        ),
    )
