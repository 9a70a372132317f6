"""The road of one run: what comes back, what is bounded, and that nothing is left behind."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import msgspec
import psutil
import pytest

from grader.data import cache_folder
from grader.errors import SandboxError, UsageError
from grader.evidence import Cell, Missing, NameProbe, Scalar
from grader.limits import CHEAPEST, DEFAULT, Limits, Stopped
from grader.sandbox.cores import own_core
from grader.sandbox.layers import LANDLOCK, LAYERS
from grader.sandbox.protocol import Ready
from grader.sandbox.supervisor import Job, Supervisor
from tests.processes import busy_below, workers_below

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from grader.evidence import Evidence

SMALL = msgspec.structs.replace(CHEAPEST, output_bytes=1000, open_files=64, file_bytes=100_000)


def _job(
    *cells: str | Cell,
    setup: str = "",
    names: tuple[str, ...] = (),
    files: tuple[tuple[str, Path], ...] = (),
    limits: Limits = CHEAPEST,
) -> Job:
    return Job(
        cells=tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in cells),
        setup=setup,
        files=files,
        probes=tuple(map(NameProbe, names)),
        seed=7,
        limits=limits,
    )


def _settled() -> set[int]:
    """Return the processes below this one when those that are ending have ended."""
    deadline = time.monotonic() + 5
    while len(found := busy_below()) > 1 and time.monotonic() < deadline:
        time.sleep(0.01)
    return {process.pid for process in found}


def test_too_many_files_at_the_end(supervisor: Supervisor) -> None:
    """Files above the limit end a run that itself has ended before anybody could look, too."""
    limits = msgspec.structs.replace(CHEAPEST, disk_bytes=1024 * 1024)
    source = "open('x', 'wb').write(bytes({}))"

    little = supervisor.run(_job(source.format(800_000), limits=limits))
    much = supervisor.run(_job(source.format(1_500_000), limits=limits))

    assert (little.stopped, much.stopped) == (None, Stopped.FILES)
    assert not much.complete


def test_output_is_captured(supervisor: Supervisor) -> None:
    """What is printed on either stream comes back, whoever printed it; what is no text is shown as such."""
    evidence = supervisor.run(
        _job(
            "import os, sys, tensorflow as tf\n"
            "print('one')\n"
            "tf.print('two')\n"
            "sys.stderr.write('three')\n"
            "os.write(1, b'\\xff four\\n')\n"
            "print('é \\ud800')\n"
        )
    )

    assert evidence.stdout == "one\n\ufffd four\né \\ud800\n"
    assert evidence.stderr == "two\nthree"
    assert (evidence.complete, evidence.error, evidence.stopped, evidence.exit_status) == (
        True,
        None,
        None,
        0,
    )


def test_cells_share_names_and_stop_at_the_first_error(supervisor: Supervisor) -> None:
    """Cells run in order in one namespace after the set-up; after one that raises, none runs."""
    cells = (Cell("x = y + 1", 1, "cell 1"), Cell("\nz = x / 0", 2, "cell 2"), Cell("w = 1", 4, "cell 3"))
    evidence = supervisor.run(_job(*cells, setup="y = 1", names=("x", "z", "w")))

    assert evidence.facts == (Scalar(value=2), Missing(), Missing())
    assert evidence.error is not None
    assert (evidence.error.type, evidence.error.line) == ("ZeroDivisionError", 3)


@pytest.mark.parametrize(
    ("source", "kind", "line"),
    [
        pytest.param("x = 1\ny = (", "SyntaxError", 2, id="syntax"),
        pytest.param("if True:\nx = 1", "IndentationError", 2, id="indentation"),
        pytest.param("\n\nraise KeyboardInterrupt", "KeyboardInterrupt", 3, id="interrupt"),
        pytest.param("\nimport sys\nsys.exit('bye')", "SystemExit", 3, id="exit"),
        pytest.param("def f():\n    return 1 / 0\nf()", "ZeroDivisionError", 2, id="function"),
        pytest.param("def f(): f()\nf()", "RecursionError", 1, id="recursion"),
        pytest.param(
            "class E(Exception):\n    def __str__(self): raise self\nraise E", "E", 3, id="hostile-message"
        ),
        pytest.param("x = '\\0'.encode()\neval(x)", "SyntaxError", 2, id="null-byte"),
        pytest.param("open('/etc/passwd')", "PermissionError", 1, id="file-outside"),
        pytest.param("import subprocess\nsubprocess.run(['true'])", "PermissionError", 2, id="program"),
    ],
)
def test_errors_have_the_line_of_the_submission(
    source: str, kind: str, line: int, supervisor: Supervisor
) -> None:
    """An exception comes back by its name, with the last of the learner's own lines."""
    error = supervisor.run(_job(source)).error

    assert error is not None
    assert (error.type, error.line) == (kind, line)


def test_end_of_a_long_message(supervisor: Supervisor) -> None:
    """A long message has its beginning and its end, where TensorFlow says what is wrong."""
    evidence = supervisor.run(_job("raise ValueError('begin' + 10_000 * '-' + 'end')"))

    assert evidence.error is not None
    assert len(evidence.error.message) == 2000
    assert evidence.error.message.startswith("begin---")
    assert evidence.error.message.endswith("---end")


def test_randomness_is_seeded(supervisor: Supervisor) -> None:
    """Two runs draw the same random numbers, from Python, NumPy and TensorFlow."""
    source = "import random, numpy, tensorflow as tf\nprint(random.random(), numpy.random.rand(), tf.random.normal((2,)))"
    first, second = supervisor.run(_job(source)), supervisor.run(_job(source))

    assert first.stdout == second.stdout
    assert len(first.stdout) > 40


def test_files_are_copies(supervisor: Supervisor, tmp_path: Path) -> None:
    """A run works on copies of its files, in a folder of its own where it may write."""
    data = tmp_path / "data.csv"
    data.write_text("a\n1\n")
    source = "import os\nprint(open('table.csv').read(), os.listdir())\nopen('table.csv', 'w').write('b')\nopen('new', 'w')"
    evidence = supervisor.run(_job(source, files=(("table.csv", data),)))

    assert evidence.error is None
    assert evidence.stdout == "a\n1\n ['table.csv']\n"
    assert data.read_text() == "a\n1\n"


@pytest.mark.parametrize(
    ("source", "stopped", "complete"),
    [
        pytest.param("print('x' * 999)", None, True, id="output-just-enough"),
        pytest.param("print('x' * 1000)", Stopped.OUTPUT, False, id="output-too-much"),
        pytest.param("import sys\nsys.stderr.write('x' * 5000)", Stopped.OUTPUT, False, id="stderr-too-much"),
        pytest.param("open('f', 'wb').write(b'x' * 200_000)", None, True, id="file-too-large"),
        pytest.param("held = [open('/dev/null') for _ in range(100)]", None, True, id="open-files"),
        pytest.param(
            "held = []\nwhile True:\n    held.append(open('/dev/null'))", None, True, id="open-files-kept"
        ),
        pytest.param("import os, signal\nos.abort()", None, False, id="abort"),
    ],
)
def test_limits(source: str, stopped: Stopped | None, complete: bool, supervisor: Supervisor) -> None:
    """A limit ends the run and is named, or comes to the code as an error; there is no evidence of a run that ended."""
    evidence = supervisor.run(_job("x = 1\n" + source, names=("x",), limits=SMALL))

    assert evidence.complete is complete
    if "abort" not in source:
        assert evidence.stopped == stopped
    assert evidence.facts == ((Scalar(value=1),) if complete else (Missing(),))
    assert len(evidence.stdout) <= 1000
    assert (evidence.error is not None) == (complete and "open(" in source)


def test_file_bound_holds(supervisor: Supervisor) -> None:
    """A file never grows beyond its bound."""
    source = "try:\n    open('f', 'wb').write(b'x' * 200_000)\nexcept OSError as error:\n    print(error.errno)\nimport os\nprint(os.path.getsize('f'))"

    assert supervisor.run(_job(source, limits=SMALL)).stdout.split() == ["27", "100000"]


FAULTS = [
    pytest.param("1 / 0", "ZeroDivisionError: division by zero", id="raises"),
    pytest.param("x = (", "SyntaxError", id="syntax"),
    pytest.param("open('gone.csv')", "FileNotFoundError", id="no-file"),
]


@pytest.mark.parametrize(("setup", "reason"), FAULTS)
def test_fault_of_the_setup(setup: str, reason: str, supervisor: Supervisor) -> None:
    """A set-up that fails is the grader's fault, with its reason, and never the learner's."""
    with pytest.raises(SandboxError, match=reason):
        supervisor.run(_job("x = 1", setup=setup))


def test_fault_is_tried_again(supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the grader's is tried once more, and then told."""
    tries = []

    def fails_once(self: Supervisor, job: Job, layers: tuple[str, ...] | None) -> Evidence:
        tries.append(job)
        if len(tries) == 1:
            raise SandboxError("once")
        return real(self, job, layers)

    real = Supervisor._run
    monkeypatch.setattr(Supervisor, "_run", fails_once)

    assert supervisor.run(_job("print('ran')")).stdout == "ran\n"
    assert len(tries) == 2


def test_runs_at_once(supervisor: Supervisor) -> None:
    """Runs from several threads at once do not see each other, and each gets its own answer."""
    source = "import os, time\nprint({0}, os.listdir(), os.getpid())\ntime.sleep(0.2)\nx = {0}"
    with ThreadPoolExecutor(8) as pool:
        found = list(
            pool.map(lambda number: supervisor.run(_job(source.format(number), names=("x",))), range(8))
        )

    assert [evidence.facts for evidence in found] == [(Scalar(value=number),) for number in range(8)]
    assert [evidence.stdout.split()[0] for evidence in found] == [str(number) for number in range(8)]


@pytest.fixture
def two_cores(supervisor: Supervisor) -> Iterator[set[int]]:
    """Two cores that no run has; this process, but no worker, may use these alone."""
    supervisor.ready()
    before = os.sched_getaffinity(0)
    with contextlib.ExitStack() as stack:
        taken = [stack.enter_context(own_core()) for _ in before]
    free = sorted(core for core in taken if core is not None)[:2]
    if len(free) < 2:
        pytest.skip("this takes two cores that no run has")
    os.sched_setaffinity(0, free)
    yield set(free)
    os.sched_setaffinity(0, before)


def test_each_run_has_a_core(supervisor: Supervisor, two_cores: set[int]) -> None:
    """Runs beside each other are on different cores, each with its processes on one; where none is left, on all."""
    source = """
import os, time
time.sleep(1)
own = sorted(os.sched_getaffinity(0))
child = os.fork()
if child == 0:
    os._exit(sorted(os.sched_getaffinity(0)) != own)
print(os.waitpid(child, 0)[1], *own)
"""
    with ThreadPoolExecutor(3) as pool:
        runs = [pool.submit(supervisor.run, _job(source)) for _ in range(3)]
        said = sorted((run.result().stdout.split() for run in runs), key=len)

    assert [status for status, *_ in said] == ["0", "0", "0"]
    assert {tuple(map(int, cores)) for _, *cores in said[:2]} == {(core,) for core in two_cores}
    assert two_cores <= set(map(int, said[2][1:]))


def test_nothing_is_left(supervisor: Supervisor) -> None:
    """After runs of every sort no folder and no process of them is left."""
    before = _settled()
    files = set(os.listdir(tempfile.gettempdir()))
    for source in (
        "x = 1",
        "1 / 0",
        "import os\nos._exit(3)",
        "import os\nif not os.fork():\n    os.setsid()\n    os.fork()\n    while True: pass",
    ):
        supervisor.run(_job(source))
    with pytest.raises(SandboxError):
        supervisor.run(_job("x = 1", setup="1 / 0"))

    assert _settled() == before
    assert set(os.listdir(tempfile.gettempdir())) == files


def test_zygote_is_started_again(supervisor: Supervisor) -> None:
    """A zygote that was killed between two runs is replaced, and the second run is none the worse."""
    (before,) = _settled()
    psutil.Process(before).kill()
    deadline = time.monotonic() + 5
    while (
        psutil.pid_exists(before)
        and psutil.Process(before).status() != "zombie"
        and time.monotonic() < deadline
    ):
        time.sleep(0.01)

    evidence = supervisor.run(_job("print('ran')"))
    (after,) = _settled()
    assert evidence.stdout == "ran\n"
    assert after != before


def test_zygote_that_hangs_is_replaced(supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch) -> None:
    """A zygote that no longer answers is ended when the run's time is over, and the run is made once more by another."""
    supervisor.ready()
    (before,) = _settled()
    monkeypatch.setattr("grader.sandbox.run._GRACE_SECONDS", 0.5)
    psutil.Process(before).suspend()

    evidence = supervisor.run(_job("print('ran')"))

    (after,) = _settled()
    assert evidence.stdout == "ran\n"
    assert after != before
    assert not psutil.pid_exists(before) or psutil.Process(before).status() == psutil.STATUS_ZOMBIE


def test_zygote_that_dies_takes_no_run_along(supervisor: Supervisor) -> None:
    """A zygote that is killed while a run is under way spoils neither that run nor the next."""
    supervisor.ready()
    (before,) = _settled()
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(
            supervisor.run,
            _job("import time; print('begun', flush=True); time.sleep(1); x = 1", names=("x",)),
        )
        while len(busy_below()) == 1:
            time.sleep(0.01)
        psutil.Process(before).kill()
        first = running.result()
    second = supervisor.run(_job("print('ran')"))

    assert first.stdout == "begun\n"
    assert first.fact(NameProbe("x")) == Scalar(value=1)
    assert second.stdout == "ran\n"


def test_run_that_somebody_kills_is_run_again(supervisor: Supervisor) -> None:
    """A worker that is killed from outside costs the code nothing; code that crashes is stopped."""
    supervisor.ready()
    (zygote,) = _settled()
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(
            supervisor.run, _job("import time\ntime.sleep(1)\nprint('whole')\nx = 1", names=("x",))
        )
        while not (workers := workers_below(psutil.Process(zygote))):
            time.sleep(0.01)
        time.sleep(0.3)  # It has begun by then.
        workers[0].kill()
        killed = running.result()
    own = supervisor.run(_job("import ctypes\nctypes.string_at(0)"))

    assert (killed.stopped, killed.complete, killed.stdout) == (None, True, "whole\n")
    assert killed.fact(NameProbe("x")) == Scalar(value=1)
    assert own.stopped is Stopped.KILLED


def test_strict_names_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A strict supervisor refuses to run without a layer, and says which and why; another one goes on."""

    class _Zygote:
        def ready(self) -> Ready:
            return Ready(
                layers=(("rlimits", "bounds"),), missing=((LANDLOCK, "not in this kernel"),), threads=1
            )

    monkeypatch.setattr(Supervisor, "_living", lambda self: _Zygote())

    assert Supervisor(cache=tmp_path).isolation() == ("rlimits",)
    with pytest.raises(UsageError, match=r"--strict: this machine lacks landlock \(not in this kernel\)"):
        Supervisor(cache=tmp_path, strict=True).isolation()


def test_every_layer_stands_alone(hidden: tuple[Path, ...]) -> None:
    """Without Landlock the namespaces still hide the folders, the other processes and the network."""
    source = f"""
import os, signal, socket
for path in {[str(path) for path in hidden]!r}:
    try:
        print("SEEN", path) if os.listdir(path) else None
    except OSError:
        pass
print([name for name in os.listdir("/proc") if name.isdecimal() and int(name) != os.getpid()])
for kill in (lambda: os.kill(-1, signal.SIGKILL), lambda: os.killpg(0, signal.SIGKILL), lambda: os.kill(1, 0)):
    try:
        kill()
    except OSError:
        pass
print(os.getpid(), os.getppid(), os.listdir("/sys/class/net") if os.path.isdir("/sys/class/net") else [])
"""
    layers = tuple(layer for layer in LAYERS if layer != LANDLOCK)
    with Supervisor(cache=cache_folder(), hidden=hidden, layers=layers) as supervisor:
        if "namespaces" not in supervisor.isolation():
            pytest.skip("this kernel grants no namespaces")
        evidence = supervisor.run(_job(source))

    assert (evidence.complete, evidence.error) == (True, None)
    assert evidence.stdout.splitlines()[0] == "[]"
    assert evidence.stdout.splitlines()[1].startswith("1 0")


def test_kernel_bounds_memory(supervisor: Supervisor) -> None:
    """What grows faster than the watchdog looks is ended by the kernel, where it grants a group, and called what it is."""
    words = dict(supervisor.ready().layers).get("watchdog", "")
    if "control groups" not in words:
        pytest.skip("this user may make no control group")
    # One call that fills four gigabytes, many times faster than the watchdog's tick could matter to it.
    evidence = supervisor.run(_job("held = b'1' * (4 << 30)", limits=DEFAULT))

    assert evidence.stopped is Stopped.MEMORY
    assert not evidence.complete
