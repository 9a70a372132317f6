"""The gradebook, and what the class page shows beside it."""

from __future__ import annotations

import msgspec

from grader.limits import Stopped
from grader.results import Outcome, Runtime

__all__ = [
    "CheckRate",
    "ClassReport",
    "Cluster",
    "Column",
    "Entry",
    "Gradebook",
    "Group",
    "Override",
    "Row",
    "Sample",
]


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One part of the course that the class is graded on."""

    exercise: str
    title: str
    max_score: int


class Override(msgspec.Struct, frozen=True, kw_only=True):
    """Points that an instructor has given by hand. It stays whatever is graded later."""

    points: float
    why: str
    when: str
    """ISO 8601, UTC."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What a learner has of one part: of the attempt that counts, after what is off for lateness, or an override."""

    exercise: str
    outcome: Outcome | None
    """None where nothing was handed in, or nothing is graded yet."""
    score: float = 0.0
    max_score: int
    earned: int = 0
    """What the checks gave, before lateness and override."""
    attempt: int | None = None
    when: str = ""
    """When it was handed in, ISO 8601; empty where nobody knows."""
    late: bool = False
    late_percent: float = 0.0
    """What is off for lateness, in percent of what was earned."""
    override: Override | None = None
    failed_checks: tuple[str, ...] = ()
    """The IDs of its checks that did not pass."""
    mistake: str = ""
    """The name of the known mistake that it shows."""
    stopped: Stopped | None = None
    error: str = ""
    """What its code raised, or why it cannot be read, in one line of plain text."""
    wall_seconds: float = 0.0


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A learner, with one entry a column, in the columns' order. What is not known is empty."""

    key: str
    """Names a file on any system; the learner's page is `learners/<key>.html`, where anything came."""
    name: str
    id: str = ""
    login: str = ""
    email: str = ""
    section: str = ""
    in_roster: bool = False
    attempts: int = 0
    """How many attempts came."""
    entries: tuple[Entry, ...]

    @property
    def score(self) -> float:
        """Points over all parts."""
        return sum(entry.score for entry in self.entries)

    @property
    def max_score(self) -> int:
        """The most points that there are."""
        return sum(entry.max_score for entry in self.entries)

    @property
    def percent(self) -> float:
        """The score in percent; 0 where there is nothing to earn."""
        return 100 * self.score / self.max_score if self.max_score else 0.0

    @property
    def missing(self) -> bool:
        """Whether nothing came from this learner."""
        return self.attempts == 0


class Gradebook(msgspec.Struct, frozen=True, kw_only=True):
    """A class's grades: rows by name, columns in the course's order."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    has_roster: bool = False
    """Whether a roster told who belongs to the class."""


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """A lesson: its ID, its title and its parts among the columns."""

    id: str
    title: str
    exercises: tuple[str, ...]


class CheckRate(msgspec.Struct, frozen=True, kw_only=True):
    """How many of the graded submissions that count passed a check."""

    exercise: str
    check: str
    title: str
    passed: int
    judged: int
    """Those in which it passed or failed; where it was skipped, it says nothing."""


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """One learner's code, as handed in."""

    learner: str
    """The learner's key."""
    source: str


class Cluster(msgspec.Struct, frozen=True, kw_only=True):
    """Learners whose wrong evidence is the same."""

    exercise: str
    mistake: str = ""
    """The name of the known mistake, where it is one."""
    says: str
    """What a learner is told: the mistake's feedback, or the first failing check's message."""
    checks: tuple[str, ...]
    """The IDs of the checks that did not pass."""
    learners: tuple[str, ...]
    """Their keys, all of them."""
    samples: tuple[Sample, ...]
    """Two at most."""


class ClassReport(msgspec.Struct, frozen=True, kw_only=True):
    """All that the class page shows."""

    gradebook: Gradebook
    lessons: tuple[Group, ...]
    checks: tuple[CheckRate, ...]
    clusters: tuple[Cluster, ...]
    """The largest first."""
    problems: tuple[str, ...]
    """What was wrong with anything handed in, a line each."""
    runtime: Runtime
    isolation: tuple[str, ...]
    made: str
    """When, ISO 8601, UTC."""
