"""What is wrong with the content, said so that an editor can mend it."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in one file: where it is, what it is and how to mend it."""

    file: str
    line: int
    message: str
    remedy: str
    path: str = field(default="", compare=False)
    """The field, as in `text.sl.title`."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message} — {self.remedy}"


class ContentError(Exception):
    """The content has mistakes; `problems` lists every one of them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)
