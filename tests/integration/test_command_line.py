"""The command line: what it prints, what it writes, and the four exit codes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import msgspec
import pytest

import grader
from grader.cli.machine import _places
from grader.report.machine import json_schema
from grader.results import Outcome, Report
from tests.integration.commands import Answer, Command
from tests.support import ROOT

if TYPE_CHECKING:
    from grader.catalogue import Course
    from grader.sandbox.supervisor import Supervisor

SCHEMA = ROOT / "docs" / "report.schema.json"
PART = "exercise_1_1_2"
LESSON = ("exercise_1_2_1", "exercise_1_2_2", "exercise_1_2_3")


def grade_process(*words: str | Path, **variables: str) -> Answer:
    """Call `grade` as a user does: a new process, with nothing shared."""
    finished = subprocess.run(
        [sys.executable, "-m", "grader", *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **variables},
    )
    return Answer(finished.returncode, finished.stdout, finished.stderr)


@pytest.fixture
def work(tmp_path: Path, course: Course) -> Path:
    """A folder with right answers to one lesson."""
    folder = tmp_path / "work"
    folder.mkdir()
    for name in LESSON:
        (folder / f"{name}.py").write_text(course.part(name).solution, "utf-8")
    return folder


def _file(folder: Path, data: str | bytes, name: str = f"{PART}.py") -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def _report(text: str | bytes) -> Report:
    """Return the report that `text` holds, which must keep to the published schema."""
    jsonschema.validate(json.loads(text), json.loads(SCHEMA.read_bytes()))
    return msgspec.json.decode(text, type=Report)


def test_published_schema_is_the_report_s() -> None:
    """The schema in the documentation is the one that the code has."""
    assert SCHEMA.read_bytes() == json_schema()


def test_right_answers_in_a_process(work: Path, tmp_path: Path) -> None:
    """`--json -` prints the report and nothing else, exits with 0, and still writes the page."""
    answer = grade_process("exercise_1_2", work, "--json", "-", "--report", tmp_path / "out")
    report = _report(answer.stdout)

    assert (answer.status, report.outcome, report.target) == (0, Outcome.PASSED, "exercise_1_2")
    assert report.score == report.max_score > 0
    assert [part.exercise for part in report.parts] == list(LESSON)
    assert report.isolation
    assert report.runtime.versions["grader"] == grader.__version__
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "exercise_1_2.html",
        "exercise_1_2.json",
    ]
    assert (tmp_path / "out" / "exercise_1_2.json").read_text("utf-8") == answer.stdout
    assert ", 4 of 4" in answer.stderr


def test_wrong_answer_in_a_process(tmp_path: Path) -> None:
    """A wrong answer exits with 1, says why, and cannot read the folder that it was handed in."""
    own = _file(
        tmp_path,
        "A1 = Variable([1, 2, 3, 4.5])\nprint(open('@').read())\n".replace("@", str(tmp_path / f"{PART}.py")),
    )
    answer = grade_process(PART, own, "--report", tmp_path / "out")

    assert answer.status == 1
    assert "expected `A1` to hold int32, not float32" in " ".join(answer.stdout.split())
    assert "PermissionError" in answer.stdout or "FileNotFoundError" in answer.stdout
    assert f"{PART}: not passed, 2 of 7 points" in answer.stdout
    assert answer.stdout.rstrip().endswith(f"Report: {tmp_path / 'out' / PART}.html")
    assert "Traceback" not in answer.stdout + answer.stderr


def test_fault_of_the_course_in_a_process(tmp_path: Path) -> None:
    """A spec that cannot be loaded exits with 3, and names the file."""
    _course(tmp_path, spec="EXERCISE = 1 / 0\n")
    own = _file(tmp_path, "x = 1", "exercise_1_1_1.py")
    answer = grade_process("exercise_1_1_1", own, "--course", tmp_path)

    assert answer.status == 3
    assert "spec.py: ZeroDivisionError: division by zero" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert answer.stdout == ""


def test_installed_command() -> None:
    """The command is installed beside the interpreter as `grade`."""
    finished = subprocess.run(
        [Path(sys.executable).with_name("grade"), "--version"], capture_output=True, text=True, check=True
    )

    assert finished.stdout == f"grade, version {grader.__version__}\n"


def test_doctor_in_a_process(course: Course) -> None:
    """`grade doctor` tells the confinement, the versions and the places, and exits with 0 where no layer is missing."""
    answer = grade_process("doctor")

    assert answer.status == (1 if "missing" in answer.stdout else 0)
    for words in (
        "landlock",
        "seccomp",
        "namespaces",
        "rlimits",
        "watchdog",
        "tensorflow",
        f"{ROOT}, {len(course.part_ids)} parts",
        "fixtures",
    ):
        assert words in answer.stdout
    assert answer.stdout.count("ok  ") + answer.stdout.count("missing  ") == 5
    assert answer.stdout.count(" was refused") + answer.stdout.count(" was stopped") == answer.stdout.count(
        "ok  "
    )
    assert answer.stdout.count("it needs ") == answer.stdout.count("missing  ")


def test_doctor_where_there_is_no_course(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has installed the grader alone is told that there is no course, and how to name one."""
    monkeypatch.setattr("grader.catalogue._own_folders", lambda: ())
    (line,) = _places(None)

    assert line.startswith("course  none")
    assert "--course DIR" in line


def test_right_answers(work: Path, tmp_path: Path, grade: Command) -> None:
    """Right answers exit with 0 and take a line each."""
    answer = grade("exercise_1_2", work)

    assert answer.status == 0
    assert [line.split()[1] for line in answer.stdout.splitlines()[:3]] == list(LESSON)
    assert "exercise_1_2: passed, " in answer.stdout
    assert "Report: grade-report/exercise_1_2.html" in answer.stdout
    assert (tmp_path / "grade-report" / "exercise_1_2.html").is_file()


def test_json_file(work: Path, tmp_path: Path, grade: Command) -> None:
    """`--json FILE` writes the report there as well, and the terminal still has the answer."""
    answer = grade(
        "run", "exercise_1_2_1", work, "--json", tmp_path / "mine.json", "--report", tmp_path / "out"
    )
    written = (tmp_path / "mine.json").read_bytes()

    assert answer.status == 0
    assert _report(written).outcome is Outcome.PASSED
    assert written == (tmp_path / "out" / "exercise_1_2_1.json").read_bytes()
    assert "exercise_1_2_1: passed" in answer.stdout


def test_json_file_that_cannot_be_written(work: Path, tmp_path: Path, grade: Command) -> None:
    """A report that cannot be written is the user's to mend: exit 2, with what to do, after the answer."""
    answer = grade("exercise_1_2_1", work, "--json", tmp_path / "no" / "such" / "mine.json")

    assert answer.status == 2
    assert "cannot write the report" in answer.stderr
    assert "exercise_1_2_1: passed" in answer.stdout


def test_quiet(work: Path, grade: Command) -> None:
    """`--quiet` prints nothing; the exit code and the report tell."""
    _file(work, "features = 1", "exercise_1_2_2.py")

    assert grade("exercise_1_2_1", work, "--quiet") == Answer(0, "", "")
    assert grade("exercise_1_2_2", work, "-q") == Answer(1, "", "")


def test_strict(work: Path, grade: Command, supervisor: Supervisor) -> None:
    """`--strict` grades where no layer is missing."""
    if supervisor.ready().missing:
        pytest.skip("a layer of confinement is missing on this machine")

    assert grade("exercise_1_2_1", work, "--strict").status == 0


def test_missing_parts(work: Path, grade: Command) -> None:
    """A part of a lesson that was not handed in fails with what to do; the others are graded."""
    (work / "exercise_1_2_2.py").unlink()
    answer = grade("exercise_1_2", work, "--json", "-")
    parts = {part.exercise: part for part in _report(answer.stdout).parts}

    assert answer.status == 1
    assert [part.outcome for part in parts.values()] == [Outcome.PASSED, Outcome.FAILED, Outcome.PASSED]
    assert parts["exercise_1_2_2"].submission is None
    assert parts["exercise_1_2_2"].error.message == "there is no exercise_1_2_2.py or exercise_1_2_2.ipynb"
    assert parts["exercise_1_2_2"].max_score > 0


def test_one_broken_among_others(work: Path, grade: Command) -> None:
    """One file that cannot be read is told, fails, and exits with 2; the others are graded."""
    _file(work, b"caf\xe9 = 1", "exercise_1_2_2.py")
    answer = grade("exercise_1_2", work)

    assert answer.status == 2
    assert "exercise_1_2_2.py is not UTF-8 (byte 0xe9 on line 1; perhaps Windows-1252)" in answer.stderr
    assert "2 of 3 parts passed" in answer.stdout
    assert "exercise_1_2_1" in answer.stdout


def test_fault_of_the_grader(tmp_path: Path, grade: Command) -> None:
    """A reference solution that does not run is no learner's zero: errored, exit 3, and told so."""
    _course(tmp_path, solution="1 / 0\n")
    own = _file(tmp_path, "x = 1", "exercise_1_1_1.py")
    answer = grade("exercise_1_1_1", own, "--course", tmp_path, "--json", "-")
    (part,) = _report(answer.stdout).parts

    assert answer.status == 3
    assert (part.outcome, part.score, part.checks) == (Outcome.ERRORED, 0, ())
    assert part.error.message == (
        "the reference solution of exercise_1_1_1 does not run to its end: ZeroDivisionError: division by zero"
    )


def test_own_course(tmp_path: Path, grade: Command) -> None:
    """`--course DIR` grades another course's parts."""
    _course(tmp_path)
    own = _file(tmp_path, "x = 1", "exercise_1_1_1.py")

    assert grade("exercise_1_1_1", own, "--course", tmp_path).status == 0
    assert grade("exercise_1_1_2", own, "--course", tmp_path).status == 2
    assert "A small part" in grade("list", "--course", tmp_path).stdout


def _course(folder: Path, **files: str) -> None:
    """Write a course of one part."""
    spec = 'from grader.spec import Exercise, Exists\nEXERCISE = Exercise(title="A small part", checks=(Exists(name="x"),))\n'
    home = folder / "exercises" / "exercise_1_1_1"
    home.mkdir(parents=True)
    (folder / "solutions").mkdir()
    (folder / "fixtures").mkdir()
    (home / "spec.py").write_text(files.get("spec", spec), "utf-8")
    (home / "stub.py").write_text('"""Bind `x`."""\n\nx = ____\n', "utf-8")
    (folder / "solutions" / "exercise_1_1_1.py").write_text(files.get("solution", "x = 1\n"), "utf-8")


def _lesson(course: Course) -> str:
    return "\n".join(f"# {name}\n{course.part(name).solution}" for name in LESSON)


def _notebook(*sources: str) -> str:
    cells = [
        {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": None}
        for source in sources
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells})


def test_every_form_is_graded_alike(work: Path, tmp_path: Path, course: Course, grade: Command) -> None:
    """Scripts, a lesson's file and a lesson's notebook with the same code get the same results."""
    wrong = course.part(LESSON[1]).solution.replace("bill - billpred", "billpred - bill")
    sources = [course.part(LESSON[0]).solution, wrong, course.part(LESSON[2]).solution]
    marked = [f"# {name}\n{source}" for name, source in zip(LESSON, sources, strict=True)]
    for name, source in zip(LESSON, sources, strict=True):
        _file(work, source, f"{name}.py")
    forms = [
        work,
        _file(tmp_path, "\n".join(marked), "exercise_1_2.py"),
        _file(tmp_path, _notebook("%matplotlib inline", *marked), "exercise_1_2.ipynb"),
    ]

    reports = [_report(grade("exercise_1_2", form, "--json", "-").stdout) for form in forms]

    graded = [
        [
            (part.outcome, part.score, part.mistake, [check.message for check in part.checks])
            for part in report.parts
        ]
        for report in reports
    ]
    assert graded[0] == graded[1] == graded[2]
    assert [part[0] for part in graded[0]] == [Outcome.PASSED, Outcome.FAILED, Outcome.PASSED]
    assert graded[0][1][2] == "error-turned-round"


def test_places_in_a_notebook(tmp_path: Path, grade: Command) -> None:
    """In a notebook an error has its cell and the line in it."""
    path = _file(tmp_path, _notebook("import os", "x = 1\ny = x / 0"), f"{PART}.ipynb")
    answer = grade(PART, path)

    assert answer.status == 1
    assert "cell 2, line 2: y = x / 0" in answer.stdout


def test_syntax_error_has_its_line(tmp_path: Path, grade: Command) -> None:
    """Code that is not Python fails with the line, and what to look for."""
    answer = grade(PART, _file(tmp_path, "A1 = Variable([1, 2, 3, 4])\nB1 = (A1.numpy()\nprint(B1)\n"))

    assert answer.status == 1
    assert "SyntaxError: '(' was never closed  line 2" in answer.stdout
    assert "Look for a missing bracket" in " ".join(answer.stdout.split())
    assert "Traceback" not in answer.stdout + answer.stderr


MISTAKEN = [
    pytest.param(["exercise_1_1_9"], 'no exercise "exercise_1_1_9"; did you mean "exercise_1_1_', id="unknown-part"),
    pytest.param(["chapter_9"], 'no exercise "chapter_9"; did you mean "chapter_', id="unknown-chapter"),
    pytest.param(["lsit"], 'no command "lsit"; did you mean "list"?', id="unknown-command"),
    pytest.param([PART, "gone.py"], "there is no file or folder gone.py", id="no-such-file"),
    pytest.param([PART, "empty"], f"empty holds no {PART}.py or {PART}.ipynb; name the file", id="folder-without-it"),
    pytest.param(["exercise_1_1", "unmarked.py"], 'unmarked.py marks no cell for exercise_1_1_1; put a comment "# exer', id="no-marks"),
    pytest.param([PART, "nothing.py"], "nothing.py is empty; write the answer into it", id="empty-file"),
    pytest.param([PART, "rubbish.py"], "rubbish.py is not text", id="binary"),
    pytest.param([PART, "windows.py"], "windows.py is not UTF-8 (byte 0x93 on line 2; perhaps Windows-1252)", id="windows"),
    pytest.param([PART, "broken.ipynb"], "broken.ipynb is not a notebook that can be read", id="broken-notebook"),
    pytest.param([PART, "large.py"], "large.py is larger than 1,048,576 bytes; is it the right file?", id="50-megabytes"),
    pytest.param([PART, "large.ipynb"], "large.ipynb is larger than 33,554,432 bytes", id="large-notebook"),
    pytest.param([PART, "unmarked.py", "--course", "empty"], "empty holds no course: it has no folder exercises/", id="no-course"),
    pytest.param(["--no-such-option"], "No such option", id="option"),
    pytest.param(["run"], "Missing argument 'ID'", id="no-id"),
    pytest.param(["show", "exercise_7"], 'no exercise "exercise_7"', id="show"),
    pytest.param(["start", "exercise_7"], 'no exercise "exercise_7"', id="start"),
    pytest.param(["data", "use", "gone"], "there is no folder gone", id="data-folder"),
    pytest.param(["data", "use", "empty"], "empty holds none of the course's data files", id="data-empty"),
    pytest.param(["completion", "tcsh"], "'tcsh' is not one of", id="shell"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "message"), MISTAKEN)
def test_mistakes_in_the_call(words: list[str], message: str, tmp_path: Path, grade: Command) -> None:
    """A mistake in the call exits with 2, at once, with one message that names it and no traceback."""
    (tmp_path / "empty").mkdir()
    files = {
        "nothing.py": b"",
        "unmarked.py": b"x = 1\n",
        "rubbish.py": bytes(range(256)) * 16,
        "windows.py": b"x = 1\ny = '\x93quoted\x94'\n",
        "broken.ipynb": b'{"cells": [',
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    for name in ("large.py", "large.ipynb"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(50 * 1024 * 1024)
    before = sorted(tmp_path.iterdir())
    answer = grade(*words)

    assert answer.status == 2
    assert message in answer.stderr
    assert answer.stdout == ""
    assert "Traceback" not in answer.stderr
    assert sorted(tmp_path.iterdir()) == before


def test_unexpected_fault(tmp_path: Path, grade: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault that nobody foresaw exits with 3, in a line; the variable GRADER_DEBUG shows the place."""

    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError("in the grader")

    monkeypatch.setattr("grader.catalogue.find_course", fails)
    short = grade("list")
    monkeypatch.setenv("GRADER_DEBUG", "1")
    long = grade("list")

    assert (short.status, short.stdout) == (3, "")
    assert "ZeroDivisionError: in the grader" in short.stderr
    assert "Traceback" not in short.stderr
    assert "Traceback" in long.stderr


def test_list(grade: Command, course: Course) -> None:
    """`grade list` names every chapter, lesson and part with its title."""
    answer = grade("list")

    assert answer.status == 0
    for name in (*course.groups(), *course.titles.values()):
        assert name in answer.stdout or name in {"all", course.titles["course"]}
    assert "    exercise_1_1_1  Data as constants" in answer.stdout


def test_show(grade: Command, course: Course) -> None:
    """`grade show` tells what the parts ask for, without the code."""
    answer = grade("show", "exercise_1_1")

    assert answer.status == 0
    assert "Exercise 1.1.1" in answer.stdout
    assert "Exercise 1.1.2" in answer.stdout
    assert "____" not in answer.stdout


def test_start_never_overwrites(tmp_path: Path, grade: Command, course: Course) -> None:
    """`grade start` writes stubs that are not there yet, and keeps every file that is."""
    folder = tmp_path / "new" / "folder"
    first = grade("start", "exercise_1_1_1", "--to", folder)
    (folder / "exercise_1_1_1.py").write_text("my work", "utf-8")
    second = grade("start", "exercise_1_1", "--to", folder)

    assert (first.status, second.status) == (0, 0)
    assert (folder / "exercise_1_1_1.py").read_text("utf-8") == "my work"
    assert (folder / "exercise_1_1_2.py").read_text("utf-8") == course.part("exercise_1_1_2").stub
    assert f"kept {folder / 'exercise_1_1_1.py'}, which is already there" in second.stdout
    assert f"grade exercise_1_1 {folder}" in second.stdout


def test_start_does_not_follow_links(tmp_path: Path, grade: Command) -> None:
    """`grade start` writes through no link to somewhere else, not even one to nowhere."""
    (tmp_path / f"{PART}.py").symlink_to(tmp_path / "elsewhere.py")
    answer = grade("start", PART)

    assert "kept" in answer.stdout
    assert not (tmp_path / "elsewhere.py").exists()


def test_start_writes_a_notebook_a_lesson(tmp_path: Path, grade: Command) -> None:
    """With `--notebook` a lesson, a part and each lesson of a chapter become one notebook; one that is there is kept."""
    (tmp_path / "exercise_1_2.ipynb").write_text("my work", "utf-8")
    answers = [
        grade("start", name, "--notebook", "--to", tmp_path) for name in ("exercise_1_2_3", "chapter_1")
    ]

    assert [answer.status for answer in answers] == [0, 0]
    assert sorted(path.name for path in tmp_path.glob("exercise*")) == [
        f"exercise_{name}.ipynb" for name in ("1_1", "1_2", "1_2_3", "1_3")
    ]
    assert (tmp_path / "exercise_1_2.ipynb").read_text("utf-8") == "my work"
    assert "# Constants and variables" in (tmp_path / "exercise_1_1.ipynb").read_text("utf-8")
    assert f"kept {tmp_path / 'exercise_1_2.ipynb'}, which is already there" in answers[1].stdout


def test_started_stub_is_graded(tmp_path: Path, grade: Command) -> None:
    """A stub as it was written by `start` fails, and the first thing to do is told."""
    grade("start", PART)
    answer = grade(PART)

    assert answer.status == 1
    assert "still has a blank, `____`" in " ".join(answer.stdout.split())
    assert f"{PART}: not passed, 0 of " in answer.stdout


def test_data(tmp_path: Path, grade: Command, course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """`grade data use` takes a folder's files from now on, `reset` the fixtures again; the variable goes before."""
    monkeypatch.setenv("GRADER_CONFIG", str(tmp_path / "config"))
    folder = tmp_path / "real"
    folder.mkdir()
    for name in ("credit.csv", "uci_credit_card.csv"):
        shutil.copyfile(course.fixtures / name, folder / name)

    steps = [
        grade("data"),
        grade("data", "use", folder),
        grade("data"),
        grade("data", "reset"),
        grade("data"),
    ]

    assert [step.status for step in steps] == [0] * 5
    assert steps[0].stdout == steps[4].stdout == "data in use: the fixtures that come with the course\n"
    assert "credit.csv" in steps[1].stdout
    assert "still from the fixtures: kc_house_data.csv" in steps[1].stdout
    assert f"data in use: {folder} (chosen by `grade data use`)" in steps[2].stdout
    monkeypatch.setenv("GRADER_DATA", str(folder))
    assert "(chosen by the variable GRADER_DATA)" in grade("data").stdout


def test_data_is_graded_with(
    tmp_path: Path, grade: Command, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once chosen, the user's files are what a part reads, and the report names the folder."""
    monkeypatch.setenv("GRADER_CONFIG", str(tmp_path / "config"))
    folder = tmp_path / "real"
    folder.mkdir()
    lines = (course.fixtures / "credit.csv").read_text("utf-8").splitlines(keepends=True)
    (folder / "credit.csv").write_text(lines[0] + "77" + "".join(lines[1:])[1:], "utf-8")
    grade("data", "use", folder)
    own = _file(
        tmp_path,
        course.part("exercise_1_1_1").solution + "\nprint('first:', credit_numpy[0, 0])\n",
        "exercise_1_1_1.py",
    )
    report = _report(grade("exercise_1_1_1", own, "--json", "-").stdout)

    assert report.outcome is Outcome.PASSED
    assert report.runtime.data == str(folder)
    assert "first: 77" in report.parts[0].stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str, grade: Command) -> None:
    """`grade completion` prints a script for the shell."""
    answer = grade("completion", shell)

    assert answer.status == 0
    assert "_GRADE_COMPLETE" in answer.stdout


def test_version_and_help(grade: Command) -> None:
    """`--version` and `--help` exit with 0; the help names every subcommand and how to grade."""
    version, words = grade("--version"), grade("--help")

    assert (version.status, version.stdout) == (0, f"grade, version {grader.__version__}\n")
    assert words.status == 0
    for name in ("list", "show", "start", "data", "doctor", "completion", "grade exercise_2_3_1 my.py"):
        assert name in words.stdout
    assert "Exit code" in grade("run", "--help").stdout
