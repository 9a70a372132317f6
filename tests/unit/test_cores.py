"""A core for each run: no two have the same, whoever they are, and one that is given back can be had again."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from grader.sandbox.cores import own_core, stay_on

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems keep no process on a core")

HOLD = """
import contextlib, sys
from grader.sandbox.cores import own_core
with contextlib.ExitStack() as stack:
    cores = [stack.enter_context(own_core()) for _ in range(int(sys.argv[1]))]
    print(*cores, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def cores() -> Iterator[set[int]]:
    """The cores that nobody has taken before the test; this process may use these alone."""
    before = os.sched_getaffinity(0)
    with contextlib.ExitStack() as stack:
        free = {core for _ in before if (core := stack.enter_context(own_core())) is not None}
    if not free:
        pytest.skip("other runs have all cores")
    os.sched_setaffinity(0, free)
    yield free
    os.sched_setaffinity(0, before)


def test_each_has_another(cores: set[int]) -> None:
    """Each asks and gets a core of its own, of those that the process may use; when all are taken there is none."""
    with contextlib.ExitStack() as stack:
        taken = [stack.enter_context(own_core()) for _ in range(len(cores) + 2)]

    assert set(taken[: len(cores)]) == cores
    assert taken[len(cores) :] == [None, None]


def test_given_back(cores: set[int]) -> None:
    """Once it is given back, also by an exception, the next one gets it."""
    with contextlib.suppress(ZeroDivisionError), own_core() as first:
        assert first in cores
        raise ZeroDivisionError
    with contextlib.ExitStack() as stack:
        assert {stack.enter_context(own_core()) for _ in cores} == cores


def test_other_processes(cores: set[int]) -> None:
    """What another process has is not to be had, until that ends, in whatever way."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(len(cores))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        held = set(map(int, other.stdout.readline().split()))
        with own_core() as mine:
            nothing = mine
        other.kill()
    with own_core() as mine:
        after = mine

    assert (held, nothing) == (cores, None)
    assert after in cores


def test_stay_on_a_core_that_is_gone() -> None:
    """A core that the machine does not have changes nothing."""
    before = os.sched_getaffinity(0)
    stay_on(1_000_000)

    assert os.sched_getaffinity(0) == before
