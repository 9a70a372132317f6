"""Control groups on trees made by hand, of either version: where a group is made, what bounds it gets, that it goes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from grader.limits import CHEAPEST
from grader.sandbox import cgroup

if TYPE_CHECKING:
    from pathlib import Path

BASELINE = 1000
BOUND = CHEAPEST.memory_bytes + BASELINE + 2 * CHEAPEST.disk_bytes


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The file that names the process's groups."""
    return tmp_path / "own"


def _folder(path: Path, passed_on: str | None = None) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    (path / "cgroup.procs").write_text("")
    if passed_on is not None:
        (path / "cgroup.subtree_control").write_text(passed_on)
    return path


def _first(root: Path, own: Path) -> tuple[Path, Path]:
    own.write_text("5:memory:/term\n4:cpu,cpuacct:/\n3:pids:/\n0::/\n")
    return _folder(root / "memory" / "term"), _folder(root / "pids")


def test_version_one(tmp_path: Path, own: Path) -> None:
    """Of version 1, a group is made below the process's own for memory, and another for processes."""
    memory, pids = _first(tmp_path, own)

    group = cgroup.make(tmp_path, own)

    assert group is not None
    assert cgroup.probe(tmp_path, own) == "control groups, version 1"
    assert [path.name for path in (memory, pids) for path in path.iterdir() if path.is_dir()] == [
        f"grade-{os.getpid()}"
    ] * 2
    group.close()
    assert [path for path in (memory, pids) for path in path.iterdir() if path.is_dir()] == []


def test_version_two(tmp_path: Path, own: Path) -> None:
    """Of version 2, one group is made beside the process's own, where both controllers are passed on."""
    own.write_text("0::/user/app/shell\n")
    _folder(tmp_path / "user" / "app", "cpu memory pids")
    _folder(tmp_path / "user" / "app" / "shell", "")

    group = cgroup.make(tmp_path, own)

    assert group is not None
    assert cgroup.probe(tmp_path, own) == "control groups, version 2"
    assert (tmp_path / "user" / "app" / f"grade-{os.getpid()}").is_dir()
    group.close()


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param("", id="nothing"),
        pytest.param("0::/user\n", id="not-passed-on"),
        pytest.param("0::/elsewhere\n", id="not-there"),
        pytest.param("5:memory:/\n", id="no-processes"),
        pytest.param("no colons\n", id="not-understood"),
    ],
)
def test_none_to_be_had(tmp_path: Path, own: Path, lines: str) -> None:
    """Where no group can be made there is none, and the probe says so."""
    _folder(tmp_path, "cpu")
    _folder(tmp_path / "user", "cpu")
    _folder(tmp_path / "memory")
    own.write_text(lines)

    assert cgroup.make(tmp_path, own) is None
    with pytest.raises(OSError, match="no control group"):
        cgroup.probe(tmp_path, own)


def test_bounds(tmp_path: Path, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The group's memory is what the run may use, what it was born with, and its files; the kernel's files take it."""
    memory, pids = _first(tmp_path, own)
    made = type(memory).mkdir

    def mkdir(
        self: Path, *args: int, **keywords: bool
    ) -> None:  # as the kernel does: a new group has its files
        made(self, *args, **keywords)
        for name in ("memory.limit_in_bytes", "pids.max"):
            if self.parent.name == ("term" if name.startswith("memory") else "pids"):
                (self / name).write_text("max")

    monkeypatch.setattr(type(memory), "mkdir", mkdir)

    group = cgroup.make(tmp_path, own)
    assert group is not None
    group.bound(CHEAPEST, BASELINE)

    name = f"grade-{os.getpid()}"
    assert (memory / name / "memory.limit_in_bytes").read_text() == str(BOUND)
    assert (pids / name / "pids.max").read_text() == str(2 * (CHEAPEST.processes + CHEAPEST.threads))


def test_groups_of_the_dead_are_swept(tmp_path: Path, own: Path) -> None:
    """A group whose warden was killed is removed with the next one's making; a living warden's stays."""
    memory, _ = _first(tmp_path, own)
    (memory / "grade-999999999").mkdir()
    (memory / "grade-1").mkdir()

    group = cgroup.make(tmp_path, own)

    assert group is not None
    group.close()
    assert [path.name for path in memory.iterdir() if path.is_dir()] == ["grade-1"]


@pytest.mark.parametrize(
    ("name", "text", "ended"),
    [
        pytest.param("memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n", True, id="1"),
        pytest.param(
            "memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 0\n", False, id="1-not"
        ),
        pytest.param("memory.events", "low 0\nmax 3\noom 1\noom_kill 2\n", True, id="2"),
        pytest.param("memory.other", "", False, id="nothing-told"),
    ],
)
def test_out_of_memory(tmp_path: Path, name: str, text: str, *, ended: bool) -> None:
    """Whether the kernel ended a process for its memory is read from the group."""
    (tmp_path / name).write_text(text)

    assert cgroup.ControlGroup((tmp_path,)).out_of_memory() is ended
