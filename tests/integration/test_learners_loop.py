"""What a learner does again and again: save and see, and ask for one more hint."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from grader.catalogue import Course
    from tests.integration.commands import Command
    from tests.integration.servers import Calls

PART = "exercise_1_2_3"
_SECONDS = 60


@pytest.fixture
def work(tmp_path: Path, course: Course) -> Path:
    """A file with two mistakes: the total by column, and no answer to the question."""
    solution = course.part(PART).solution
    assert "reduce_sum(wealth)" in solution
    assert "answer = 3" in solution
    path = tmp_path / f"{PART}.py"
    path.write_text(
        solution.replace("reduce_sum(wealth)", "reduce_sum(wealth, axis=0)").replace(
            "answer = 3", "answer = 1"
        )
    )
    return path


def test_one_more_hint_at_each_call(work: Path, grade: Command, course: Course) -> None:
    """Hints come one by one, the last one again and again; they begin anew with the next check, and end with a pass."""
    said = [grade("hint", PART, work) for _ in range(8)]
    hints = [answer.stdout.splitlines()[1].strip() for answer in said]
    again = grade("hint", PART, work, "--again")
    work.write_text(
        work.read_text().replace("total = reduce_sum(wealth, axis=0)", "total = reduce_sum(wealth)")
    )
    next_check = grade("hint", PART, work)
    work.write_text(course.part(PART).solution)
    passed = grade("hint", PART, work)

    assert {answer.status for answer in said} == {1}
    assert "hint 1 of" in said[0].stdout
    assert len(set(hints)) >= 4
    assert hints[-1] == hints[-2]
    assert "the last" in said[-1].stdout
    assert any("still has two numbers" in hint for hint in hints)
    assert not any("reduce_sum(wealth)" in hint for hint in hints)
    assert again.stdout.splitlines()[1].strip() == hints[0]
    assert "hint 1 of" in next_check.stdout
    assert next_check.stdout.splitlines()[0] != said[0].stdout.splitlines()[0]
    assert passed.status == 0
    assert "nothing to give a hint on" in passed.stdout


def test_hint_on_a_mistake_in_the_call(grade: Command, tmp_path: Path) -> None:
    """What `grade` cannot grade gets no hint but the same message."""
    assert grade("hint", "exercise_9_9_9").status == 2
    missing = grade("hint", PART, tmp_path / "none.py")
    assert missing.status == 2
    assert "none.py" in missing.stderr


def test_watch(work: Path, warm: Calls, course: Course) -> None:
    """Every save is graded, also one that puts a new file in the old one's place, and what has changed is told."""
    with (work.parent / "said").open("wb") as said_file:
        process = subprocess.Popen(
            [sys.executable, "-u", "-m", "grader", PART, work.name, "--watch"],
            cwd=work.parent,
            env=warm.environment,
            stdout=said_file,
            stderr=subprocess.STDOUT,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )
    try:
        _wait(work, "watching")
        (work.parent / "notes.txt").write_text("no submission")
        text = work.read_text()
        work.write_text(text.replace("total = reduce_sum(wealth, axis=0)", "total = reduce_sum(wealth)"))
        _wait(work, "since last time: +")
        new = work.with_name("new")
        new.write_text("column_sums = 1\n" + text)
        os.replace(new, work)
        _wait(work, f"passed before: {PART}, total.value")
        work.write_text(course.part(PART).solution)
        _wait(work, "exercise_1_2_3: passed")
        _wait(work, "now passes: exercise_1_2_3, answer.choice")
        time.sleep(0.5)
    finally:
        process.send_signal(signal.SIGINT)
        status = process.wait(timeout=20)

    said = (work.parent / "said").read_text()
    assert status == 0, said
    assert "Traceback" not in said
    assert said.count("since last time") == 3


def _wait(work: Path, words: str) -> None:
    deadline = time.monotonic() + _SECONDS
    said = ""
    while words not in said and time.monotonic() < deadline:
        time.sleep(0.05)
        said = (work.parent / "said").read_text()
    assert words in said, said


def test_watch_ends_with_a_mistake_in_the_call(warm: Calls, tmp_path: Path) -> None:
    """There is nothing to watch where nothing can be graded."""
    ended = warm("exercise_9_9_9", "--watch", cwd=tmp_path)

    assert ended.code == 2
    assert "no exercise" in ended.errors


def test_no_report(work: Path, grade: Command) -> None:
    """`--no-report` answers and writes nothing."""
    answer = grade(PART, work, "--no-report", "--json", "answer.json")

    assert answer.status == 1
    assert "Report:" not in answer.stdout
    assert (work.parent / "answer.json").exists()
    assert not (work.parent / "grade-report").exists()
