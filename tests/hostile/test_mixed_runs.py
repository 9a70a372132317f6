"""Attacks and honest submissions side by side in one warm process: nobody's grade changes, and nothing piles up."""

from __future__ import annotations

import gc
import os
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from grader.results import Outcome
from tests.hostile.suite import LIMITS, PART, attacks
from tests.processes import busy_below

if TYPE_CHECKING:
    from grader.catalogue import Course
    from grader.sandbox.supervisor import Supervisor
    from tests.support import GradeSource

RUNS = 100 if os.environ.get("GRADER_ALL_ATTACKS") else 50
HONEST = ("exercise_1_1_2", "exercise_1_2_3", "exercise_2_2_2", "exercise_3_3_1")

# Those that end by themselves, and one of each that a limit ends.
MIXED = [
    attack
    for attack in attacks()
    if attack.part == PART
    and not attack.notebook
    and "@" not in attack.source
    and (attack.stopped is None or attack.name in {"fork_bomb", "threads"})
]
MIB = 1024 * 1024


def _resident(process: psutil.Process) -> int:
    return process.memory_info().rss


def test_mixed_runs(course: Course, supervisor: Supervisor, grade_source: GradeSource) -> None:
    """Many attacks beside as many honest submissions: each honest one gets its full mark, and nothing is left."""
    solutions = {part: course.part(part).solution for part in HONEST}
    for part, solution in solutions.items():  # so that evidence is kept, and everything is warm
        grade_source(part, solution)
    own = psutil.Process()
    (zygote,) = own.children()
    gc.collect()
    before = _resident(own), _resident(zygote)
    descriptors, zygotes = own.num_fds(), zygote.num_fds()
    temporary, shared = set(os.listdir(tempfile.gettempdir())), set(os.listdir("/dev/shm"))

    def attack(number: int) -> Outcome:
        chosen = MIXED[number % len(MIXED)]
        return grade_source(PART, chosen.source, limits=LIMITS[chosen.limits]).outcome

    def honest(number: int) -> tuple[Outcome, int]:
        part = HONEST[number % len(HONEST)]
        result = grade_source(part, solutions[part])
        return result.outcome, result.max_score - result.score

    with ThreadPoolExecutor(4) as pool:
        attacked = [pool.submit(attack, number) for number in range(RUNS)]
        answered = [pool.submit(honest, number) for number in range(RUNS)]
        outcomes = [each.result() for each in attacked]
        marks = [each.result() for each in answered]

    assert set(outcomes) == {Outcome.FAILED}
    assert set(marks) == {(Outcome.PASSED, 0)}
    # A warden has told how its run ended before it clears up and ends.
    psutil.wait_procs([process for process in busy_below() if process != zygote], timeout=5)
    assert busy_below() == [zygote]
    gc.collect()
    assert (own.num_fds(), zygote.num_fds()) == (descriptors, zygotes)
    assert set(os.listdir(tempfile.gettempdir())) == temporary
    assert set(os.listdir("/dev/shm")) == shared
    assert list(Path.cwd().glob("grade-run-*")) == []
    assert _resident(zygote) - before[1] < 8 * MIB
    assert _resident(own) - before[0] < 64 * MIB
