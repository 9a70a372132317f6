"""The warm server: the same answers as without it, and none lost to a server that is killed, stale, foreign or busy."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from grader.cli import NO_SERVER
from grader.server.messages import REFUSED, Call, send
from grader.server.place import Place, identity
from tests.hostile.ordinary import AS_NOBODY, NOBODY, python_for_nobody
from tests.integration.servers import SERVER, WAIT_SECONDS, Calls, calls_in, children_of
from tests.processes import workers_below
from tests.support import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.catalogue import Course
    from tests.integration.commands import Command

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the warm server is for Linux")

PART = "exercise_1_1_2"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Calls]:
    """Calls with servers of this test's own."""
    with calls_in(tmp_path / "run") as calls:
        yield calls


@pytest.fixture
def right(tmp_path: Path, course: Course) -> Path:
    """A folder with a right answer and a wrong one."""
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / f"{PART}.py").write_text(course.part(PART).solution)
    (folder / "exercise_1_1_1.py").write_text("x = 1\n")
    return folder


def _slow(folder: Path, seconds: float) -> Path:
    path = folder / f"{PART}.py"
    path.write_text(f"import time\ntime.sleep({seconds})\n" + path.read_text())
    return path


def _until(true: object, seconds: float = WAIT_SECONDS) -> None:
    assert callable(true)
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


SAME_CALLS = [
    pytest.param([PART], 0, id="passed"),
    pytest.param(["exercise_1_1_1", "exercise_1_1_1.py"], 1, id="failed"),
    pytest.param(["run", "exercise_1_1", "--json", "-"], 1, id="json"),
    pytest.param([PART, "--quiet"], 0, id="quiet"),
    pytest.param(["exercise_9_9_9"], 2, id="no-exercise"),
    pytest.param([PART, "none.py"], 2, id="no-file"),
    pytest.param([PART, "--no-such-option"], 2, id="no-option"),
]


@pytest.mark.parametrize(("words", "code"), SAME_CALLS)
def test_same_answer(
    words: list[str], code: int, warm: Calls, right: Path, grade: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A warm call prints, writes and returns what the same call does without a server."""
    mine = warm(*words, cwd=right)
    written = _written(right)
    shutil.rmtree(right / "grade-report", ignore_errors=True)
    monkeypatch.chdir(right)
    alone = grade(*words)

    assert mine.code == alone.status == code
    assert _lasting(mine.said) == _lasting(alone.stdout)
    assert _steps(mine.errors) == _steps(alone.stderr)
    assert written == _written(right)


def _steps(errors: str) -> list[str]:
    """Return what was told of the way, but for what is to be loaded, and for which of two runs ended first."""
    told = re.sub(r"ran exercise_\w+", "ran", errors).splitlines()
    return [line for line in told if line != "loading TensorFlow"]


def test_without_server(warm: Calls, right: Path) -> None:
    """`--no-server` and the variable leave the server alone."""
    before = warm.count()
    alone = warm(PART, "--no-server", cwd=right)
    too = warm("exercise_9_9_9", cwd=right, **{NO_SERVER: "1"})

    assert (alone.code, too.code) == (0, 2)
    assert "loading TensorFlow" in alone.errors
    assert warm.count() == before


def _lasting(said: str) -> str:
    """Return what a call printed without the times."""
    if not said.startswith("{"):
        return said
    report = json.loads(said)
    for part in report["parts"]:
        part.pop("wall_seconds", None)
    return json.dumps(report)


def _written(folder: Path) -> dict[str, str]:
    return {
        path.name: _lasting(path.read_text()) if path.suffix == ".json" else ""
        for path in sorted((folder / "grade-report").glob("*"))
    }


def test_what_a_call_brings_along(warm: Calls, right: Path, tmp_path: Path) -> None:
    """The folder, the variables, the umask and the encoding of a call are its own, whoever began the server."""
    (right / "exercise_1_1_1.py").write_text("print('größer')\n")
    mask = os.umask(0o027)
    try:
        ended = warm(
            "exercise_1_1_1", "--report", "new/ü", cwd=right, PYTHONIOENCODING="ascii:backslashreplace"
        )
    finally:
        os.umask(mask)
    no_data = warm(PART, cwd=right, GRADER_DATA=str(tmp_path / "nowhere"))
    page = right / "new" / "ü" / "exercise_1_1_1.html"

    assert ended.code == 1
    assert ended.said.startswith("x exercise_1_1_1")  # ASCII has no ✗
    assert page.stat().st_mode & 0o777 == 0o640
    assert no_data.code == 2
    assert "nowhere does not exist" in no_data.errors


def test_closed_streams(warm: Calls, right: Path) -> None:
    """A call without standard output grades as ever."""
    command = f'exec "$0" -m grader {PART} 1>&- 2>&- <&-'
    done = subprocess.run(["sh", "-c", command, sys.executable], cwd=right, env=warm.environment, check=False)

    assert done.returncode == 0
    assert (right / "grade-report" / f"{PART}.html").exists()


def test_warm_call_imports_little(warm: Calls, right: Path) -> None:
    """A warm call's own process, `grade --version` and `grade list` load nothing heavy."""
    warm(PART, cwd=right)
    heavy = {"tensorflow", "pandas", "matplotlib", "jinja2", "sqlalchemy", "rich"}
    for words, others in (
        ([PART], {"numpy", "click", "msgspec"}),
        (["--version"], {"numpy"}),
        (["list"], set()),
    ):
        code = (
            "import sys, atexit\n"
            "def tell():\n    print('LOADED', *sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)\n"
            "atexit.register(tell)\n"
            f"sys.argv = ['grade', *{words!r}]\n"
            "from grader.cli import main\nmain()\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=right,
            env=warm.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        loaded = {*done.stderr.split("LOADED ")[1].split()}

        assert done.returncode == 0
        assert not loaded & (heavy | others)


def test_interrupt(warm: Calls, right: Path) -> None:
    """Ctrl-C ends the call with 130 and its run with it; the server stays."""
    (right / f"{PART}.py").write_text("while True:\n    pass\n")
    before = warm.count()
    process = warm.begin(PART, cwd=right)
    _until(lambda: _runs(warm))
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)

    assert process.returncode == 130, errors
    assert "Traceback" not in errors
    _until(lambda: not _runs(warm), 10)
    assert warm.count() == before + 1


def _runs(calls: Calls) -> list[psutil.Process]:
    """Return the workers of the runs under way."""
    return [
        worker for zygote in children_of(calls, "grader.sandbox.zygote") for worker in workers_below(zygote)
    ]


def _workers(calls: Calls) -> list[psutil.Process]:
    """Return the processes of the calls under way."""
    return children_of(calls, SERVER)


def test_caller_gone(warm: Calls, right: Path) -> None:
    """A caller that is killed takes its call and its run with it."""
    (right / f"{PART}.py").write_text("while True:\n    pass\n")
    process = warm.begin(PART, cwd=right)
    _until(lambda: _runs(warm))
    process.kill()
    process.communicate()

    _until(lambda: not _runs(warm), 10)
    assert not _workers(warm)


def test_many_at_once(warm: Calls, right: Path) -> None:
    """Fifty calls at once all get their grade; never more are under way than there are cores."""
    calls = [
        warm.begin(PART if number % 2 else "exercise_1_1_1", "--report", f"r{number}", cwd=right)
        for number in range(50)
    ]
    most = 0
    while any(call.poll() is None for call in calls):
        most = max(most, len(_workers(warm)))
        time.sleep(0.05)

    assert [call.wait() for call in calls] == [number % 2 ^ 1 for number in range(50)]
    assert 0 < most <= len(os.sched_getaffinity(0))
    for call in calls:
        call.communicate()


def test_call_killed(warm: Calls, right: Path) -> None:
    """A call whose process is killed before it has answered is graded all the same."""
    process = warm.begin(PART, _slow(right, 1.5), cwd=right)
    _until(lambda: _runs(warm))
    _workers(warm)[0].kill()
    said, errors = process.communicate(timeout=WAIT_SECONDS)

    assert process.returncode == 0, errors
    assert "passed" in said


def test_zygote_killed(warm: Calls, right: Path) -> None:
    """Where the zygote is killed in the middle of a call, and between calls, every call gets its grade."""
    process = warm.begin(PART, _slow(right, 1.5), cwd=right)
    _until(lambda: _runs(warm))
    server = warm.server()
    assert server is not None
    children_of(warm, "grader.sandbox.zygote")[0].kill()
    _, errors = process.communicate(timeout=WAIT_SECONDS)
    after = warm("exercise_1_1_1", cwd=right)

    assert process.returncode == 0, errors
    assert after.code == 1
    assert warm.server() == server


def test_server_killed(own: Calls, right: Path) -> None:
    """Where the server is killed in a call, the call ends well; the next call begins a new server."""
    process = own.begin(PART, _slow(right, 1.5), cwd=right)
    _until(lambda: _runs(own))
    first = own.server()
    assert first is not None
    first.kill()
    _, errors = process.communicate(timeout=WAIT_SECONDS)
    after = own("exercise_1_1_1", cwd=right)

    assert process.returncode == 0, errors
    assert after.code == 1
    assert own.server() not in {None, first}
    assert own.count() == 1


def test_stop(own: Calls, right: Path) -> None:
    """`grade server stop` lets the call under way end, and takes everything away."""
    process = own.begin(PART, _slow(right, 1.5), cwd=right)
    _until(lambda: _runs(own))
    server = own.server()
    assert server is not None
    family = [server, *server.children()]
    stopped = own("server", "stop")
    _, errors = process.communicate(timeout=WAIT_SECONDS)

    assert process.returncode == 0, errors
    assert "stops" in stopped.said
    assert not psutil.wait_procs(family, timeout=20)[1]
    assert own("server", "status").code == 1
    assert not list(own.runtime.rglob("*.sock"))


def test_idle(own: Calls, right: Path) -> None:
    """A server that nobody calls ends, but not while a call is under way."""
    environment = own.environment | {"XDG_RUNTIME_DIR": str(own.runtime)}
    server = subprocess.Popen([sys.executable, "-P", "-m", SERVER, "--idle", "1"], env=environment)
    _until(lambda: list(own.runtime.rglob("*.sock")))
    ended = own(PART, _slow(right, 3), cwd=right)

    assert ended.code == 0, ended.errors
    assert server.wait(timeout=20) == 0
    assert not list(own.runtime.rglob("*.sock"))


def test_other_version(own: Calls, right: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server does nothing for a caller of other code: it makes room for a new one."""
    own(PART, cwd=right)
    first = own.server()
    assert first is not None
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(own.runtime))
    connection = Place(identity()).connect()
    assert connection is not None
    with connection:
        send(connection, Call("other code", [PART], str(right), 0o022, {}, [["utf-8", "strict"]] * 3))
        said = connection.recv(1)

    assert said == REFUSED
    assert first.wait(timeout=20) is None
    assert own(PART, cwd=right).code == 0
    assert own.count() == 1


def test_identity(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Another interpreter, another cache, another version or a changed file of the grader's is another installation."""
    package = tmp_path / "grader"
    shutil.copytree(
        ROOT / "grader", package, ignore=shutil.ignore_patterns("__pycache__", "report", "checks")
    )
    monkeypatch.setattr("grader.__file__", str(package / "__init__.py"))
    found = [identity(), identity()]
    with monkeypatch.context() as patch:
        patch.setattr(sys, "executable", "/elsewhere/python")
        found.append(identity())
    with monkeypatch.context() as patch:
        patch.setenv("GRADER_CACHE", str(tmp_path))
        found.append(identity())
    with monkeypatch.context() as patch:
        patch.setattr("grader.__version__", "99")
        found.append(identity())
    with (package / "sandbox" / "worker.py").open("a") as file:
        file.write("\n")
    found.append(identity())

    assert found[0] == found[1]
    assert len(set(found)) == 5


def _sock(calls: Calls, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the server of these calls listens; its folder is there."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(calls.runtime))
    place = Place(identity())
    return Path(place.folder, f"{place.name}.sock")


@pytest.mark.parametrize("closed", [True, False], ids=["nobody-listens", "says-nothing-of-sense"])
def test_stale_socket(closed: bool, own: Calls, right: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A socket that a dead server left, or at which something else listens, costs nobody the grade."""
    path = _sock(own, monkeypatch)
    with (
        socket.socket(socket.AF_UNIX) as listener,
        contextlib.chdir(path.parent),
    ):  # A socket's path is short.
        listener.bind(path.name)
        listener.listen()
        if closed:
            listener.close()
            assert own(PART, cwd=right).code == 0
            assert own.count() == 1
            return
        process = own.begin(PART, cwd=right)
        connection, _ = listener.accept()
        connection.close()
        _, errors = process.communicate(timeout=WAIT_SECONDS)

    assert process.returncode == 0, errors


@pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser can be two users")
def test_other_users_socket(own: Calls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another user put in the way is not trusted; a folder that others may enter is not used, with a reason."""
    path = _sock(own, monkeypatch)
    code = f"import socket, time; s = socket.socket(socket.AF_UNIX); s.bind({path.name!r}); s.listen(); time.sleep(60)"
    os.chown(path.parent, NOBODY, -1)
    for folder in (own.runtime, *own.runtime.parents):
        if folder.owner() == "root" and not folder.stat().st_mode & 0o001:
            folder.chmod(folder.stat().st_mode | 0o001)
    python = python_for_nobody(tmp_path)
    if isinstance(python, str):
        pytest.skip(python)
    with subprocess.Popen([*AS_NOBODY, str(python), "-c", code], cwd=path.parent) as foreign:
        _until(path.exists)
        theirs = own("exercise_9_9_9")
        os.chown(path.parent, 0, -1)
        listening = own("exercise_9_9_9")
        foreign.kill()
    path.parent.chmod(0o755)
    entered = own("exercise_9_9_9")

    for ended in (theirs, listening, entered):
        assert ended.code == 2
        assert "no exercise" in ended.errors
        assert "without the warm server" in ended.errors
        assert str(path.parent) in ended.errors
    assert own.server() is None


@pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser can mount a disk of its own")
def test_full_runtime_folder(own: Calls, right: Path) -> None:
    """Where there is no room for a socket, the call is graded without a server, and says so."""
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4k,nr_inodes=2,mode=700", "none", own.runtime], check=False
    )
    if done.returncode:
        pytest.skip("nothing can be mounted here")
    try:
        ended = own(PART, cwd=right)
    finally:
        subprocess.run(["umount", "--lazy", own.runtime], check=False)

    assert ended.code == 0, ended.errors
    assert "without the warm server" in ended.errors
