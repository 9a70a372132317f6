"""From what a class handed in to the store: every attempt that is new, cut into the parts that it holds."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from grader.data import content_digest
from grader.errors import SubmissionError
from grader.intake import Attempt, Intake, read_class
from grader.store import Arrival, Handin, Roll, source_digest
from grader.submission import Found, find_submissions

if TYPE_CHECKING:
    from grader.evidence import Cell
    from grader.intake import Convention

__all__ = ["take_in"]


def take_in(
    path: Path,
    roll: Roll,
    parts: tuple[str, ...],
    *,
    roster: Path | None,
    scratch: Path,
    convention: Convention | None,
) -> Intake:
    """Read a class's submissions and enter what is new into the roll; return what was read.

    Raises:
        UsageError: as `read_class` does, or the store cannot be written.
    """
    intake = read_class(path, roster, scratch=scratch, convention=convention)
    digests = {
        attempt.folder: _digest(attempt) for learner in intake.learners for attempt in learner.attempts
    }
    known = roll.known(digests.values())
    roll.enter(
        (
            (
                learner,
                tuple(
                    _arrival(
                        attempt, digests[attempt.folder], parts, read=digests[attempt.folder] not in known
                    )
                    for attempt in learner.attempts
                ),
            )
            for learner in intake.learners
        ),
        [problem.line for problem in intake.problems],
        roster=roster is not None,
    )
    return intake


def _digest(attempt: Attempt) -> str:
    files = [(path.name, content_digest(path)) for path in attempt.files]
    return hashlib.sha256(msgspec.json.encode([attempt.place, files])).hexdigest()


def _arrival(attempt: Attempt, digest: str, parts: tuple[str, ...], *, read: bool) -> Arrival:
    """Return the attempt for the store; it is not `read` where the store has it."""
    sources: dict[str, tuple[Cell, ...]] = {}
    handins = []
    found = _found(attempt.folder, parts) if read else Found(submissions={}, unreadable={})
    for part, submission in found.submissions.items():
        source = source_digest(submission.cells)
        sources[source] = submission.cells
        name = Path(submission.name).name
        handins.append(Handin(part=part, name=name, begins=submission.begins, source=source))
    for part, error in found.unreadable.items():
        # The folder is ours, and nobody else knows it.
        words = str(error).replace(f"{attempt.folder}/", "")
        handins.append(Handin(part=part, name="", unreadable=words))
    return Arrival(
        digest=digest,
        number=attempt.number,
        place=attempt.place,
        time=attempt.when,
        late=attempt.late,
        handins=tuple(handins),
        sources=sources,
    )


def _found(folder: Path, parts: tuple[str, ...]) -> Found:
    try:
        return find_submissions(folder, parts)
    except SubmissionError:
        # It has nothing that can be read; part by part, it says why.
        unreadable: dict[str, SubmissionError] = {}
        for part in parts:
            try:
                find_submissions(folder, (part,))
            except SubmissionError as error:
                if any(path.stem in {part, part.rsplit("_", 1)[0]} for path in folder.iterdir()):
                    unreadable[part] = error
        return Found(submissions={}, unreadable=unreadable)
