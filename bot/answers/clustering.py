"""Questions that mean the same, found across languages by the directions of their vectors.

The model sets texts of one language closer together than their meaning does (by .03 to .05), so a
question's direction is taken from the mean of its language; that mean leans on the mean of all
languages as long as there are few questions to make it of (`_LEAN`). Then questions and clusters
are joined, the nearest first, while their mean likeness is at least `ALIKE` (average linkage).

Measured on the 390 questions of the development set (twelve languages, 30 entries; two questions
belong together if they have the same gold entry), as pairs joined rightly and pairs found:

| likeness | all 390: precision, recall | 40 drawn, means of 240 | 40 drawn, means of 40 |
|---|---|---|---|
| .25 | .96 .38 | .80 .40 | .80 .35 |
| .30 | .98 .33 | .90 .35 | .87 .28 |
| .35 | .99 .26 | .93 .29 | .91 .22 |
| .40 | 1.00 .22 | .97 .23 | .94 .16 |

(Plain cosine on all 390, at .87: .92 .18.) Recall between languages is that of all pairs. Staff
read every question before they decide for a cluster, and a wrong join costs them more than one
matter in two clusters; so .35. With fewer than `_FEW` questions there is no mean to speak of, and
only what is plainly alike is joined: by cosine, less `_ONE_LANGUAGE` within a language. At .88,
15 drawn have precision .87, recall .15. In-sample figures; a new set will be less kind.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

ALIKE: Final = 0.35
ALIKE_WHEN_FEW: Final = 0.88
_FEW: Final = 20
_ONE_LANGUAGE: Final = 0.03
_LEAN: Final = 5.0
_STORED: Final = np.dtype("<f2")
_APART: Final = -9.0
"""Below any likeness: for what cannot be joined any more."""

Floats = NDArray[np.float32]


def clusters(
    vectors: Sequence[bytes | None],
    languages: Sequence[str],
    others: Sequence[tuple[str, bytes]] = (),
) -> list[list[int]]:
    """Return which questions mean the same, as lists of positions; each position is in one list.

    `vectors` are half-precision bytes; a question without one stands alone. `others` are questions
    (language, vector) from which the means are made too. In order of their first question.
    """
    sizes = Counter(len(v) for v in (*vectors, *(v for _, v in others)) if v)
    length = sizes.most_common(1)[0][0] if sizes else 0  # others are of another model
    placed = [i for i, vector in enumerate(vectors) if vector and len(vector) == length]
    found = [[i] for i in range(len(vectors)) if i not in set(placed)]
    if placed:
        known = [languages[i] for i in placed]
        own = _directions([vectors[i] or b"" for i in placed])
        rest = [(code, vector) for code, vector in others if len(vector) == length]
        likeness, alike = _likeness(own, known, rest)
        found += [[placed[i] for i in group] for group in _joined(likeness, alike)]
    return sorted(sorted(group) for group in found)


def _directions(stored: Sequence[bytes]) -> Floats:
    rows = np.stack([np.frombuffer(one, _STORED) for one in stored]).astype(np.float32)
    return _unit(rows)


def _unit(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Floats = rows / np.maximum(lengths, np.float32(1e-6))
    return unit


def _likeness(
    own: Floats, languages: Sequence[str], others: Sequence[tuple[str, bytes]]
) -> tuple[Floats, float]:
    """Return how alike each two questions are, and from where on that counts."""
    codes = np.array(languages)
    if len(own) + len(others) < _FEW:
        same = codes[:, None] == codes[None, :]
        return own @ own.T - np.float32(_ONE_LANGUAGE) * same, ALIKE_WHEN_FEW
    everything = np.concatenate([own, _directions([v for _, v in others])]) if others else own
    spoken = np.array([*languages, *(code for code, _ in others)])
    middle = everything.mean(axis=0)
    centred = own.copy()
    for code in set(languages):
        ours = everything[spoken == code]
        centred[codes == code] -= (ours.sum(axis=0) + _LEAN * middle) / (len(ours) + _LEAN)
    centred = _unit(centred)
    return centred @ centred.T, ALIKE


def _joined(likeness: Floats, alike: float) -> list[list[int]]:
    """Join the nearest two until none are alike; average linkage, by Lance and Williams."""
    near = likeness.astype(np.float64)
    np.fill_diagonal(near, _APART)
    groups = [[i] for i in range(len(near))]
    while True:
        one, two = divmod(int(near.argmax()), len(near))
        if near[one, two] < alike:
            return [group for group in groups if group]
        a, b = len(groups[one]), len(groups[two])
        mean = (a * near[one] + b * near[two]) / (a + b)
        mean[[one, two]] = _APART
        mean[near[one] == _APART] = _APART  # joined to something before
        near[one], near[:, one] = mean, mean
        near[two], near[:, two] = _APART, _APART
        groups[one] += groups[two]
        groups[two] = []
