"""One grading: what the command line was given becomes a report, warm or cold, with word of what is under way."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from grader.results import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rich.status import Status

    from grader.results import Graded
    from grader.server.work import Warm
    from grader.submission import Found

__all__ = ["EXIT", "Call"]

EXIT: Final = {Outcome.PASSED: 0, Outcome.FAILED: 1, Outcome.ERRORED: 3}
"""The exit code of a call whose report has this outcome."""


class Call(NamedTuple):
    """What to grade. Where nothing is found and nothing `must_find`, what is wrong with the files becomes the report."""

    target: str
    path: Path
    course: Path | None = None
    strict: bool = False
    must_find: bool = True

    def grade(self, warm: Warm | None, *, quiet: bool) -> tuple[Graded, Found]:
        """Grade, and return the report with what was found; a `warm` server lends what it has loaded.

        Raises:
            UsageError: there is no such exercise, course or submission, or the confinement is not what was asked for.
        """
        from grader.catalogue import find_course  # noqa: PLC0415
        from grader.data import cache_folder, find_source  # noqa: PLC0415
        from grader.grade import grade  # noqa: PLC0415
        from grader.sandbox.supervisor import Supervisor  # noqa: PLC0415

        course = find_course(self.course)
        part_ids = course.resolve(self.target)
        found = self._find(part_ids)
        source = find_source(course.fixtures)
        cache = cache_folder()
        folder = self.path if self.path.is_dir() else self.path.parent
        with (
            Supervisor(
                cache=cache,
                hidden=(*course.secrets, cache, folder),
                strict=self.strict,
                warm=warm.zygote if warm is not None else None,
            ) as supervisor,
            _progress(quiet=quiet) as tell,
        ):
            if warm is None:
                tell("loading TensorFlow")
            supervisor.start()
            parts = tuple(course.part(part_id) for part_id in part_ids)
            supervisor.ready()
            tell(f"grading {self.target}")
            graded = grade(
                self.target,
                parts,
                found.submissions,
                course=course,
                source=source,
                supervisor=supervisor,
                progress=lambda part, done, total: tell(f"ran {part}, {done} of {total}"),
                unreadable={part: str(error) for part, error in found.unreadable.items()},
            )
        return graded, found

    def _find(self, part_ids: tuple[str, ...]) -> Found:
        from grader.errors import SubmissionError  # noqa: PLC0415
        from grader.submission import Found, find_submissions  # noqa: PLC0415

        try:
            return find_submissions(self.path, part_ids)
        except SubmissionError as error:
            if self.must_find:
                raise
            return Found(submissions={}, unreadable=dict.fromkeys(part_ids, error))


@contextlib.contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Show on stderr what is under way: a moving line on a terminal, plain lines elsewhere."""
    if quiet:
        yield _Teller(None, plain=False)
    elif sys.stderr.isatty():
        from rich.console import Console  # noqa: PLC0415

        with Console(stderr=True).status("starting") as status:
            yield _Teller(status, plain=False)
    else:
        yield _Teller(None, plain=True)


class _Teller:
    def __init__(self, status: Status | None, *, plain: bool) -> None:
        self._status = status
        self._plain = plain

    def __call__(self, words: str) -> None:
        if self._status is not None:
            self._status.update(words)
        elif self._plain:
            click.echo(words, err=True)
