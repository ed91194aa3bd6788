"""Meeting people: who they are, their language and role, their home hub, their rights."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from bot.clock import Clock
from bot.domain.languages import base_language
from bot.domain.parsing import clean
from bot.domain.people import Half, Invite, Person, Role, StaffRole
from bot.domain.refusals import Gone, InviteInvalid
from bot.domain.results import Welcome
from bot.i18n import Languages
from bot.services.content import Knowledge
from bot.store import Store, Unit

INVITE_LASTS: Final = timedelta(days=7)
HUB_PREFIX: Final = "hub-"
INVITE_PREFIX: Final = "staff-"


class People:
    """Use cases around a person and their rights. Every right is read afresh on each update."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        key: bytes,
        admin_ids: Sequence[int] = (),
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._key = key
        self._admin_ids = frozenset(admin_ids)

    async def meet(self, telegram_id: int, name: str, language_tag: str | None) -> Person:
        """Return the person behind an update: registered at first sight, woken if asleep."""
        shown = clean(name)[:64] or "?"
        async with self._store.read() as work:
            person = await work.people.find(telegram_id)
        listed = telegram_id in self._admin_ids
        if person and (person.name, person.asleep) == (shown, False):
            right = person.listed == listed or (listed and person.administrator)
            if right:
                return person
        return await self._register(telegram_id, shown, language_tag)

    async def _register(self, telegram_id: int, name: str, language_tag: str | None) -> Person:
        now = self._clock()
        async with self._store.begin() as work:
            person = await work.people.find(telegram_id)
            if person is None:
                language = self._languages.negotiate(language_tag)
                person = await work.people.add(telegram_id, name, language, now)
            elif person.asleep or person.name != name:
                await work.people.change(person, asleep_since=None, name=name)
            listed = telegram_id in self._admin_ids
            if listed and not person.administrator:
                await work.people.grant(person.id, StaffRole.ADMINISTRATOR, None, now, listed=True)
                await work.audit.add(now, person.id, "grant_administrator", f"person:{person.id}")
            elif person.listed and not listed:
                await work.people.revoke(person.id, StaffRole.ADMINISTRATOR, None)
                await work.audit.add(now, person.id, "revoke_administrator", f"person:{person.id}")
            return await work.people.get(person.id)

    async def fell_asleep(self, telegram_id: int) -> None:
        """Note that a person blocked the bot: nothing is sent until they come back."""
        async with self._store.begin() as work:
            if (person := await work.people.find(telegram_id)) and not person.asleep:
                await work.people.change(person, asleep_since=self._clock())

    async def start(
        self, person: Person, payload: str = "", language_tag: str | None = None
    ) -> Welcome:
        """Greet a person; a deep link may bring a home hub or a staff invitation."""
        joined = False
        if payload.startswith(INVITE_PREFIX):
            person = await self._join_staff(person, payload.removeprefix(INVITE_PREFIX))
            joined = True
        elif payload.startswith(HUB_PREFIX):
            slug = payload.removeprefix(HUB_PREFIX)
            if slug in self._knowledge.hubs:
                person = await self.choose_hub(person, slug)
        async with self._store.read() as work:
            drafts = await work.drafts.open_of(person.id)
        return Welcome(
            person=person,
            hub=self._knowledge.hubs.get(person.home_hub or ""),
            unfinished=drafts[0] if drafts else None,
            joined_as_staff=joined,
            phone_language=self._other_language(person, language_tag),
        )

    def _other_language(self, person: Person, language_tag: str | None) -> str | None:
        """Return the phone's language if it is offered and not the one spoken: to be proposed."""
        if not language_tag:
            return None
        language = self._languages.negotiate(language_tag)
        spoken = base_language(language_tag)
        return language if spoken == language != person.language else None

    async def choose_language(self, person: Person, language: str) -> Person:
        """Set the language of a person, if it is offered."""
        if language not in self._languages.offered:
            raise Gone
        return await self._change(person, language=language)

    async def choose_role(self, person: Person, role: Role) -> Person:
        """Set what the person comes as."""
        return await self._change(person, role=role)

    async def choose_hub(self, person: Person, slug: str) -> Person:
        """Set the home hub of a person."""
        if slug not in self._knowledge.hubs:
            raise Gone
        return await self._change(person, home_hub=slug)

    async def want_announcements(self, person: Person, wanted: bool) -> None:
        """Turn the announcements of the network on or off."""
        async with self._store.begin() as work:
            await work.people.change(person, announcements=wanted)
            if not wanted:
                await work.outbox.drop_broadcasts(person.telegram_id, self._clock())

    async def invite(
        self,
        role: StaffRole,
        hub: str | None,
        by: Person | None = None,
        half: Half | None = None,
    ) -> str:
        """Make a one-time, expiring invitation; return the payload of its deep link.

        `half` says of which organisation of the hub's tandem they are.
        Only the hash of the token is kept, so a copy of the database invites nobody.
        """
        if role is StaffRole.FACILITATOR and hub not in self._knowledge.hubs:
            raise Gone
        token = secrets.token_urlsafe(18)
        now = self._clock()
        async with self._store.begin() as work:
            await work.people.add_invite(
                self._hash(token), role, hub, now, expires_at=now + INVITE_LASTS, half=half
            )
            await work.audit.add(
                now, by.id if by else None, "invite", f"hub:{hub}", role=role.value
            )
        return INVITE_PREFIX + token

    async def _join_staff(self, person: Person, token: str) -> Person:
        now = self._clock()
        async with self._store.begin() as work:
            invite = await work.people.find_invite(self._hash(token))
            if invite is None or invite.expires_at < now:
                raise InviteInvalid
            if invite.used_by == person.id:
                return await work.people.get(person.id)  # the same tap again, or a replay
            if not await work.people.use_invite(self._hash(token), person.id, now):
                raise InviteInvalid
            await self._grant(work, person, invite)
            return await work.people.get(person.id)

    async def _grant(self, work: Unit, person: Person, invite: Invite) -> None:
        now, role, hub = self._clock(), invite.role, invite.hub
        await work.people.grant(person.id, role, hub, now, half=invite.half)
        if hub and not person.home_hub:
            await work.people.change(person, home_hub=hub)
        await work.audit.add(now, person.id, f"grant_{role}", f"person:{person.id}", hub=hub)

    async def _change(self, person: Person, **fields: object) -> Person:
        async with self._store.begin() as work:
            return await work.people.change(person, **fields)

    def _hash(self, token: str) -> str:
        return hmac.new(self._key, token.encode(), hashlib.sha256).hexdigest()
