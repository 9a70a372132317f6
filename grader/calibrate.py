"""Calibrates a part: runs its reference solution with many seeds, and keeps where what it measures lies."""

from __future__ import annotations

import hashlib
import math
import statistics
from typing import TYPE_CHECKING, Final

import msgspec

from grader.bands import Calibration, CheckBands, banded_checks, write_calibration
from grader.checks import Band
from grader.data import World
from grader.errors import SpecError
from grader.evidence import Cell
from grader.judge import Pair, judge
from grader.results import Outcome
from grader.runner import data_digests, versions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from concurrent.futures import Future

    from grader.catalogue import Course, Part
    from grader.checks import BandedCheck
    from grader.data import DataSource
    from grader.evidence import Evidence
    from grader.runner import Runner

__all__ = ["FIRST_SEED", "Passes", "calibrate", "fingerprint", "passes_with"]

FIRST_SEED: Final = 1


class Passes(msgspec.Struct, frozen=True, kw_only=True):
    """How a reference solution did with seeds that no calibration had used."""

    tried: int
    failures: tuple[str, ...]
    """What failed, a sentence a seed."""


def calibrate(
    part: Part,
    seeds: int,
    *,
    course: Course,
    source: DataSource,
    runner: Runner,
    tell: Callable[[int, int], None],
) -> Calibration:
    """Run the reference solution with that many seeds in each world, write the part's bands, and return them.

    `tell` is told how many of how many runs are done.

    Raises:
        SpecError: the part has nothing to calibrate, or the solution leaves nothing to measure with one of the seeds.
        SandboxError: a run failed twice.
    """
    checks = banded_checks(part.exercise)
    if not checks:
        raise SpecError(f"{part.id} has no check that needs a band; there is nothing to calibrate")
    last = FIRST_SEED + seeds - 1
    measured: dict[tuple[str, str], list[float]] = {}
    for seed, world, evidence in _runs(part, range(FIRST_SEED, last + 1), runner, tell):
        for name, check in checks.items():
            for quantity, value in _measured(part, check, evidence, seed, world).items():
                measured.setdefault((name, quantity), []).append(value)
    calibration = Calibration(
        made_by=f"grade calibrate {part.id} --seeds {seeds}",
        first_seed=FIRST_SEED,
        last_seed=last,
        worlds=part.worlds,
        data=source.name,
        versions=versions(),
        made_of=fingerprint(part, course, source),
        checks=tuple(
            CheckBands(
                check=name,
                bands=tuple(_band(quantity, measured[name, quantity]) for quantity in check.quantities),
            )
            for name, check in checks.items()
        ),
    )
    write_calibration(course.bands_file(part.id), calibration)
    return calibration


def passes_with(
    part: Part,
    seeds: Iterable[int],
    *,
    runner: Runner,
    tell: Callable[[int, int], None],
) -> Passes:
    """Judge the reference solution with other seeds, in each world, against itself with the seed of every grade.

    Raises:
        SandboxError: a run failed twice.
    """
    references = {world: runner.run_own(part, part.solution, world, must_pass=True) for world in part.worlds}
    by_seed: dict[int, dict[World, Evidence]] = {}
    for seed, world, evidence in _runs(part, seeds, runner, tell):
        by_seed.setdefault(seed, {})[world] = evidence
    failures = []
    for seed, evidence_of in by_seed.items():
        pairs = {world: Pair(evidence, references[world]) for world, evidence in evidence_of.items()}
        results = judge(part.exercise, pairs[World.PUBLIC], pairs.get(World.HIDDEN))
        failures += [
            f"seed {seed}: {result.title}: {result.message}"
            for result in results
            if result.outcome is not Outcome.PASSED
        ][:1]
    return Passes(tried=len(by_seed), failures=tuple(failures))


def fingerprint(part: Part, course: Course, source: DataSource) -> str:
    """Return a digest of all that a calibration depends on but versions and seeds."""
    files = data_digests(part, course, source)
    checks = [
        (name, repr(msgspec.structs.replace(check, bands=(), slack=1.0, points=1, hint="", title="")))
        for name, check in banded_checks(part.exercise).items()
    ]
    texts = (part.setup, part.hidden_setup, part.solution)
    return hashlib.sha256(repr((texts, files, checks)).encode()).hexdigest()


def _runs(
    part: Part,
    seeds: Iterable[int],
    runner: Runner,
    tell: Callable[[int, int], None],
) -> Iterable[tuple[int, World, Evidence]]:
    """Yield the evidence of the reference solution for each seed and world, side by side, in order."""
    cells = (Cell(part.solution),)
    with runner.pool() as pool:
        under_way: list[tuple[int, World, Future[Evidence]]] = [
            (seed, world, pool.submit(runner.run, part, cells, world, seed=seed))
            for seed in seeds
            for world in part.worlds
        ]
        tell(0, len(under_way))
        for done, (seed, world, run) in enumerate(under_way, start=1):
            yield seed, world, run.result()
            tell(done, len(under_way))


def _measured(
    part: Part, check: BandedCheck, evidence: Evidence, seed: int, world: World
) -> dict[str, float]:
    try:
        found = check.measure(evidence, evidence)
    except (ValueError, TypeError) as error:
        raise SpecError(f"{part.id}, seed {seed}, {world} world: {check.headline()}: {error}") from None
    for quantity, value in found.items():
        if not math.isfinite(value):
            raise SpecError(
                f"{part.id}, seed {seed}, {world} world: {check.headline()}: the {quantity} is {value}"
            )
    return found


def _band(quantity: str, values: list[float]) -> Band:
    return Band(
        quantity=quantity,
        least=_rounded(min(values)),
        median=_rounded(statistics.median(values)),
        most=_rounded(max(values)),
    )


def _rounded(value: float) -> float:
    return float(f"{value:.4g}")
