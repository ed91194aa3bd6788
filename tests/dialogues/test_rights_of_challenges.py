"""Who sees what of a challenge: every command, every tap and every deep link, for everybody who
has no right to it. The taps are read from the routers: one that is new fails until it is listed.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from aiogram.filters import Command

from bot.app.services import App
from bot.domain.challenges import ChallengeState
from bot.domain.introductions import KeyAnswer
from bot.domain.people import Person as Known
from bot.domain.people import StaffRole
from handlers import routers
from handlers.filters import Tap
from tests.builders import a_creative, a_submitted_challenge
from tests.conftest import ROOT, Meet
from tests.dialogues.conftest import Deliver
from tests.introducing import PITCH, a_pitch
from tests.people import Person

ABOUT_CHALLENGES = {
    "challenge": "edit erase erased list new open send withdraw",
    "desk": "decline list open publish",
    "file": "clear drop list show",
    "fit": "all ask mates tell",
    "form": "back clear done drop edit enough go page pick skip stop submit",
    "intro": "day later ledger mine no open sure until yes",
    "invited": "no",
    "match": "ask back hide like list mine open page save sure unhide why yes",
    "outcome": "open say why",
    "people": "ask draw ledger list open order out replay sure team",
    "pitch": "back choose chosen close edit list mine new no open send sure tell why words",
    "review": "changes confirm evidence real terms undo",
    "team": "drop find gone in leave link look make need new no of offer open out seek sure swap "
    "who yes",
    "terms": "agree leave",
}
"""Taps that are about challenges, pitches, teams and introductions: each is tried with ids of all
of them, in every shape that a button of ours has."""
ABOUT_OTHER_THINGS = {
    "alerts": "follows hour hours matches often pause pauses quiet quiets rest resume saved show "
    "terms times topics zone zones",
    "ask": "again loosen none page pick",
    "broadcast": "edit report send",
    "calendar": "entry saved",
    "check": "away back list off on open yes",
    "content": "all archive as ask cancel desk find go gochecked history hold new open out "
    "publish query restore save set take texts undo wait",
    "entry": "more open source",
    "feed": "archive ask distrust fetch list new open ours pause remove resume stay take trust",
    "fix": "ask list no open what yes",
    "follow": "add off on search stop",
    "gap": "answer aside find list open with",
    "hub": "list open set",
    "lang": "set",
    "list": "page",
    "menu": "help language",
    "news": "off on",
    "person": "ask no send",
    "privacy": "erase export show sure",
    "profile": "edit erase erased fact pause resume right show",
    "role": "set",
    "saved": "*",
    "thumb": "down up why",
}
"""The others: each is tried with a few ids."""
LAST = {("privacy", "sure"), ("form", "submit"), ("match", "yes")}
"""Taps after which somebody is another person, or takes part: not tried by this test."""
HIDDEN_TITLE = "Quokka packaging that nobody knows of yet"
HIDDEN = {
    "company": "Numbat Works",
    "contact": "Wombat Wilson",
    "reach": "numbat@example.org",
    "title": HIDDEN_TITLE,
    "problem": "Our quokka boxes fall apart, and that is known to nobody outside of this house.",
}
OPEN = {"company": "Dunnart & Daughters", "contact": "Dingo Dorfler", "reach": "dingo@example.org"}
APPLICANTS = ("Bandicoota", "Kookaburra")


def taps() -> dict[str, set[str]]:
    """Return every tap that a router takes, by kind."""
    found: dict[str, set[str]] = {}
    for router in routers():
        for handler in router.callback_query.handlers:
            for one in handler.filters or ():
                if isinstance(one.callback, Tap):
                    kind, verbs = one.callback._kind, one.callback._verbs
                    found.setdefault(kind, set()).update(verbs or {"*"})
    return found


def commands() -> list[str]:
    """Return every command that a router takes."""
    return sorted(
        str(command)
        for router in routers()
        for handler in router.message.handlers
        for one in handler.filters or ()
        if isinstance(one.callback, Command)
        for command in one.callback.commands
    )


def test_every_tap_is_listed_here() -> None:
    listed = {
        kind: set(verbs.split()) for kind, verbs in (ABOUT_CHALLENGES | ABOUT_OTHER_THINGS).items()
    }
    assert taps() == listed, "say here whether the new tap is about challenges"


def test_one_screen_only_shows_a_way_to_somebody() -> None:
    shows = [
        str(path.relative_to(ROOT))
        for room in ("bot", "handlers")
        for path in (ROOT / room).rglob("*.py")
        if "tg://user" in path.read_text("utf-8") and not _is_lexical(path)
    ]
    assert shows == ["bot/screens/introductions.py"]


def _is_lexical(path: Path) -> bool:
    """Say whether a file reads such addresses, and writes none: masking, the playground."""
    return "playground" in path.parts or path.name == "masking.py"


def packed() -> Iterator[str]:
    """Yield all taps with ids of everything that there is, and with forged ones."""
    shapes = (
        *("", "1", "2", "3", "4"),
        *("1.0", "2.0", "1.1", "1.2", "1.3", "2.1", "2.3"),
        *("c.1", "c.2", "p.1", "challenge.1", "challenge.2"),
        *("1.contract", "1.2027-06", "2.title"),
    )
    for kind, verbs in ABOUT_CHALLENGES.items():
        for verb in verbs.split():
            if (kind, verb) not in LAST:
                yield from (f"{kind}:{verb}:{shape}" for shape in shapes)
    for kind, verbs in ABOUT_OTHER_THINGS.items():
        for verb in verbs.replace("*", "show").split():
            if (kind, verb) not in LAST:
                yield from (f"{kind}:{verb}:{shape}" for shape in ("", "1"))


class World:
    """A hub with a challenge that is not published, and one that two creatives answered."""

    def __init__(self) -> None:
        self.known: dict[str, Known] = {}

    def ids(self, *names: str) -> tuple[str, ...]:
        """Return how Telegram knows some people."""
        return tuple(str(self.known[name].telegram_id) for name in names)

    @property
    def applicants(self) -> tuple[str, ...]:
        return (*APPLICANTS, *self.ids(*APPLICANTS))

    @property
    def unpublished(self) -> tuple[str, ...]:
        return tuple(HIDDEN.values())

    @property
    def reaches(self) -> tuple[str, ...]:
        """Return what nobody sees before an introduction is made."""
        return (HIDDEN["reach"], OPEN["reach"], "tg://user")


@pytest.fixture
async def world(app: App, meet: Meet, deliver: Deliver) -> World:
    """Make the hub of Szczecin busy."""
    world = World()
    for name in ("Jan", "Firm", *APPLICANTS):
        one = meet(name, "en")
        await one.says("/start")
        world.known[name] = await app.services.people.meet(one.id, name, "en")
    link = await app.services.people.invite(StaffRole.FACILITATOR, "szczecin")
    jan = (await app.services.people.start(world.known["Jan"], link)).person
    world.known["Jan"] = jan
    firm = world.known["Firm"]
    applicants = [world.known[name] for name in APPLICANTS]
    meeting = await a_pitch(app, firm, jan, *applicants, hub="szczecin", **OPEN)
    for person in applicants:
        await app.services.interests.show(person, meeting.challenge.id)
    made = await a_submitted_challenge(app, firm, hub="szczecin", **HIDDEN)
    seen = await app.services.introductions.open(jan, meeting.pitch.id)
    key = next(one for one in seen.introduction.keys if one.person_id == firm.id)
    await app.services.introductions.answer(firm, key.id, KeyAnswer.YES)
    async with app.store.begin() as work:
        row = await work.challenges.find(made.id)
        assert row is not None
        assert row.state is ChallengeState.SUBMITTED
        assert row.title == HIDDEN_TITLE
    await deliver()
    return world


async def leaks(person: Person, secrets: tuple[str, ...], deliver: Deliver) -> list[str]:
    """Do everything that one can do in a chat; return what showed something it should not."""
    found = []
    person.chat.news.clear()

    def look(what: str) -> None:
        shown = "\n".join(
            f"{one.text}\n{one.html}\n{one.keyboard}\n{one.document}" for one in person.chat.news
        )
        found.extend(f"{what} shows {secret}" for secret in secrets if secret in shown)
        person.chat.news.clear()

    for command in commands():
        for tail in ("", " 1", " 2"):
            await person.says(f"/{command}{tail}")
            look(f"/{command}{tail}")
    for payload in ("hub-szczecin", "entry-1", "team-1-" + "0" * 16, "team-1", "staff-x", "c-1"):
        await person.says(f"/start {payload}")
        look(payload)
    await person.says("/start hub-kranj")
    last = None
    for data in packed():
        last = person.chat.messages and list(person.chat.messages.values())[-1]
        await person.taps_data(data, last or None)
        look(data)
    await deliver()
    look("a message")
    return found


@pytest.mark.torture
async def test_a_facilitator_of_another_hub_sees_nothing_that_is_not_published(
    app: App, world: World, meet: Meet, deliver: Deliver
) -> None:
    maja = meet("Maja", "en")
    await maja.says(f"/start {await app.services.people.invite(StaffRole.FACILITATOR, 'kranj')}")
    secrets = (*world.unpublished, *world.applicants, *world.reaches, *OPEN.values(), PITCH)
    assert await leaks(maja, secrets, deliver) == []


@pytest.mark.torture
@pytest.mark.parametrize("role", ["stranger", "creative", "company"])
async def test_nobody_else_sees_it_either(
    app: App, world: World, meet: Meet, deliver: Deliver, role: str
) -> None:
    eve = meet("Eve", "en")
    await eve.says("/start")
    known = await app.services.people.meet(eve.id, "Eve", "en")
    if role == "creative":
        await a_creative(app, known)
    if role == "company":
        await eve.taps_data("role:set:company")
    secrets = (*world.unpublished, *world.applicants, *world.reaches, *OPEN.values(), PITCH)
    assert await leaks(eve, secrets, deliver) == []


@pytest.mark.torture
async def test_the_company_sees_no_name_of_who_answers_before_the_last_key(
    world: World, meet: Meet, dispatcher, bot, deliver: Deliver
) -> None:
    firm = Person(dispatcher, bot, "Firm", "en", world.known["Firm"].telegram_id)
    assert await leaks(firm, (*world.applicants, "tg://user"), deliver) == []


@pytest.mark.torture
async def test_who_answers_sees_no_way_to_the_company_before_the_last_key(
    world: World, meet: Meet, dispatcher, bot, deliver: Deliver
) -> None:
    name = APPLICANTS[0]
    person = Person(dispatcher, bot, name, "en", world.known[name].telegram_id)
    secrets = (*world.unpublished, *world.reaches, *OPEN.values(), *world.ids("Firm", "Jan"))
    assert await leaks(person, secrets, deliver) == []


@pytest.mark.torture
async def test_staff_of_the_hub_see_names_and_no_way_to_anybody(
    world: World, meet: Meet, dispatcher, bot, deliver: Deliver
) -> None:
    jan = Person(dispatcher, bot, "Jan", "en", world.known["Jan"].telegram_id)
    shown = await jan.taps_data("desk:open:2")
    assert HIDDEN_TITLE in shown, "this test would find nothing if nothing were there"
    secrets = (*world.reaches, *world.ids("Firm", *APPLICANTS))
    assert await leaks(jan, secrets, deliver) == []
