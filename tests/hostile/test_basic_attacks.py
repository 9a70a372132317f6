"""The basic attacks: each fails, harms nothing, and the next honest submission is graded in full."""

from __future__ import annotations

import ast
import os
import secrets
import socket
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import psutil
import pytest

from grader.data import cache_folder
from grader.limits import CHEAPEST, Stopped
from grader.results import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.catalogue import Course
    from grader.limits import Limits
    from grader.sandbox.supervisor import Supervisor
    from tests.support import GradeSource

ATTACKS = Path(__file__).parent / "attacks"
PART = "exercise_1_1_2"
# On a busy machine every other limit is reached long before this one.
PATIENT = msgspec.structs.replace(CHEAPEST, wall_seconds=60.0, cpu_seconds=60)
QUICK = msgspec.structs.replace(CHEAPEST, wall_seconds=1.5)
LITTLE_CPU = msgspec.structs.replace(CHEAPEST, wall_seconds=20.0, cpu_seconds=1)
LITTLE_DISK = msgspec.structs.replace(PATIENT, disk_bytes=64 * 1024 * 1024)


class Machine(NamedTuple):
    """What an attack must leave as it is."""

    workers: set[int]
    """The processes below this one: the zygote, and nothing else between runs."""
    temporary: set[str]
    marker: Path
    """A file that an attack makes when it gets that far."""
    folder: Path
    port: int
    listener: socket.socket
    token: str


def _workers() -> set[int]:
    return {child.pid for child in psutil.Process().children(recursive=True)}


def _settle(count: int) -> None:
    """Wait until `count` processes are left: a warden ends a moment after its report."""
    deadline = time.monotonic() + 5
    while len(_workers()) > count and time.monotonic() < deadline:
        time.sleep(0.01)


@pytest.fixture
def machine(supervisor: Supervisor, tmp_path: Path) -> Iterator[Machine]:
    """The machine before the attack, with a listener on the loopback interface."""
    supervisor.ready()
    _settle(1)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)
        yield Machine(
            workers=_workers(),
            temporary=set(os.listdir(tempfile.gettempdir())),
            marker=tmp_path / "marker",
            folder=tmp_path,
            port=listener.getsockname()[1],
            listener=listener,
            token=secrets.token_hex(8),
        )


def _source(name: str, machine: Machine, course: Course) -> str:
    """Return the attack's source with this machine's places in it."""
    source = (ATTACKS / name).read_text("utf-8")
    paths = [
        course.solutions / f"{PART}.py",
        course.solutions,
        course.exercises / PART / "spec.py",
        course.exercises,
        course.fixtures / "credit.csv",
        cache_folder(),
        cache_folder() / "evidence",
        Path(__file__),
        machine.folder,
        Path("/etc/shadow"),
        Path("/root/.bashrc"),
    ]
    places = {
        "@PATHS@": "\n".join(map(str, paths)),
        "@MARKER@": str(machine.marker),
        "@FOLDER@": str(machine.folder),
        "@TOKEN@": machine.token,
        "@PORT@": str(machine.port),
        "@SUPERVISOR@": str(os.getpid()),
        "@ZYGOTE@": str(min(machine.workers)),
    }
    for token, place in places.items():
        source = source.replace(token, place)
    return source


def _unharmed(machine: Machine) -> None:
    """Assert that nothing is left of the attack, and that nothing of ours is gone."""
    _settle(1)
    assert _workers() == machine.workers
    assert set(os.listdir(tempfile.gettempdir())) == machine.temporary
    for place in ("/", "/tmp", "/var/tmp", "/dev/shm", "/root", Path.home(), Path.cwd(), cache_folder()):
        assert list(Path(place).glob(f"*{machine.token}*")) == []
    assert not machine.marker.exists()
    assert list(machine.folder.iterdir()) == []
    with pytest.raises(TimeoutError):
        machine.listener.accept()


CASES = [
    pytest.param("endless_loop.py", QUICK, Stopped.WALL_TIME, "Stopped", id="endless-loop"),
    pytest.param("endless_loop.py", LITTLE_CPU, Stopped.CPU_TIME, "Stopped", id="endless-computing"),
    pytest.param("sleeping.py", QUICK, Stopped.WALL_TIME, "Stopped", id="sleeping"),
    pytest.param("hard_exit.py", PATIENT, None, "NoEvidence", id="hard-exit"),
    pytest.param("soft_exit.py", PATIENT, None, "SystemExit", id="soft-exit"),
    pytest.param("fork_bomb.py", PATIENT, Stopped.PROCESSES, "Stopped", id="fork-bomb"),
    pytest.param("threads.py", PATIENT, Stopped.PROCESSES, "Stopped", id="threads"),
    pytest.param("four_gigabytes.py", PATIENT, Stopped.MEMORY, "Stopped", id="four-gigabytes"),
    pytest.param("one_gigabyte_of_output.py", PATIENT, Stopped.OUTPUT, "Stopped", id="output"),
    pytest.param("large_files.py", LITTLE_DISK, Stopped.FILES, "Stopped", id="large-files"),
    pytest.param("read_the_answers.py", PATIENT, None, None, id="read-the-answers"),
    pytest.param("open_a_socket.py", PATIENT, None, "PermissionError", id="socket"),
    pytest.param("kill_the_parent.py", PATIENT, None, None, id="kill-the-parent"),
    pytest.param("always_equal.py", PATIENT, None, None, id="always-equal"),
    pytest.param("always_equal_array.py", PATIENT, None, None, id="always-equal-array"),
    pytest.param("forged_evidence.py", PATIENT, None, "NoEvidence", id="forged-evidence"),
    pytest.param("patched_grader.py", PATIENT, None, None, id="patched-grader"),
    pytest.param("litter.py", PATIENT, None, None, id="litter"),
]


@pytest.mark.parametrize(("name", "limits", "stopped", "error"), CASES)
def test_attack_fails(
    name: str,
    limits: Limits,
    stopped: Stopped | None,
    error: str | None,
    machine: Machine,
    course: Course,
    grade_source: GradeSource,
) -> None:
    """An attack fails, is named for what it is, harms nothing, and costs the next learner nothing."""
    result = grade_source(PART, _source(name, machine, course), limits=limits)
    after = grade_source(PART, course.part(PART).solution)

    assert (result.outcome, result.stopped) == (Outcome.FAILED, stopped)
    assert (result.error.type if result.error else None) == error
    assert result.score < result.max_score
    assert len(result.stdout) <= limits.output_bytes
    assert [word for word in ("OPENED", "CONNECTED", "KILLED") if word in result.stdout] == []
    assert (after.outcome, after.score) == (Outcome.PASSED, after.max_score)
    _unharmed(machine)


NOTHING = [
    "hard_exit.py",
    "fork_bomb.py",
    "four_gigabytes.py",
    "kill_the_parent.py",
    "always_equal.py",
    "forged_evidence.py",
    "read_the_answers.py",
]


@pytest.mark.parametrize("name", NOTHING)
def test_attack_earns_nothing(name: str, machine: Machine, course: Course, grade_source: GradeSource) -> None:
    """No evidence, or an object that is none of what is asked for, earns no point at all."""
    result = grade_source(PART, _source(name, machine, course), limits=PATIENT)

    assert (result.outcome, result.score) == (Outcome.FAILED, 0)
    assert {check.outcome for check in result.checks} <= {Outcome.FAILED, Outcome.SKIPPED, Outcome.PASSED}


def test_everything_was_tried(machine: Machine, course: Course, grade_source: GradeSource) -> None:
    """The attack on the answers ran to its end: that it opened nothing is no accident."""
    result = grade_source(PART, _source("read_the_answers.py", machine, course), limits=PATIENT)

    assert result.stdout.strip() == "tried everything"


def test_memory_is_bounded(machine: Machine, course: Course, grade_source: GradeSource) -> None:
    """While four gigabytes are asked for, no process of the run ever holds one and a half."""
    source = _source("four_gigabytes.py", machine, course)
    with ThreadPoolExecutor(1) as pool:
        grading = pool.submit(grade_source, PART, source, limits=PATIENT)
        highest = 0
        while not grading.done():
            highest = max([highest, *map(_resident, psutil.Process().children(recursive=True))])
            time.sleep(0.005)

    assert grading.result().stopped is Stopped.MEMORY
    assert 0 < highest < PATIENT.memory_bytes + 1_000_000_000


def _resident(process: psutil.Process) -> int:
    try:
        return process.memory_info().rss
    except psutil.NoSuchProcess:
        return 0


@pytest.mark.parametrize("path", sorted(ATTACKS.glob("*.py")), ids=lambda path: path.stem)
def test_every_attack_makes_a_promise(path: Path) -> None:
    """Every attack's file is Python, says in one line what must hold, and stands in the table."""
    promise = ast.get_docstring(ast.parse(path.read_text("utf-8")))

    assert promise is not None
    assert promise.count("\n") == 0
    assert path.name in {case.values[0] for case in CASES}
