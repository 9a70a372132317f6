"""Grades cells in a process of its own: nothing of the session is touched, and nothing in it is believed."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from grader.errors import GraderError, SandboxError, UsageError
from grader.jupyter.history import notebook_of
from grader.results import CodeError, Exhibit, Graded, PartResult, Report, SourceLine
from grader.submission import Submission, find_submissions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grader.jupyter.history import Piece

__all__ = ["Call", "grade_cells"]

_NOTEBOOK: Final = "notebook.ipynb"
_REPORT: Final = "report.json"
_FOLDERS: Final = ("GRADER_CACHE", "GRADER_CONFIG", "GRADER_DATA")
_NOT_THERE: Final = "NoSubmission"
_CALL_MISTAKE: Final = 2
_LAST_SECONDS: Final = 10.0


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """What a magic was asked for: the ID in its course, where the report goes, and whether a weaker run will do."""

    target: str
    course: Path
    report: Path
    strict: bool = False

    @property
    def page(self) -> Path:
        """Where the whole report is, as the user would name it."""
        return self.report / f"{self.target}.html"


def grade_cells(call: Call, pieces: Iterable[Piece]) -> Graded:
    """Grade the cells as `grade` does, and return its report with the source of each part.

    An interrupt ends the grading, and goes on to whoever asked for it.

    Raises:
        UsageError: a mistake in the call.
        GraderError: a fault of the grader, with no report.
    """
    notebook, numbers = notebook_of(pieces)
    with tempfile.TemporaryDirectory(prefix="grade-notebook-") as name:
        folder = Path(name)
        (folder / _NOTEBOOK).write_bytes(notebook)
        status, words = _run(call, folder)
        # With this code there may be a report, but not where it was wanted.
        if status == _CALL_MISTAKE or not (folder / _REPORT).exists():
            raise _error(status, words)
        report = msgspec.json.decode((folder / _REPORT).read_bytes(), type=Report)
        found = find_submissions(folder / _NOTEBOOK, tuple(part.exercise for part in report.parts))
    parts = tuple(_without_file(part) for part in report.parts)
    return Graded(
        report=msgspec.structs.replace(report, parts=parts),
        exhibits=tuple(
            _exhibit(part.exercise, found.submissions.get(part.exercise), numbers) for part in parts
        ),
    )


def _run(call: Call, folder: Path) -> tuple[int, str]:
    """Call the command; return its exit code and what it said on standard error."""
    # Not in the working folder: a learner's random.py would be imported instead of Python's.
    command = [sys.executable, "-m", "grader", "run", call.target, _NOTEBOOK, "--quiet"]
    command += ["--json", _REPORT, "--report", str(call.report.absolute())]
    command += ["--course", str(call.course), *(["--strict"] if call.strict else [])]
    folders = {
        name: str(Path(value).expanduser().absolute()) for name in _FOLDERS if (value := os.environ.get(name))
    }
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **folders, "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        # A group of its own: an interrupt reaches it once, from here, and does not disturb its clearing up.
        process_group=0,
    )
    try:
        _, words = process.communicate()
    finally:
        _end(process)
    return process.returncode, words


def _end(process: subprocess.Popen[str]) -> None:
    """Interrupt a process that still runs, and wait until it has cleared up."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.communicate(timeout=_LAST_SECONDS)
        process.kill()
        process.wait()


def _error(status: int, words: str) -> GraderError:
    lines = [line for line in words.strip().split("\n") if not line.startswith("Usage:")]
    told = next((line for line in lines if line.lower().startswith("error: ")), "")
    message = told[len("error: ") :] or "\n".join(lines[-3:]) or f"it ended with exit code {status}"
    if status == _CALL_MISTAKE:
        return UsageError(message)
    return SandboxError(f"nothing was graded, by no fault of your code: {message}")


def _without_file(part: PartResult) -> PartResult:
    """Return a part's result with what is missing told as a session has it, which knows cells and no files."""
    if part.error is None or part.error.type != _NOT_THERE:
        return part
    error = CodeError(
        type=part.error.type,
        message=f"no cell that was run is marked for {part.exercise}",
        explanation=f"Begin the cell that answers it with `# {part.exercise}`, run it, and grade again.",
    )
    return msgspec.structs.replace(part, submission=_NOTEBOOK, error=error)


def _exhibit(part: str, submission: Submission | None, numbers: dict[str, int]) -> Exhibit:
    lines = []
    for cell in submission.cells if submission else ():
        label = f"cell {numbers[cell.label]}" if cell.label in numbers else cell.label
        for offset, text in enumerate(cell.source.split("\n")):
            lines.append(SourceLine(number=cell.first_line + offset, text=text, cell="" if offset else label))
    return Exhibit(exercise=part, source=tuple(lines))
