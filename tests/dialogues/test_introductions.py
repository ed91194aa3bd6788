"""Three keys, in conversation: who is asked what, and who reads how to reach whom, and when."""

from collections.abc import Callable

import pytest

from bot.app.services import App
from bot.domain.introductions import LASTS
from bot.i18n import Translator
from handlers.dispatcher import ConversationDispatcher
from tests.builders import everything_kept
from tests.conftest import Clock, Meet
from tests.dialogues.conftest import Deliver
from tests.introducing import COMPANY, CONTACT, LINK, PITCH, REACH, a_pitch, introductions
from tests.people import Person

Restart = Callable[..., ConversationDispatcher]
TITLE = "Cichsza linia pakowania"
TWO = ("sl", "pl")
"""Languages of creatives and company; staff read English."""


class Sides:
    """Everybody of an introduction, as they chat, and the bot that may die at every step."""

    def __init__(self, app: App, restart: Restart, deliver: Deliver, tr: Translator) -> None:
        self.app, self.restart, self.deliver, self.tr = app, restart, deliver, tr
        self.company: Person
        self.maja: Person
        self.creatives: list[Person] = []
        self.pitch_id = 0

    @property
    def everybody(self) -> list[Person]:
        return [self.company, *self.creatives, self.maja]

    async def opens(self) -> None:
        """Let the facilitator choose the pitch, and bring the questions."""
        staff = await self.app.services.people.meet(self.maja.id, self.maja.name, "en")
        await self.app.services.introductions.open(staff, self.pitch_id)
        await self.deliver()

    async def taps(self, person: Person, label: str) -> str:
        """Tap, in a process that has just come back."""
        person.line = self.restart()
        tr = self.app.languages["en" if person is self.maja else self.tr.language]
        return await person.taps(tr(label))

    async def says_yes(self, person: Person) -> str:
        """Turn somebody's key."""
        label = "Yes, introduce them" if person is self.maja else "Yes, introduce us"
        return await self.taps(person, label)

    def sees_contacts(self, person: Person) -> bool:
        """Say whether anything that reaches the other side was ever in somebody's chat."""
        seen = "\n".join(shown.text + shown.html for shown in person.chat.news)
        ways = [CONTACT, REACH, LINK, "tg://user", *(str(one.id) for one in self.everybody)]
        if person is self.maja:
            ways.remove(CONTACT)  # staff of the hub know it from the challenge
        own = {str(person.id)} | ({LINK} if person in self.creatives else set())
        own |= {CONTACT, REACH} if person is self.company else set()
        return any(way in seen for way in ways if way not in own)


@pytest.fixture(params=TWO)
def tr(request: pytest.FixtureRequest, app: App) -> Translator:
    return app.languages[request.param]


@pytest.fixture
async def sides(
    app: App,
    meet: Meet,
    meet_staff: Callable[..., object],
    make_dispatcher: Restart,
    deliver: Deliver,
    tr: Translator,
) -> Callable[..., object]:
    async def make(creatives: int = 1, **changes: object) -> Sides:
        sides = Sides(app, make_dispatcher, deliver, tr)
        sides.maja = await meet_staff()  # type: ignore[misc]
        sides.company = meet("Zofia", tr.language)
        sides.creatives = [meet(f"Nika{n}", tr.language) for n in range(creatives)]
        known = []
        for person in sides.everybody:
            await person.says("/start")
            known.append(await app.services.people.meet(person.id, person.name, tr.language))
        meeting = await a_pitch(app, known[0], known[-1], *known[1:-1], **changes)
        sides.pitch_id = meeting.pitch.id
        await deliver()
        for person in sides.everybody:
            person.chat.news.clear()
        return sides

    return make


@pytest.mark.parametrize("creatives", [1, 3])
async def test_all_say_yes_and_the_two_sides_reach_each_other(sides, creatives, tr) -> None:
    it = await sides(creatives)
    await it.opens()
    title = TITLE if tr.language == "pl" else "A quieter packaging line"
    assert tr("Your pitch was chosen: {title}", title=title) in it.creatives[0].sees()
    assert tr("The company is named once everybody has said yes.") in it.creatives[0].sees()
    assert PITCH in it.company.sees()
    assert "Nika" not in it.company.sees()
    assert "Nika0" in it.maja.sees()

    for person in it.everybody:
        assert not any(it.sees_contacts(one) for one in it.everybody)
        await it.says_yes(person)
        await person.again()  # Telegram repeats it
    await it.deliver()

    for creative in it.creatives:
        said = creative.sees()
        assert COMPANY in said
        assert CONTACT in said
        assert REACH in said
        assert f"tg://user?id={it.company.id}" in creative.chat.news[-1].html
    said, html = it.company.sees(), it.company.chat.news[-1].html
    for creative in it.creatives:
        assert creative.name in said
        assert f"tg://user?id={creative.id}" in html
    assert "Introduced:" in it.maja.sees()
    assert not it.sees_contacts(it.maja)

    assert await it.deliver() == 0
    # A second look shows it again, to the two sides only.
    await it.taps(it.company, "My introductions")
    assert it.creatives[0].name in await it.company.taps("Cichsza")
    [row] = await introductions(it.app)
    for person in (it.creatives[0], it.maja):
        await person.taps_data(f"intro:open:{row.id}")
        assert (REACH in person.sees()) == (person is not it.maja)


async def test_a_quiet_no_ends_it_and_nobody_hears_whose_it_was(sides, tr) -> None:
    it = await sides()
    await it.opens()
    [creative] = it.creatives
    await it.says_yes(it.company)
    await it.says_yes(it.maja)
    await it.taps(creative, "No, quietly")
    assert tr("Back") in creative.sees_buttons()
    said = await it.taps(creative, "Yes, end it quietly")
    assert tr("The others hear only that it does not come about this time.") in said
    assert await it.deliver() == 2

    assert tr("This time it does not come about.") in it.company.sees()
    assert "This time it does not come about." in it.maja.sees()
    assert "I do not say who." in it.maja.sees()
    for person in (it.company, it.maja):
        assert creative.name not in it.company.sees()
        assert not it.sees_contacts(person)
    # Old buttons tell how it stands, and open nothing.
    yes = [b for shown in it.company.chat.news for b in shown.buttons if ":yes:" in str(b)]
    assert yes
    for button in yes:
        assert tr("This time it does not come about.") in await it.company.taps_data(
            button["callback_data"]
        )
    assert not any(it.sees_contacts(one) for one in it.everybody)
    assert await it.deliver() == 0


async def test_not_now_in_june_is_asked_again_in_june(app, sides, clock: Clock, tr) -> None:
    it = await sides()
    await it.opens()
    [creative] = it.creatives
    await it.says_yes(it.company)
    await it.says_yes(it.maja)
    said = await it.taps(creative, "Not now, but later")
    assert tr("When may I ask again? Until then nobody is told anything.") in said
    await it.taps(creative, "Another day")
    creative.line = it.restart()
    june = {"sl": "junija", "pl": "w czerwcu"}[tr.language]
    said = await creative.says(june)
    assert "2027" in said
    creative.line = it.restart()
    said = await it.taps(creative, "Ask me then")
    assert tr("I ask again on {day}.", day=tr.date(clock.today.replace(2027, 6, 1))) in said

    clock.passes(days=120)
    assert await app.services.introductions.tend() == 0
    assert await it.deliver() == 0
    clock.passes(days=(clock.today.replace(2027, 6, 1) - clock.today).days)
    await app.services.introductions.tend()
    await app.services.introductions.tend()
    assert await it.deliver() == 1
    assert tr("You said: not now, but later. So I ask again.") in creative.sees()
    assert tr("You have not answered yet. I ask once more.") not in creative.sees()
    said = await it.says_yes(creative)
    assert tr("How you reach each other comes in a message of its own.") in said
    assert REACH not in said, "it is not said twice"
    assert REACH in await creative.taps(tr("Show it again"))
    assert await it.deliver() == 3

    assert REACH in creative.sees()
    assert creative.name in it.company.sees()


async def test_a_month_is_a_tap_away(app, sides, tr) -> None:
    it = await sides()
    await it.opens()
    await it.taps(it.company, "Not now, but later")
    months = it.company.sees_buttons()[:6]
    assert months[0] == tr.period("2026-12")
    assert months[-1] == tr.period("2027-05")
    said = await it.company.taps(months[-1])
    assert "2027" in said
    assert tr("Show it again") in it.company.sees_buttons()


async def test_what_nobody_answers_expires_after_one_reminder(
    app, sides, clock: Clock, tr
) -> None:
    it = await sides()
    await it.opens()
    [creative] = it.creatives
    await it.says_yes(it.company)
    clock.passes(days=LASTS.days - 3, hours=1)
    for _ in range(3):
        await app.services.introductions.tend()
    assert await it.deliver() == 2, "the two who have not answered, once"
    assert tr("You have not answered yet. I ask once more.") in creative.sees()

    clock.passes(days=3)
    for _ in range(3):
        await app.services.introductions.tend()
    assert await it.deliver() == 3
    assert "not everybody answered in time" in it.maja.sees()
    assert tr("This time it does not come about.") in await it.says_yes(creative)
    assert not any(it.sees_contacts(one) for one in it.everybody)


async def test_who_blocked_the_bot_is_waited_for(app, sides, clock: Clock, tr) -> None:
    it = await sides()
    await it.opens()
    [creative] = it.creatives
    await it.says_yes(creative)
    await creative.blocks()
    await it.says_yes(it.company)
    await it.says_yes(it.maja)
    await app.services.introductions.tend()
    await it.deliver()
    assert not any(it.sees_contacts(one) for one in it.everybody)

    await creative.unblocks()
    await app.services.introductions.tend()
    await it.deliver()
    assert REACH in creative.sees()
    assert creative.name in it.company.sees()


async def test_a_yes_is_taken_back_in_time(sides, tr) -> None:
    it = await sides()
    await it.opens()
    await it.says_yes(it.company)
    await it.taps(it.company, "Show it again")
    await it.taps(it.company, "No, quietly")
    await it.taps(it.company, "Yes, end it quietly")
    for person in (it.maja, *it.creatives):
        await it.says_yes(person)
    await it.deliver()
    assert not any(it.sees_contacts(one) for one in it.everybody)


async def test_who_is_erased_ends_it_and_is_nowhere(app, sides, tr) -> None:
    it = await sides()
    await it.opens()
    await it.says_yes(it.maja)
    [creative] = it.creatives
    person = await app.services.people.meet(it.company.id, "Zofia", tr.language)
    await app.services.profiles.erase(person)
    await it.deliver()

    assert tr("No introduction this time.") in creative.sees()
    kept = await everything_kept(app.settings.database_url)
    for trace in (REACH, CONTACT, COMPANY, str(it.company.id)):
        assert not [table for table, rows in kept.items() if trace in rows], trace
    assert await introductions(app) == []


async def test_a_member_who_leaves_the_team_ends_it(app, sides, tr) -> None:
    it = await sides(2)
    await it.opens()
    for person in (it.company, it.maja, it.creatives[0]):
        await it.says_yes(person)
    async with app.store.begin() as work:
        pitch = await work.pitches.find(it.pitch_id)
        known = await work.people.find(it.creatives[1].id)
        await work.creative_teams.leave(pitch.team_id, known.id)
    await it.says_yes(it.creatives[1])
    await it.deliver()
    assert not any(it.sees_contacts(one) for one in it.everybody)
    assert tr("This time it does not come about.") in it.company.sees()


async def test_who_erased_their_profile_still_counts(app, sides, tr) -> None:
    it = await sides(2)
    await it.opens()
    gone = await app.services.people.meet(it.creatives[1].id, it.creatives[1].name, tr.language)
    await app.services.profiles.erase_profile(gone)
    [row] = await introductions(app)
    said = await it.company.taps_data(f"intro:open:{row.id}")
    assert tr.plural("A team of {n} person.", "A team of {n} people.", 2) in said
    assert it.creatives[1].name not in said


async def test_who_leaves_a_chosen_team_is_told_what_it_costs(app, sides, tr) -> None:
    it = await sides(2)
    await it.opens()
    async with app.store.read() as work:
        pitch = await work.pitches.find(it.pitch_id)
    leaver, other = it.creatives[1], it.creatives[0]
    said = await leaver.taps_data(f"team:leave:{pitch.team_id}")
    cost = "Your team is chosen. If the introduction is still open, it ends for everybody then."
    assert tr(cost) in said
    await leaver.taps(tr("Yes, leave it"))
    seen = len(leaver.chat.news)
    await it.deliver()
    assert len(leaver.chat.news) == seen, "who went knows"
    told = "\n".join(shown.text for shown in other.chat.news)
    assert tr("This time it does not come about.") in told


async def test_nobody_is_told_to_choose_another_of_a_closed_challenge(app, sides, tr) -> None:
    it = await sides()
    await it.opens()
    [row] = await introductions(app)
    await it.company.taps_data(f"challenge:withdraw:{row.challenge_id}")
    await it.company.taps(tr("Skip"))
    await it.company.taps(tr("Withdraw it"))
    await it.deliver()
    assert "Why: the challenge is closed." in it.maja.chat.news[-2].text + it.maja.sees()
    told = "\n".join(shown.text for shown in it.maja.chat.news)
    assert "You can choose another pitch." not in told
    assert tr("Why: the challenge is closed.") in it.creatives[0].sees()


async def test_the_company_finds_the_question_again(sides, tr) -> None:
    it = await sides()
    await it.opens()
    [row] = await introductions(it.app)
    await it.company.taps_data(f"challenge:open:{row.challenge_id}")
    assert TITLE in await it.company.taps(tr("My introductions"))


async def test_contact_data_that_somebody_typed_into_a_pitch_waits_too(sides, tr) -> None:
    it = await sides(text="Write to me at nika@example.org or +386 40 123 456, I have an idea!")
    await it.opens()
    assert "nika@example.org" not in it.company.sees()
    assert "123 456" not in it.company.sees() + it.maja.sees()
    for person in it.everybody:
        await it.says_yes(person)
    await it.deliver()
    assert "nika@example.org" in it.company.sees()


async def test_strangers_and_other_hubs_turn_nothing(
    app, sides, meet: Meet, meet_staff, tr
) -> None:
    it = await sides()
    await it.opens()
    jan, eve = await meet_staff("Jan", hub="szczecin"), meet("Eve")
    await eve.says("/start")
    [row] = await introductions(app)
    for stranger in (jan, eve):
        for number in (1, 2, 3, row.id, 99, 0):
            for verb in ("open", "yes", "later", "no", "sure", "day"):
                said = await stranger.taps_data(f"intro:{verb}:{number}")
                assert TITLE not in said
            await stranger.taps_data(f"intro:until:{number}.2027-06")
        await stranger.taps_data("intro:mine:")
        assert not it.sees_contacts(stranger)
    # One side does not turn the key of the other.
    keys = {b["callback_data"] for s in it.company.chat.news for b in s.buttons}
    for data in keys:
        if data.startswith("intro:") and data.split(":")[1] in {"yes", "sure", "no", "later"}:
            await it.creatives[0].taps_data(data)
    [row] = await introductions(app)
    assert row.state == "open"


@pytest.mark.parametrize("value", ["", "x", "-1", "1.x", "1.2027-13", "1.9999-99", "9" * 30, "²"])
async def test_forged_taps_are_answered_kindly(meet: Meet, meet_staff, value: str) -> None:
    for person in (meet("Eve"), await meet_staff()):
        await person.says("/start")
        for kind, verbs in {
            "intro": ("open", "yes", "later", "until", "no", "sure", "day", "mine"),
            "outcome": ("say", "why", "open"),
        }.items():
            for verb in verbs:
                assert await person.taps_data(f"{kind}:{verb}:{value}") or person.sees()
                assert "Sorry, something went wrong" not in person.sees()


async def test_a_facilitator_chooses_a_pitch_and_turns_the_third_key(sides, tr) -> None:
    it = await sides()
    await it.maja.taps_data(f"pitch:choose:{it.pitch_id}")
    await it.maja.taps_data(f"pitch:chosen:{it.pitch_id}")
    await it.maja.taps_data(f"pitch:chosen:{it.pitch_id}")  # a second tap asks nobody again
    assert await it.deliver() == 3
    for person in (it.maja, *it.creatives, it.company):
        await it.says_yes(person)
    await it.deliver()
    assert REACH in it.creatives[0].sees()
    assert it.creatives[0].name in it.company.sees()
    assert "What became of introductions" in await it.maja.taps_data("intro:ledger:")
