"""What answering costs: `make bench`. Prints tables and judges nothing: machines differ.

Figures of one run are compared within it, as ratios; those of two runs only on an idle machine.
"""

import argparse
import asyncio
import os
import random
from collections.abc import Sequence

from benchmarks.load import ROUNDS, Embedding, Load, embedding, load, three
from benchmarks.scaling import Cost, cost
from benchmarks.synthetic import CONTENT_SET, LANGUAGES, Directions, Writer, passages
from bot.app.evaluating import scratch
from bot.app.services import NullEmbedder
from bot.clock import utc_now
from bot.evaluation.sets import EvaluationSet, read_set
from bot.library import Library
from bot.library import load as load_content
from bot.logs import configure
from bot.settings import Settings

PASSAGES = 200
QUESTIONS = 60
"""Of each size: a median does not need more."""
SIZES = ((100, LANGUAGES), (1_000, LANGUAGES), (10_000, LANGUAGES[:1]))
LARGEST = (10_000, LANGUAGES)


async def main(sizes: Sequence[tuple[int, Sequence[str]]]) -> None:
    """Measure, and print the tables at the end."""
    settings = Settings()
    asked = read_set(CONTENT_SET)
    content = load_content(settings.content_dir, utc_now().date())
    chance = random.Random(2026)
    some = chance.sample(asked.questions, QUESTIONS)
    writer = Writer(content)
    print("measuring many questions at once, with the model and without …", flush=True)
    with_model, model = await _under_load(settings, asked, content, lexical=False)
    without, _ = await _under_load(settings, asked, content, lexical=True)
    costs = []
    for size, languages in sizes:
        print(f"measuring {size} entries in {len(languages)} languages …", flush=True)
        directions = Directions(model.version)
        costs.append(await cost(settings, writer, size, languages, some, directions))
    print(f"\nCPUs {os.cpu_count()}, load {os.getloadavg()[0]:.1f} at the end\n")
    _print_costs(costs)
    _print_embedding(model)
    _print_load("with the model", with_model)
    _print_load("without the model", without)


async def _under_load(
    settings: Settings, asked: EvaluationSet, content: Library, *, lexical: bool
) -> tuple[Load, Embedding]:
    day = asked.today or utc_now().date()
    null = NullEmbedder() if lexical else None
    async with scratch(settings, asked, day, embeddings=null) as (app, nursery):
        await app.learn()
        texts = [passage.text for passage in passages(content)]
        some = random.Random(2026).sample(texts, min(PASSAGES, len(texts)))
        model = await embedding(app, some, asked.questions[:100])
        return await load(app, nursery, asked.questions), model


def _print_costs(costs: Sequence[Cost]) -> None:
    print("Index and question, vectors ready-made; medians. Question: without embedding it.")
    print(
        f"{'entries':>8}{'languages':>11}{'passages':>10}{'build s':>9}{'add 1 ms':>10}"
        f"{'question ms':>13}{'RapidFuzz ms':>14}{'BM25 ms':>9}{'÷ RapidFuzz':>13}{'÷ BM25':>8}"
    )
    for one in costs:
        print(
            f"{one.entries:>8}{one.languages:>11}{one.passages:>10}{one.build_s:>9.2f}"
            f"{one.add_ms:>10.2f}{one.query_ms:>13.2f}{one.fuzzy_ms:>14.2f}{one.words_ms:>9.2f}"
            f"{one.query_ms / one.fuzzy_ms:>13.2f}{one.query_ms / one.words_ms:>8.2f}"
        )
    print(
        "RapidFuzz alone: token_set_ratio over titles and aliases. "
        "BM25 alone: beginnings of words, whole texts.\n"
    )


def _print_embedding(model: Embedding) -> None:
    print(
        f"Embedding, medians: a passage {model.passage_ms:.1f} ms "
        f"({model.passages} real ones, {model.characters:.0f} characters), "
        f"a question {model.question_ms:.1f} ms\n"
    )


def _print_load(title: str, measured: Load) -> None:
    print(f"Real content, {title}; p50 / p95 / largest")
    print(f"  one question alone       {three(measured.alone)} ms")
    print(f"  one of 200 at once       {three(measured.together)} ms")
    print(f"  answers a second         {measured.per_second:.0f}")
    print(f"  lag of the event loop    {three(measured.lags)} ms")
    (ours, child), (ours_end, child_end) = measured.memory[2], measured.memory[ROUNDS]
    print(
        f"  memory after {ROUNDS} rounds  {ours_end:.0f} MiB ({ours_end - ours:+.2f} since the "
        f"second), the model's {child_end:.0f} MiB ({child_end - child:+.2f})\n"
    )


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--largest", action="store_true", help="also 10,000 entries in five languages (2 GiB)"
    )
    configure("WARNING")
    asyncio.run(main((*SIZES, LARGEST) if options.parse_args().largest else SIZES))
