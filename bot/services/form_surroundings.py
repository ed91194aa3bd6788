"""What stands around a question of a form: what it is about, what of the answer was not taken."""

from typing import Final

from bot.domain import corrections, pitch_forms
from bot.domain.challenge_form import CHALLENGE
from bot.domain.drafting import ABOUT, CHANGE, NEW, TEXT_FIELD, second_language
from bot.domain.forms import Context, Draft, Field, Form, Takes
from bot.domain.introducing import LATER
from bot.domain.masking import masked
from bot.domain.parsing import listed
from bot.domain.profiling import is_fact
from bot.domain.questions import ANSWER
from bot.i18n import Translator
from bot.screens.parts import shortened
from bot.store import Unit

_OF_OTHERS: Final = frozenset({pitch_forms.PITCH.name, pitch_forms.TEAM.name})
"""Forms about the challenge of somebody else."""


def unread_of(form: Form, key: str, text: str, context: Context) -> tuple[str, ...]:
    """Return what of a typed list is not in the list that a field chooses from."""
    field = form.field(key)
    if field.takes is not Takes.MANY or field.choices is None or field.graded_by is not None:
        return ()
    return tuple(part for part in listed(text) if not context.find(field.choices, part))


def language_of(field: Field, draft: Draft, tr: Translator) -> str | None:
    """Return the name of the language that a field asks a text in."""
    language = second_language(draft.answers) if field.key == "second" else None
    if field.key.startswith(TEXT_FIELD):  # announcements and entries name them alike
        language = field.key.removeprefix(TEXT_FIELD)
    return tr.name_of(language) if language else None


async def files_of(work: Unit, draft: Draft) -> int:
    """Return how many files go along with a draft of a challenge."""
    if draft.form != CHALLENGE.name:
        return 0
    subject = draft.subject
    challenge_id = int(subject) if subject and subject.isdecimal() else None
    return len(await work.attachments.of_draft(draft.id, challenge_id))


async def about_of(work: Unit, draft: Draft, language: str) -> str | None:
    """Return the title of the challenge or entry, or the question, that a form is about.

    Whoever did not write the challenge reads the title that its card has in their language.
    """
    if draft.form in {NEW, CHANGE}:
        return draft.one(ABOUT)
    if draft.subject is None or corrections.wrong_of(draft.form) or is_fact(draft.form):
        return None
    if draft.form == LATER.name:
        return None  # its subject is a key
    if draft.form == corrections.DECLINE.name:
        proposal = await work.proposals.find(int(draft.subject))
        return proposal.value if proposal else None
    if draft.form == pitch_forms.NOT_CHOSEN.name:
        pitch = await work.pitches.find(int(draft.subject.partition(".")[0]))
        return shortened(masked(pitch.text)) if pitch else None
    if draft.form == ANSWER.name:
        inquiry = await work.inquiries.get(int(draft.subject.partition(".")[0]))
        return inquiry.text
    challenge = await work.challenges.find(int(draft.subject))
    if challenge is not None and draft.form in _OF_OTHERS:
        return challenge.words_for(language)[1]
    return challenge.title if challenge else None
