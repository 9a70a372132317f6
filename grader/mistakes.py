"""Recognises known mistakes: a submission whose evidence is that of a mistake has made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from grader.checks.compare import same
from grader.checks.output import numbers_in
from grader.errors import SpecError
from grader.evidence import Evidence, Fact, FiguresProbe, Missing, Probe
from grader.judge import Pair, judge
from grader.limits import Stopped
from grader.results import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.catalogue import Part
    from grader.spec import Exercise, Mistake

__all__ = ["Suspect", "mistaken_source", "recognise", "suspect_of"]


class _End(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a run ended."""

    error: tuple[str, str] | None
    """Its type and its message; where it was raised tells nothing."""
    stopped: Stopped | None
    complete: bool


class Suspect(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A known mistake as it shows: where the reference solution with it parts from the solution itself."""

    name: str
    says: str
    fails: frozenset[str]
    """The IDs of the checks that it fails."""
    end: _End
    differs: tuple[tuple[Probe, Fact], ...]
    """The facts that it leaves otherwise. Figures, and what is left to chance, tell nothing."""
    printed: tuple[float, ...]


def suspect_of(exercise: Exercise, mistake: Mistake, mistaken: Evidence, reference: Evidence) -> Suspect:
    """Return how the mistake shows, from what the solution leaves with it and without it in the public world."""
    silent = _left_to_chance(exercise)
    return Suspect(
        name=mistake.name,
        says=mistake.says,
        fails=frozenset(_failed(exercise, Pair(mistaken, reference))),
        end=_end(mistaken),
        differs=tuple(
            (probe, fact)
            for probe, fact in zip(mistaken.probes, mistaken.facts, strict=True)
            if not _tells_nothing(probe, silent) and not same(fact, reference.fact(probe))
        ),
        printed=tuple(numbers_in(mistaken.stdout)),
    )


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


def recognise(exercise: Exercise, public: Pair, suspects: Sequence[Suspect]) -> Suspect | None:
    """Return the mistake that the submission shows, the most telling one where it shows several.

    A mistake is shown when everything that it makes differ from the reference solution is in the submission as the
    mistake would leave it, the rest is at least there, and every check that it fails has failed.
    """
    failed = _failed(exercise, public)
    by_chance = _left_to_chance(exercise)
    best: tuple[int, Suspect] | None = None
    for suspect in suspects:
        telling = _telling(public, suspect, failed, by_chance)
        if telling and (best is None or telling > best[0]):
            best = (telling, suspect)
    return best[1] if best else None


def _telling(public: Pair, suspect: Suspect, failed: set[str], by_chance: set[Probe]) -> int:
    """Return how much of the submission the mistake explains; 0 where it is not shown."""
    evidence, reference = public.evidence, public.reference
    if not suspect.fails or not suspect.fails <= failed or _end(evidence) != suspect.end:
        return 0
    differs = dict(suspect.differs)
    differing = 0
    for probe in evidence.probes:
        if _tells_nothing(probe, by_chance):
            continue
        fact = evidence.fact(probe)
        if probe not in differs:
            if isinstance(fact, Missing) and not isinstance(reference.fact(probe), Missing):
                return 0
        elif same(fact, differs[probe]):
            differing += 1
        else:
            return 0
    printed = _same_numbers(numbers_in(evidence.stdout), suspect.printed)
    if not differing and not printed:
        return 0
    # What was printed tells apart mistakes that leave the same things behind.
    return 1 + differing + len(suspect.fails) + printed


def _tells_nothing(probe: Probe, by_chance: set[Probe]) -> bool:
    return isinstance(probe, FiguresProbe) or probe in by_chance


def _left_to_chance(exercise: Exercise) -> set[Probe]:
    """Return the probes that only checks of what is random ask for."""
    certain = {probe for check in exercise.checks if not check.left_to_chance for probe in check.probes()}
    return {probe for check in exercise.checks for probe in check.probes()} - certain


def _failed(exercise: Exercise, pair: Pair) -> set[str]:
    return {result.id for result in judge(exercise, pair, None) if result.outcome is not Outcome.PASSED}


def _end(evidence: Evidence) -> _End:
    error = (evidence.error.type, evidence.error.message) if evidence.error else None
    return _End(error, evidence.stopped, evidence.complete)


def _same_numbers(mine: list[float], yours: tuple[float, ...]) -> bool:
    return len(mine) == len(yours) and all(
        abs(my - your) <= 1e-6 + 1e-4 * abs(your) for my, your in zip(mine, yours, strict=True)
    )
