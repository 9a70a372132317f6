"""`pytest --grade FOLDER`: a test for each check of each exercise that has a submission in FOLDER.

Without `--grade` the plugin adds two options and nothing else.
"""

# ruff: noqa: PLC0415  # Every pytest run of every project loads this module: nothing heavy before it is asked for.

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _pytest._code.code import TerminalRepr

    from grader.catalogue import Course, Part
    from grader.results import CheckResult, CodeError, PartResult
    from grader.sandbox.supervisor import Supervisor
    from grader.submission import Submission

__all__ = ["pytest_addoption", "pytest_configure"]

_NAME: Final = "grader-submissions"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the two options."""
    group = parser.getgroup("grader", "exercises of a course")
    group.addoption(
        "--grade",
        metavar="FOLDER",
        help="Grade the submissions in FOLDER: a test for each check of each exercise that is there.",
    )
    group.addoption("--grade-course", metavar="DIR", help="Grade another course than the grader's own.")


def pytest_configure(config: pytest.Config) -> None:
    """Collect the folder, where one is named; and only it, where no tests are named beside it."""
    named = config.getoption("--grade")
    if not named:
        return
    folder = Path(config.invocation_params.dir, named).resolve()
    if not folder.is_dir():
        raise pytest.UsageError(f"--grade: there is no folder {named}")
    if config.args_source is not pytest.Config.ArgsSource.ARGS:
        config.args = []
    if not any(
        Path(config.invocation_params.dir, argument.split("::")[0]).resolve() == folder
        for argument in config.args
    ):
        config.args.append(str(folder))
    config.pluginmanager.register(_Submissions(folder, config.getoption("--grade-course")), _NAME)


class _Submissions:
    """The folder's plugin: finds the course, and keeps one warm supervisor for the session."""

    def __init__(self, folder: Path, course: str | None) -> None:
        self.folder = folder
        self._course = course
        self._supervisor: Supervisor | None = None

    @functools.cached_property
    def course(self) -> Course:
        from grader.catalogue import find_course

        return find_course(Path(self._course) if self._course else None)

    def pytest_collect_directory(self, path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        if path.resolve() != self.folder:
            return None
        collector: pytest.Collector = _Folder.from_parent(parent, path=path, submissions=self)
        return collector

    def pytest_unconfigure(self) -> None:
        if self._supervisor is not None:
            self._supervisor.close()
            self._supervisor = None

    def grade(self, part: Part, submission: Submission) -> PartResult:
        """Grade one part down the road of every submission."""
        from grader.data import cache_folder, find_source
        from grader.grade import grade
        from grader.sandbox.supervisor import Supervisor

        course, cache = self.course, cache_folder()
        if self._supervisor is None:
            self._supervisor = Supervisor(cache=cache, hidden=(*course.secrets, cache, self.folder))
        graded = grade(
            part.id,
            (part,),
            {part.id: submission},
            course=course,
            source=find_source(course.fixtures),
            supervisor=self._supervisor,
        )
        return graded.report.parts[0]


class _Folder(pytest.Directory):
    """The submissions in the folder, an exercise each."""

    def __init__(self, *, submissions: _Submissions, **rest: object) -> None:
        super().__init__(**rest)  # type: ignore[arg-type]
        self._submissions = submissions

    def collect(self) -> Iterator[pytest.Collector]:
        from grader.errors import GraderError
        from grader.submission import find_submissions

        try:
            course = self._submissions.course
            found = find_submissions(self.path, course.part_ids)
            for part_id in course.part_ids:
                submission = found.submissions.get(part_id)
                if submission is None and part_id not in found.unreadable:
                    continue
                yield _Exercise.from_parent(
                    self,
                    name=part_id,
                    part=course.part(part_id),
                    submission=submission,
                    unreadable=str(found.unreadable.get(part_id, "")),
                    submissions=self._submissions,
                )
        except GraderError as error:
            raise self.CollectError(str(error)) from None


class _Exercise(pytest.Collector):
    """One exercise; graded when the first of its checks is asked for."""

    def __init__(
        self,
        *,
        name: str,
        parent: pytest.Collector,
        part: Part,
        submission: Submission | None,
        unreadable: str,
        submissions: _Submissions,
    ) -> None:
        super().__init__(name, parent)
        self._part = part
        self._submission = submission
        self._unreadable = unreadable
        self._submissions = submissions
        self.file = Path(submission.name) if submission else self.path

    def collect(self) -> Iterator[pytest.Item]:
        from grader.judge import check_ids

        for check_id in check_ids(self._part.exercise):
            yield _CheckItem.from_parent(self, name=check_id, exercise=self)

    @functools.cached_property
    def result(self) -> PartResult:
        """The part, graded.

        Raises `_FailedError` where it cannot be.
        """
        from grader.errors import GraderError

        if self._submission is None:
            raise _FailedError(self._unreadable)
        try:
            return self._submissions.grade(self._part, self._submission)
        except GraderError as error:
            raise _FailedError(f"the grader failed: {error}") from None


class _CheckItem(pytest.Item):
    """One check of one exercise."""

    def __init__(self, *, name: str, parent: pytest.Collector, exercise: _Exercise) -> None:
        super().__init__(name, parent)
        self._exercise = exercise

    def runtest(self) -> None:
        from grader.results import Outcome

        result = self._exercise.result
        check = next((check for check in result.checks if check.id == self.name), None)
        if check is None:
            raise _FailedError(_error_text(result.error) or "the part was not graded")
        if check.outcome is Outcome.SKIPPED:
            pytest.skip(_visible(check.message))
        if check.outcome is not Outcome.PASSED:
            raise _FailedError(_text(check, result))

    def repr_failure(  # type: ignore[override]
        self, excinfo: pytest.ExceptionInfo[BaseException]
    ) -> str | TerminalRepr:
        if isinstance(excinfo.value, _FailedError):
            return str(excinfo.value)
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self._exercise.file, None, f"{self._exercise.name}: {self.name}"


class _FailedError(Exception):
    """A check that did not pass, in the words of the report."""


def _text(check: CheckResult, result: PartResult) -> str:
    """Return what the report says of a failed check, and of the part if it is the check that the code runs."""
    place = f"  line {check.line}" if check.line else ""
    lines = [f"{check.title}{place}"]
    if check.message:
        lines.append(f"  {check.message}")
    if check.id == "runs" and result.error:
        lines += [f"  {line}" for line in _error_text(result.error).split("\n")]
    if result.feedback:
        lines.append(f"  {result.feedback}")
    if check.hint:
        lines.append(f"  Try this: {check.hint}")
    return _visible("\n".join(lines))


def _error_text(error: CodeError | None) -> str:
    if error is None:
        return ""
    from grader.report.wording import error_line

    own = [error.explanation] if error.explanation else []
    return _visible("\n".join([*own, error_line(error), *error.traceback]))


def _visible(text: str) -> str:
    from grader.report.text import visible

    return visible(text)
