"""One part, graded by this grader, by others, and by nobody: medians in one run, and their ratios.

Usage: python benchmarks/graders.py [--parts ID...] [--rounds 9] [--cold-rounds 2] [--venv FOLDER] [--json FILE]

For each part, the reference solution is what was handed in, and each of these is timed from its start to its end:

- bare: a fork of a process that has TensorFlow loaded runs set-up and solution, unconfined, and nothing is judged;
- in the server: what the warm server does of it: both worlds, all checks, the page; the process that asks is left out;
- warm: `grade ID FILE` from the shell, on the warm server, with its page and its JSON;
- warm, JSON alone: `grade ID FILE --no-report --json FILE`;
- cold: `grade ID FILE --no-server`;
- process: a new Python runs set-up and solution, and nothing is judged;
- nbclient: a new kernel runs them as a notebook, and nothing is judged;
- nbgrader: `nbgrader autograde` of one submission; one cell of tests;
- nbgrader, each of three: the same command for three submissions, a third of its time;
- otter: `otter run` of one submission; one file of tests.

The last three are installed, by name, into a virtual environment of their own, which has this one's TensorFlow. They judge with one
assertion for each name that the solution binds; this grader makes all its checks, in both worlds where there are two.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path
from typing import TYPE_CHECKING, Final

import nbformat

from bare import Bare, furnished, source_of
from grader.catalogue import find_course
from grader.cli import NO_SERVER
from grader.data import World, cache_folder, find_source
from grader.evidence import Cell
from grader.grade import grade
from grader.report.html import render_html
from grader.results import Outcome
from grader.sandbox.environment import DETERMINISTIC
from grader.sandbox.supervisor import Supervisor
from grader.submission import Submission
from programs import new_parser, write_figures
from warm_notebook import cold_seconds

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.catalogue import Part

PARTS: Final = ("exercise_1_1_1", "exercise_2_3_2", "exercise_4_2_1")
STUDENTS: Final = 3
OTHERS: Final = ("nbgrader==0.9.6", "otter-grader==7.0.0")

TESTS: Final = {
    "exercise_1_1_1": "assert tuple(credit_constant.shape) == credit_numpy.shape",
    "exercise_2_3_2": "assert loss_function(intercept, slope).numpy() < 1",
    "exercise_4_2_1": "assert len(model.layers) >= 2",
}
"""What the others judge by. It is little, so that their time is that of running and not of judging."""


def main() -> None:
    """Measure and print."""
    parser = new_parser(__doc__)
    parser.add_argument("--parts", nargs="+", default=PARTS)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--cold-rounds", type=int, default=2)
    parser.add_argument("--venv", type=Path, default=cache_folder() / "other-graders")
    options = parser.parse_args()
    others = _installed(options.venv)
    found = {}
    course = find_course()
    hidden = (*course.secrets, cache_folder())
    with (
        tempfile.TemporaryDirectory(prefix="graders-") as name,
        Bare() as bare,
        Supervisor(cache=cache_folder(), hidden=hidden) as supervisor,
    ):
        for part_id in options.parts:
            folder = Path(name, part_id)
            found[part_id] = _measure(
                course.part(part_id),
                folder,
                others,
                bare,
                supervisor,
                rounds=options.rounds,
                cold=options.cold_rounds,
            )
            _show(part_id, found[part_id])
    write_figures(options.json, found)


def _measure(
    part: Part,
    folder: Path,
    others: Path,
    bare: Bare,
    supervisor: Supervisor,
    *,
    rounds: int,
    cold: int,
) -> dict[str, float]:
    """Return the median of each way in seconds; its rounds alternate with those of the others."""
    course = find_course()
    source = find_source(course.fixtures)
    furnished(folder, part, World.PUBLIC, course, source)
    (folder / f"{part.id}.py").write_text(part.solution, "utf-8")
    cells = [_seeded(part), part.solution]
    command = [sys.executable, "-m", "grader", part.id, f"{part.id}.py", "--quiet"]
    warm = {**os.environ, NO_SERVER: ""}
    alone = {**os.environ, NO_SERVER: "1"}
    quick: dict[str, Callable[[], float]] = {
        "bare": lambda: bare.seconds(folder, source_of(part, World.PUBLIC)),
        "in the server": lambda: _in_process(part, supervisor),
        "warm": lambda: _timed(command, folder, warm),
        "warm, JSON alone": lambda: _timed([*command, "--json", "grade.json", "--no-report"], folder, warm),
    }
    script = folder / "script.py"
    script.write_text("\n".join(cells), "utf-8")
    ours = {**os.environ, **DETERMINISTIC, "MPLBACKEND": "agg"}
    slow: dict[str, Callable[[], float]] = {
        "cold": lambda: _timed(command, folder, alone),
        "process": lambda: _timed([sys.executable, str(script)], folder, ours),
        "nbclient": lambda: cold_seconds(cells, str(folder)),
        **_nbgrader(part, folder, others),
        "otter": _otter(part, folder, others),
    }
    seconds: dict[str, list[float]] = {name: [] for name in (*quick, *slow)}
    for number in range(rounds + 1):
        for name, way in (quick | (slow if number <= cold else {})).items():
            seconds[name].append(way())
    # The first round of each warms up what it can.
    return {name: round(statistics.median(found[1:]), 4) for name, found in seconds.items()}


def _seeded(part: Part) -> str:
    """Return the part's set-up after what deterministic ops demand, and this grader's workers have."""
    return f"import tensorflow\n\ntensorflow.random.set_seed(0)\n{part.setup}"


def _timed(command: list[str], folder: Path, environment: dict[str, str]) -> float:
    begun = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - begun
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}")
    return seconds


def _in_process(part: Part, supervisor: Supervisor) -> float:
    course = find_course()
    submission = Submission(name="solution.py", cells=(Cell(part.solution),))
    begun = time.perf_counter()
    graded = grade(
        part.id,
        (part,),
        {part.id: submission},
        course=course,
        source=find_source(course.fixtures),
        supervisor=supervisor,
    )
    render_html(graded)
    seconds = time.perf_counter() - begun
    if graded.report.outcome is not Outcome.PASSED:
        raise SystemExit(f"{part.id}: {graded.report.outcome}")
    return seconds


def _installed(folder: Path) -> Path:
    """Return the folder of programs of an environment with the other graders; it is made once."""
    if not (folder / "ready").exists():
        print("installing nbgrader and otter", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        pip = [
            str(folder / "bin" / "python"),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ]
        subprocess.run([*pip, *OTHERS], check=True)
        # TensorFlow from here: behind what is installed there.
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        packages = folder / "lib" / version / "site-packages"
        (packages / "with-tensorflow.pth").write_text(str(Path(nbformat.__file__).parent.parent))
        (folder / "ready").touch()
    return folder / "bin"


def _others_environment(others: Path) -> dict[str, str]:
    path = f"{others}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, **DETERMINISTIC, "MPLBACKEND": "agg", "PATH": path, "PYTHONHASHSEED": "0"}


def _nbgrader(part: Part, folder: Path, others: Path) -> dict[str, Callable[[], float]]:
    course = folder / "nbgrader"
    places = [
        course / "source" / "ps1",
        *(course / "submitted" / f"s{number}" / "ps1" for number in range(STUDENTS)),
    ]
    kinds = {
        "setup": {"grade": False, "solution": False, "locked": True},
        "answer": {"grade": False, "solution": True, "locked": False},
        "tests": {"grade": True, "solution": False, "locked": True, "points": 1},
    }
    sources = (_seeded(part), part.solution, TESTS[part.id])
    cells = []
    for (name, kind), text in zip(kinds.items(), sources, strict=True):
        cell = nbformat.v4.new_code_cell(text)
        cell.metadata["nbgrader"] = {"grade_id": name, "schema_version": 3, "task": False, **kind}
        cells.append(cell)
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    for place in places:
        place.mkdir(parents=True)
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), place / f"{part.id}.ipynb")
        for file in part.exercise.files:
            shutil.copyfile(folder / file, place / file)
    environment = _others_environment(others)
    (course / "nbgrader_config.py").write_text('c = get_config()\nc.CourseDirectory.course_id = "course"\n')
    _timed([str(others / "nbgrader"), "generate_assignment", "ps1"], course, environment)
    command = [str(others / "nbgrader"), "autograde", "ps1", "--force"]
    return {
        "nbgrader": lambda: _timed([*command, "--student", "s0"], course, environment),
        "nbgrader, each of three": lambda: _timed(command, course, environment) / STUDENTS,
    }


def _otter(part: Part, folder: Path, others: Path) -> Callable[[], float]:
    place = folder / "otter"
    (place / "tests").mkdir(parents=True)
    doctest = "".join(f">>> {line}\n" for line in TESTS[part.id].split("\n"))
    case = {"code": doctest, "hidden": False, "locked": False}
    test = {"name": "q1", "points": 1, "suites": [{"cases": [case], "scored": True, "type": "doctest"}]}
    (place / "tests" / "q1.py").write_text(f"OK_FORMAT = True\n\ntest = {test!r}\n")
    files = [*part.exercise.files]
    for file in files:
        shutil.copyfile(folder / file, place / file)
    environment = _others_environment(others)
    _timed(
        [
            str(others / "otter"),
            "generate",
            "-t",
            "tests",
            "-o",
            "autograder.zip",
            "--no-environment",
            *files,
        ],
        place,
        environment,
    )
    cells = [nbformat.v4.new_code_cell(text) for text in (_seeded(part), part.solution)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), place / "submission.ipynb")
    command = [str(others / "otter"), "run", "submission.ipynb", "-a", "autograder.zip", "--no-logo"]
    return lambda: _timed(command, place, environment)


def _show(part: str, seconds: dict[str, float]) -> None:
    print(f"\n{part}")
    for name, value in seconds.items():
        ratio = value / seconds["in the server"]
        print(f"  {name:24}{1000 * value:9.0f} ms  {ratio:7.2f} times a warm grade in the server", flush=True)


if __name__ == "__main__":
    main()
