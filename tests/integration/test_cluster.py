"""`grade batch --scheduler` on the workers of a Dask cluster: the same grades, also when a worker is killed."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.integration.classrooms import begin, graded, stored, wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WORKERS = 2
_START_SECONDS = 60


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler, and the two workers that it has."""
    note = tmp_path / "scheduler.json"
    with contextlib.ExitStack() as stack:
        _begin(stack, tmp_path, "scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(note))
        deadline = time.monotonic() + _START_SECONDS
        while not note.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        address = json.loads(note.read_text())["address"]
        options = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(tmp_path)]
        yield address, [_begin(stack, tmp_path, "worker", address, *options) for _ in range(_WORKERS)]


def _begin(stack: contextlib.ExitStack, folder: Path, *words: str) -> subprocess.Popen[bytes]:
    log = stack.enter_context((folder / "dask.log").open("ab"))
    process = subprocess.Popen([sys.executable, "-m", "dask", *words], stdout=log, stderr=log)
    stack.callback(process.wait)
    stack.callback(process.kill)
    return process


def test_worker_killed(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], fresh: Path, classroom: Path
) -> None:
    """One of two workers is killed in the middle: nothing is lost or there twice, and the grades are the same."""
    address, workers = cluster
    batch = begin(fresh, "--scheduler", address)
    wait_for(batch, fresh, 4)
    workers[0].kill()
    said, errors = batch.communicate(timeout=180)

    assert batch.returncode == 0, errors
    assert f"{stored(fresh)} runs" in said
    assert stored(fresh) == stored(classroom)
    assert graded(fresh / "out") == graded(classroom / "out")
