"""Scores as tables for a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from math import isnan

from bot.domain.entries import Entry
from bot.domain.languages import FALLBACK
from bot.evaluation.comparing import Change
from bot.evaluation.scoring import Judged, Scores, misses, score, score_by, worst_r3
from bot.evaluation.sets import Question

_COLUMNS = (
    ("R@1", "r1"),
    ("R@3", "r3"),
    ("ans@3", "answered_r3"),
    ("R@1 ans", "r1_of_answered"),
    ("false rej", "false_rejects"),
    ("refused", "refused"),
    ("p50 ms", "p50_ms"),
    ("p95 ms", "p95_ms"),
)


def scores(judged: Sequence[Judged]) -> Iterator[str]:
    """Yield the table: all, by language, by style, by label."""
    by_language = score_by(judged, lambda gold: gold.language)
    yield _row("", "messages", [title for title, _ in _COLUMNS])
    yield _scores("all", score(judged))
    sides: Mapping[str, Mapping[str, Scores]] = {
        "by language": by_language,
        "by style": score_by(judged, lambda gold: gold.style),
        "by label": score_by(judged, lambda gold: gold.label),
        "by whether a right entry has text in the language": score_by(
            [one for one in judged if one.gold.deserves_an_answer],
            lambda gold: "own" if gold.own_language else "not own",
        ),
    }
    for title, groups in sides.items():
        yield ""
        yield title
        yield from (_scores(name or "(none)", group) for name, group in groups.items())
    language, worst = worst_r3(by_language)
    if language:
        yield ""
        yield f"worst language R@3 {_share(worst)} ({language})"


def comparison(changes: Sequence[Change]) -> Iterator[str]:
    """Yield what became of each metric since the accepted run."""
    head = "".join(f"{title:>8}" for title in ("before", "after", "worse", "better", "p"))
    yield f"{'since the accepted run':24}{head}"
    for change in changes:
        name = change.metric if change.group == "all" else f"{change.metric} {change.group}"
        said = " WORSE" if change.is_regression else ""
        yield (
            f"{name:24}{_share(change.before):>8}{_share(change.after):>8}"
            f"{change.worse:>8}{change.better:>8}{_share(change.chance):>8}{said}"
        )


def worst_misses(
    judged: Sequence[Judged],
    questions: Sequence[Question],
    entries: Mapping[str, Entry],
    count: int,
) -> Iterator[str]:
    """Yield the worst mistakes: the question, what is right, what came first."""
    texts = {question.qid: question.text for question in questions}

    def named(entry_id: str) -> str:
        entry = entries.get(entry_id)
        return f"{entry_id} “{entry.in_language(FALLBACK)[1].title}”" if entry else entry_id

    for one in misses(judged, count):
        yield f"{one.gold.qid} {one.gold.language} {one.gold.label} {one.gold.style}"
        yield f"  asked   {texts.get(one.gold.qid, '')!r}"
        right = ", ".join(map(named, sorted(one.gold.ids))) or "no answer"
        yield f"  right   {right}"
        if one.prediction is None:
            yield "  got     nothing"
            continue
        shown = "refused; nearest" if one.refused else "answered"
        first = ", ".join(map(named, one.prediction.ids[:3])) or "nothing"
        yield f"  got     {shown} {first}"
        yield f"  certainty {one.prediction.score:.4f}"


def _scores(name: str, group: Scores) -> str:
    values = [getattr(group, field) for _, field in _COLUMNS]
    cells = [
        f"{value:.1f}" if title.endswith("ms") and not isnan(value) else _share(value)
        for (title, _), value in zip(_COLUMNS, values, strict=True)
    ]
    return _row(name, f"{group.questions}+{group.others}", cells)


def _row(name: str, messages: str, cells: Sequence[str]) -> str:
    return f"{name:16}{messages:>9}" + "".join(f"{cell:>10}" for cell in cells)


def _share(value: float) -> str:
    return "–" if isnan(value) else f"{value:.3f}"
