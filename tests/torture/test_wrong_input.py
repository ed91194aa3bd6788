"""Wrong, huge and hostile input over HTTP: a kind answer in the person's language, and life goes
on in the same process."""

import time
from collections.abc import Callable

import pytest

from bot.domain.parsing import clean
from bot.domain.refusals import Empty, NotAllowed, NotUnderstood, TooLong, TooShort
from bot.i18n import Translator
from bot.playground import Person, Playground
from bot.playground.stage import Query
from bot.screens import errors
from tests.e2e.announcing import has
from tests.e2e.chatting import Reader, Step
from tests.e2e.processes import HUB, Installation, languages, until
from tests.torture.conftest import Figures

QUESTION = "Czy są pieniądze na wyjazd na rezydencję?"
LONGEST_MESSAGE = 4096
HOSTILE = {
    "U+FDFA x 8": "\ufdfa" * 8,
    "U+FDFA x 20": "\ufdfa" * 20,
    "U+FDFA x 1000": "\ufdfa" * 1000,
    "U+FDFA among words": ("word \ufdfa ") * 300,
    "NUL": "abc\x00def\x00",
    "only NUL": "\x00\x00\x00",
    "lone high surrogate": "abc \ud83d def",
    "lone low surrogate": "\udc00 xyz",
    "only surrogates": "\ud800" * 50,
    "RTL overrides": "\u202eevil\u202c \u2066name\u2069 \u200f" * 20,
    "zero-width": "\u200b\u200c\u2060\ufeff" * 200 + "a",
    "only zero-width": "\u200b" * 500,
    "4,096 combining marks": "e" + "\u0301" * 4095,
    "zalgo": ("t" + "\u0336\u0489" * 15) * 100,
    "tags": "<b>bold</b> <script>alert(1)</script> <a href='tg://x'>x</a> &amp; &lt; </b>",
    "emoji": "👩🏽‍🚀🏳️‍🌈🇸🇮" * 100,
    "format places": "{0} {name} {} %s %(x)s {{n}}",
    "SQL": "'); DROP TABLE people; --",
    "unassigned and private": "\ue000\uffff\U0010ffff\u0378" * 50,
    "one long word": "a" * 4096,
}


def sends_raw(playground: Playground, person: Person, text: str) -> None:
    """Send a text exactly as it is, which the playground's people would tidy first."""
    playground.stage.updates.push(
        "message",
        {
            "message_id": playground.stage.next_message_id(),
            "from": {
                "id": person.id,
                "is_bot": False,
                "first_name": "Hostile",
                "language_code": person.language,
            },
            "chat": {"id": person.id, "type": "private", "first_name": "Hostile"},
            "date": playground.stage.date(),
            "text": text,
        },
    )


class Talk:
    """A person who wants an answer to each message, and then one to a plain question."""

    def __init__(self, installation: Installation, name: str, language: str = "pl") -> None:
        self.playground = installation.playground
        self.person = self.playground.add_person(name, language=language)
        self.reader = Reader(self.playground, self.person)
        self.tr: Translator = languages()[language]

    async def hears(self, act: Callable[[], object], *, replies: int = 1) -> list[str]:
        """Do something and return what comes back; an apology is a failure.

        That messages come too fast may be said at any time, and is no reply.
        """
        before = len(self.person.received)
        act()
        await self.reader.until(lambda: len(self._since(before)) >= replies, f"{replies} replies")
        heard = self._since(before)
        sorry = self.tr("Sorry, something went wrong on my side.")
        assert not [text for text in heard if sorry in text]
        return heard

    def _since(self, before: int) -> list[str]:
        return [d.text for d in self.person.received[before:] if d.text != self.notice]

    @property
    def notice(self) -> str:
        """Return how this person is told that they write too fast."""
        return errors.slow_down(self.tr).html

    @property
    def notices(self) -> int:
        """Return how often this person was told so."""
        return sum(d.text == self.notice for d in self.person.received)

    async def asks(self) -> str:
        """Ask a plain question; return the answer, which must know something."""
        [answer] = await self.hears(lambda: self.person.says(QUESTION))
        assert self.tr("I do not know.") not in answer
        return answer

    async def opens_form(self) -> Step:
        """Open the form of a challenge at its first question behind the story."""
        await self.hears(lambda: self.person.says("/challenge"))
        assert self.reader.step is not None
        story = self.reader.step
        return await self.reader.taps(story.button("form:skip:"), story.key)

    def refusal(self, refusal: type[NotUnderstood], **params: object) -> str:
        """Return how a refusal is said to this person."""
        return self.tr(refusal.message, **params)


@pytest.fixture
async def bot(installation: Installation, figures: Figures) -> Installation:
    """Give a running bot."""
    await installation.start()
    return installation


async def check_alive(bot: Installation) -> None:
    """The bot still runs, nothing failed in it, and nothing is left undone."""
    unfinished = "SELECT count(*) FROM inbox WHERE finished_at IS NULL"
    await until(lambda: not bot.count(unfinished), "all updates to be finished")
    assert bot.processes[-1].alive
    assert not list(bot.lines("ERROR"))


async def test_hostile_texts_are_answered(bot: Installation, figures: Figures) -> None:
    asker, filler = Talk(bot, "Asker"), Talk(bot, "Filler")
    await asker.hears(lambda: asker.person.starts())
    await filler.opens_form()
    refused = taken = 0
    for name, text in HOSTILE.items():
        await asker.hears(lambda text=text: sends_raw(asker.playground, asker.person, text))
        await asker.asks()
        before = filler.reader.step
        [heard] = await filler.hears(
            lambda text=text: sends_raw(filler.playground, filler.person, text)
        )
        if filler.reader.step == before:
            refused += 1
            length = len(clean(text))
            reasons = {
                filler.refusal(Empty),
                filler.refusal(TooShort, limit=2),
                filler.refusal(TooLong, limit=80, length=length),
            }
            assert heard.splitlines()[0] in reasons, name
        else:
            taken += 1
            await filler.hears(lambda: filler.person.taps(data=back(filler.reader)))
    await check_alive(bot)
    figures["hostile texts"] = len(HOSTILE)
    figures["asked, and answered"] = len(HOSTILE)
    figures["in a form"] = f"{taken} taken, {refused} refused with a reason"


def back(reader: Reader) -> str:
    """Return the button that goes back to the question before."""
    assert reader.step is not None
    return reader.step.button("form:back:")


async def test_a_hundred_thousand_characters(bot: Installation, figures: Figures) -> None:
    talk, filler = Talk(bot, "Long"), Talk(bot, "Long filler")
    await talk.hears(talk.person.starts)
    await filler.opens_form()
    text = "Tysiące słów o pakowaniu i projektowaniu. " * 2381
    # Telegram's apps cut it into pieces; each is a message.
    pieces = -(-len(text) // LONGEST_MESSAGE)
    started = time.monotonic()
    assert len(await talk.hears(lambda: talk.person.says(text), replies=pieces)) == pieces
    await talk.asks()
    heard = await filler.hears(lambda: filler.person.says(text), replies=pieces)
    lengths = (LONGEST_MESSAGE, LONGEST_MESSAGE - 1)
    too_long = {filler.refusal(TooLong, limit=80, length=n) for n in lengths}
    assert too_long & {text.splitlines()[0] for text in heard}
    assert len(heard) == pieces
    assert filler.reader.step is not None
    assert filler.reader.step.key == "company"
    await filler.reader.answers("Fabryka Testowa", "company")
    await check_alive(bot)
    figures["messages of a text"] = pieces
    figures["seconds for two"] = round(time.monotonic() - started, 1)


async def test_thirty_messages_in_a_second(bot: Installation, figures: Figures) -> None:
    commands = ("/help", "/privacy", "/ask")
    wanted: dict[str, str] = {}
    for command in commands:
        calm = Talk(bot, "Fast")
        [wanted[command]] = await calm.hears(lambda calm=calm, c=command: calm.person.says(c))
    talk = Talk(bot, "Fast")
    await talk.hears(talk.person.starts)

    def say_all() -> None:
        for number in range(30):
            talk.person.says(commands[number % len(commands)])

    started = time.monotonic()
    heard = await talk.hears(say_all, replies=30)
    seconds = time.monotonic() - started
    assert heard == [wanted[commands[number % len(commands)]] for number in range(30)]
    await talk.asks()
    assert talk.notices == 1
    await check_alive(bot)
    figures["messages, answered in order"] = len(heard)
    figures["notices"] = talk.notices
    figures["seconds"] = round(seconds, 1)


async def test_html_and_emoji_in_every_field(bot: Installation, figures: Figures) -> None:
    company = Talk(bot, '<b>Zła</b> & "spółka" 👩🏽‍🚀 <script>')
    said = {
        "company": "<b>ACME</b> & Söhne 🏭 <i>",
        "contact": "Żaneta <a href='x'>x</a> 👩🏽‍🚀",
        "title": "Ciszej & szybciej: </b> <script> 🎉",
        "problem": "<pre>Linia</pre> jest za głośna & się gnie 🙉 {name} %s &amp; <blockquote>",
        "place": "Łódź <&> 🏙",
    }
    step = await company.opens_form()
    while step.key != "review":
        match step.key:
            case "deadline":
                step = await company.reader.answers("31.12.2031 🎉 <b>", step.key)
            case "hub":
                step = await company.reader.answers("Kranj", step.key)
            case key if key not in said:
                step = await company.reader.taps(step.button("form:skip:"), key)
            case key:
                step = await company.reader.answers(said[key], key)
    assert company.reader.screen is not None
    for text in said.values():
        assert text in company.reader.screen.text
    as_it_is = f"challenge:send:{step.draft}"
    company.person.taps(data=step.button("form:submit:"))
    await company.reader.until(lambda: has(company.reader, as_it_is), "what there is to ask about")
    company.person.taps(data=as_it_is)
    await company.reader.until(lambda: has(company.reader, "challenge:list:"), "the confirmation")
    [row] = bot.rows("SELECT * FROM challenges")
    assert {key: row[key] for key in said} == said
    assert row["hub"] == HUB
    await check_alive(bot)
    figures["fields"] = len(said)


async def test_old_and_forged_buttons(bot: Installation, figures: Figures) -> None:
    company, stranger = Talk(bot, "Company of old buttons"), Talk(bot, "Stranger", "de")
    step = await company.opens_form()
    first = company.reader.screen
    assert first is not None
    await company.reader.answers("Fabryka Testowa", "company")
    old = company.reader.step
    await bot.processes[-1].kill()
    await bot.start()

    # What was on the screen before the restart still works; an earlier step shows where we are.
    assert old is not None
    await company.reader.taps(old.button("form:back:"), old.key)
    assert company.reader.step is not None
    assert company.reader.step.key == "company"
    await company.hears(
        lambda: company.person.taps(data=f"form:stop:{step.draft}", message_id=first.message_id)
    )

    not_allowed = stranger.tr(NotAllowed.message)
    await stranger.hears(stranger.person.starts)
    forged = {
        f"form:submit:{step.draft}": None,
        f"form:edit:{step.draft}.title": None,
        f"form:pick:{step.draft}.hub.kranj": None,
        f"form:go:{step.draft}": None,
        "form:go:99999999999999999999999": None,
        "form:pick:": None,
        "challenge:nonsense:\ufdfa": None,
        "nonsense": None,
        "entry:open:../../etc/passwd": None,
        "lang:set:xx": None,
        "role:set:administrator": None,
        "desk:list:": not_allowed,
        "desk:open:1": not_allowed,
        "broadcast:send:1": not_allowed,
        "broadcast:report:1": None,
    }
    for data, wanted in forged.items():
        await stranger.hears(lambda: stranger.person.says("/help"))
        [heard] = await stranger.hears(lambda data=data: forges(stranger, data))
        if wanted is not None:
            assert wanted in heard, data
    assert not bot.count("SELECT count(*) FROM staff")
    assert not bot.count("SELECT count(*) FROM challenges")
    assert not bot.count("SELECT count(*) FROM broadcasts")
    [draft] = bot.rows("SELECT * FROM drafts WHERE id = ?", [step.draft])
    assert draft["person_id"] != stranger.person.id
    await company.hears(lambda: company.person.taps(data=f"form:go:{step.draft}"))
    assert company.reader.step is not None
    assert company.reader.step.key == "company"
    await check_alive(bot)
    figures["forged taps"] = len(forged)


def forges(talk: Talk, data: str) -> None:
    """Tap a button that was never offered."""
    message = next(m for m in reversed(talk.person.messages) if m["from"]["is_bot"])
    query_id = str(time.monotonic_ns())
    talk.playground.stage.queries[query_id] = Query(talk.person.id, time.time())
    talk.playground.stage.updates.push(
        "callback_query",
        {
            "id": query_id,
            "from": {
                "id": talk.person.id,
                "is_bot": False,
                "first_name": "Stranger",
                "language_code": talk.person.language,
            },
            "message": message,
            "chat_instance": "1",
            "data": data,
        },
    )
