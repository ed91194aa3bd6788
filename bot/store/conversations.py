"""aiogram's FSM storage on our database: chat state survives whatever the process does."""

from collections.abc import Mapping
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, DefaultKeyBuilder, StateType, StorageKey

from bot.store.unit import Store


class DatabaseStorage(BaseStorage):
    """Keeps state and data of each conversation in one row; an empty one has no row."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._keys = DefaultKeyBuilder(
            prefix="fsm", with_bot_id=True, with_business_connection_id=True, with_destiny=True
        )

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Set the state of a conversation."""
        name = state.state if isinstance(state, State) else state
        async with self._store.begin() as work:
            _, data = await work.states.get_to_change(self._key(key))
            await work.states.put(self._key(key), name, data)

    async def get_state(self, key: StorageKey) -> str | None:
        """Return the state of a conversation."""
        async with self._store.read() as work:
            state, _ = await work.states.get(self._key(key))
        return state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Replace the data of a conversation."""
        async with self._store.begin() as work:
            state, _ = await work.states.get_to_change(self._key(key))
            await work.states.put(self._key(key), state, dict(data))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """Return a copy of the data of a conversation."""
        async with self._store.read() as work:
            _, data = await work.states.get(self._key(key))
        return data

    async def update_data(self, key: StorageKey, data: Mapping[str, Any]) -> dict[str, Any]:
        """Merge into the data of a conversation, in one transaction, and return it."""
        async with self._store.begin() as work:
            state, known = await work.states.get_to_change(self._key(key))
            merged = {**known, **data}
            await work.states.put(self._key(key), state, merged)
        return merged

    async def close(self) -> None:
        """Do nothing: the store is closed by whoever opened it."""

    def _key(self, key: StorageKey) -> str:
        # The thread is part of the key in the builder; a key is at most 160 characters.
        return self._keys.build(key)
