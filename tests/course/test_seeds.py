"""What is left to chance: the reference solutions pass with seeds that no calibration has used."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import msgspec
import pytest

from grader.bands import banded_checks, read_calibration
from grader.calibrate import fingerprint, passes_with

if TYPE_CHECKING:
    from grader.catalogue import Course
    from grader.data import DataSource
    from grader.runner import Runner

SEEDS = range(5001, 5051)
# Fifty of each take minutes: `make seeds` runs them all, every test run the first few.
ALL = bool(os.environ.get("GRADER_ALL_SEEDS"))
TRAININGS = len(SEEDS) if ALL else 4
OTHERS = len(SEEDS) if ALL else 15

BANDED = ("exercise_4_2_1", "exercise_4_2_2", "exercise_4_2_3")
# The random numbers that these leave behind are judged by what holds for all of them.
RANDOM = (
    "exercise_3_1_3",
    "exercise_3_2_1",
    "exercise_3_2_2",
    "exercise_3_4_1",
)


@pytest.mark.timeout(1200)  # fifty trainings, on a machine that may be busy
@pytest.mark.parametrize("part_id", RANDOM + BANDED)
def test_reference_passes_with_other_seeds(
    course: Course, runner: Runner, capsys: pytest.CaptureFixture[str], part_id: str
) -> None:
    """With each of many other seeds the reference solution earns everything, in the public world.

    `grade calibrate` tries both; the hidden one would double what is by far the longest test.
    """
    seeds = SEEDS[: TRAININGS if part_id in BANDED else OTHERS]
    part = course.part(part_id)
    public = msgspec.structs.replace(part, exercise=msgspec.structs.replace(part.exercise, one_world=True))

    passes = passes_with(public, seeds, runner=runner, tell=lambda _done, _total: None)

    with capsys.disabled():
        print(f"\n{part_id}: passes with {passes.tried - len(passes.failures)} of {passes.tried} other seeds")
    assert passes.failures == ()
    assert passes.tried == len(seeds)


def test_every_part_with_bands_is_tried(course: Course, fixtures: DataSource) -> None:
    """The list above is complete; its bands are of the solutions, set-ups and data as they are, and of other seeds."""
    parts = [course.part(part_id) for part_id in course.part_ids]
    banded = [part for part in parts if banded_checks(part.exercise)]

    assert tuple(part.id for part in banded) == BANDED
    for part in banded:
        calibration = read_calibration(course.bands_file(part.id))
        assert calibration is not None
        assert calibration.made_of == fingerprint(part, course, fixtures)
        assert calibration.last_seed < SEEDS[0]
        assert calibration.last_seed - calibration.first_seed + 1 >= 100
