"""`grade batch` through the command line: grades as `grade` gives them, work done once, nothing lost."""

from __future__ import annotations

import contextlib
import json
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pandas as pd
import psutil
import pytest

from grader.grade import grade
from grader.results import Outcome, Report
from grader.submission import find_submissions
from tests.integration.classrooms import PARTS, begin, command, graded, stored, wait_for

if TYPE_CHECKING:
    from grader.catalogue import Course
    from grader.data import DataSource
    from grader.sandbox.supervisor import Supervisor


def test_grades_are_those_of_grade(
    classroom: Path, course: Course, fixtures: DataSource, supervisor: Supervisor
) -> None:
    """Each learner's grades, message by message, are those that grading the learner's folder alone gives."""
    results = graded(classroom / "out")
    parts = tuple(course.part(part) for part in PARTS)
    keys = {row["key"]: row["name"] for row in _rows(classroom / "out")}
    compared = 0
    for key, name in keys.items():
        found = find_submissions(classroom / "submissions" / name, PARTS)
        alone = grade(
            "all",
            parts,
            found.submissions,
            course=course,
            source=fixtures,
            supervisor=supervisor,
            unreadable={part: str(error) for part, error in found.unreadable.items()},
        )
        for part in alone.report.parts:
            mine = results[key, part.exercise]
            if part.submission is None:
                assert (mine.outcome, mine.score) == (part.outcome, part.score)
                continue
            assert mine.submission == Path(part.submission).name
            assert mine == msgspec.structs.replace(part, wall_seconds=0.0, submission=mine.submission)
            compared += 1

    assert compared == 14


def _key(out: Path, name: str) -> str:
    return next(row["key"] for row in _rows(out) if row["name"] == name)


def _rows(out: Path) -> list[dict[str, str]]:
    return pd.read_csv(out / "gradebook.csv", dtype=str, keep_default_na=False).to_dict("records")


def test_what_is_written(classroom: Path) -> None:
    """There are a page and JSON a learner, the class page, the gradebook with everybody, and the export asked for."""
    out = classroom / "out"
    rows = {row["name"]: row for row in _rows(out)}

    assert len(rows) == 6
    assert {path.suffix for path in (out / "learners").iterdir()} == {".html", ".json"}
    assert len(list((out / "learners").iterdir())) == 12
    assert float(rows["Ada Lovelace"]["percent"]) == float(rows["Emmy Noether"]["percent"])
    assert float(rows["Évariste Galois"]["score"]) < float(rows["Ada Lovelace"]["score"])
    assert all(name in (out / "index.html").read_text("utf-8") for name in rows)
    assert json.loads((out / "gradebook.json").read_text("utf-8"))
    assert "<script>" not in (out / "learners" / f"{rows['Niels Abel']['key']}.html").read_text("utf-8")


def test_second_call_runs_nothing(classroom: Path) -> None:
    """The same command again finds everything graded, and leaves the learners' pages as they are."""
    out = classroom / "out"
    before = {path: path.stat().st_mtime_ns for path in (out / "learners").iterdir()}
    ran = command("batch", classroom / "submissions", "--out", out)

    assert ran.said.startswith(
        "14 submissions, 11 different: 0 passed, 0 failed, 0 errored, 11 graded before; 0 runs"
    )
    assert {path: path.stat().st_mtime_ns for path in (out / "learners").iterdir()} == before


def test_new_attempt(classroom: Path, course: Course, tmp_path: Path) -> None:
    """What arrives later is graded and counts; the earlier attempt is kept, and so are parts that it alone has."""
    folder = _copied(classroom, tmp_path)
    path = folder / "submissions" / "Sofja Kowalewskaja" / f"{PARTS[1]}.py"
    path.write_text(course.part(PARTS[1]).solution + "# corrected\n", "utf-8")
    ran = command("batch", folder / "submissions", "--out", folder / "out")
    row = next(row for row in _rows(folder / "out") if row["name"] == "Sofja Kowalewskaja")

    assert ran.runs == len(course.part(PARTS[1]).worlds)
    assert row["attempts"] == "2"
    assert float(row[PARTS[1]]) == sum(check.points for check in course.part(PARTS[1]).exercise.checks)


def test_nothing_left_to_look_at(classroom: Path, course: Course, tmp_path: Path) -> None:
    """What ends before it can be looked at is run in the public world alone: nothing of it could pass."""
    folder = _copied(classroom, tmp_path)
    path = folder / "submissions" / "Sofja Kowalewskaja" / f"{PARTS[0]}.py"
    path.write_text(course.part(PARTS[0]).solution + "\nimport os\nos._exit(0)\n", "utf-8")
    ran = command("batch", folder / "submissions", "--out", folder / "out")
    result = graded(folder / "out")[_key(folder / "out", "Sofja Kowalewskaja"), PARTS[0]]

    assert len(course.part(PARTS[0]).worlds) == 2
    assert ran.runs == 1
    assert {check.outcome for check in result.checks} == {Outcome.FAILED, Outcome.SKIPPED}
    assert command("batch", folder / "submissions", "--out", folder / "out").runs == 0


def _copied(classroom: Path, folder: Path) -> Path:
    """Return a copy of the class with its store, that a test may change."""
    for name in ("submissions", "out"):
        shutil.copytree(classroom / name, folder / name)
    return folder


@pytest.fixture
def other_course(course: Course, tmp_path: Path) -> Path:
    """A copy of the course, that a test may change."""
    folder = tmp_path / "course"
    for part in PARTS:
        shutil.copytree(course.exercises / part, folder / "exercises" / part)
    shutil.copytree(course.solutions, folder / "solutions")
    (folder / "fixtures").symlink_to(course.fixtures)
    return folder


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_changed_spec_runs_nothing(classroom: Path, other_course: Path, tmp_path: Path) -> None:
    """A changed spec re-checks the evidence that is kept: other points, and no learner's code is run."""
    out = _copied(classroom, tmp_path / "class") / "out"
    _replace(other_course / "exercises" / PARTS[0] / "spec.py", "points=2,", "points=5,")
    before = graded(out)
    ran = command("regrade", "--out", out, "--course", other_course)
    after = graded(out)
    changed = {place for place, result in after.items() if result != before[place]}

    assert ran.runs == 0
    assert {part for _, part in changed} == {PARTS[0]}
    assert {after[place].max_score - before[place].max_score for place in changed} == {3}


def test_changed_setup_runs_its_part(classroom: Path, other_course: Path, tmp_path: Path) -> None:
    """A changed set-up runs the submissions of its part again, and no others."""
    out = _copied(classroom, tmp_path / "class") / "out"
    with (other_course / "exercises" / PARTS[1] / "setup.py").open("a") as file:
        file.write("\nunused_name = 1\n")
    ran = command("regrade", "--out", out, "--course", other_course)

    assert "7 graded before; 4 runs" in ran.said


def test_override_stays(classroom: Path, tmp_path: Path) -> None:
    """Points given by hand are in the gradebook and on the learner's page, with the reason, whatever is graded later."""
    out = _copied(classroom, tmp_path) / "out"
    key = _key(out, "Évariste Galois")
    command("override", key, PARTS[1], "1.5", "--why", "<b>shown</b> at the board", "--out", out)
    command("regrade", "--out", out)
    row = next(row for row in _rows(out) if row["key"] == key)
    page = (out / "learners" / f"{key}.html").read_text("utf-8")
    report = msgspec.json.decode((out / "learners" / f"{key}.json").read_bytes(), type=Report)

    assert row[PARTS[1]] == "1.5"
    assert "&lt;b&gt;shown&lt;/b&gt; at the board" in page
    assert report.counting == report.score - report.parts[1].score + 1.5
    command("override", key, PARTS[1], "none", "--why", "a mistake", "--out", out)
    assert next(row for row in _rows(out) if row["key"] == key)[PARTS[1]] != "1.5"


BAD_OVERRIDES = [
    pytest.param(("nobody", PARTS[0], "1"), "nobody is called", id="learner"),
    pytest.param(("Ada Lovelace", "exercise_4_1_1", "1"), "not graded on", id="part"),
    pytest.param(("Ada Lovelace", PARTS[0], "99"), "not between 0 and", id="points"),
    pytest.param(("Ada Lovelace", PARTS[0], "nan"), "not between 0 and", id="nan"),
    pytest.param(("Ada Lovelace", PARTS[0], "much"), "no number of points", id="word"),
]


@pytest.mark.parametrize(("words", "says"), BAD_OVERRIDES)
def test_bad_override(words: tuple[str, ...], says: str, classroom: Path) -> None:
    """An override that cannot be meant is refused."""
    assert says in command("override", *words, "--why", "x", "--out", classroom / "out", code=2).errors


def test_late_policy(classroom: Path, other_course: Path, tmp_path: Path) -> None:
    """What the course takes off for lateness is off, is told, and leaves the checks' own score alone."""
    out = _copied(classroom, tmp_path / "class") / "out"
    (other_course / "exercises" / "course.toml").write_text(
        f"[grading]\nlate_percent = 25\n[grading.due]\n{PARTS[0]} = 2020-01-01T00:00:00Z\n"
        "exercise_1_2 = 2999-01-01T00:00:00Z\n"
    )
    command("regrade", "--out", out, "--course", other_course)
    report = msgspec.json.decode(
        (out / "learners" / f"{_key(out, 'Ada Lovelace')}.json").read_bytes(), type=Report
    )

    assert report.parts[0].adjustment is not None
    assert report.parts[0].adjustment.points == 0
    assert report.parts[0].score > 0
    assert [part.adjustment for part in report.parts[1:]] == [None] * (len(report.parts) - 1)


BAD_CALLS = [
    pytest.param(("batch", "no-such-folder"), "there is no file or folder", id="no-folder"),
    pytest.param(("batch", "{tmp}", "--out", "{out}"), "give each learner a folder", id="nothing-in-it"),
    pytest.param(("report", "--out", "{tmp}/empty"), "holds no store.sqlite", id="no-store"),
    pytest.param(("batch", "{tmp}", "--out", "{tmp}/out"), "is inside", id="out-inside"),
    pytest.param(("batch", "{tmp}", "--out", "/proc/nowhere"), "cannot be made", id="out-cannot-be"),
    pytest.param(
        ("batch", "{tmp}", "--out", "{out}", "--store", "mysql://x/y"), "mysql", id="other-database"
    ),
    pytest.param(("batch", "{tmp}", "--out", "{out}", "--store", "what?"), "sqlite:///FILE", id="no-url"),
    pytest.param(
        ("batch", "{tmp}", "--out", "{out}", "--exercise", "exercise_9"), "no exercise", id="exercise"
    ),
    pytest.param(("batch", "{tmp}", "--out", "{out}", "--roster", "{tmp}/none.csv"), "none.csv", id="roster"),
]


@pytest.mark.parametrize(("words", "says"), BAD_CALLS)
def test_mistake_in_the_call(words: tuple[str, ...], says: str, tmp_path: Path) -> None:
    """The user's mistake is named, in one line, with exit code 2."""
    places = {"tmp": tmp_path / "in", "out": tmp_path / "out"}
    places["tmp"].mkdir()
    ran = command(*(word.format(**places) for word in words), code=2)

    assert says in ran.errors


def test_store_that_is_none(tmp_path: Path) -> None:
    """A file that is no store is named, and left alone."""
    (tmp_path / "in" / "a").mkdir(parents=True)
    (tmp_path / "in" / "a" / f"{PARTS[0]}.py").write_text("x = 1\n")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "store.sqlite").write_bytes(b"no database at all" * 100)
    ran = command("batch", tmp_path / "in", "--out", tmp_path / "out", code=2)

    assert "is no store" in ran.errors
    assert (tmp_path / "out" / "store.sqlite").read_bytes().startswith(b"no database")


# Stopping and going on.


def _zygotes(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """Return the zygotes that live; others of the batch's processes may end meanwhile."""
    found = []
    for child in psutil.Process(process.pid).children(recursive=True):
        with contextlib.suppress(psutil.Error):
            if "grader.sandbox.zygote" in " ".join(child.cmdline()):
                found.append(child)
    return found


def test_stopped_and_killed(fresh: Path, classroom: Path) -> None:
    """Stopped or killed, the same command goes on: nothing is lost or there twice, and the grades are the same.

    Ctrl-C ends the batch with 130, and every process. Then a zygote, a hand and the batch itself are killed.
    """
    process = begin(fresh)
    wait_for(process, fresh, 3)
    family = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)

    assert process.returncode == 130, said
    assert "Traceback" not in said
    assert psutil.wait_procs(family, timeout=20)[1] == []
    assert list((fresh / "scratch").iterdir()) == []

    process = begin(fresh)
    wait_for(process, fresh, 5)
    _zygotes(process)[0].kill()
    wait_for(process, fresh, 8)
    hand = _zygotes(process)[0].parent()
    assert hand is not None
    hand.kill()
    wait_for(process, fresh, 11)
    family = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.communicate(timeout=60)

    assert psutil.wait_procs(family, timeout=30)[1] == []
    kept = stored(fresh)
    ran = command("batch", fresh / "submissions", "--out", fresh / "out")
    assert kept >= 11
    assert kept + ran.runs == stored(fresh) == stored(classroom)
    assert graded(fresh / "out") == graded(classroom / "out")


def test_watch(fresh: Path, course: Course) -> None:
    """`--watch` grades what arrives, until Ctrl-C, which is its proper end; it has the store for itself."""
    process = begin(fresh, "--watch", "--jobs", 1)
    deadline = time.monotonic() + 120
    wait_for(process, fresh, 1)
    second = command("batch", fresh / "submissions", "--out", fresh / "out", code=2)
    assert "another batch is at work" in second.errors
    while not (fresh / "out" / "gradebook.csv").exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    late = fresh / "submissions" / "Maria Agnesi"
    late.mkdir()
    (late / f"{PARTS[0]}.py").write_text(course.part(PARTS[0]).solution + "# late\n")
    while not list((fresh / "out" / "learners").glob("maria*.html")) and time.monotonic() < deadline:
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)

    assert process.returncode == 0, said
    assert {row["name"] for row in _rows(fresh / "out")} >= {"Maria Agnesi", "Ada Lovelace"}
