"""A release: it grades as the whole course does, holds no answer, and goes to Gradescope with the solutions."""

from __future__ import annotations

import json
import lzma
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import jsonschema
import pytest

from grader.cli import main
from grader.mistakes import mistaken_source
from grader.report.wording import GRADERS_FAULT
from tests.integration.commands import Borrowed, Command
from tests.support import ROOT, secrets_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.catalogue import Course
    from grader.sandbox.supervisor import Supervisor

SCHEMA = json.loads((ROOT / "tests" / "gradescope.schema.json").read_text("utf-8"))

PARTS = ("exercise_1_1_2", "exercise_1_2_3", "exercise_2_2_1", "exercise_3_3_1")
"""Without data; with a second set-up and a choice; with a data file and alternatives; with a check of the source."""

MISTAKES = {"exercise_2_2_1": "percentage", "exercise_3_3_1": "same-start"}


_SECONDS = re.compile(r"\d+\.\d+ s\b")


class Answer(Protocol):
    """How a call of the command ended."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def grade(grade: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """Call `grade` in an empty folder."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return grade


@pytest.fixture(scope="module")
def released(supervisor: Supervisor, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of some parts, made by the command."""
    folder = tmp_path_factory.mktemp("release") / "exercises"
    wanted = [word for part in PARTS for word in ("--exercise", part)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("grader.sandbox.supervisor.Supervisor", lambda **_: Borrowed(supervisor))
        patch.setattr(sys, "argv", ["grade", "release", str(folder), *wanted])
        with pytest.raises(SystemExit) as ended:
            main()
    assert not ended.value.code
    return folder


@pytest.fixture(scope="module")
def autograder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gradescope's folder for the same parts, as its machine has it once the image is built: only the set-up is ours."""
    home = tmp_path_factory.mktemp("gradescope")
    wanted = [word for part in PARTS for word in ("--exercise", part)]
    made = _process(sys.executable, "-m", "grader", "release", home / "made", "--gradescope", *wanted)
    assert made.returncode == 0, made.stderr
    with zipfile.ZipFile(home / "made" / "autograder.zip") as archive:
        archive.extractall(home / "source")
    (home / "venv").symlink_to(Path(sys.executable).parent.parent)
    (home / "submission").mkdir()
    return home


def _process(*words: str | Path, **variables: str) -> Answer:
    return subprocess.run(
        [*map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **variables},
    )


def _answers(course: Course, folder: Path) -> Path:
    """Write a right answer, two known mistakes and a blank into `folder`."""
    folder.mkdir(exist_ok=True)
    for part_id in PARTS:
        part = course.part(part_id)
        wrong = {mistake.name: mistake for mistake in part.exercise.mistakes}.get(MISTAKES.get(part_id, ""))
        text = mistaken_source(part, wrong) if wrong else part.solution
        (folder / f"{part_id}.py").write_text(part.stub if part_id == PARTS[0] else text, "utf-8")
    return folder


def _timeless(text: str) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(text)
    for part in report["parts"]:
        del part["wall_seconds"]
    return report


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield all that is in a folder, once as it is and once decoded."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            yield str(path.relative_to(folder)), data
            if path.suffix == ".xz":
                yield f"{path.name}, unpacked", lzma.decompress(data)
            elif path.suffix in {".json", ".ipynb"}:
                yield f"{path.name}, its texts", "\n".join(_texts(json.loads(data))).encode()


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in (*value, *value.values()):
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def test_what_is_in_it(released: Path) -> None:
    """Stubs, notebooks, the grader, how to begin, and a course without solutions: nothing else."""
    found = {path.relative_to(released).as_posix() for path in released.rglob("*") if path.is_file()}
    wheels = {name for name in found if name.endswith(".whl")}
    evidence = {
        f"course/exercises/{part}/evidence/{name}.msgpack.xz"
        for part in PARTS
        for name in ("public", "mistakes")
    }

    assert found - wheels == evidence | {
        "README.md",
        "constraints.txt",
        "course/exercises/course.toml",
        "course/exercises/exercise_1_2_3/hidden.py",
        "course/exercises/exercise_3_3_1/hidden.py",
        "course/fixtures/loss_price.csv",
        "course/release.json",
        *(
            f"course/exercises/{part}/{name}"
            for part in PARTS
            for name in ("setup.py", "spec.json", "stub.py")
        ),
        *(f"course/exercises/{part}/evidence/hidden.msgpack.xz" for part in PARTS[1:]),
        *(f"notebooks/{part.rsplit('_', 1)[0]}.ipynb" for part in PARTS),
        *(f"stubs/{part}.py" for part in PARTS),
    }
    assert len(wheels) == 1


def test_no_answer_is_in_it(released: Path, course: Course) -> None:
    """No line of a solution, of a mistake or of an author's mark is in any file, nor in what is packed in one."""
    given = "\n".join(text for part in map(course.part, PARTS) for text in (part.stub, part.setup))
    secrets = {secret for part in PARTS for secret in secrets_of(course.part(part), also_given=given)}
    found = {name: data for name, data in _contents(released) if not name.endswith(".whl")}

    assert len(secrets) > 40
    assert [
        (secret, name) for secret in secrets for name, data in found.items() if secret.encode() in data
    ] == []


@pytest.mark.parametrize("part", PARTS)
def test_grades_as_the_course_does(
    part: str, released: Path, course: Course, grade: Command, tmp_path: Path
) -> None:
    """The report is that of the whole course, but for the times: score, words, mistakes; and so is the page."""
    work = _answers(course, tmp_path / "my")

    whole = grade(part, work, "--json", "-", "--report", "whole")
    own = grade(part, work, "--json", "-", "--report", "own", "--course", released / "course")

    report = _timeless(own[1])
    assert (own[0], report) == (whole[0], _timeless(whole[1]))
    assert own[0] == (0 if part == "exercise_1_2_3" else 1)
    assert report["parts"][0]["mistake"] == MISTAKES.get(part)
    pages = [Path(name, f"{part}.html").read_text("utf-8") for name in ("whole", "own")]
    assert len({_SECONDS.sub("", page) for page in pages}) == 1


def test_learners_commands(
    released: Path, course: Course, grade: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`list`, `show` and `start` work on it, named by the variable; what they write is what it holds already."""
    monkeypatch.setenv("GRADER_COURSE", str(released / "course"))

    listed = grade("list")[1]
    shown = grade("show", PARTS[1])[1]
    started = [
        grade("start", "all", "--to", "stubs")[0],
        grade("start", "all", "--notebook", "--to", "notebooks")[0],
    ]

    assert [line.split()[0] for line in listed.splitlines() if line.startswith("    ")] == list(PARTS)
    assert shown.startswith("Exercise 1.2.3: ")
    assert started == [0, 0]
    for folder in ("stubs", "notebooks"):
        written = {path.name: path.read_bytes() for path in Path(folder).iterdir()}
        assert written == {path.name: path.read_bytes() for path in (released / folder).iterdir()}


@pytest.mark.parametrize(
    "command",
    [
        ("verify", "exercise_1_2_3"),
        ("calibrate", "exercise_1_2_3"),
        ("release", "again"),
        ("release", "again", "--gradescope"),
    ],
    ids=" ".join,
)
def test_authors_commands_refuse(command: tuple[str, ...], released: Path, grade: Command) -> None:
    """What needs the solutions says that a release has none, and where they are."""
    status, _, words = grade(*command, "--course", released / "course")

    assert status == 2
    assert "is a release, without solutions; do this with the course that it was made from" in words
    assert not Path("again").exists()


def test_other_data_are_refused(released: Path, course: Course, tmp_path: Path) -> None:
    """With data of the user's own the answer is exit code 2 and what to do, and no grade."""
    work = _answers(course, tmp_path / "my")
    (tmp_path / "real").mkdir()
    lines = (course.fixtures / "loss_price.csv").read_text().splitlines()
    (tmp_path / "real" / "loss_price.csv").write_text("\n".join([lines[0], *reversed(lines[1:])]) + "\n")

    ended = _process(
        sys.executable, "-m", "grader", "exercise_2_2_1", work, "--report", tmp_path / "out",
        GRADER_COURSE=str(released / "course"), GRADER_DATA=str(tmp_path / "real"),
    )  # fmt: skip

    assert (ended.returncode, ended.stdout) == (2, "")
    assert "holds another loss_price.csv than the release was made with: unset GRADER_DATA" in ended.stderr


def test_installed_from_the_release(released: Path, course: Course, tmp_path: Path) -> None:
    """With the wheel of the release, and no other grader and no other course, a learner's file is graded."""
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    pip = (
        sys.executable,
        "-m",
        "pip",
        "--python",
        home / "bin" / "python",
        "install",
        "--no-deps",
        "--no-index",
    )
    installed = _process(*pip, *released.glob("*.whl"))
    # The dependencies are those of this environment; the grader itself is the wheel's.
    site = next((home / "lib").glob("python*/site-packages"))
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    work = _answers(course, tmp_path / "my")

    lost = _process(home / "bin" / "grade", "list")
    graded = _process(
        home / "bin" / "grade", "all", work, "--json", "-", "--report", tmp_path / "out",
        GRADER_COURSE=str(released / "course"), GRADER_CACHE=str(tmp_path / "cache"),
    )  # fmt: skip

    assert installed.returncode == 0, installed.stderr
    assert (lost.returncode, "no course came with this installation" in lost.stderr) == (2, True)
    report = json.loads(graded.stdout)
    assert [part["outcome"] for part in report["parts"]] == ["failed", "passed", "failed", "failed"], (
        graded.stderr
    )
    assert {part["exercise"]: part["mistake"] for part in report["parts"] if part["mistake"]} == MISTAKES


def test_gradescope_grades(autograder: Path, course: Course) -> None:
    """The autograder leaves results that Gradescope takes, with the points of the report and the mistakes' words."""
    _answers(course, autograder / "submission")

    ended = _process("bash", autograder / "source" / "run_autograder", AUTOGRADER=str(autograder))
    results = json.loads((autograder / "results" / "results.json").read_text("utf-8"))

    assert ended.returncode == 0, ended.stderr
    jsonschema.validate(results, SCHEMA)
    assert results["score"] == sum(test.get("score", 0) for test in results["tests"])
    whole = {test["number"]: test for test in results["tests"] if test["number"].count(".") == 2}
    assert {number: test["status"] for number, test in whole.items()} == {
        "1.1.2": "failed",
        "1.2.3": "passed",
        "2.2.1": "failed",
        "3.3.1": "failed",
    }
    assert "starts where `x_1` does" in whole["3.3.1"]["output"]


def test_gradescope_without_a_grader(autograder: Path, tmp_path: Path) -> None:
    """Where the grader does not even start, there are words for the learner, no score, and a failure for Gradescope."""
    (tmp_path / "source").symlink_to(autograder / "source")

    ended = _process("bash", autograder / "source" / "run_autograder", AUTOGRADER=str(tmp_path))
    results = json.loads((tmp_path / "results" / "results.json").read_text("utf-8"))

    assert ended.returncode == 127
    assert results["output"] == GRADERS_FAULT
    assert "score" not in results


def test_gradescope_with_a_broken_course(
    autograder: Path, course: Course, grade: Command, tmp_path: Path
) -> None:
    """Where one part's reference solution fails, no score is given, and the other parts' results are told."""
    shutil.copytree(autograder / "source" / "course", tmp_path / "course")
    (tmp_path / "course" / "solutions" / f"{PARTS[1]}.py").write_text("1 / 0\n")
    work = _answers(course, tmp_path / "my")

    status, _, _ = grade("all", work, "--course", tmp_path / "course", "--gradescope", "results.json")
    results = json.loads(Path("results.json").read_text("utf-8"))

    assert status == 3
    assert results["output"].startswith(GRADERS_FAULT)
    assert "score" not in results
    assert [test["name"] for test in results["tests"] if "Not graded" in test["name"]] == [
        "Not graded: Sums along dimensions"
    ]


def test_gradescope_without_a_file(autograder: Path, grade: Command, tmp_path: Path) -> None:
    """A submission in which nothing can be found is the learner's: results with no points, that say what to hand in."""
    (tmp_path / "my").mkdir()
    (tmp_path / "my" / "homework.py").write_text("x = 1\n")

    status, _, words = grade(
        "all", tmp_path / "my", "--course", autograder / "source" / "course", "--gradescope", "results.json"
    )
    results = json.loads(Path("results.json").read_text("utf-8"))

    jsonschema.validate(results, SCHEMA)
    assert (status, results["score"]) == (2, 0)
    assert "holds no exercise_1_1_2.py or exercise_1_1_2.ipynb" in results["tests"][0]["output"]
    assert "holds no exercise_1_1_2.py" in words


def test_autograder_holds_what_it_needs(autograder: Path) -> None:
    """The zip has the two programs, the wheel, the versions and these parts alone, with their solutions."""
    with zipfile.ZipFile(autograder / "made" / "autograder.zip") as archive:
        held = {member.filename: member.external_attr >> 16 for member in archive.infolist()}

    assert {name for name, mode in held.items() if mode & 0o111} == {"setup.sh", "run_autograder"}
    assert {name for name in held if name.startswith("course/solutions/")} == {
        f"course/solutions/{part}.py" for part in PARTS
    }
    assert {"constraints.txt", "not-graded.json", "course/fixtures/loss_price.csv"} <= set(held)
    assert sum(name.endswith(".whl") for name in held) == 1
