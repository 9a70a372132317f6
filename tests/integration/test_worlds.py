"""In which worlds a submission is run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from grader.data import World
from grader.evidence import Cell
from grader.grade import grade
from grader.limits import CHEAPEST
from grader.results import Outcome
from grader.submission import Submission
from tests.support import limited

if TYPE_CHECKING:
    from grader.catalogue import Course
    from grader.data import DataSource
    from grader.evidence import Evidence
    from grader.sandbox.supervisor import Job, Supervisor

PART = "exercise_1_1_1"


@pytest.mark.parametrize(
    ("after", "runs", "outcomes"),
    [
        pytest.param("", 2, {Outcome.PASSED}, id="right"),
        pytest.param("raise ValueError", 2, {Outcome.FAILED, Outcome.PASSED}, id="raises"),
        pytest.param("import os; os._exit(0)", 1, {Outcome.FAILED, Outcome.SKIPPED}, id="ends-too-soon"),
        pytest.param("while True: pass", 1, {Outcome.FAILED, Outcome.SKIPPED}, id="never-ends"),
    ],
)
def test_worlds(
    after: str,
    runs: int,
    outcomes: set[Outcome],
    course: Course,
    fixtures: DataSource,
    supervisor: Supervisor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Code that left nothing to look at in the public world is not run in the hidden one: it would change nothing."""
    part = limited(course.part(PART), msgspec.structs.replace(CHEAPEST, wall_seconds=2.0))
    cells = (Cell(f"{part.solution}\n{after}\n"),)
    ran = []
    run = supervisor.run

    def counting(job: Job) -> Evidence:
        ran.append(job.cells)
        return run(job)

    monkeypatch.setattr(supervisor, "run", counting)
    told: list[tuple[int, int]] = []
    graded = grade(
        PART,
        (part,),
        {PART: Submission(name="answer.py", cells=cells)},
        course=course,
        source=fixtures,
        supervisor=supervisor,
        progress=lambda _, done, total: told.append((done, total)),
    )

    assert part.worlds == (World.PUBLIC, World.HIDDEN)
    assert {check.outcome for check in graded.report.parts[0].checks} == outcomes
    assert ran.count(cells) == runs
    assert told == [(1, 2), (2, 2)][:runs]
