"""What an instructor looks after: faults, stops, slow runs, lateness, and points given by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from grader.limits import Stopped
from grader.report.tallies import is_open
from grader.report.text import clipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.gradebook import Column, Entry, Gradebook, Override
    from grader.report.learners import Learner, Learners

__all__ = ["ByHand", "Fault", "Late", "Run", "by_hand", "faults", "late", "slowest", "stops"]

SLOWEST: Final = 10

ERROR_CHARACTERS: Final = 300


class Run(NamedTuple):
    """A learner's part that was run."""

    learner: Learner
    column: Column
    entry: Entry


class Fault(NamedTuple):
    """A part that could not be graded, for one reason, and whose it was."""

    column: Column
    error: str
    learners: tuple[Learner, ...]


class Late(NamedTuple):
    """The parts of a learner that came late, and lose the same."""

    learner: Learner
    columns: tuple[Column, ...]
    percent: float
    when: str
    """When the last of them came."""


class ByHand(NamedTuple):
    """A part whose points an instructor has given."""

    learner: Learner
    column: Column
    entry: Entry
    override: Override


def faults(gradebook: Gradebook, learners: Learners) -> list[Fault]:
    """Return what the grader could not grade, in the columns' order, learners with the same fault together."""
    found: dict[tuple[int, str], list[Learner]] = {}
    places = {column.exercise: place for place, column in enumerate(gradebook.columns)}
    for run in _runs(gradebook, learners):
        if is_open(run.entry):
            key = places[run.column.exercise], clipped(run.entry.error, ERROR_CHARACTERS)
            found.setdefault(key, []).append(run.learner)
    return [
        Fault(gradebook.columns[place], error, tuple(whose))
        for (place, error), whose in sorted(found.items(), key=lambda item: item[0][0])
    ]


def stops(gradebook: Gradebook, learners: Learners) -> dict[Stopped, list[Run]]:
    """Return the runs that each limit has ended; only those limits that ended any."""
    found: dict[Stopped, list[Run]] = {limit: [] for limit in Stopped}
    for run in _runs(gradebook, learners):
        if run.entry.stopped is not None:
            found[run.entry.stopped].append(run)
    return {limit: runs for limit, runs in found.items() if runs}


def slowest(gradebook: Gradebook, learners: Learners) -> list[Run]:
    """Return the runs that took longest, the slowest first."""
    runs = [run for run in _runs(gradebook, learners) if run.entry.wall_seconds > 0]
    return sorted(runs, key=lambda run: -run.entry.wall_seconds)[:SLOWEST]


def late(gradebook: Gradebook, learners: Learners) -> list[Late]:
    """Return who was late, with what, and what that costs."""
    found: dict[tuple[Learner, float], list[Run]] = {}
    for run in _runs(gradebook, learners):
        if run.entry.late:
            found.setdefault((run.learner, run.entry.late_percent), []).append(run)
    return [
        Late(learner, tuple(run.column for run in runs), percent, max(run.entry.when for run in runs))
        for (learner, percent), runs in found.items()
    ]


def by_hand(gradebook: Gradebook, learners: Learners) -> list[ByHand]:
    """Return the parts whose points an instructor has given."""
    return [
        ByHand(*run, run.entry.override)
        for run in _runs(gradebook, learners)
        if run.entry.override is not None
    ]


def _runs(gradebook: Gradebook, learners: Learners) -> Iterator[Run]:
    for row in gradebook.rows:
        learner = learners.of(row.key)
        for column, entry in zip(gradebook.columns, row.entries, strict=True):
            yield Run(learner, column, entry)
