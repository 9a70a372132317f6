"""While an attack runs, the machine's memory stays bounded, and nobody's solution has to share the processor."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import psutil

from grader.limits import Stopped
from grader.runner import Runner
from tests.hostile.suite import LIMITS, PART, attacks

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from grader.evidence import Evidence
    from tests.support import GradeSource


def test_memory_is_bounded(grade_source: GradeSource) -> None:
    """While four gigabytes are asked for, no process of the run ever holds one and a half."""
    (attack,) = [attack for attack in attacks() if attack.name == "four_gigabytes"]
    limits = LIMITS[attack.limits]
    with ThreadPoolExecutor(1) as pool:
        grading = pool.submit(grade_source, PART, attack.source, limits=limits)
        highest = 0
        while not grading.done():
            highest = max([highest, *map(_resident, psutil.Process().children(recursive=True))])
            time.sleep(0.005)

    assert grading.result().stopped is Stopped.MEMORY
    assert 0 < highest < limits.memory_bytes + 1_000_000_000


def test_submissions_wait_for_references(grade_source: GradeSource, monkeypatch: pytest.MonkeyPatch) -> None:
    """No submission runs while a reference solution does, which it might make late: that would be the grader's fault."""
    events = []

    def recorded(name: str) -> Callable[..., Evidence]:
        real = getattr(Runner, name)

        def run(*arguments: object, **settings: object) -> Evidence:
            events.append(f"{name} begins")
            try:
                return real(*arguments, **settings)
            finally:
                events.append(f"{name} ends")

        return run

    for name in ("run", "run_own"):
        monkeypatch.setattr(Runner, name, recorded(name))
    result = grade_source("exercise_1_1_1", "from tensorflow import constant", limits=LIMITS["patient"])

    assert result.outcome == "failed"
    first = events.index("run begins")
    assert events[:first].count("run_own begins") == events[:first].count("run_own ends") == 2


def _resident(process: psutil.Process) -> int:
    try:
        return process.memory_info().rss
    except psutil.NoSuchProcess:
        return 0
