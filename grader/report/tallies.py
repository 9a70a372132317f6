"""What a class's grades come to: outcomes counted, percents summed up, checks by how hard they are."""

from __future__ import annotations

import statistics
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from grader.results import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from grader.gradebook import CheckRate, Entry, Row

__all__ = ["Spread", "Stretch", "Tally", "hardest", "is_graded", "is_open", "spread", "tally"]

HARDEST: Final = 10
"""Checks that are called the hardest, at most."""

_LEAST_JUDGED: Final = 0.1
"""A check says something if it was judged this often, by the check that was judged most often."""

_LEAST_FOR_QUARTILES: Final = 4


class Stretch(NamedTuple):
    """A piece of a bar, in percent of its length."""

    kind: str
    start: float
    length: float


class Tally(NamedTuple):
    """How many entries have which outcome."""

    passed: int
    failed: int
    errored: int
    nothing: int

    @property
    def judged(self) -> int:
        """Those that passed or did not: the rest says nothing about the learners."""
        return self.passed + self.failed

    @property
    def rate(self) -> float | None:
        """The share of the judged that passed; None where none was judged."""
        return self.passed / self.judged if self.judged else None

    @property
    def bar(self) -> list[Stretch]:
        """The outcomes as pieces of one bar, those without an entry left out."""
        total = sum(self)
        start, pieces = 0.0, []
        for kind, count in self._asdict().items():
            if count:
                pieces.append(Stretch(kind, start, 100 * count / total))
                start += 100 * count / total
        return pieces


class Spread(NamedTuple):
    """How percents are spread; quartiles only where there are some to tell apart."""

    learners: int
    mean: float
    median: float
    lowest: float
    highest: float
    quartiles: tuple[float, float] | None


def is_open(entry: Entry) -> bool:
    """Return whether the grader could not grade it, and no instructor has."""
    return entry.outcome is Outcome.ERRORED and entry.override is None


def is_graded(row: Row) -> bool:
    """Return whether the learner's percent says something: anything is graded, and nothing is open.

    What the grader could not grade counts as 0 in the score, and must lower nobody's mean.
    """
    return any(entry.outcome or entry.override for entry in row.entries) and not any(
        map(is_open, row.entries)
    )


def tally(entries: Iterable[Entry]) -> Tally:
    """Return how many of the entries passed, did not pass, could not be graded, or have nothing graded."""
    counts = Counter(entry.outcome for entry in entries)
    passed, failed, errored = (
        counts[outcome] for outcome in (Outcome.PASSED, Outcome.FAILED, Outcome.ERRORED)
    )
    return Tally(passed, failed, errored, counts.total() - passed - failed - errored)


def spread(percents: Sequence[float]) -> Spread | None:
    """Return the percents summed up; None where there are none."""
    if not percents:
        return None
    quartiles = None
    if len(percents) >= _LEAST_FOR_QUARTILES:
        first, _, third = statistics.quantiles(percents, n=4, method="inclusive")
        quartiles = first, third
    return Spread(
        learners=len(percents),
        mean=statistics.fmean(percents),
        median=statistics.median(percents),
        lowest=min(percents),
        highest=max(percents),
        quartiles=quartiles,
    )


def hardest(checks: Sequence[CheckRate]) -> list[CheckRate]:
    """Return the checks that the smallest share passed, the hardest first, those without a failure left out.

    Of two with the same share, the one that more have failed is the harder.
    """
    most = max((check.judged for check in checks), default=0)
    telling = [
        check for check in checks if check.passed < check.judged and check.judged >= _LEAST_JUDGED * most
    ]
    return sorted(telling, key=lambda check: (check.passed / check.judged, -check.judged))[:HARDEST]
