"""What a worker inherits from the zygote: TensorFlow, warm, and nothing that knows an answer or a request."""

from __future__ import annotations

import platform
import secrets
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from grader.evidence import Cell
from grader.limits import CHEAPEST
from grader.sandbox.supervisor import Job

if TYPE_CHECKING:
    from grader.sandbox.supervisor import Supervisor


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


def test_no_request_in_memory(supervisor: Supervisor, zygote: psutil.Process) -> None:
    """Neither the submission nor the set-up of a run is ever in the memory that the next run inherits."""
    tokens = [secrets.token_hex(16) for _ in range(2)]
    evidence = supervisor.run(_job(f"x = '{tokens[0]}'\nprint('ran', x)", f"y = '{tokens[1]}'"))
    try:
        memory = _writable_memory(zygote.pid)
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
