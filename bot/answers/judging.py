"""How sure an answer may be: a logistic over the shape of the scores, and two thresholds.

What tells a question from the rest is not how near its best entry is but how much nearer than the
bank of other messages, and how much nearer than the other entries. The weights are fitted on the
development set (`benchmarks/calibrate.py`), where they are also cross-validated by entry.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log
from typing import Any, Final

from bot.domain.answers import Confidence

FEATURES: Final = (
    "best",
    "above_mean",
    "above_second",
    "above_bank",
    "above_bank_three",
    "bank_z",
    "covered_above_bank",
)
LEXICAL_FEATURES: Final = (
    "covered",
    "covered_first",
    "above_second",
    "likeness",
    "bank_covered",
    "length",
)
LONGEST: Final = 8
"""Words after which a longer question says nothing more about being one."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Turns evidence into a probability that content answers, and that into a tier."""

    features: tuple[str, ...]
    means: tuple[float, ...]
    scales: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float
    near: float
    """From here on an answer is offered …"""
    confident: float
    """… and from here on it is said."""
    entries: int = 0
    """How many entries there were when it was fitted; 0 if their number says nothing."""

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Judge":
        """Read the weights of one mode."""
        numbers = {name: tuple(data[name]) for name in ("means", "scales", "weights")}
        return cls(
            tuple(data["features"]),
            **numbers,
            bias=data["bias"],
            near=data["near"],
            confident=data["confident"],
            entries=data.get("entries", 0),
        )

    def certainty(self, evidence: Mapping[str, float], entries: int = 0) -> float:
        """Return the probability, 0 to 1, among so many entries.

        Each entry is one more chance that something comes near by accident (the union bound), so
        the odds go down by as much as there are more entries than when this was fitted. Measured
        on 220 instead of 30: unseen noise refused .46 → .87, questions refused .00 → .01.
        """
        total = self.bias + sum(
            weight * (evidence[name] - mean) / scale
            for name, mean, scale, weight in zip(
                self.features, self.means, self.scales, self.weights, strict=True
            )
        )
        if self.entries and entries > self.entries:
            total -= log(entries / self.entries)
        return 1 / (1 + exp(-max(-50.0, min(50.0, total))))

    def judge(self, certainty: float) -> Confidence:
        """Return how an answer with this certainty may be said."""
        if certainty >= self.confident:
            return Confidence.CONFIDENT
        return Confidence.UNSURE if certainty >= self.near else Confidence.NONE


def shape(best: float, second: float | None, mean: float) -> dict[str, float]:
    """Return what the scores of all entries say about the best of them."""
    return {
        "best": best,
        "above_mean": best - mean,
        "above_second": 0.0 if second is None else best - second,
    }
