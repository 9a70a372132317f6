"""While an attack runs, the machine's memory stays bounded."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import psutil

from grader.limits import Stopped
from tests.hostile.suite import LIMITS, PART, attacks

if TYPE_CHECKING:
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


def _resident(process: psutil.Process) -> int:
    try:
        return process.memory_info().rss
    except psutil.NoSuchProcess:
        return 0
