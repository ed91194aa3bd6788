"""Samples of the doctor of challenges: each of its questions, and what its languages allow."""

from collections.abc import Iterator

from bot.domain.briefs import Examination, Fault, Finding
from bot.domain.terms import Unfair
from bot.gallery.figures import LONG_ID, Figures
from bot.gallery.sampling import COMPANIES, Sample, sampled
from bot.screens import doctor

_FIELDS = {
    Fault.SOLUTION: ("problem", "app"),
    Fault.NO_MEASURE: ("success", ""),
    Fault.NO_OWNER: ("contact", "not decided yet"),
    Fault.VAGUE: ("problem", ""),
    Fault.WIDE: ("problem", ""),
    Fault.CONFIDENTIAL: ("tried", "demo@example.com"),
    Fault.TOO_SOON: ("deadline", ""),
}


def samples(f: Figures) -> Iterator[Sample]:
    """Yield them."""
    every = tuple(Finding(fault, *_FIELDS[fault]) for fault in Fault)
    for finding in every:
        yield _sample(finding.fault, Examination((finding,)))
    for why in Unfair:
        yield _sample(why, Examination(), (why,))
    yield _sample("everything", Examination(every), tuple(Unfair))
    public = Examination((every[-2],), whole=False)
    yield _sample("a language whose words are not known", public)


def _sample(state: str, examination: Examination, objections: tuple[Unfair, ...] = ()) -> Sample:
    return sampled(doctor.checked, state, COMPANIES, LONG_ID, examination, objections)
