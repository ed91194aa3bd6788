"""The forms of the bot: which questions, in which order, and what they accept."""

from typing import Final

from bot.domain.forms import Field, Form, Takes
from bot.domain.messages import N_
from bot.domain.parsing import future_date, many_of, one_of, text_between

TITLE_LENGTH: Final = 80
NAME_LENGTH: Final = 80
PROBLEM_LENGTH: Final = 1500
SUMMARY_LENGTH: Final = 300
REASON_LENGTH: Final = 500
ANNOUNCEMENT_LENGTH: Final = 2000
REPLY_LENGTH: Final = 2000
"""Leaves room in a message of 4096 characters for the sender and the way out."""

CHALLENGE: Final = Form(
    "challenge",
    (
        Field(
            "company",
            N_("What is the name of your company?"),
            N_("Company"),
            text_between(2, NAME_LENGTH),
            hint=N_("Only the facilitators who get your challenge see it."),
        ),
        Field(
            "contact",
            N_("Who should we talk to? A name is enough."),
            N_("Contact person"),
            text_between(2, NAME_LENGTH),
            hint=N_("Only the facilitators who get your challenge see it."),
        ),
        Field(
            "title",
            N_("Give your challenge a short title, at most 80 characters."),
            N_("Title"),
            text_between(5, TITLE_LENGTH),
            hint=N_("For example: quieter packaging line"),
        ),
        Field(
            "problem",
            N_("What is the problem? Two or three sentences in your own words are enough."),
            N_("Problem"),
            text_between(30, PROBLEM_LENGTH),
            hint=N_("Creatives will read this, so please leave out names and secrets."),
        ),
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
            "place",
            N_("Where would the work happen? A town, or “remote”."),
            N_("Place"),
            text_between(2, NAME_LENGTH),
            optional=True,
        ),
        Field(
            "deadline",
            N_("Until when may creatives answer? Write a date like 31.12.2027."),
            N_("Deadline"),
            future_date,
            Takes.DATE,
            optional=True,
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
    ),
)

PUBLISH: Final = Form(
    "publish",
    (
        Field(
            "title_en",
            N_("Write the English title that all readers will see."),
            N_("English title"),
            text_between(5, TITLE_LENGTH),
        ),
        Field(
            "summary_en",
            N_("Now the challenge in two English sentences, without names."),
            N_("English summary"),
            text_between(20, SUMMARY_LENGTH),
        ),
    ),
)

DECLINE: Final = Form(
    "decline",
    (
        Field(
            "reason",
            N_("Why is it declined? The company reads this, so say what would help."),
            N_("Reason"),
            text_between(10, REASON_LENGTH),
        ),
    ),
)

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
