"""The magics in a real session of IPython."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import psutil
import pytest

import grader
from tests.support import ROOT

if TYPE_CHECKING:
    from grader.catalogue import Course
    from tests.integration.servers import Calls

PART = "exercise_1_2_3"
SESSION = ROOT / "tests" / "ipython_session.py"


class Shown(NamedTuple):
    """What one cell left below it."""

    success: bool
    stdout: str
    stderr: str
    html: str
    text: str


def _start(folder: Path, **variables: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(SESSION)],
        cwd=folder,
        env={**os.environ, "IPYTHONDIR": str(folder / ".ipython"), **variables},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


def _run(folder: Path, *cells: str, **variables: str) -> list[Shown]:
    """Run the cells in one session in `folder`."""
    with _start(folder, **variables) as process:
        said, complaints = process.communicate(json.dumps(cells), timeout=240)
    assert process.returncode == 0, complaints
    return [_shown(cell) for cell in json.loads(said)]


def _shown(cell: dict) -> Shown:
    bundles = cell["shown"] or [{"text/html": "", "text/plain": ""}]
    assert len(bundles) == 1
    assert set(bundles[0]) == {"text/html", "text/plain"}
    return Shown(
        cell["success"], cell["stdout"], cell["stderr"], bundles[0]["text/html"], bundles[0]["text/plain"]
    )


@pytest.fixture(scope="module")
def session(
    course: Course, tmp_path_factory: pytest.TempPathFactory, warm: Calls
) -> tuple[Path, list[Shown]]:
    """One session that answers wrongly, then rightly, and looks at itself before and after."""
    folder = tmp_path_factory.mktemp("session")
    solution = course.part(PART).solution
    wrong = solution.replace("reduce_sum(wealth, axis=0)", "reduce_sum(wealth, axis=1)")
    look = (
        "if 'get_ipython' in globals():\n"
        "    import os as _os, sys as _sys, numpy as _np, tensorflow as _tf\n"
        "    print(sorted(name for name in globals() if not name.startswith('_')), _os.getcwd(), _sys.path,\n"
        "          _np.random.get_state()[1].sum(), _tf.random.get_global_generator().state.numpy())"
    )
    return folder, _run(
        folder,
        "%load_ext grader",
        f"%setup {PART}",
        f"# {PART}\n{wrong}",
        look,
        "%grade",
        look,
        f"# {PART}\n{solution}",
        f"%grade {PART}",
        f"%%grade {PART} --report elsewhere\n\ncolumn_sums = wealht",
        look,
        **warm.variables,
    )


def test_set_up_gives_names_and_says_which(session: tuple[Path, list[Shown]]) -> None:
    """`%setup` prints the names that the part begins with, and the answer can use them."""
    _, cells = session

    assert cells[0] == Shown(True, "", "", "", "")
    assert cells[1] == Shown(True, f"{PART} begins with: reduce_sum, wealth\n", "", "", "")
    assert cells[2].success


def test_wrong_answer_is_told_what_to_try(session: tuple[Path, list[Shown]]) -> None:
    """`%grade` grades the lesson marked last: what is wrong, where, and which parts were not run; no solution."""
    folder, cells = session
    html, text = cells[4].html, cells[4].text

    for words in ("Not passed", "of 27 points", "0 of 3 parts passed", "(cell 3, line", "Try this:"):
        assert words in html
    assert "exercise_1_2: not passed" in text
    assert "Begin the cell that answers it with `# exercise_1_2_1`" in text
    assert "axis=0" not in html + text
    assert 'href="grade-report/exercise_1_2.html"' in html
    assert (folder / "grade-report" / "exercise_1_2.html").is_file()


def test_right_answer_passes(session: tuple[Path, list[Shown]]) -> None:
    """Of the two runs of the cell the last one counts."""
    _, cells = session

    assert "✓ Passed" in cells[7].html
    assert f"{PART}: passed, 5 of 5 points" in cells[7].text


def test_cell_is_graded_alone(session: tuple[Path, list[Shown]]) -> None:
    """`%%grade` knows nothing of the session, tells the line in the cell, and writes its report where it is told."""
    folder, cells = session

    assert "NameError: name &#39;wealht&#39; is not defined" in cells[8].html
    assert "(cell 9, line 3)" in cells[8].html
    assert (folder / "elsewhere" / f"{PART}.html").is_file()


def test_grading_leaves_the_session_alone(session: tuple[Path, list[Shown]]) -> None:
    """Names, working folder, path of modules and generators of random numbers are what they were."""
    _, cells = session

    assert "'column_sums'" in cells[3].stdout
    assert cells[3].stdout == cells[5].stdout == cells[9].stdout


def test_the_root_loads_nothing(tmp_path: Path) -> None:
    """Importing the package, as every worker does, imports no magics."""
    code = (
        "import sys, grader; print([name for name in sys.modules if name.startswith(('grader.', 'IPython'))])"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert said.stdout == "[]\n"
    assert "load_ipython_extension" in grader.__all__


def test_mistakes_in_a_call_are_told_in_a_line(tmp_path: Path, warm: Calls) -> None:
    """What cannot be graded or set up is said as the command says it, without a traceback, and the session goes on."""
    cells = [
        ("%load_ext grader", ""),
        ("%grade exercise_1_2_9", 'no exercise "exercise_1_2_9"; did you mean "exercise_1_2'),
        ("%grade", "no cell that was run is marked for a part"),
        ("%grade exercise_1_2", "begin the cell that answers it with `# exercise_1_2_1`"),
        ("%%grade exercise_1_2\nx = 1", "%%grade grades one part, such as exercise_1_2_1"),
        (f"%grade {PART} --loud", "%grade: unrecognized arguments: --loud"),
        (f"%grade {PART} 'open", "%grade: No closing quotation"),
        (f"%grade {PART} --course nowhere", "nowhere holds no course"),
        ("%setup", "%setup needs the ID of a part"),
        ("%setup exercise_1_2", "%setup needs the ID of a part"),
        ("%setup exercise_9_9_9", 'no exercise "exercise_9_9_9"'),
        (f"%%grade {PART} --report taken\nx = 1", 'cannot write the report to "'),
    ]
    (tmp_path / "taken").write_text("")
    shown = _run(tmp_path, *(cell for cell, _ in cells), **warm.variables)

    for (_, words), found in zip(cells, shown, strict=True):
        assert found.success
        assert words in found.stderr
        assert "Traceback" not in found.stderr + found.stdout


def test_fault_of_the_course_is_not_the_learners(tmp_path: Path) -> None:
    """A course that cannot be loaded is told as a fault that is not the learner's."""
    part = tmp_path / "broken" / "exercises" / PART
    part.mkdir(parents=True)
    (part / "spec.py").write_text("1 / 0\n")
    (shown,) = _run(tmp_path, "%load_ext grader", f"%%grade {PART} --course broken\nx = 1")[1:]

    assert shown.success
    assert "nothing was graded, by no fault of your code" in shown.stderr
    assert "ZeroDivisionError" in shown.stderr


def test_every_set_up_runs(course: Course, tmp_path: Path) -> None:
    """All set-ups run one after another in one session; files that an answer reads are put beside the notebook."""
    own = "import numpy as np, os\n_table = 'mine'"
    look = "print(np.__name__, _table, os.getcwd())"
    cells = ["%load_ext grader", own, *(f"%setup {part}" for part in course.part_ids), look]
    shown = _run(tmp_path, *cells)

    assert [found.stderr for found in shown if "error" in found.stderr.lower()] == []
    assert [found.stdout.split(" begins with: ")[0].splitlines()[-1] for found in shown[2:-1]] == list(
        course.part_ids
    )
    assert "keras, price_log, size_log\n" in shown[2 + course.part_ids.index("exercise_2_3_1")].stdout
    assert shown[-1].stdout == f"numpy mine {tmp_path}\n"
    assert [path.name for path in tmp_path.glob("*.csv")] == ["kc_house_data.csv"]


def test_another_keras_is_told_of(tmp_path: Path) -> None:
    """Where TensorFlow came first, with Keras 3, the set-up says so in one line."""
    early = "import tensorflow as tf\nkeras = tf.keras.Model.__module__"
    shown = _run(tmp_path, early, "%load_ext grader", "%setup exercise_2_3_1", "%setup exercise_4_3_2")

    assert shown[2].stdout.startswith("TensorFlow was imported before the grader, with another Keras")
    assert "exercise_2_3_1 begins with: keras, price_log, size_log" in shown[2].stdout
    assert "the set-up of exercise_4_3_2 does not run in this session: ImportError" in shown[3].stderr


def test_interrupt_ends_the_grading(tmp_path: Path) -> None:
    """Interrupted, `%grade` says that it stopped, leaves no process and no folder behind, and the session goes on."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    cells = ["%load_ext grader", "%%grade exercise_1_1_2\nwhile True:\n    pass", "print('on')"]
    with _start(tmp_path, TMPDIR=str(scratch)) as process:
        assert process.stdin
        process.stdin.write(json.dumps(cells))
        process.stdin.close()
        process.stdin = None
        deadline = time.monotonic() + 60
        while not list(scratch.glob("grade-run-*")) and time.monotonic() < deadline:
            time.sleep(0.05)
        family = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGINT)
        said, complaints = process.communicate(timeout=30)
    assert process.returncode == 0, complaints
    shown = [_shown(cell) for cell in json.loads(said)]

    assert shown[1] == Shown(True, "", "stopped\n", "", "")
    assert shown[2].stdout == "on\n"
    assert family
    assert not psutil.wait_procs(family, timeout=10)[1]
    assert not list(scratch.glob("grade-*"))
