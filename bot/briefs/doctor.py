"""The doctor of challenges: deterministic checks of a brief, in the writer's language.

Each check is a question to somebody who may know better, so a good brief that is asked about is
worse than a clumsy one that is not: in doubt, nothing is found.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from bot.briefs.confidential import confidential
from bot.briefs.names import company_named, contact_names
from bot.briefs.phrases import Span, sentences, words_of
from bot.briefs.words import Reader, reader
from bot.domain.briefs import Brief, Examination, Fault, Finding

HOURS_A_DAY: Final = 4
"""What a creative with other work can give a challenge on a working day."""
REVIEW_DAYS: Final = 3
"""Working days that the hub may take before anybody reads the challenge."""
SHORTEST: Final = 40
"""Characters of a problem below which nobody can answer it, in any language."""
WIDE_FROM: Final = 3
"""Signs of several problems from which a brief is asked to be one."""
_FEW: Final = 3
"""Problems, measures or sentences from which they are several."""
_MOST_DAYS: Final = 366
_PUBLIC: Final = ("title", "problem", "affected", "success", "tried")
_WORKING: Final = 5
_DIGIT = re.compile(r"\d")
_NUMBERED = re.compile(r"(?:(?<=\s)|^)(?:\d[.)]|[a-d]\)|[-•*–])\s")
_WORD = re.compile(r"[^\W\d_]{2,}")
_LISTED: Final = {
    language: re.compile(rf",\s|;\s|\s(?:{words})\s")
    for language, words in {
        "en": "and|plus",
        "de": "und|sowie|plus",
        "da": "og|samt|plus",
        "pl": "i|oraz|plus",
        "sl": "in|ter|plus",
    }.items()
}
"""What stands between the parts of a list."""

FEW_SPECIFIC: Final = 0.5
"""Share of words that are this company's own below which a problem is vague."""


def examine(brief: Brief, today: date) -> Examination:
    """Return what makes a brief hard to answer, each fault once, in the order of the form."""
    words = reader(brief.language)
    findings = [*_everywhere(brief, today, words)]
    if words is not None:
        findings += [found for check in _CHECKS if (found := check(_Read(brief, words)))]
    return Examination(
        tuple({found.fault: found for found in sorted(findings, key=_order)}.values()),
        words is not None,
    )


def _order(found: Finding) -> int:
    return list(Fault).index(found.fault)


def _everywhere(brief: Brief, today: date, words: Reader | None) -> Iterator[Finding]:
    """Yield what can be seen in any language: contact data, dates, length."""
    for key in _PUBLIC:
        text = getattr(brief, key)
        found = confidential(text, brief.contact, words)
        if not found and brief.is_company_hidden:
            found = company_named(text, brief.company)
        if found:
            yield Finding(Fault.CONFIDENTIAL, key, found)
            break
    if is_too_soon(brief.deadline_on, brief.effort_hours, today):
        yield Finding(Fault.TOO_SOON, "deadline")
    if len(brief.problem.strip()) < SHORTEST:
        yield Finding(Fault.VAGUE, "problem")
    if words is None and not _WORD.search(brief.contact):
        yield Finding(Fault.NO_OWNER, "contact")


def is_too_soon(deadline: date | None, hours: int | None, today: date) -> bool:
    """Say whether the work does not fit between the review and the deadline.

    The hub has three working days before anybody reads the challenge; then each working day
    counts half: creatives have other work, too.
    """
    if deadline is None:
        return False
    days = min((deadline - today).days, _MOST_DAYS)
    working = sum(
        1 for n in range(1, days + 1) if (today + timedelta(days=n)).weekday() < _WORKING
    )
    left = working - REVIEW_DAYS
    return left <= 0 or left * HOURS_A_DAY < (hours or 0)


class _Read:
    """A brief with its words taken apart."""

    def __init__(self, brief: Brief, words: Reader) -> None:
        self.brief = brief
        self.words = words
        self.title = self.split(brief.title)
        self.sentences = [self.split(part) for part in sentences(brief.problem)]
        self.problem = [word for part in self.sentences for word in part]

    def split(self, text: str) -> list[str]:
        """Return the words of a text as this language compares them."""
        return words_of(text, spelled_out=self.words.spelled_out)

    def listed(self, sentence: str) -> list[str]:
        """Return the parts of a sentence that lists something."""
        return [part for part in _LISTED[self.brief.language].split(sentence) if part.strip()]

    def specific(self, words: Sequence[str], *also: str) -> tuple[int, int]:
        """Return how many words are the company's own, and how many words say something."""
        saying = [word for word in words if len(word) > 1 and not self.words["stop"].has(word)]
        lists = [self.words[name] for name in ("general", *also)]
        covered = {
            n for one in lists for start, end in one.find(saying) for n in range(start, end)
        }
        return len(saying) - len(covered), len(saying)


def _solution(it: _Read) -> Finding | None:
    """Find a brief that asks for a thing, and says of nothing that it goes wrong."""
    found = [
        (part, span)
        for part in (it.title, *it.sentences)
        for span in it.words["solutions"].find(part)
    ]
    if not found or _hurts(it):
        return None
    if not any(it.words["wants"].count(part) for part in (it.title, *it.sentences)):
        return None
    part, span = found[0]
    return Finding(Fault.SOLUTION, "problem", " ".join(part[span[0] : span[1]]))


def _hurts(it: _Read) -> int:
    """Count what goes wrong; that there is no such thing yet is not wrong by itself."""
    count = 0
    for part in (it.title, *it.sentences):
        lacks = [
            span
            for span in it.words["lacks"].find(part)
            if any(span[0] <= at <= span[1] + 3 for at, _ in it.words["solutions"].find(part))
        ]
        things = [*lacks, *it.words["solutions"].find(part)]
        count += sum(1 for span in it.words["hurts"].find(part) if not _inside(span, things))
    return count


def _inside(span: Span, others: Sequence[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _no_measure(it: _Read) -> Finding | None:
    """Find a brief in which nothing says by what one would see that it worked."""
    if it.brief.success.strip() and _is_measured(it, it.brief.success):
        return None
    rest = (it.brief.title, it.brief.problem, it.brief.affected, it.brief.tried)
    parts = [part for text in rest for part in sentences(text)]
    if any(_is_goal(it, part) for part in parts):
        return None
    return Finding(Fault.NO_MEASURE, "success")


def _is_measured(it: _Read, text: str) -> bool:
    words = it.split(text)
    if words in it.words["unsaid"]:
        return False
    if _is_counted(it, text):
        return True
    own, _ = it.specific(words, "soft")
    return own >= (5 if words in it.words["soft"] else 2)


def _is_counted(it: _Read, text: str) -> bool:
    """Say whether a text has a number, or words such as "fewer" that need none."""
    words = it.split(text)
    counted = words in it.words["numbers"] or words in it.words["measures"]
    return counted or bool(_DIGIT.search(text))


def _is_goal(it: _Read, text: str) -> bool:
    return _is_counted(it, text) and it.split(text) in it.words["goals"]


def _no_owner(it: _Read) -> Finding | None:
    """Find a brief that nobody in the company has."""
    contact = it.split(it.brief.contact)
    texts = (it.brief.problem, it.brief.affected, it.brief.success, it.brief.tried)
    parts = [it.split(part) for text in texts for part in sentences(text)]
    is_open = any(part in it.words["undecided"] for part in parts)
    if not any(len(word) > 1 and not word.isdigit() for word in contact):
        named = any(part in it.words["owns"] for part in parts) and not is_open
        return None if named else Finding(Fault.NO_OWNER, "contact")
    is_nobody = contact in it.words["nobody"] and not contact_names(it.brief.contact, it.words)
    if is_nobody:
        return Finding(Fault.NO_OWNER, "contact", it.brief.contact)
    return Finding(Fault.NO_OWNER, "contact") if is_open else None


def _vague(it: _Read) -> Finding | None:
    """Find a problem that any company could have written."""
    if _DIGIT.search(it.brief.problem):
        return None
    own, saying = it.specific(it.problem)
    if own >= saying * FEW_SPECIFIC and own > 2:
        return None
    return Finding(Fault.VAGUE, "problem")


def _wide(it: _Read) -> Finding | None:
    """Find several problems that different people would solve.

    One story may touch many topics; several problems come one after the other, each in a sentence
    or in a part of a list of its own.
    """
    parts = [it.split(part) for text in sentences(it.brief.problem) for part in it.listed(text)]
    steps = [fresh for fresh in _fresh(it, it.sentences) if fresh]
    listed = [fresh for fresh in _fresh(it, parts) if fresh]
    count = len({topic for fresh in listed for topic in fresh})
    more = sum(it.words["more"].count(part) for part in it.sentences)
    many = any(part in it.words["many"] for part in (it.title, *it.sentences))
    is_list = len(it.sentences) < _FEW and len(listed) > _FEW
    signs = _signs(it, more, many)
    ways = (count >= 2) + (count >= 4)
    is_wide = (
        (signs and (count >= 5 or len(steps) >= 4))
        or (len(steps) >= _FEW and (more or many))
        or (is_list and count >= 4)
        or (count >= 2 and (more >= 2 or (many and more)))
        or (signs and signs + ways >= WIDE_FROM)
    )
    return Finding(Fault.WIDE, "problem") if is_wide else None


def _signs(it: _Read, more: int, many: bool) -> int:
    """Count what shows by itself that there are several problems, whatever they are about.

    Somebody who has several numbers them, joins them by "besides", names them in the title, and
    has a measure for each.
    """
    marks = len(_NUMBERED.findall(it.brief.problem)) >= _FEW
    if len(it.sentences) < _FEW and not marks:
        return 0
    wanted = [part for text in sentences(it.brief.success) for part in it.listed(text)]
    seen = sum(_is_counted(it, part) for part in wanted)
    measures = 2 if seen >= _FEW else int(len(wanted) >= _FEW and seen == _FEW - 1)
    named = len(it.listed(it.brief.title)) >= _FEW
    return min(more, 2) + 2 * many + 2 * marks + measures + named


def _fresh(it: _Read, parts: Sequence[Sequence[str]]) -> Iterator[set[str]]:
    """Yield the topics of each part that no part before it had."""
    seen: set[str] = set()
    for part in parts:
        topics = {name for name, phrases in it.words.topics.items() if part in phrases}
        yield topics - seen
        seen |= topics


_CHECKS: Final[tuple[Callable[[_Read], Finding | None], ...]] = (
    _solution,
    _no_measure,
    _no_owner,
    _vague,
    _wide,
)
