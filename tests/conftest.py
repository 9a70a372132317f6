"""What the tests share: one warm supervisor a session, and the road that a user's submission takes."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from grader.catalogue import Course, find_course
from grader.data import DataSource, World, cache_folder
from grader.evidence import Cell, Evidence
from grader.grade import grade
from grader.runner import Runner
from grader.sandbox.supervisor import Supervisor
from grader.submission import Submission
from tests.support import ROOT, GradeOnce, GradeSource, RunOwn, limited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.limits import Limits
    from grader.results import PartResult


# The same examples each time, however busy the machine is.
settings.register_profile("same", deadline=None, derandomize=True)
settings.load_profile("same")


@pytest.fixture(scope="session", autouse=True)
def _environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the user's cache, settings and data out of every test, and what the tests make out of the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADER_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("GRADER_CONFIG", str(tmp_path_factory.mktemp("config")))
        # A folder of this session's own: what stands in it is what the runs left there.
        temporary = str(tmp_path_factory.mktemp("temporary"))
        patch.setenv("TMPDIR", temporary)
        patch.setattr(tempfile, "tempdir", temporary)
        patch.setenv("GRADER_NO_SERVER", "1")
        for name in ("GRADER_DATA", "GRADER_COURSE", "GRADER_DEBUG"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def course() -> Course:
    """The course in this checkout."""
    return find_course(ROOT)


@pytest.fixture(scope="session")
def fixtures(course: Course) -> DataSource:
    """The data that the course ships."""
    return DataSource(course.fixtures, "fixtures", "fixtures")


@pytest.fixture(scope="session")
def hidden(course: Course, _environment: None) -> tuple[Path, ...]:
    """The folders that the command line hides from every run."""
    return (*course.secrets, cache_folder())


@pytest.fixture(scope="session")
def supervisor(hidden: tuple[Path, ...]) -> Iterator[Supervisor]:
    """One warm supervisor for the whole session, confined as the command line's."""
    with Supervisor(cache=cache_folder(), hidden=hidden) as shared:
        shared.start()
        yield shared


@pytest.fixture(scope="session")
def runner(course: Course, fixtures: DataSource, supervisor: Supervisor) -> Runner:
    """The runner of the course on the shared supervisor."""
    return Runner(course, fixtures, supervisor)


@pytest.fixture(scope="session")
def run_own(course: Course, runner: Runner) -> RunOwn:
    """Run trusted source of a part; kept by its content for the session."""

    def run(part_id: str, world: World = World.PUBLIC, *, source: str | None = None) -> Evidence:
        part = course.part(part_id)
        return runner.run_own(
            part, part.solution if source is None else source, world, must_pass=source is None
        )

    return run


@pytest.fixture(scope="session")
def grade_source(course: Course, fixtures: DataSource, supervisor: Supervisor) -> GradeSource:
    """Grade source text down the road that every submission takes."""

    def grade_one(
        part_id: str, source: str | tuple[Cell, ...], *, limits: Limits | None = None
    ) -> PartResult:
        part = course.part(part_id)
        if limits is not None:
            part = limited(part, limits)
        cells = (Cell(source),) if isinstance(source, str) else source
        submission = Submission(name=f"{part_id}.py", cells=cells)
        graded = grade(
            part_id, (part,), {part_id: submission}, course=course, source=fixtures, supervisor=supervisor
        )
        return graded.report.parts[0]

    return grade_one


@pytest.fixture(scope="session")
def _kept() -> dict[tuple[str, str], PartResult]:
    """The results of this session, by part and source."""
    return {}


@pytest.fixture(scope="module")
def grade_once(
    request: pytest.FixtureRequest,
    course: Course,
    fixtures: DataSource,
    supervisor: Supervisor,
    _kept: dict[tuple[str, str], PartResult],
) -> GradeOnce:
    """Grade source text that the module's `submission_of` makes of the parameters of its tests.

    All that were collected are graded together, on all cores; the same text is not graded again in this session.
    """
    make = request.module.submission_of
    wanted = {
        make(**item.callspec.params)
        for item in request.session.items
        if item.module is request.module and "grade_once" in item.fixturenames
    }
    waiting = sorted(wanted - set(_kept))
    while waiting:
        together = dict(reversed(waiting))  # What trains long stands last in the course, and begins first.
        waiting = [pair for pair in waiting if together[pair[0]] != pair[1]]
        submissions = {
            part: Submission(name=f"{part}.py", cells=(Cell(source),)) for part, source in together.items()
        }
        parts = tuple(map(course.part, submissions))
        graded = grade("all", parts, submissions, course=course, source=fixtures, supervisor=supervisor)
        _kept.update({(part.exercise, together[part.exercise]): part for part in graded.report.parts})
    return lambda part_id, source: _kept[part_id, source]
