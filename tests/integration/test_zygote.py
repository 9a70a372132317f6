"""What a worker inherits from the zygote: TensorFlow, warm, and nothing that knows an answer or a request."""

from __future__ import annotations

import os
import platform
import secrets
import time
from pathlib import Path

import psutil
import pytest

from grader.data import cache_folder
from grader.evidence import Cell
from grader.limits import CHEAPEST
from grader.sandbox.supervisor import Job, Supervisor
from tests.processes import busy_below


def _job(source: str, setup: str = "") -> Job:
    return Job(cells=(Cell(source),), setup=setup, files=(), probes=(), seed=1, limits=CHEAPEST)


@pytest.fixture
def zygote(supervisor: Supervisor) -> psutil.Process:
    """The process that is forked for every run."""
    supervisor.run(_job("pass"))
    (process,) = (one for one in psutil.Process().children() if "grader.sandbox.zygote" in one.cmdline())
    return process


def test_modules(supervisor: Supervisor) -> None:
    """Of the grader, a worker holds the sandbox, evidence, limits and errors, and no module more."""
    evidence = supervisor.run(_job("import sys\nprint(*sorted(sys.modules))"))
    modules = evidence.stdout.split()
    ours = {".".join(name.split(".")[:2]) for name in modules if name.split(".")[0] == "grader"}

    assert ours == {"grader", "grader.sandbox", "grader.evidence", "grader.limits", "grader.errors"}
    assert "grader.sandbox.supervisor" not in modules
    assert {"tensorflow", "pandas", "matplotlib.pyplot", "tf_keras"} <= set(modules)
    assert {name for name in modules if name.split(".")[0] in {"click", "rich", "jinja2", "pytest"}} == set()


def test_one_thread(supervisor: Supervisor, zygote: psutil.Process) -> None:
    """The zygote has one thread before and after runs: a forked copy of more would hang."""
    supervisor.run(
        _job("import tensorflow as tf\nprint(tf.reduce_sum(tf.ones((50, 50)) @ tf.ones((50, 50))))")
    )

    assert supervisor.ready().threads == 1
    assert zygote.num_threads() == 1


def test_cheaper_to_fork_when_nobody_waits(supervisor: Supervisor, zygote: psutil.Process) -> None:
    """While nobody wants anything, the zygote's memory goes into huge pages, where the kernel can do that."""
    enabled = Path("/sys/kernel/mm/transparent_hugepage/enabled")
    if not enabled.exists() or "[never]" in enabled.read_text() or _kernel() < (6, 1):
        pytest.skip("no huge pages here")
    deadline = time.monotonic() + 20
    while _huge_bytes(zygote.pid) < 64 * 2**20 and time.monotonic() < deadline:
        time.sleep(0.1)

    assert _huge_bytes(zygote.pid) >= 64 * 2**20
    assert supervisor.run(_job("print('ran')")).stdout == "ran\n"


def _kernel() -> tuple[int, ...]:
    return tuple(map(int, platform.release().split("-")[0].split(".")[:2]))


def _huge_bytes(process: int) -> int:
    rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    return 1024 * int(rollup.split("AnonHugePages:")[1].split()[0])


def _writable_memory(process: int) -> list[bytes]:
    """Return the contents of a process's own writable memory."""
    found = []
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{process}/maps").read_text().splitlines():
            span, rights, *_ = line.split()
            begin, end = (int(side, 16) for side in span.split("-"))
            if rights.startswith("rw") and "[v" not in line:
                memory.seek(begin)
                found.append(memory.read(end - begin))
    return found


def _waiting(zygote: psutil.Process) -> list[psutil.Process]:
    """Return the warden and the worker that wait for the next script, when they do."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        busy = {process.pid for process in busy_below(zygote)}
        found = [each for each in zygote.children(recursive=True) if each.pid not in busy]
        if len(found) == 2 and not busy:
            return found
        time.sleep(0.02)
    raise AssertionError("nobody waits")


def test_next_script_is_waited_for(supervisor: Supervisor, zygote: psutil.Process) -> None:
    """The worker of a run is one that has waited; while it runs another begins to."""
    _, before = _waiting(zygote)
    namespace = os.stat(f"/proc/{before.pid}/ns/pid").st_ino
    ran = supervisor.run(_job("import os\nprint(os.stat('/proc/self/ns/pid').st_ino)"))
    after = _waiting(zygote)

    assert ran.stdout == f"{namespace}\n"
    assert before not in after
    assert not before.is_running()


@pytest.mark.parametrize("which", [pytest.param(0, id="warden"), pytest.param(1, id="worker")])
def test_waiting_one_is_killed(supervisor: Supervisor, zygote: psutil.Process, which: int) -> None:
    """Where somebody has ended one that waits, the next run is made all the same, and one waits again."""
    _waiting(zygote)[which].kill()
    ran = supervisor.run(_job("print('ran')"))

    assert (ran.stdout, ran.complete, ran.stopped) == ("ran\n", True, None)
    assert len(_waiting(zygote)) == 2


def test_nobody_waits_for_long() -> None:
    """The zygote's end is that of those that wait; the kernel of notebooks is loaded for the first one."""
    others = set(psutil.Process().children())
    with Supervisor(cache=cache_folder()) as own:
        loaded = "import sys\nprint('ipykernel' in sys.modules)"
        before = own.run(_job(loaded))
        (zygote,) = set(psutil.Process().children()) - others
        notebook = Job(
            cells=(Cell("print('cell')", label="cell 1"),),
            setup="",
            files=(),
            probes=(),
            seed=1,
            limits=CHEAPEST,
        )
        own.run(notebook)
        own.run(_job(loaded))
        after = own.run(_job(loaded))
        family = zygote.children(recursive=True)
    _, alive = psutil.wait_procs([zygote, *family], timeout=10)

    assert (before.stdout, after.stdout) == ("False\n", "True\n")
    assert alive == []


def test_nothing_is_imported_after_the_fork(supervisor: Supervisor) -> None:
    """What the course uses is loaded before: a run of a network's training, and of an estimator's, imports no module."""
    source = """
import sys
before = set(sys.modules)
import numpy as np, pandas as pd, tensorflow as tf
from tensorflow import estimator, feature_column, keras
model = keras.Sequential([keras.layers.Dense(2, activation="relu", input_shape=(3,)), keras.layers.Dropout(0.5)])
model.compile("SGD", loss="mse")
model.fit(np.ones((4, 3)), np.ones((4, 2)), validation_split=0.5, epochs=1, verbose=0)
regressor = estimator.DNNRegressor(feature_columns=[feature_column.numeric_column("a")], hidden_units=[2, 2])
regressor.train(lambda: ({"a": np.ones(2, np.float32)}, np.ones(2, np.float32)), steps=1)
print(*sorted(name for name in set(sys.modules) - before if not name.startswith("__autograph_generated")))
"""

    assert supervisor.run(_job(source)).stdout.split() == []


def test_registries_are_filled(supervisor: Supervisor) -> None:
    """Before its first op a worker knows all kernels, those of the compiler included; pipelines do not tune themselves."""
    source = """
import tensorflow as tf
from tensorflow.python.framework import kernels
print("XLA_CPU_JIT" in {kernel.device_type for kernel in kernels.get_registered_kernels_for_op("Add").kernel})
print(tf.data.Options().autotune.enabled)
"""

    assert supervisor.run(_job(source)).stdout.split() == ["True", "False"]


def test_products_are_prepared(supervisor: Supervisor) -> None:
    """A worker's first product of matrices writes no machine code: that of the zygote is there."""
    source = """
import tensorflow as tf

def machine_code():
    fields = [line.split() for line in open("/proc/self/maps")]
    return [each[0] for each in fields if "x" in each[1] and len(each) < 6]

square = tf.ones((50, 50))
before = machine_code()
print(tf.reduce_sum(square @ square).numpy(), before != [], machine_code() == before)
"""

    assert supervisor.run(_job(source)).stdout.split() == ["125000.0", "True", "True"]


def test_ops_are_run_as_they_are(supervisor: Supervisor) -> None:
    """An op that is called makes no function of itself: what it says of an error names none."""
    source = """
import tensorflow as tf
try:
    tf.math.floordiv(tf.constant(1), tf.constant(0))
except tf.errors.InvalidArgumentError as error:
    print(error)
"""

    assert supervisor.run(_job(source)).stdout.startswith("Integer division by zero")


def test_no_request_in_memory(supervisor: Supervisor, zygote: psutil.Process) -> None:
    """Neither the submission nor the set-up of a run is ever in the memory that the next run inherits."""
    tokens = [secrets.token_hex(16) for _ in range(2)]
    evidence = supervisor.run(_job(f"x = '{tokens[0]}'\nprint('ran', x)", f"y = '{tokens[1]}'"))
    try:
        memory = [piece for process in (zygote, *_waiting(zygote)) for piece in _writable_memory(process.pid)]
    except PermissionError:
        pytest.skip("this machine lets no process read another's memory")

    assert evidence.stdout == f"ran {tokens[0]}\n"
    assert sum(map(len, memory)) > 50_000_000
    assert [token for token in tokens if any(token.encode() in piece for piece in memory)] == []


def test_environment_and_descriptors(supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker has none of the user's variables, nothing to read from, and only its own channels open."""
    monkeypatch.setenv("MY_SECRET_TOKEN", "12345")
    source = "import os, sys\nprint(sorted(os.environ))\nprint(repr(sys.stdin.read()))\nprint(os.listdir('/proc/self/fd'))"
    names, read, descriptors = supervisor.run(_job(source)).stdout.splitlines()

    assert "MY_SECRET_TOKEN" not in names
    assert read == "''"
    assert len(descriptors.split(",")) <= 6


def test_legacy_interface(supervisor: Supervisor) -> None:
    """The course's old names are there: `lr=`, `minimize` with a function, Keras 2 and estimators."""
    source = """
import tensorflow as tf
from tensorflow import keras, estimator, feature_column
x = tf.Variable(1.0)
keras.optimizers.SGD(lr=0.5).minimize(lambda: x * x, var_list=[x])
print(x.numpy(), estimator.DNNRegressor.__name__, feature_column.numeric_column("a").key, keras.Model.__module__.split(".")[0])
"""

    assert supervisor.run(_job(source)).stdout.split() == ["0.0", "DNNRegressorV2", "a", "tf_keras"]
