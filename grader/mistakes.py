"""Recognises known mistakes: a submission whose evidence is that of a mistake has made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from grader.checks.compare import same
from grader.checks.output import numbers_in
from grader.errors import SpecError
from grader.evidence import Evidence, FiguresProbe, Missing
from grader.judge import Pair, judge
from grader.results import Outcome
from grader.spec import Mistake

if TYPE_CHECKING:
    from grader.catalogue import Part
    from grader.evidence import Probe
    from grader.spec import Exercise

__all__ = ["Suspect", "mistaken_source", "recognise"]


class Suspect(msgspec.Struct, frozen=True):
    """A mistake, and the evidence that the reference solution with it leaves."""

    mistake: Mistake
    evidence: Evidence


def mistaken_source(part: Part, mistake: Mistake) -> str:
    """Return the part's reference solution with the mistake in it.

    Raises:
        SpecError: a text to be replaced does not stand in the solution exactly once.
    """
    source = part.solution
    for old, new in (mistake.replace, *mistake.also):
        if source.count(old) != 1:
            raise SpecError(
                f"{part.id}: the mistake {mistake.name!r} replaces {old!r}, "
                f"which stands in the solution {source.count(old)} times, not once"
            )
        source = source.replace(old, new)
    return source


def recognise(exercise: Exercise, public: Pair, suspects: list[Suspect]) -> Mistake | None:
    """Return the mistake that the submission shows, the most telling one where it shows several.

    A mistake is shown when everything that it makes differ from the reference solution is in the submission as the
    mistake would leave it, the rest is at least there, and every check that it fails has failed.
    """
    failed = _failed(exercise, public)
    by_chance = _left_to_chance(exercise)
    best: tuple[int, Mistake] | None = None
    for suspect in suspects:
        telling = _telling(exercise, public, suspect.evidence, failed, by_chance)
        if telling and (best is None or telling > best[0]):
            best = (telling, suspect.mistake)
    return best[1] if best else None


def _telling(
    exercise: Exercise, public: Pair, mistaken: Evidence, failed: set[str], by_chance: set[Probe]
) -> int:
    """Return how much of the submission the mistake explains; 0 where it is not shown."""
    evidence, reference = public.evidence, public.reference
    expected_to_fail = _failed(exercise, Pair(mistaken, reference))
    if not expected_to_fail or not expected_to_fail <= failed or not _same_end(evidence, mistaken):
        return 0
    differing = 0
    for probe in evidence.probes:
        if isinstance(probe, FiguresProbe) or probe in by_chance:
            continue
        fact, as_mistaken, as_right = evidence.fact(probe), mistaken.fact(probe), reference.fact(probe)
        if same(as_mistaken, as_right):
            if isinstance(fact, Missing) and not isinstance(as_right, Missing):
                return 0
        elif same(fact, as_mistaken):
            differing += 1
        else:
            return 0
    printed = _same_numbers(evidence, mistaken)
    if not differing and not printed:
        return 0
    # What was printed tells apart mistakes that leave the same things behind.
    return 1 + differing + len(expected_to_fail) + printed


def _left_to_chance(exercise: Exercise) -> set[Probe]:
    """Return the probes that only checks of what is random ask for."""
    certain = {probe for check in exercise.checks if not check.left_to_chance for probe in check.probes()}
    return {probe for check in exercise.checks for probe in check.probes()} - certain


def _failed(exercise: Exercise, pair: Pair) -> set[str]:
    return {result.id for result in judge(exercise, pair, None) if result.outcome is not Outcome.PASSED}


def _same_end(one: Evidence, other: Evidence) -> bool:
    mine = (one.error.type, one.error.message) if one.error else None
    yours = (other.error.type, other.error.message) if other.error else None
    return mine == yours and one.stopped == other.stopped and one.complete == other.complete


def _same_numbers(one: Evidence, other: Evidence) -> bool:
    mine, yours = numbers_in(one.stdout), numbers_in(other.stdout)
    return len(mine) == len(yours) and all(
        abs(my - your) <= 1e-6 + 1e-4 * abs(your) for my, your in zip(mine, yours, strict=True)
    )
