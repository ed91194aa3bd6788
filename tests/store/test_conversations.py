"""What aiogram expects of a storage, kept by ours on both databases and over restarts."""

import asyncio

import pytest
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import StorageKey
from sqlalchemy import text

from bot.store import make_engine
from bot.store.conversations import DatabaseStorage

from .conftest import BIG

KEY = StorageKey(bot_id=42, chat_id=-1_001_234_567_890, user_id=BIG)
OTHERS = {
    "bot": StorageKey(bot_id=43, chat_id=KEY.chat_id, user_id=KEY.user_id),
    "chat": StorageKey(bot_id=42, chat_id=7, user_id=KEY.user_id),
    "person": StorageKey(bot_id=42, chat_id=KEY.chat_id, user_id=8),
    "thread": StorageKey(bot_id=42, chat_id=KEY.chat_id, user_id=KEY.user_id, thread_id=9),
    "business": StorageKey(
        bot_id=42, chat_id=KEY.chat_id, user_id=KEY.user_id, business_connection_id="b1"
    ),
    "destiny": StorageKey(bot_id=42, chat_id=KEY.chat_id, user_id=KEY.user_id, destiny="wizard"),
}


class Asking(StatesGroup):
    """States like those of a handler."""

    field = State()


@pytest.fixture
def storage(store):
    return DatabaseStorage(store)


@pytest.fixture
def restarted(other):
    """The storage of a process that started later."""
    return DatabaseStorage(other)


@pytest.fixture
def count_rows(url):
    async def count():
        engine = make_engine(url)
        async with engine.connect() as connection:
            found = await connection.scalar(text("SELECT count(*) FROM conversations"))
        await engine.dispose()
        return found

    return count


async def test_in_the_beginning_there_is_nothing(storage, count_rows):
    assert await storage.get_state(KEY) is None
    assert await storage.get_data(KEY) == {}
    assert await storage.get_value(KEY, "anything") is None
    assert await count_rows() == 0


@pytest.mark.parametrize(
    ("given", "name"), [("typing", "typing"), (Asking.field, "Asking:field"), (State("x"), "@:x")]
)
async def test_a_state_is_kept_by_its_name(storage, restarted, given, name):
    await storage.set_state(KEY, given)

    assert await restarted.get_state(KEY) == name


@pytest.mark.parametrize("nothing", [(), (None,)])
async def test_a_state_can_be_left(storage, restarted, nothing):
    await storage.set_state(KEY, "typing")
    await storage.set_state(KEY, *nothing)

    assert await restarted.get_state(KEY) is None


async def test_setting_data_replaces_it(storage, restarted):
    await storage.set_data(KEY, {"draft": 1, "seen": [1, {"deep": "ž"}]})
    await storage.set_data(KEY, {"draft": 2})

    assert await restarted.get_data(KEY) == {"draft": 2}


async def test_setting_empty_data_clears_it(storage, restarted):
    await storage.set_data(KEY, {"draft": 1})
    await storage.set_data(KEY, {})

    assert await restarted.get_data(KEY) == {}


async def test_updating_merges_and_returns_all(storage, restarted):
    assert await storage.update_data(KEY, {"draft": 1}) == {"draft": 1}
    assert await storage.update_data(KEY, {}) == {"draft": 1}
    assert await storage.update_data(KEY, {"page": 2}) == {"draft": 1, "page": 2}
    assert await storage.update_data(KEY, {"page": 3}) == {"draft": 1, "page": 3}

    assert await restarted.get_data(KEY) == {"draft": 1, "page": 3}


async def test_one_value_can_be_asked_for(storage):
    await storage.set_data(KEY, {"draft": 1, "none": None})

    assert await storage.get_value(KEY, "draft") == 1
    assert await storage.get_value(KEY, "none", "default") is None
    assert await storage.get_value(KEY, "missing") is None
    assert await storage.get_value(KEY, "missing", "default") == "default"


async def test_state_and_data_do_not_touch_each_other(storage):
    await storage.set_state(KEY, "typing")
    await storage.set_data(KEY, {"draft": 1})
    assert await storage.get_state(KEY) == "typing"

    await storage.set_state(KEY, None)
    assert await storage.get_data(KEY) == {"draft": 1}

    await storage.set_state(KEY, "typing")
    await storage.set_data(KEY, {})
    assert await storage.get_state(KEY) == "typing"


@pytest.mark.parametrize("differs_by", OTHERS)
async def test_conversations_are_apart(storage, differs_by):
    elsewhere = OTHERS[differs_by]
    await storage.set_state(KEY, "here")
    await storage.set_data(KEY, {"where": "here"})
    assert await storage.get_state(elsewhere) is None
    assert await storage.get_data(elsewhere) == {}

    await storage.set_state(elsewhere, "there")
    await storage.update_data(elsewhere, {"where": "there"})

    assert await storage.get_state(KEY) == "here"
    assert await storage.get_data(KEY) == {"where": "here"}


async def test_what_was_handed_in_or_out_is_a_copy(storage):
    given = {"seen": [1], "deep": {"a": 1}}
    await storage.set_data(KEY, given)
    given["seen"].append(2)
    given["new"] = True

    for taken in (await storage.get_data(KEY), await storage.update_data(KEY, {})):
        taken["seen"].append(3)
        taken["deep"]["a"] = 4
        taken.pop("deep")

    assert await storage.get_data(KEY) == {"seen": [1], "deep": {"a": 1}}


async def test_a_conversation_at_rest_has_no_row(storage, count_rows):
    await storage.set_state(KEY, "typing")
    await storage.set_data(KEY, {"draft": 1})
    assert await count_rows() == 1

    await storage.set_state(KEY, None)
    assert await count_rows() == 1
    await storage.set_data(KEY, {})
    assert await count_rows() == 0
    await storage.set_state(KEY, None)
    assert await count_rows() == 0


async def test_clearing_a_context_leaves_no_row(storage, count_rows):
    context = FSMContext(storage, KEY)
    await context.set_state(Asking.field)
    await context.update_data(draft=1)

    await context.clear()

    assert await count_rows() == 0


async def test_updates_at_once_are_all_kept(storage, restarted):
    await storage.set_data(KEY, {"start": True})

    await asyncio.gather(
        *((storage, restarted)[i % 2].update_data(KEY, {f"k{i}": i}) for i in range(8))
    )

    assert await storage.get_data(KEY) == {"start": True, **{f"k{i}": i for i in range(8)}}


async def test_the_first_words_at_once_are_all_kept(storage, restarted):
    await asyncio.gather(
        *((storage, restarted)[i % 2].update_data(KEY, {f"k{i}": i}) for i in range(8))
    )

    assert await storage.get_data(KEY) == {f"k{i}": i for i in range(8)}


async def test_closing_the_storage_leaves_the_store_open(storage):
    await storage.close()

    assert await storage.get_state(KEY) is None
