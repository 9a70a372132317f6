"""The confinement holds for an ordinary user as it does for the superuser."""

from __future__ import annotations

import json
import os
import shutil
import site
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = 65534
AS_NOBODY = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
AGAIN = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import ssl, ctypes'], check=True)"
ATTACKS = Path(__file__).parent / "attacks"

GRADE = """
import json
import os
import sys
from pathlib import Path

import msgspec

from grader.catalogue import find_course
from grader.data import DataSource
from grader.evidence import Cell
from grader.grade import grade
from grader.limits import CHEAPEST
from grader.sandbox.supervisor import Supervisor
from grader.submission import Submission

root, cache, attacks = map(Path, sys.argv[1:4])
course = find_course(root)
fixtures = DataSource(course.fixtures, "fixtures", "fixtures")
part = course.part("exercise_1_1_2")
limits = msgspec.structs.replace(CHEAPEST, wall_seconds=1.5)
exercise = msgspec.structs.replace(part.exercise, limits=limits)
part = msgspec.structs.replace(part, exercise=exercise)
hidden = (course.exercises, course.solutions, course.fixtures, root / "grader", cache)
places = {
    "@PATHS@": "\\n".join(map(str, (course.solutions / "exercise_1_1_2.py", course.exercises, cache, attacks))),
    "@SUPERVISOR@": str(os.getpid()), "@ZYGOTE@": str(os.getpid() + 1), "@PORT@": "9", "@MARKER@": str(cache / "marker"),
}
answers = {"user": os.getuid()}
with Supervisor(cache=cache, hidden=hidden) as supervisor:
    answers["isolation"] = supervisor.isolation()
    for name in sys.argv[4:]:
        text = part.solution if name == "honest" else (attacks / name).read_text()
        for token, place in places.items():
            text = text.replace(token, place)
        submission = Submission(name=name, cells=(Cell(text),))
        graded = grade("exercise_1_1_2", (part,), {"exercise_1_1_2": submission}, course=course, source=fixtures,
                       supervisor=supervisor)
        result = graded.report.parts[0]
        answers[name] = [result.outcome, result.stopped, result.score, result.stdout[:2000]]
answers["marker"] = (cache / "marker").exists()
json.dump(answers, sys.stdout)
"""

EXPECTED = {
    "endless_loop.py": "wall_time",
    "hard_exit.py": None,
    "fork_bomb.py": "processes",
    "four_gigabytes.py": "memory",
    "one_gigabyte_of_output.py": "output",
    "kill_the_parent.py": None,
    "read_the_answers.py": None,
    "open_a_socket.py": None,
}


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that the ordinary user owns; not pytest's, which only its maker may enter."""
    folder = Path(tempfile.mkdtemp(prefix="ordinary-user-", dir="/tmp"))
    (folder / "cache").mkdir()
    for path in (folder, folder / "cache"):
        os.chown(path, NOBODY, NOBODY)
        path.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def _works(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _python(folder: Path) -> Path:
    """Return an interpreter that the ordinary user may start, with this one's packages; skip where there is none."""
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("only the superuser can become an ordinary user, with setpriv")
    if not _works([*AS_NOBODY, "test", "-r", str(ROOT / "grader" / "__init__.py")]):
        pytest.skip(f"an ordinary user may not read {ROOT}")
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for base in (Path(sys.executable).resolve(), Path("/usr/bin", version), Path("/usr/local/bin", version)):
        # Its own child: `setpriv` itself can still start what the user cannot.
        if not _works([*AS_NOBODY, str(base), "-c", AGAIN]):
            continue
        # Without pip, a virtual environment is made by the interpreter alone.
        if not _works([str(base), "-m", "venv", "--without-pip", str(folder / "venv")]):
            continue
        packages = folder / "venv" / "lib" / version / "site-packages" / "grader.pth"
        packages.write_text("\n".join([*site.getsitepackages(), str(ROOT)]))
        python = folder / "venv" / "bin" / "python"
        if _works([*AS_NOBODY, str(python), "-c", "import grader, msgspec, numpy"]):
            return python
    pytest.skip(f"an ordinary user may start no {version}")


def test_attacks_by_an_ordinary_user(place: Path) -> None:
    """As an ordinary user too, every attack fails with its reason, reads nothing, and the next answer passes."""
    python = _python(place)
    script = place / "grade_them.py"
    script.write_text(GRADE)
    environment = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    environment |= {
        "HOME": str(place),
        "TMPDIR": "/tmp",
        "GRADER_CACHE": str(place / "cache"),
        "GRADER_CONFIG": str(place / "config"),
    }

    finished = subprocess.run(
        [*AS_NOBODY, str(python), str(script), str(ROOT), str(place / "cache"), str(ATTACKS), *EXPECTED, "honest"],
        capture_output=True, text=True, cwd=place, env=environment, check=False,
    )  # fmt: skip

    assert finished.returncode == 0, finished.stderr
    answers = json.loads(finished.stdout)
    assert answers["user"] == NOBODY
    assert not answers["marker"]
    assert {name: answers[name][:2] for name in EXPECTED} == {
        name: ["failed", stopped] for name, stopped in EXPECTED.items()
    }
    assert [
        name
        for name in EXPECTED
        if any(word in answers[name][3] for word in ("OPENED", "CONNECTED", "KILLED"))
    ] == []
    assert answers["honest"][0] == "passed"
    left = subprocess.run(["pgrep", "--uid", str(NOBODY)], capture_output=True, text=True, check=False)
    assert left.stdout.split() == []
