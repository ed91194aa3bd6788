"""Files: kept once, however often they come, and handed on with what they belong to."""

import asyncio
import zlib

import pytest

from bot.domain.attachments import MOST_FILES, FileKind, SentFile, TooManyFiles
from bot.domain.refusals import Gone
from bot.services.attachments import NAME_LENGTH, Attachments, adopt

from .builders import a_challenge
from .conftest import NOW


def a_file(name="plan.pdf", size=2048):
    number = zlib.crc32(name.encode())
    return SentFile(FileKind.DOCUMENT, f"BQAC-{number}", f"AgAD-{number}", name, size)


@pytest.fixture
def attachments(store):
    return Attachments(store, lambda: NOW)


@pytest.fixture
async def draft(store, ada):
    """Begin the form of a challenge."""
    async with store.begin() as work:
        return await work.drafts.add(ada.id, "challenge", "title", {}, NOW)


@pytest.fixture
async def pitch_draft(store, ada):
    async with store.begin() as work:
        return await work.drafts.add(ada.id, "pitch", "text", {}, NOW)


async def names(store, **owner):
    async with store.read() as work:
        match owner:
            case {"challenge": id_}:
                files = await work.attachments.of_challenge(id_)
            case {"pitch": id_}:
                files = await work.attachments.of_pitch(id_)
            case {"draft": id_}:
                files = await work.attachments.of_draft(id_)
    return [one.file.name for one in files]


async def test_what_is_kept_is_read(store, attachments, ada, draft):
    """Telegram takes files of up to 4 GB from people: more than a number of 32 bits counts."""
    file = a_file("film.mp4", 4 * 2**30)

    kept = await attachments.keep(ada, draft.id, file)

    assert [one.file for one in kept.files] == [file]
    assert await attachments.count(ada, draft.id) == 1


async def test_one_file_that_comes_twice_at_the_same_moment_is_kept_once(
    store, attachments, ada, draft
):
    await asyncio.gather(*(attachments.keep(ada, draft.id, a_file()) for _ in range(4)))

    assert await names(store, draft=draft.id) == ["plan.pdf"]


async def test_no_more_are_kept_than_go_along(store, attachments, ada, draft):
    done = await asyncio.gather(
        *(attachments.keep(ada, draft.id, a_file(f"{n}.pdf")) for n in range(MOST_FILES + 3)),
        return_exceptions=True,
    )

    assert sum(isinstance(one, TooManyFiles) for one in done) == 3
    assert len(await names(store, draft=draft.id)) == MOST_FILES


async def test_a_repeated_update_keeps_nothing_again(store, attachments, ada, draft):
    await attachments.keep(ada, draft.id, a_file(), update_id=5)
    await attachments.remove(ada, draft.id)

    await attachments.keep(ada, draft.id, a_file(), update_id=5)

    assert await names(store, draft=draft.id) == []


async def test_a_name_is_cut_at_its_beginning(store, attachments, ada, draft):
    await attachments.keep(ada, draft.id, a_file("\u202ex" * 400 + "\x00.pdf"))

    (name,) = await names(store, draft=draft.id)
    assert len(name) == NAME_LENGTH
    assert name.endswith(".pdf")


async def test_files_are_handed_on_with_the_challenge_or_not_at_all(
    store, attachments, ada, draft
):
    await attachments.keep(ada, draft.id, a_file())

    async def dies() -> None:
        async with store.begin() as work:
            made = await work.challenges.add(a_challenge(ada), draft.id)
            await adopt(work, draft.id, challenge_id=made.id)
            raise RuntimeError("died on the way")

    with pytest.raises(RuntimeError):
        await dies()
    assert await names(store, draft=draft.id) == ["plan.pdf"]

    async with store.begin() as work:
        made = await work.challenges.add(a_challenge(ada), draft.id)
        await adopt(work, draft.id, challenge_id=made.id)
        await work.drafts.submit(draft.id, NOW)

    assert await names(store, challenge=made.id) == ["plan.pdf"]
    assert await names(store, draft=draft.id) == []
    async with store.read() as work:
        assert await work.attachments.count(made.id) == 1
    with pytest.raises(Gone):
        await attachments.keep(ada, draft.id, a_file("late.pdf"))


async def test_a_draft_that_changes_a_challenge_begins_with_its_files(
    store, attachments, ada, bob, draft
):
    await attachments.keep(ada, draft.id, a_file())
    async with store.begin() as work:
        made = await work.challenges.add(a_challenge(ada), draft.id)
        await adopt(work, draft.id, challenge_id=made.id)
        await work.drafts.submit(draft.id, NOW)
        edit = await work.drafts.add(ada.id, "challenge", "review", {}, NOW, str(made.id))
        theirs = await work.drafts.add(bob.id, "challenge", "review", {}, NOW, str(made.id))

    kept = await attachments.keep(ada, edit.id, a_file("more.pdf"))

    assert [one.file.name for one in kept.files] == ["plan.pdf", "more.pdf"]
    assert (await attachments.of_draft(bob, theirs.id)).files == ()
    assert (await attachments.remove(bob, theirs.id)).files == ()
    await attachments.remove(ada, edit.id, kept.files[0].id)
    async with store.begin() as work:
        await adopt(work, edit.id, challenge_id=made.id)
    assert await names(store, challenge=made.id) == ["more.pdf"]


async def test_one_file_goes_along_with_a_pitch(store, attachments, ada, pitch_draft):
    await attachments.keep(ada, pitch_draft.id, a_file("first.pdf"))

    kept = await attachments.keep(ada, pitch_draft.id, a_file("second.pdf"))

    assert kept.replaced
    assert await names(store, draft=pitch_draft.id) == ["second.pdf"]


async def test_files_go_with_the_draft_and_with_the_person(store, attachments, ada, draft):
    await attachments.keep(ada, draft.id, a_file())
    async with store.begin() as work:
        await work.drafts.discard(draft.id)
    assert await names(store, draft=draft.id) == []

    async with store.begin() as work:
        again = await work.drafts.add(ada.id, "challenge", "title", {}, NOW)
    await attachments.keep(ada, again.id, a_file())
    async with store.begin() as work:
        everything = await work.portability.everything_of(ada)
        assert [row["name"] for row in everything["attachments"]] == ["plan.pdf"]
        await work.people.erase(ada.id)
    assert await names(store, draft=again.id) == []
