"""Photos and documents that go along with a challenge or a pitch, and who may open them."""

from dataclasses import replace
from typing import Final

from bot.clock import Clock
from bot.domain.attachments import (
    TAKEN_BY,
    Attachment,
    Kept,
    OpenedFiles,
    SentFile,
    TooManyFiles,
)
from bot.domain.challenges import WITH_COMPANY, Challenge, ChallengeState
from bot.domain.forms import Draft
from bot.domain.introductions import IntroductionState
from bot.domain.parsing import clean
from bot.domain.people import Person
from bot.domain.pitches import Pitch, PitchState
from bot.domain.refusals import Gone, NotAllowed
from bot.store import Store, Unit

NAME_LENGTH: Final = 255
"""Characters of a name that are kept: its end, which says of which kind the file is."""
_READ_BY_CREATIVES: Final = frozenset({ChallengeState.PUBLISHED, ChallengeState.CLOSED})


class Attachments:
    """Use cases of files. Telegram keeps the bytes: nothing is downloaded, whatever its size."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def takes(self, person: Person, draft_id: int) -> bool:
        """Say whether the form of a draft takes files; raise `Gone`."""
        async with self._store.read() as work:
            draft = await _mine(work, person, draft_id)
        return draft.form in TAKEN_BY

    async def keep(
        self, person: Person, draft_id: int, file: SentFile, update_id: int = 0
    ) -> Kept:
        """Keep a file with a draft: once, however often it is sent; raise `TooManyFiles`."""
        async with self._store.begin() as work:
            draft = await _mine(work, person, draft_id)
            most = TAKEN_BY.get(draft.form)
            if most is None:
                raise Gone
            files = await _of(work, draft)
            is_known = any(one.file.unique_id == file.unique_id for one in files)
            is_repeated = bool(update_id) and update_id == draft.applied_update
            if is_known or is_repeated:
                return Kept(draft.id, draft.form, files)
            replaced = most == 1 and bool(files)
            if replaced:
                await work.attachments.remove(tuple(one.id for one in files))
            elif len(files) >= most:
                raise TooManyFiles(limit=most)
            named = replace(file, name=clean(file.name)[-NAME_LENGTH:])
            await work.attachments.add(person.id, draft.id, named, self._clock())
            draft = replace(draft, applied_update=update_id or draft.applied_update)
            await work.drafts.save(draft, self._clock())
            return Kept(draft.id, draft.form, await _of(work, draft), replaced)

    async def of_draft(self, person: Person, draft_id: int) -> Kept:
        """Return what goes along with a draft of this person."""
        async with self._store.read() as work:
            draft = await _mine(work, person, draft_id)
            return Kept(draft.id, draft.form, await _of(work, draft))

    async def count(self, person: Person, draft_id: int) -> int:
        """Return how many files go along with a draft of this person."""
        return len((await self.of_draft(person, draft_id)).files)

    async def remove(
        self, person: Person, draft_id: int, attachment_id: int | None = None
    ) -> Kept:
        """Take one file away from a draft, or all; a second tap finds nothing more to take."""
        async with self._store.begin() as work:
            draft = await _mine(work, person, draft_id)
            files = await _of(work, draft)
            gone = {one.id for one in files if attachment_id in (None, one.id)}
            if gone:
                await work.attachments.remove(tuple(gone))
            return Kept(draft.id, draft.form, tuple(one for one in files if one.id not in gone))

    async def of_challenge(self, reader: Person, challenge_id: int) -> OpenedFiles:
        """Return the files of a challenge to its company, staff of its hub, or, once it is
        published, to anybody; raise `NotAllowed`."""
        async with self._store.read() as work:
            challenge = await _challenge(work, challenge_id)
            if not _may_read(reader, challenge):
                raise NotAllowed
            files = await work.attachments.of_challenge(challenge.id)
        return _opened(reader, challenge, files)

    async def of_pitch(self, reader: Person, pitch_id: int) -> OpenedFiles:
        """Return the file of a pitch to who made it, staff of the hub, or, once the
        introduction is made, to the company; raise `NotAllowed`."""
        async with self._store.read() as work:
            pitch = await work.pitches.find(pitch_id)
            if pitch is None:
                raise Gone
            challenge = await _challenge(work, pitch.challenge_id)
            if not await _may_read_pitch(work, reader, pitch, challenge):
                raise NotAllowed
            files = await work.attachments.of_pitch(pitch.id)
        return replace(_opened(reader, challenge, files), of_pitch=True)


async def adopt(
    work: Unit, draft_id: int, *, challenge_id: int | None = None, pitch_id: int | None = None
) -> None:
    """Give the files of a draft to what it becomes, in the transaction that makes it."""
    await work.attachments.adopt(draft_id, challenge_id=challenge_id, pitch_id=pitch_id)


async def _mine(work: Unit, person: Person, draft_id: int) -> Draft:
    draft = await work.drafts.find(draft_id, person.id)
    if draft is None:
        raise Gone
    return draft


async def _of(work: Unit, draft: Draft) -> tuple[Attachment, ...]:
    """Return the files of a draft; one that changes a challenge begins with those it has."""
    challenge_id = None
    if draft.form == "challenge" and draft.subject and draft.subject.isdecimal():
        challenge = await work.challenges.find(int(draft.subject))
        is_its_own = challenge is not None and challenge.person_id == draft.person_id
        if challenge is not None and is_its_own and challenge.state in WITH_COMPANY:
            challenge_id = challenge.id
    return await work.attachments.of_draft(draft.id, challenge_id)


async def _challenge(work: Unit, challenge_id: int) -> Challenge:
    challenge = await work.challenges.find(challenge_id)
    if challenge is None:
        raise Gone
    return challenge


def _may_read(reader: Person, challenge: Challenge) -> bool:
    is_its_own = challenge.person_id == reader.id
    return is_its_own or reader.works_for(challenge.hub) or challenge.state in _READ_BY_CREATIVES


async def _may_read_pitch(work: Unit, reader: Person, pitch: Pitch, challenge: Challenge) -> bool:
    if pitch.person_id == reader.id:
        return True
    if pitch.team_id is not None:
        team = await work.creative_teams.find(pitch.team_id)
        if team is not None and reader.id in team.member_ids:
            return True
    if pitch.state is PitchState.WITHDRAWN:
        return False
    if reader.works_for(challenge.hub):
        return True
    if challenge.person_id != reader.id:
        return False
    introduction = await work.introductions.of_pitch(pitch.id)
    # A file names its maker as easily as a link does: it waits for the last key like a name.
    return introduction is not None and introduction.state is IntroductionState.MADE


def _opened(reader: Person, challenge: Challenge, files: tuple[Attachment, ...]) -> OpenedFiles:
    is_its_own = challenge.person_id == reader.id
    title = challenge.title if is_its_own else challenge.words_for(reader.language)[1]
    return OpenedFiles(title, files)
