"""/challenge: where mine is, and changing, withdrawing and erasing it."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from bot.app.services import App
from bot.domain.challenges import Challenge, ChallengeState
from bot.domain.people import Person as Registered
from bot.domain.terms import Handed, Reward, Rights, Terms
from bot.store.challenges import ChallengeRow, CompanyRow, terms_as_columns
from handlers.dispatcher import ConversationDispatcher
from tests.builders import (
    PostOffice,
    a_creative,
    a_known_company,
    a_person,
    a_published_challenge,
    a_submitted_challenge,
    everything_kept,
    rows_of,
)
from tests.conftest import Clock, Meet
from tests.dialogues.challenging import ANSWERS, PROMPTS, reaches, sends
from tests.people import Person

Restart = Callable[[], ConversationDispatcher]
TITLE = "Cichsza linia pakowania"
LATER_TITLE = "Linia, przy której można rozmawiać"


async def find(app: App, challenge_id: int) -> Challenge:
    async with app.store.read() as work:
        found = await work.challenges.find(challenge_id)
    assert found is not None
    return found


async def registered(app: App, person: Person, language: str) -> Registered:
    return await app.services.people.meet(person.id, person.name, language)


async def a_sent_one(app: App, person: Person, language: str = "pl") -> Challenge:
    return await a_submitted_challenge(app, await registered(app, person, language))


async def opens(person: Person, title: str = TITLE) -> str:
    """Open a challenge from the list."""
    await person.says("/challenge")
    return await person.taps(title)


@pytest.mark.parametrize("language", ["pl", "sl"])
async def test_who_has_it_and_when_one_hears(app: App, meet: Meet, language: str) -> None:
    tr = app.languages[language]
    zofia = meet("Zofia", language)
    made = await a_sent_one(app, zofia, language)

    said = await zofia.says("/challenge")

    assert made.promised_at is not None
    day = tr.date(made.promised_at.date())
    hub = app.knowledge.hubs["kranj"].named(language)
    assert (
        tr(
            "It waits for review. Who has it: {hub}. You hear here by {day} at the latest.",
            hub=hub,
            day=day,
        )
        in said
    )
    assert day == tr.date(made.submitted_at.date().replace(day=25))  # from Sunday: Wednesday


async def test_a_card_shows_all_that_was_written(app: App, meet: Meet, polish) -> None:
    zofia = meet("Zofia", "pl")
    await reaches(zofia, "", polish)
    await sends(zofia, polish)

    said = await opens(zofia)

    for key in ("company", "contact", "problem", "affected", "success", "tried", "evidence"):
        assert ANSWERS[key] in said, key
    assert polish.plural("{n} hour", "{n} hours", 4) in said


@pytest.mark.parametrize("language", ["pl", "sl"])
async def test_a_challenge_is_changed_before_it_is_reviewed(
    app: App,
    meet: Meet,
    meet_staff,
    make_dispatcher: Restart,
    post: PostOffice,
    clock: Clock,
    language: str,
) -> None:
    tr = app.languages[language]
    maja = await meet_staff("Maja", "kranj")
    zofia = meet("Zofia", language)
    made = await a_sent_one(app, zofia, language)
    clock.passes(days=1)
    zofia.line = make_dispatcher()
    await opens(zofia)
    zofia.line = make_dispatcher()
    said = await zofia.taps(tr("Change it"))
    assert tr("Is this right?") in said
    zofia.line = make_dispatcher()
    await zofia.taps(tr("Change: {answer}", answer=tr("Title")))
    zofia.line = make_dispatcher()
    await zofia.says(LATER_TITLE)
    zofia.line = make_dispatcher()

    said = await sends(zofia, tr)

    assert tr("Your challenge is sent: {title}", title=LATER_TITLE) in said
    changed = await find(app, made.id)
    assert changed.title == LATER_TITLE
    assert (changed.problem, changed.submitted_at) == (made.problem, made.submitted_at)
    assert changed.promised_at is not None
    assert made.promised_at is not None
    assert changed.promised_at > made.promised_at  # promised anew
    assert len(await rows_of(app.settings.database_url, select(ChallengeRow))) == 1
    told = [letter.reply.html for letter in await post.letters(maja.id)]
    assert len(told) == 2
    assert LATER_TITLE in told[1]


async def test_a_change_that_is_sent_twice_is_one_change(
    app: App, meet: Meet, meet_staff, polish, post: PostOffice
) -> None:
    maja = await meet_staff("Maja", "kranj")
    zofia = meet("Zofia", "pl")
    await a_sent_one(app, zofia)
    await opens(zofia)
    await zofia.taps(polish("Change it"))
    review = zofia.chat.news[-1]
    submit = zofia.button(polish("Send to the hub")).replace("form:submit", "challenge:send")

    first = await zofia.taps_data(submit, review)
    again = await zofia.taps_data(submit, review)
    await zofia.again()

    assert again in ("", first)
    assert len(await post.letters(maja.id)) == 2  # that it came, and that it changed


async def test_what_was_asked_for_is_changed_and_waits_again(
    app: App, meet: Meet, meet_staff, polish
) -> None:
    zofia = meet("Zofia", "pl")
    made = await a_sent_one(app, zofia)
    async with app.store.begin() as work:
        assert await work.reviews.ask_for_changes(made.id, "Please say who has the problem.")

    said = await opens(zofia)
    assert "Please say who has the problem." in said
    await zofia.taps(polish("Change it"))
    await zofia.taps(polish("Change: {answer}", answer=polish("Who has it")))
    await zofia.says("Sześć osób przy linii")
    await sends(zofia, polish)

    now = await find(app, made.id)
    assert (now.state, now.changes_asked) == (ChallengeState.SUBMITTED, None)
    assert now.affected == "Sześć osób przy linii"


async def test_what_is_decided_meanwhile_is_not_changed(app: App, meet: Meet, polish) -> None:
    zofia = meet("Zofia", "pl")
    made = await a_sent_one(app, zofia)
    await opens(zofia)
    edit = zofia.button(polish("Change it"))
    await zofia.taps(polish("Change it"))
    staff = await a_person(app, "Maja", telegram_id=8_000_000_009)
    async with app.store.begin() as work:
        assert await work.reviews.decline(made.id, "It is too wide.", "", staff.id, app.clock())

    said = await sends(zofia, polish)

    cannot = polish(
        "This challenge cannot be changed any more: it is decided. If something has to change, "
        "tell your facilitator."
    )
    assert cannot in said
    await zofia.taps_data(edit)
    assert cannot in zofia.sees()
    assert (await find(app, made.id)).state is ChallengeState.DECLINED


@pytest.mark.parametrize("language", ["pl", "sl"])
async def test_a_challenge_is_withdrawn_with_a_reason(
    app: App,
    meet: Meet,
    meet_staff,
    make_dispatcher: Restart,
    post: PostOffice,
    language: str,
) -> None:
    tr = app.languages[language]
    maja = await meet_staff("Maja", "kranj")
    zofia, nika = meet("Zofia", language), meet("Nika", "sl")
    facilitator = await app.services.people.meet(maja.id, "Maja", "en")
    made = await a_published_challenge(app, await registered(app, zofia, language), facilitator)
    creative = await registered(app, nika, "sl")
    await a_creative(app, creative)
    await app.services.interests.show(creative, made.id)
    await opens(zofia)
    zofia.line = make_dispatcher()
    assert tr("Why do you withdraw it? Whoever answered reads this. You may skip it.") in (
        await zofia.taps(tr("Withdraw it"))
    )
    zofia.line = make_dispatcher()
    await zofia.says("Kupiliśmy nową linię.")
    zofia.line = make_dispatcher()
    review, withdraw = zofia.chat.news[-1], zofia.button(tr("Withdraw it"))

    said = await zofia.taps_data(withdraw, review)
    again = await zofia.taps_data(withdraw, review)

    assert tr("It is withdrawn: {title}", title=TITLE) in said
    assert again in ("", said)
    assert (await find(app, made.id)).state is ChallengeState.WITHDRAWN
    answered = [one for one in await post.letters(nika.id) if "Kupiliśmy nową linię." in
                one.reply.html]  # fmt: skip
    assert len(answered) == 1
    told = [one for one in await post.letters(maja.id) if "Kupiliśmy" in one.reply.html]
    assert len(told) == 1
    assert tr("You withdrew it.") in await zofia.says("/challenge")


async def test_withdrawing_may_be_left(app: App, meet: Meet, polish) -> None:
    zofia = meet("Zofia", "pl")
    made = await a_sent_one(app, zofia)
    await opens(zofia)
    await zofia.taps(polish("Withdraw it"))

    await zofia.taps(polish("Stop for now"))

    assert (await find(app, made.id)).state is ChallengeState.SUBMITTED


async def test_a_challenge_is_erased_and_nothing_of_it_is_kept(
    app: App, meet: Meet, meet_staff, make_dispatcher: Restart, post: PostOffice, polish
) -> None:
    maja = await meet_staff("Maja", "kranj")
    zofia, nika = meet("Zofia", "pl"), meet("Nika", "sl")
    facilitator = await app.services.people.meet(maja.id, "Maja", "en")
    company = await registered(app, zofia, "pl")
    made = await a_published_challenge(
        app, company, facilitator, problem="Quixotic teapots break in every box that we send."
    )
    creative = await registered(app, nika, "sl")
    await a_creative(app, creative)
    await app.services.interests.show(creative, made.id)
    await post.deliver()
    await opens(zofia)
    zofia.line = make_dispatcher()
    await zofia.taps(polish("Erase it"))
    keep, really = zofia.button(polish("Keep it")), zofia.button(polish("Yes, erase it"))
    asked = zofia.chat.news[-1]
    assert TITLE in await zofia.taps_data(keep, asked)
    zofia.line = make_dispatcher()

    said = await zofia.taps_data(really, asked)

    assert polish("Erased. Nothing of this challenge is kept.") in said
    answers = [one for one in await post.letters(nika.id) if one.state == "queued"]
    assert len(answers) == 1  # whoever answered hears that it has ended
    await post.deliver()
    kept = await everything_kept(app.settings.database_url)
    assert "Quixotic" not in "\n".join(kept.values())
    assert await rows_of(app.settings.database_url, select(ChallengeRow)) == []
    for stale in (really, keep):  # buttons of what is gone
        assert "Sorry" not in await zofia.taps_data(stale, asked)
    assert TITLE not in await zofia.says("/challenge")


@pytest.mark.parametrize("verb", ["open", "edit", "withdraw", "erase", "erased"])
async def test_nobody_reaches_the_challenge_of_another(app: App, meet: Meet, verb: str) -> None:
    zofia, eve = meet("Zofia", "pl"), meet("Eve")
    made = await a_sent_one(app, zofia)
    await eve.says("/start")

    said = await eve.taps_data(f"challenge:{verb}:{made.id}")

    assert "This is not available any more" in said
    assert TITLE not in said
    assert (await find(app, made.id)).state is ChallengeState.SUBMITTED


@pytest.mark.parametrize("number", ["0", "-1", "999", "9" * 30, "x", "", "٣"])
async def test_a_forged_button_is_answered_kindly(meet: Meet, number: str) -> None:
    ada = meet()
    await ada.says("/start")
    for verb in ("open", "edit", "withdraw", "erase", "erased", "send"):
        assert "Sorry" not in await ada.taps_data(f"challenge:{verb}:{number}")


async def test_a_draft_goes_on_months_later_and_in_another_language(
    app: App, meet: Meet, clock: Clock, make_dispatcher: Restart, polish, slovenian
) -> None:
    zofia = meet("Zofia", "pl")
    await reaches(zofia, "skills", polish)
    clock.passes(days=120)
    zofia.line = make_dispatcher()
    await zofia.says("/language")
    await zofia.taps("Slovenščina")

    said = await zofia.says("/challenge")

    assert slovenian(PROMPTS["skills"]) in said
    await zofia.taps(slovenian("That is enough for now"))
    assert ANSWERS["problem"] in zofia.sees()
    assert ANSWERS["success"] in zofia.sees()


async def test_a_confirmed_company_stays_as_it_was_seen(app: App, meet: Meet, polish) -> None:
    zofia = meet("Zofia", "pl")
    made = await a_sent_one(app, zofia)
    await a_known_company(app, made)
    await opens(zofia)
    await zofia.taps(polish("Change it"))
    label = polish("Register number or address")
    await zofia.taps(polish("Change: {answer}", answer=label))
    await zofia.says("KRS 9999999999")
    await sends(zofia, polish)

    ((evidence, confirmed_at),) = await rows_of(
        app.settings.database_url, select(CompanyRow.evidence, CompanyRow.confirmed_at)
    )
    assert evidence == made.evidence
    assert confirmed_at is not None
    assert (await find(app, made.id)).evidence == "KRS 9999999999"


async def test_the_doctor_asks_once_and_is_no_wall(app: App, meet: Meet, polish) -> None:
    zofia = meet("Zofia", "pl")
    await zofia.says("/challenge")
    await zofia.taps(polish("Skip"))
    for text in ("Fabryka Pudełek", "Zofia", "Aplikacja", "Potrzebujemy aplikacji i strony www."):
        await zofia.says(text)
    await zofia.taps(polish("That is enough for now"))
    review, submit = zofia.chat.news[-1], zofia.button(polish("Send to the hub"))

    asked = await zofia.taps_data(submit, review)
    assert polish("Before it goes to the hub:") in asked
    again = await zofia.taps_data(submit, review)  # a double tap sends nothing
    assert again in ("", asked)
    async with app.store.read() as work:
        assert await work.challenges.waiting(None) == []

    await zofia.taps(polish("Say what is handed in"))
    assert polish(PROMPTS["handed"]) in zofia.sees()
    await zofia.taps(polish("A few words and a conversation"))
    await zofia.taps(polish("Send to the hub"))

    async with app.store.read() as work:
        assert len(await work.challenges.waiting(None)) == 1


async def test_what_staff_set_meanwhile_is_not_undone_by_an_old_draft(
    app: App, meet: Meet, polish
) -> None:
    zofia = meet("Zofia", "pl")
    made = await a_sent_one(app, zofia)
    await opens(zofia)
    await zofia.taps(polish("Change it"))
    await zofia.taps(polish("Change: {answer}", answer=polish("Title")))
    await zofia.says(LATER_TITLE)
    fair = Terms(Handed.SKETCH, 8, Reward.FEE, 800, "EUR", Rights.LICENSED)
    async with app.store.begin() as work:
        row = await work._session.get_one(ChallengeRow, made.id)
        for column, value in terms_as_columns(fair).items():
            setattr(row, column, value)

    await sends(zofia, polish)

    now = await find(app, made.id)
    assert (now.title, now.terms) == (LATER_TITLE, fair)
