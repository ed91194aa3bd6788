"""From “I am interested” to an answer: writing, sending, changing, taking back, being decided."""

import asyncio

import pytest

from bot.domain.pitches import NotChosen, PitchState
from bot.domain.refusals import (
    ChallengeClosed,
    LeadsToPerson,
    NoAddress,
    NotAllowed,
    TooLong,
    TooShort,
)
from bot.domain.taking_part import Decided, NothingSent
from bot.screens.pitch_notices import REASONS
from tests.builders import a_person
from tests.dialogues.taking_part import (
    TEXT,
    an_open_challenge,
    becomes_creative,
    sends_pitch,
)

LINK = "https://example.org/work"


@pytest.fixture
async def maja(meet_staff):
    return await meet_staff("Maja")


@pytest.fixture
async def challenge(app, maja, post, clock):
    made = await an_open_challenge(app, maja)
    await post.deliver()
    clock.passes(seconds=5)
    return made


@pytest.fixture(params=["en", "pl", "sl"])
def tr(app, request):
    return app.languages[request.param]


@pytest.fixture
async def nika(app, meet, challenge, tr):
    nika = meet("Nika", tr.language)
    await nika.says("/start")
    await becomes_creative(app, nika)
    return nika


@pytest.fixture
def pitch_of(app, challenge):
    async def found(person):
        known = await app.services.people.meet(person.id, person.name, person.language)
        async with app.store.read() as work:
            return await work.pitches.alone(challenge.id, known.id)

    return found


async def test_a_pitch_from_interest_to_staff_with_a_restart_at_every_step(
    app, maja, challenge, nika, tr, deliver, make_dispatcher, pitch_of
):
    await nika.taps_data(f"match:yes:{challenge.id}")
    nika.line = make_dispatcher()
    said = await nika.taps(tr("Write a pitch"))
    label = tr("A talk first: no work before both sides agree")
    assert label in said
    assert tr("The work of those who are not chosen stays theirs.") in said
    nika.line = make_dispatcher()
    said = await nika.says(TEXT)
    assert tr("One link to something of yours that shows how you work. You may skip this.") in said
    nika.line = make_dispatcher()
    said = await nika.says(LINK)
    assert label in said
    assert tr("With the first button you agree to these terms.") in said
    nika.line = make_dispatcher()
    said = await nika.taps(tr("Send the pitch"))
    assert tr("You have an answer at the latest on: {day}.", day="").strip(" .")[:20] in said

    pitch = await pitch_of(nika)
    assert (pitch.text, pitch.link, pitch.state) == (TEXT, LINK, PitchState.SENT)
    assert TEXT in await nika.taps(tr("See my pitch"))
    said = await nika.taps_data("match:mine:")
    assert tr("Pitch sent on {day}. Who has it: {hub}.", day="", hub="").split()[0] in said

    await deliver()
    assert "A pitch came in" in maja.sees()
    assert "Nika" in maja.sees()
    said = await maja.taps("Read it")
    assert TEXT in said
    assert "They agreed to the terms" in said
    assert "packaging" in said


async def test_staff_see_no_way_to_reach_anybody(maja, challenge, nika, tr, deliver):
    await sends_pitch(nika, challenge, tr)
    await deliver()
    await maja.taps("Read it")
    await maja.taps("All pitches")

    assert not [shown for shown in maja.chat.news if "tg://user" in str(shown)]


async def test_a_draft_goes_on_months_later(app, challenge, nika, tr, clock, make_dispatcher):
    await nika.taps_data(f"pitch:new:{challenge.id}")
    await nika.says(TEXT)
    clock.passes(days=40)
    nika.line = make_dispatcher()
    said = await nika.taps_data("match:mine:")
    assert tr("A pitch is begun, and not sent yet.") in said

    await nika.taps(tr("Go on with my pitch"))

    await nika.taps(tr("Skip"))
    assert TEXT in nika.sees()


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("Yes.", TooShort), ("x" * 1501, TooLong), ("🎨" * 40, None), ("\x00\x07", None)],
)
async def test_a_wrong_pitch_is_explained_and_asked_again(challenge, nika, tr, text, refusal):
    await nika.taps_data(f"pitch:new:{challenge.id}")

    said = await nika.says(text)

    assert tr("What would you do, and why you? At most 1500 characters.") in said
    if refusal:
        assert said.startswith(tr.catalogue.gettext(refusal.message).split("{")[0][:20])


@pytest.mark.parametrize("link", ["my page", "javascript:alert(1)", "https://", "ftp://x.y/z"])
async def test_what_is_no_address_is_no_link(challenge, nika, tr, link):
    await nika.taps_data(f"pitch:new:{challenge.id}")
    await nika.says(TEXT)
    assert tr(NoAddress.message) in await nika.says(link)


@pytest.mark.parametrize("link", ["https://t.me/nika_d", "https://wa.me/38640123456"])
async def test_a_link_to_a_chat_waits_for_the_introduction(challenge, nika, tr, link):
    await nika.taps_data(f"pitch:new:{challenge.id}")
    await nika.says(TEXT)
    assert tr(LeadsToPerson.message) in await nika.says(link)
    assert "behance" in await nika.says("https://www.behance.net/gallery/123456789/felt")


async def test_a_pitch_is_changed_until_the_deadline(challenge, nika, tr, pitch_of, clock):
    await sends_pitch(nika, challenge, tr)
    await nika.taps_data(f"pitch:mine:{challenge.id}")
    said = await nika.taps(tr("Change it"))
    assert TEXT in said
    other = TEXT.replace("felt", "cork")
    await nika.says(other)
    await nika.taps(tr("Send the pitch"))
    assert (await pitch_of(nika)).text == other

    clock.passes(days=90)
    await nika.taps_data(f"pitch:mine:{challenge.id}")
    assert tr("Change it") not in nika.sees_buttons()
    await nika.taps_data(f"pitch:edit:{challenge.id}")
    assert nika.sees() == tr(ChallengeClosed.message)


async def test_a_pitch_is_taken_back_and_sent_again(
    maja, challenge, nika, tr, deliver, pitch_of, make_dispatcher
):
    await sends_pitch(nika, challenge, tr)
    await deliver()
    await nika.taps_data(f"pitch:mine:{challenge.id}")
    await nika.taps(tr("Take the pitch back"))
    nika.line = make_dispatcher()
    await nika.taps(tr("Yes, take it back"))
    assert (await pitch_of(nika)).state is PitchState.WITHDRAWN
    await deliver()
    assert "A pitch was taken back" in maja.sees()
    await nika.taps_data(f"pitch:sure:{challenge.id}")
    assert nika.sees() == tr(NothingSent.message)

    await sends_pitch(nika, challenge, tr)
    assert (await pitch_of(nika)).state is PitchState.SENT


async def test_taking_the_interest_back_takes_the_pitch_along(challenge, nika, tr, pitch_of):
    await sends_pitch(nika, challenge, tr)
    said = await nika.taps_data(f"match:back:{challenge.id}")
    assert tr("Your pitch goes with it.") in said
    await nika.taps(tr("Yes, take it back"))
    assert (await pitch_of(nika)).state is PitchState.WITHDRAWN


async def test_who_is_chosen_finds_the_question_again(app, maja, challenge, nika, tr, deliver):
    await sends_pitch(nika, challenge, tr)
    await deliver()
    await maja.taps("Read it")
    await maja.taps("Choose it")
    await maja.taps("Yes, choose it")
    for old in ("match:back", "match:sure", "pitch:back", "pitch:mine"):
        said = await nika.taps_data(f"{old}:{challenge.id}")
        assert tr("Shall I take your pitch back? The hub hears of it.") not in said
        assert tr("My introductions") in nika.sees_buttons(), old
    await nika.taps_data("match:mine:")
    said = await nika.taps(tr("My introductions"))
    assert tr("Open until {day}.", day="").split()[0] in said


async def test_the_form_says_the_title_that_the_card_says(challenge, nika, tr):
    title = challenge.words_for(tr.language)[1]
    assert title in await nika.taps_data(f"pitch:new:{challenge.id}")
    assert title in await nika.says(TEXT)
    await nika.taps_data(f"team:new:{challenge.id}")
    assert title in nika.sees()


async def test_privacy_says_what_is_kept_and_what_a_company_sees(challenge, nika, tr):
    await sends_pitch(nika, challenge, tr)
    said = await nika.says("/privacy")
    assert tr.plural("{n} pitch of yours", "{n} pitches of yours", 1) in said
    assert tr.plural("Interest in {n} challenge", "Interest in {n} challenges", 1) in said


async def test_two_taps_at_once_send_one_pitch(app, challenge, nika, tr, maja, post):
    await nika.taps_data(f"pitch:new:{challenge.id}")
    await nika.says(TEXT)
    await nika.taps(tr("Skip"))
    send, review = nika.button(tr("Send the pitch")), nika.chat.news[-1]

    await asyncio.gather(*(nika.taps_data(send, review) for _ in range(5)))

    async with app.store.read() as work:
        assert len(await work.pitches.of_challenge(challenge.id)) == 1
    waiting = [one for one in await post.letters(maja.id) if one.state == "queued"]
    assert len(waiting) == 1
    await nika.again()
    assert await nika.taps_data(send) in ("", nika.sees())


async def test_other_terms_are_shown_before_anything_is_sent(app, challenge, nika, tr, pitch_of):
    await nika.taps_data(f"pitch:new:{challenge.id}")
    await nika.says(TEXT)
    await nika.taps(tr("Skip"))
    async with app.store.begin() as work:
        known = await work.challenges.find(challenge.id)
        await work.reviews.change_terms(known, known.terms, known.deadline_on, 2)

    said = await nika.taps(tr("Send the pitch"))

    assert tr("The terms have changed. Here is what holds now.") in said
    assert await pitch_of(nika) is None
    await nika.taps(tr("Send the pitch"))
    assert (await pitch_of(nika)).state is PitchState.SENT


async def test_staff_say_no_with_a_reason_and_the_creative_hears_it_once(
    maja, challenge, nika, tr, deliver, make_dispatcher
):
    await sends_pitch(nika, challenge, tr)
    await deliver()
    await maja.taps("Read it")
    maja.line = make_dispatcher()
    await maja.taps("Not this time")
    maja.line = make_dispatcher()
    assert REASONS[NotChosen.OTHER_IDEA] in await maja.taps("Another direction")
    maja.line = make_dispatcher()
    tell = maja.button("Tell them")
    await maja.taps("Tell them")
    assert "This is done already" in await maja.taps_data(tell)
    assert await deliver() == 1

    said = nika.sees()
    assert tr(REASONS[NotChosen.OTHER_IDEA]) in said
    assert tr("What you sent stays yours.") in said
    assert tr("What fits me") in nika.sees_buttons()
    said = await nika.taps(tr("What I said yes to"))
    assert tr(REASONS[NotChosen.OTHER_IDEA]) in said
    said = await nika.taps_data(f"pitch:new:{challenge.id}")
    assert tr(REASONS[NotChosen.OTHER_IDEA]) in said, "an old button says how it stands"


async def test_staff_add_words_to_the_reason(maja, challenge, nika, tr, deliver, make_dispatcher):
    await sends_pitch(nika, challenge, tr)
    await deliver()
    await maja.taps("Read it")
    await maja.taps("Not this time")
    await maja.taps("Other skills are needed")
    await maja.taps("Add a few words")
    maja.line = make_dispatcher()
    await maja.says("They need somebody who builds electronics.")
    maja.line = make_dispatcher()
    submit = maja.button("Tell them")
    await maja.taps_data(submit)
    await maja.taps_data(submit)
    await deliver()

    assert "They need somebody who builds electronics." in nika.sees()


async def test_staff_choose_and_it_shows_in_the_second_tab(
    maja, challenge, nika, tr, deliver, app
):
    await sends_pitch(nika, challenge, tr)
    await deliver()
    await maja.taps("Read it")
    await maja.taps("Choose it")
    choose = maja.button("Yes, choose it")
    assert "Chosen" in await maja.taps("Yes, choose it")
    await maja.taps_data(choose)
    async with app.store.read() as work:
        (pitch,) = await work.pitches.of_challenge(challenge.id)
    assert pitch.state is PitchState.CHOSEN
    said = await nika.taps_data("match:mine:")
    assert tr("You are chosen. Everybody is asked whether they want to be introduced.") in said
    await maja.taps_data(f"pitch:no:{pitch.id}")
    assert maja.sees() == Decided.message


async def test_a_challenge_is_closed_and_everybody_has_an_answer(
    app, maja, challenge, nika, tr, deliver, meet
):
    await sends_pitch(nika, challenge, tr)
    ola = meet("Ola", "en")
    await becomes_creative(app, ola)
    await ola.taps_data(f"match:yes:{challenge.id}")
    await deliver()

    await maja.taps_data(f"pitch:close:{challenge.id}")
    await maja.says("The company has found a way by itself.")
    assert "2 people have an answer." in await maja.taps("Close it")
    await deliver()

    assert "The company has found a way by itself." in nika.sees()
    assert tr("What you sent stays yours.") in nika.sees()
    assert "You had not sent a pitch" in ola.sees()
    await ola.taps_data(f"match:yes:{challenge.id}")
    assert ola.sees() == ChallengeClosed.message


VERBS = ("list", "open", "choose", "chosen", "no", "close")


async def test_staff_of_another_hub_creatives_and_the_company_see_no_pitches(
    app, maja, challenge, nika, tr, meet, meet_staff
):
    await sends_pitch(nika, challenge, tr)
    async with app.store.read() as work:
        (pitch,) = await work.pitches.of_challenge(challenge.id)
    jan = await meet_staff("Jan", hub="szczecin")
    eve = meet("Eve", "en")
    await becomes_creative(app, eve)
    zofia = meet("Zofia", "en")
    zofia.id = 8_000_000_002
    await zofia.says("/start")
    for person in (jan, eve, zofia):
        for verb in VERBS:
            for number in {challenge.id, pitch.id}:
                await person.taps_data(f"pitch:{verb}:{number}")
                assert person.sees() == app.languages["pl" if person is zofia else "en"](
                    NotAllowed.message
                ), verb
        for verb in ("why", "tell", "words"):
            await person.taps_data(f"pitch:{verb}:{pitch.id}.timing")
            assert TEXT not in person.sees()
    await eve.taps_data(f"pitch:mine:{challenge.id}")
    assert eve.sees() == NothingSent.message
    async with app.store.read() as work:
        (after,) = await work.pitches.of_challenge(challenge.id)
    assert after == pitch


@pytest.mark.parametrize("number", ["", "x", "0", "-1", "999", "1.x", "1.-1", "9" * 30])
async def test_forged_taps_are_answered_kindly(maja, challenge, number):
    for verb in (*VERBS, "new", "edit", "send", "mine", "back", "sure", "why", "tell", "words"):
        data = f"pitch:{verb}:{number}"
        await maja.taps_data(data)
        assert maja.sees(), data


async def test_nobody_writes_to_their_own_challenge_or_without_a_profile(app, challenge, meet):
    zofia = meet("Zofia", "en")
    await zofia.says("/start")
    await zofia.taps_data(f"pitch:new:{challenge.id}")
    assert "For this I need your profile" in zofia.sees()
    company = await a_person(app, "Zofia", "pl", 8_000_000_002)
    zofia.id = company.telegram_id
    await zofia.taps_data(f"pitch:new:{challenge.id}")
    async with app.store.read() as work:
        assert await work.pitches.of_challenge(challenge.id) == []
