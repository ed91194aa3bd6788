"""Filling in the form of a challenge, as a company does."""

from collections.abc import Callable

from bot.domain.challenge_form import CHALLENGE
from bot.domain.forms import Takes
from tests.people import Person

PROBLEM = "Nasza linia pakowania jest tak głośna, że nikt nie chce przy niej pracować."
ANSWERS = {
    "company": "Fabryka Pudełek",
    "contact": "Zofia",
    "title": "Cichsza linia pakowania",
    "problem": PROBLEM,
    "affected": "Sześć osób przy linii, dwie godziny dziennie",
    "success": "O połowę mniej skarg w ciągu roku",
    "tried": "Zatyczki do uszu",
    "skills": "projektowanie opakowań, ilustracja",
    "technologies": "druk 3D",
    "industry": "papier, opakowania i druk",
    "place": "Szczecin",
    "languages": "angielski",
    "team": "zespół",
    "orientation": "proces",
    "handed": "szkic",
    "effort": "4",
    "reward": "honorarium",
    "amount": "800 EUR",
    "rights": "licencja",
    "deadline": "31.12.2027",
    "evidence": "KRS 0000123456",
    "reach": "zofia@example.com",
    "anonymous": "tak",
    "hub": "Szczecin",
}
"""What a Polish company answers, by question."""
CHOSEN = {
    "team": "team",
    "orientation": "process",
    "handed": "sketch",
    "reward": "fee",
    "rights": "licensed",
    "anonymous": "yes",
}
"""What it taps, where there are buttons."""
PROMPTS = {field.key: field.prompt for field in CHALLENGE.fields}
LISTS = {field.key for field in CHALLENGE.fields if field.takes is Takes.MANY}

Say = Callable[..., str]


async def begins(person: Person, tr: Say) -> str:
    """Open the form, and be asked one thing at a time."""
    await person.says("/challenge")
    return await person.taps(tr("Skip"))


async def answers(person: Person, key: str, tr: Say, text: str | None = None) -> str:
    """Answer one question, by a tap where a choice is fixed."""
    if key in CHOSEN and text is None:
        said = await person.taps_data(tapped(person, key, tr))
    else:
        said = await person.says(text or ANSWERS[key])
    return await person.taps(tr("Done")) if key in LISTS else said


def tapped(person: Person, key: str, tr: Say) -> str:
    """Return what the button carries that chooses the company's answer."""
    draft = person.button(tr("Stop for now")).rpartition(":")[2]
    return f"form:pick:{draft}.{key}.{CHOSEN[key]}"


async def reaches(person: Person, key: str, tr: Say) -> str:
    """Answer the form up to one question; all of it with an empty key."""
    said = await begins(person, tr)
    for field in ANSWERS:
        if field == key:
            break
        said = await answers(person, field, tr)
    return said


async def says_what_is_needed(
    person: Person, tr: Say, *texts: str, until: str = "That is enough for now"
) -> str:
    """Give the four answers that are required, and leave the rest."""
    await begins(person, tr)
    for text in texts or ("Box Makers Ltd", "Ada", "A quieter line", PROBLEM):
        await person.says(text)
    return await person.taps(tr(until))


async def sends(person: Person, tr: Say) -> str:
    """Send a finished form, whatever there is to ask about."""
    said = await person.taps(tr("Send to the hub"))
    as_it_is = tr("Send it as it is")
    return await person.taps(as_it_is) if as_it_is in person.sees_buttons() else said
