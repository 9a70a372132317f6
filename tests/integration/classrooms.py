"""A small class of all kinds, and `grade batch` as a process of its own."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

import jupytext
import msgspec
import nbformat

from grader.results import PartResult, Report
from tests.support import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from grader.catalogue import Course

__all__ = ["PARTS", "Ran", "begin", "command", "graded", "stored", "wait_for", "write_class"]

PARTS = ("exercise_1_1_1", "exercise_1_1_2", "exercise_1_2_3")
"""The last has two worlds."""


class Ran(NamedTuple):
    """What a command printed and how it ended."""

    code: int
    said: str
    errors: str

    @property
    def runs(self) -> int:
        """How often learners' code was run."""
        return int(self.said.split(";")[1].split()[0])


def command(*words: object, code: int = 0) -> Ran:
    """Run `grade` with these words, and require its exit code."""
    done = subprocess.run(
        [sys.executable, "-m", "grader", *map(str, words)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return Ran(done.returncode, done.stdout, done.stderr)


def write_class(folder: Path, course: Course) -> None:
    """Write a class of all kinds: right, the same, wrong, blank, a notebook, unreadable, one part only."""
    solutions = {part: course.part(part).solution for part in PARTS}
    wrong = {part: source.replace("(", "(0 + ", 1) for part, source in solutions.items()}
    for name, sources in {
        "Ada Lovelace": solutions,
        "Emmy Noether": solutions,
        "Sofja Kowalewskaja": wrong,
        "Évariste Galois": {part: course.part(part).stub for part in PARTS},
        "Niels Abel": {PARTS[1]: "raise ValueError('<script>')\n"},
    }.items():
        (folder / name).mkdir(parents=True)
        for part, source in sources.items():
            (folder / name / f"{part}.py").write_text(source, "utf-8")
    notebook = jupytext.reads(solutions[PARTS[0]], "py:percent")
    (folder / "Mary Somerville").mkdir()
    (folder / "Mary Somerville" / f"{PARTS[0]}.ipynb").write_text(nbformat.writes(notebook), "utf-8")
    (folder / "Niels Abel" / f"{PARTS[0]}.py").write_bytes(b"\xff\xfe\x00\x01")


def graded(out: Path) -> dict[tuple[str, str], PartResult]:
    """Return every learner's result of every part, from the pages' JSON, without what differs from run to run."""
    found = {}
    for path in sorted((out / "learners").glob("*.json")):
        report = msgspec.json.decode(path.read_bytes(), type=Report)
        for part in report.parts:
            found[path.stem, part.exercise] = msgspec.structs.replace(part, wall_seconds=0.0)
    return found


def begin(folder: Path, *more: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "grader",
            "batch",
            folder / "submissions",
            "--out",
            folder / "out",
            *map(str, more),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(folder / "scratch")},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


def stored(folder: Path) -> int:
    """Return how much evidence the store holds."""
    path = folder / "out" / "store.sqlite"
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10) as connection:
            return int(connection.execute("select count(*) from evidence").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def wait_for(process: subprocess.Popen[str], folder: Path, evidence: int) -> None:
    """Wait until the batch has kept so much evidence."""
    deadline = time.monotonic() + 120
    while stored(folder) < evidence and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    assert process.poll() is None, "it ended too soon"
