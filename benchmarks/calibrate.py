"""Fits the judges of `bot/answers` on the development set: `python -m benchmarks.calibrate`.

Writes `bot/answers/calibration/`: the vectors of the bank (`bank.npy`) and the weights, means and
thresholds of the two judges (`weights.json`). Both are evaluated by ten-fold cross-validation in
which all questions about one entry are in one fold: an entry's questions never tune what judges
them. The thresholds are the quantiles of the cross-validated certainties of real questions.

The messages of the bank are judged, too, each with its own topic left out of the bank: that is
breadth which 120 messages do not have. On content and messages that the judge never saw it
refuses .93 instead of .88 at 5 % false rejects.
"""

import asyncio
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from bot.answers.asking import Answers
from bot.answers.bank import CALIBRATION, Calibration, fingerprint, read_messages
from bot.answers.judging import FEATURES, LEXICAL_FEATURES
from bot.app.evaluating import scratch
from bot.app.services import App
from bot.domain.answers import Mode
from bot.domain.hygiene import hygiene, speakable
from bot.embedding import NullEmbedder
from bot.evaluation.sets import EvaluationSet, Gold, read_set
from bot.settings import Settings

Floats = NDArray[np.float64]

SET: Final = Path(__file__).parent / "sets" / "answers-dev"
FOLDS: Final = 10
RIDGE: Final = 1.0
BANK: Final = 0.25
"""Weight of all messages of the bank together, where the other messages of the set have 1. Each
language has the same share of it: English has most messages, and is no sign of noise."""
FALSE_REJECTS: Final = {Mode.MODEL: 0.055, Mode.LEXICAL: 0.10}
"""Share of real questions that may be refused; the rest of the trade is in docs/answers.md."""
SAID: Final = {Mode.MODEL: 0.21, Mode.LEXICAL: 0.35}
"""Share of real questions that are offered or refused instead of said."""


@dataclass(frozen=True, slots=True)
class Row:
    """One message of the development set, as the judge sees it."""

    gold: Gold
    evidence: Mapping[str, float]
    ids: tuple[str, ...]

    @property
    def fold_of(self) -> str:
        """Return what keeps questions about one entry together."""
        return min(self.gold.ids, default=self.gold.qid)


@dataclass(frozen=True, slots=True)
class Noise:
    """The features of the bank's messages (m, n), and the share of each in their weight (m,)."""

    features: Floats
    shares: Floats


def fit(features: Floats, deserves: Floats, bank: Noise) -> tuple[Floats, Floats, Floats, float]:
    """Return means, scales, weights and bias of a ridge logistic.

    Questions and other messages of the set weigh the same; the `bank` comes on top.
    """
    share = deserves.mean()
    weight = np.concatenate(
        [
            np.where(deserves == 1, 0.5 / share, 0.5 / (1 - share)),
            BANK * 0.5 * len(deserves) * bank.shares,
        ]
    )
    features = np.vstack([features, bank.features])
    deserves = np.concatenate([deserves, np.zeros(len(bank.shares))])
    means, scales = features.mean(axis=0), features.std(axis=0) + 1e-9
    x = np.hstack([(features - means) / scales, np.ones((len(features), 1))])
    penalty = RIDGE * np.eye(x.shape[1])
    penalty[-1, -1] = 0
    theta = np.zeros(x.shape[1])
    for _ in range(50):  # Newton's method
        p = 1 / (1 + np.exp(-np.clip(x @ theta, -50, 50)))
        slope = x.T @ (weight * (p - deserves)) + penalty @ theta
        curve = (x * (weight * p * (1 - p))[:, None]).T @ x + penalty
        step = np.linalg.solve(curve, slope)
        theta -= step
        if np.abs(step).max() < 1e-9:
            break
    return means, scales, theta[:-1], float(theta[-1])


def certainty(features: Floats, fitted: tuple[Floats, Floats, Floats, float]) -> Floats:
    """Return the probabilities that a fitted judge gives."""
    means, scales, weights, bias = fitted
    result: Floats = 1 / (
        1 + np.exp(-np.clip((features - means) / scales @ weights + bias, -50, 50))
    )
    return result


def cross_validated(
    rows: Sequence[Row], features: Floats, deserves: Floats, bank: Noise
) -> Floats:
    """Return for each message the certainty of a judge that saw nothing of its entry."""
    groups = sorted({row.fold_of for row in rows})
    shuffled = np.random.default_rng(0).permutation(len(groups))
    fold = {group: int(place) % FOLDS for group, place in zip(groups, shuffled, strict=True)}
    folds = np.array([fold[row.fold_of] for row in rows])
    found = np.zeros(len(rows))
    for number in range(FOLDS):
        held_out = folds == number
        fitted = fit(features[~held_out], deserves[~held_out], bank)
        found[held_out] = certainty(features[held_out], fitted)
    return found


def calibrate(
    rows: Sequence[Row],
    others: Sequence[tuple[str, Mapping[str, float]]],
    names: Sequence[str],
    mode: Mode,
    silent: int,
) -> dict[str, Any]:
    """Fit one judge, print how it does on entries it has not seen, and return its data.

    `silent` messages without a letter are refused before any judge.
    """
    features = np.array([[row.evidence[name] for name in names] for row in rows])
    deserves = np.array([float(row.gold.deserves_an_answer) for row in rows])
    of_language = Counter(language for language, _ in others)
    bank = Noise(
        np.array([[evidence[name] for name in names] for _, evidence in others]),
        np.array([1 / (of_language[language] * len(of_language)) for language, _ in others]),
    )
    held_out = cross_validated(rows, features, deserves, bank)
    questions = np.sort(held_out[deserves == 1])
    noise = held_out[deserves == 0]
    print(f"{mode}: refused at false rejects, cross-validated by entry")
    for share in (0.03, 0.04, 0.05, 0.055, 0.06, 0.08, 0.10, 0.15):
        at = questions[int(share * len(questions))]
        refused = (np.sum(noise < at) + silent) / (len(noise) + silent)
        print(f"  {share:5.3f}  {refused:.3f}   threshold {at:.3f}")
    means, scales, weights, bias = fit(features, deserves, bank)
    for name, weight in zip(names, weights, strict=True):
        print(f"  {name:20} {weight:+.2f}")
    return {
        "features": list(names),
        "means": [round(float(v), 6) for v in means],
        "scales": [round(float(v), 6) for v in scales],
        "weights": [round(float(v), 6) for v in weights],
        "bias": round(bias, 6),
        "near": round(float(questions[int(FALSE_REJECTS[mode] * len(questions))]), 4),
        "confident": round(float(questions[int(SAID[mode] * len(questions))]), 4),
    }


async def embed_bank(app: App) -> NDArray[np.float16]:
    """Return the vectors of the bank's messages, as passages."""
    rows = []
    for message in read_messages():
        vector = await app.embeddings.passage(message.text)
        if vector is None:
            raise RuntimeError(f"no vector for {message.text!r}")
        rows.append(vector.astype(np.float16))
    return np.stack(rows)


async def evidence_of(answers: Answers, asked: EvaluationSet) -> list[Row]:
    """Return what the judge would see of each message that has a letter."""
    gold = {one.qid: one for one in asked.gold}
    rows = []
    for question in asked.questions:
        if speakable(hygiene(question.text)):
            ranked, evidence = await answers.evidence(question.text, question.language)
            rows.append(Row(gold[question.qid], evidence, ranked.ids))
    return rows


async def evidence_of_bank(answers: Answers) -> list[tuple[str, Mapping[str, float]]]:
    """Return the language of each message of the bank, and what the judge would see of it without
    its own topic."""
    found = []
    for message in read_messages():
        if speakable(hygiene(message.text)):
            _, evidence = await answers.evidence(
                message.text, message.language, without=message.topic
            )
            found.append((message.language, evidence))
    return found


def ranking(rows: Sequence[Row]) -> Iterator[str]:
    """Yield how well entries are ranked, whatever is said of them."""
    asked = [row for row in rows if row.gold.deserves_an_answer]
    for top in (1, 3):
        hits = [bool(row.gold.ids & set(row.ids[:top])) for row in asked]
        yield f"  R@{top} {np.mean(hits):.3f}"


async def main() -> None:
    """Embed the bank, fit both judges, write both files."""
    asked = read_set(SET)
    day = asked.today
    if day is None:
        raise ValueError("the development set has no day")
    settings = Settings(_env_file=None)
    silent = sum(not speakable(hygiene(q.text)) for q in asked.questions)
    about: dict[str, Any] = {"bank": fingerprint(), "judges": {}}
    async with scratch(settings, asked, day) as (app, _):
        CALIBRATION.mkdir(exist_ok=True)
        np.save(CALIBRATION / "bank.npy", await embed_bank(app))
        about["model"] = app.embeddings.model_version
    write(about)  # the space of the bank is what the judge is fitted in
    judges: dict[str, Any] = {}
    for mode, names, embeddings in (
        (Mode.MODEL, FEATURES, None),
        (Mode.LEXICAL, LEXICAL_FEATURES, NullEmbedder()),
    ):
        async with scratch(settings, asked, day, embeddings=embeddings) as (app, _):
            await app.learn()
            rows = await evidence_of(app.answers, asked)
            others = await evidence_of_bank(app.answers)
            judges[mode] = calibrate(rows, others, names, mode, silent)
            if mode is Mode.MODEL:
                judges[mode]["entries"] = len(app.knowledge.findable)
            print(*ranking(rows), sep="\n")
    write({**about, "judges": judges})


def write(about: Mapping[str, Any]) -> None:
    """Write the weights."""
    text = json.dumps(about, indent=1, sort_keys=True) + "\n"
    (CALIBRATION / "weights.json").write_text(text, "utf-8")
    Calibration.read.cache_clear()


if __name__ == "__main__":
    asyncio.run(main())
