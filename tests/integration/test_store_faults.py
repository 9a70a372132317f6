"""A disk that fills up and one that may not be written: a clear message, and what is stored stays stored."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.integration.classrooms import command, graded, stored

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only the superuser can mount a disk of its own"
)

_SOME_EVIDENCE = 1_500_000
_NO_PAGE = 40_000
"""Bytes: for some of the class's evidence and not for all; for a store that is opened, and for no page."""


def _mount(*words: object) -> None:
    done = subprocess.run(["mount", *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")


@pytest.fixture
def disk(fresh: Path) -> Iterator[Path]:
    """The output folder of a class that nobody has graded: a small disk of its own."""
    out = fresh / "out"
    out.mkdir()
    _mount("-t", "tmpfs", "-o", "size=8m", "none", out)
    try:
        yield out
    finally:
        subprocess.run(["umount", "--lazy", out], check=False)


def _fill(disk: Path, room: int) -> Path:
    """Leave only so many bytes of room; return what takes the rest."""
    ballast = disk / "ballast"
    with contextlib.suppress(OSError):
        ballast.write_bytes(bytes(shutil.disk_usage(disk).free - room))
    return ballast


def test_full_disk(fresh: Path, disk: Path, classroom: Path) -> None:
    """The batch says that the disk is full, keeps what it has, and goes on once there is room."""
    ballast = _fill(disk, _SOME_EVIDENCE)
    ran = command("batch", fresh / "submissions", "--out", disk, code=2)
    ballast.unlink()  # To read a store takes a little room, too.
    kept = stored(fresh)
    again = command("batch", fresh / "submissions", "--out", disk)

    assert "full" in ran.errors
    assert "what was graded before is kept" in ran.errors
    assert "Free some space and give the same command again" in ran.errors
    assert 0 < kept < stored(classroom)
    assert kept + again.runs == stored(fresh) == stored(classroom)
    assert graded(disk) == graded(classroom / "out")


def test_disk_without_room_for_pages(fresh: Path, disk: Path, classroom: Path) -> None:
    """Where only the pages have no room left, the grades are kept: the same command writes them later, and runs nothing."""
    shutil.copytree(classroom / "out", disk, dirs_exist_ok=True)
    shutil.rmtree(disk / "learners")
    ballast = _fill(disk, _NO_PAGE)
    ran = command("report", "--out", disk, code=2)
    ballast.unlink()
    again = command("batch", fresh / "submissions", "--out", disk)

    assert "free some space" in ran.errors
    assert again.runs == 0
    assert graded(disk) == graded(classroom / "out")


@pytest.mark.parametrize(
    "words", [("batch", "{submissions}"), ("regrade",), ("report",)], ids=lambda words: words[0]
)
def test_folder_that_may_not_be_written(
    words: tuple[str, ...], fresh: Path, disk: Path, classroom: Path
) -> None:
    """The folder is named, nothing of a learner's is run, and its store can still be read."""
    shutil.copytree(classroom / "out", disk, dirs_exist_ok=True)
    _mount("-o", "remount,ro", disk)
    ran = command(*(word.format(submissions=fresh / "submissions") for word in words), "--out", disk, code=2)

    assert str(disk) in ran.errors
    assert "writable" in ran.errors or "another folder" in ran.errors
    assert graded(disk) == graded(classroom / "out")
    assert stored(fresh) == stored(classroom)
