"""The forms of a review: publishing, asking for changes, declining, the company, the terms."""

from typing import Final

from bot.domain.challenge_form import CHALLENGE, EVIDENCE_LENGTH
from bot.domain.forms import Field, Form
from bot.domain.messages import N_
from bot.domain.parsing import text_between, without_contact_data
from bot.domain.questions import REASON_LENGTH, SUMMARY_LENGTH, TITLE_LENGTH

PUBLISH: Final = Form(
    "publish",
    (
        Field(
            "title_en",
            N_("Write the English title that all readers will see."),
            N_("English title"),
            without_contact_data(text_between(5, TITLE_LENGTH)),
        ),
        Field(
            "summary_en",
            N_("Now the challenge in two English sentences, without names."),
            N_("English summary"),
            without_contact_data(text_between(20, SUMMARY_LENGTH)),
        ),
    ),
)

CHANGES: Final = Form(
    "changes",
    (
        Field(
            "wanted",
            N_("What should the company change? It reads this, with a button to do it."),
            N_("What to change"),
            text_between(10, REASON_LENGTH),
            hint=N_("For example: please say what you tried already, and what it costs you."),
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
        Field(
            "next_step",
            N_("What can the company do instead? It reads this, too."),
            N_("Next step"),
            text_between(10, REASON_LENGTH),
            hint=N_("For example: talk to us on Thursdays, or ask the regional voucher office."),
        ),
    ),
)

EVIDENCE: Final = Form(
    "evidence",
    (
        Field(
            "evidence",
            N_("By what did you see that it is real? Its register number or web address."),
            N_("Register number or address"),
            text_between(3, EVIDENCE_LENGTH),
        ),
    ),
)

TERMS: Final = Form(
    "terms",
    tuple(
        CHALLENGE.field(key)
        for key in ("handed", "effort", "reward", "amount", "rights", "deadline")
    ),
)

FORMS: Final = (PUBLISH, CHANGES, DECLINE, EVIDENCE, TERMS)
