"""Demo creatives: they have no window on the chat page, so that shortlists and teams have people.

Each answers the profile's questions as anybody does. All of them say that they are a demo.
"""

from typing import Final

from bot.domain.people import Person
from bot.domain.profiling import PROFILE
from bot.services import Services

FIRST: Final = 1910
"""The Telegram id of the first one; the others follow."""

ANSWERS: Final = (
    {
        "name": "Demo illustrator",
        "language": "sl",
        "bio": "Demo. Rišem embalažo in etikete za majhne pridelovalce.",
        "applicant_type": "freelancer",
        "sectors": "graphic design",
        "skills": "illustration, packaging design",
        "place": "Kranj",
        "travel": "80",
        "languages": "Slovenian native, English C1",
        "work_mode": "team",
        "experience": "8",
    },
    {
        "name": "Demo product designer",
        "language": "de",
        "bio": "Demo. Ich entwerfe Möbel aus Resten und baue Prototypen.",
        "applicant_type": "freelancer",
        "sectors": "product design",
        "skills": "industrial design, prototyping, furniture design",
        "place": "Graz",
        "travel": "150",
        "languages": "German native, English B2",
        "experience": "12",
    },
    {
        "name": "Demo photographer",
        "language": "pl",
        "bio": "Demo. Fotografuję ludzi przy pracy i produkty.",
        "skills": "photography, video production",
        "place": "Szczecin",
        "travel": "anywhere",
        "languages": "Polish native, English B1",
        "experience": "5",
    },
    {
        "name": "Demo UX studio",
        "language": "da",
        "bio": "Demo. Vi tegner og tester apps sammen med dem, der skal bruge dem.",
        "applicant_type": "company",
        "skills": "UX design, user research, service design",
        "place": "Kolding",
        "travel": "anywhere",
        "languages": "Danish native, English C1, German B1",
        "work_mode": "either",
    },
    {
        "name": "Demo sound artist",
        "language": "en",
        "bio": "Demo. I make rooms and machines sound better.",
        "skills": "sound design, music composition",
        "place": "Ljubljana",
        "travel": "remote",
        "languages": "English C2, Slovenian B2",
        "work_mode": "solo",
    },
    {
        "name": "Demo brand designer",
        "language": "en",
        "bio": "Demo. I give small makers a name, a face and words that people remember.",
        "sectors": "graphic design",
        "skills": "branding, copywriting, packaging design",
        "place": "Maribor",
        "travel": "150",
        "languages": "English C1, Slovenian native, German B1",
        "wanted": "challenge",
        "experience": "3",
    },
)

TAPPED: Final = frozenset({"applicant_type", "travel", "wanted", "work_mode"})
"""What they tap; the rest they type."""


async def introduce(services: Services) -> None:
    """Let each of them make a profile."""
    for number, answers in enumerate(ANSWERS):
        name, language = answers["name"], answers["language"]
        person = await services.people.meet(FIRST + number, name, language)
        await _make_a_profile(services, person, answers)


async def _make_a_profile(services: Services, person: Person, answers: dict[str, str]) -> None:
    step = await services.forms.open(person, PROFILE.name)
    step = await services.forms.choose(person, step.draft.id, "consent", "yes")
    while not step.at_review:
        key, draft_id = step.draft.step, step.draft.id
        if key in TAPPED and key in answers:
            step = await services.forms.choose(person, draft_id, key, answers[key])
        elif key in answers:
            step = await services.forms.answer(person, draft_id, answers[key])
        if step.draft.step == key:  # a list, or nothing to say
            verb = "done" if step.draft.answers.get(key) else "skip"
            step = await services.forms.move(person, draft_id, verb, key)
    await services.profiles.submit(person, step.draft)
