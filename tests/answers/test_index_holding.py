"""What an index holds is changed while questions are answered."""

import asyncio
import itertools

from bot.answers.index import Index
from bot.answers.passages import Passage
from bot.embedding import NullEmbedder


def passages(*names: str, text: str = "words of a text") -> list[Passage]:
    return [Passage(name, "en", f"{name} {text}", (name,)) for name in names]


def found(index: Index, name: str) -> bool:
    return any(one.score == 1 for one in index.likeliest(name, "en", 3))


async def test_others_get_their_turn_all_along():
    index = Index(NullEmbedder())
    many = passages(*(f"entry{number}" for number in range(500)))
    totals = []

    async def answer() -> None:
        while True:
            totals.append(index.progress.total)
            await asyncio.sleep(0)

    answering = asyncio.ensure_future(answer())
    await index.hold(many)
    await index.hold(many[:1])
    answering.cancel()

    steps = [abs(one - other) for one, other in itertools.pairwise(totals)]
    assert max(totals) >= 490
    assert max(steps) <= 20


async def test_between_nothing_is_found_that_is_gone_and_nothing_that_is_new():
    index = Index(NullEmbedder())
    await index.hold(passages("ceramics", "textiles"))
    seen = []

    await index.hold(
        passages("textiles", "robotics"),
        lambda: seen.extend(found(index, name) for name in ("ceramics", "textiles", "robotics")),
    )

    assert seen == [False, True, False]
    assert [found(index, name) for name in ("ceramics", "textiles", "robotics")] == [
        False,
        True,
        True,
    ]


async def test_the_last_of_two_at_once_is_what_is_held():
    index = Index(NullEmbedder())
    first = passages(*(f"old{number}" for number in range(100)))

    await asyncio.gather(index.hold(first), index.hold(passages("ceramics")))

    assert index.progress.total == 1
    assert found(index, "ceramics")
