"""A notebook gets the grade of the script that holds the same code, check by check."""

from __future__ import annotations

import ast
import itertools
from typing import TYPE_CHECKING

import nbformat
import pytest

from grader.catalogue import find_course
from grader.grade import grade
from grader.limits import DEFAULT
from grader.mistakes import mistaken_source
from grader.results import Outcome
from grader.submission import find_submissions
from tests.support import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from grader.catalogue import Course
    from grader.data import DataSource
    from grader.results import PartResult
    from grader.sandbox.supervisor import Supervisor
    from tests.support import GradeOnce

COURSE = find_course(ROOT)
PARTS = COURSE.part_ids
QUICK = [part for part in PARTS if COURSE.part(part).exercise.limits == DEFAULT]
# Two mistakes of every part that does not train long.
WRONG = [(part, number) for number in range(2) for part in QUICK]


def submission_of(part: str, number: int | None = None) -> tuple[str, str]:
    """Return a part and its solution, with one of its mistakes in it if there is a number."""
    found = COURSE.part(part)
    return part, found.solution if number is None else mistaken_source(found, found.exercise.mistakes[number])


def _cells(source: str) -> list[str]:
    """Return the source in one cell a statement, such that the cells below each other are the source again."""
    lines = source.rstrip("\n").split("\n")
    ends = [statement.end_lineno or 0 for statement in ast.parse(source).body]
    ends[-1] = len(lines)
    return ["\n".join(lines[begin:end]) for begin, end in itertools.pairwise([0, *ends])]


def _graded(
    sources: dict[str, str], folder: Path, course: Course, fixtures: DataSource, supervisor: Supervisor
) -> dict[str, PartResult]:
    """Write a notebook a source into `folder`, and grade all of them in one call."""
    for part, source in sources.items():
        cells = [nbformat.v4.new_code_cell(cell) for cell in _cells(source)]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / f"{part}.ipynb")
    found = find_submissions(folder, tuple(sources))
    assert found.unreadable == {}
    parts = tuple(course.part(part) for part in reversed(sources))  # Those that train long begin first.
    graded = grade("all", parts, found.submissions, course=course, source=fixtures, supervisor=supervisor)
    return {part.exercise: part for part in graded.report.parts}


def _grade_of(result: PartResult) -> tuple[object, ...]:
    return (result.outcome, result.score, result.max_score, result.checks, result.mistake, result.feedback)


@pytest.fixture(scope="module")
def solved(
    tmp_path_factory: pytest.TempPathFactory, course: Course, fixtures: DataSource, supervisor: Supervisor
) -> dict[str, PartResult]:
    """All reference solutions, graded as notebooks."""
    sources = dict(map(submission_of, PARTS))
    return _graded(sources, tmp_path_factory.mktemp("solved"), course, fixtures, supervisor)


@pytest.fixture(scope="module")
def wrong(
    tmp_path_factory: pytest.TempPathFactory, course: Course, fixtures: DataSource, supervisor: Supervisor
) -> dict[tuple[str, int], PartResult]:
    """The wrong answers, graded as notebooks."""
    found = {}
    for number in sorted({number for _, number in WRONG}):
        sources = dict(submission_of(part, number) for part, other in WRONG if other == number)
        folder = tmp_path_factory.mktemp(f"wrong-{number}")
        graded = _graded(sources, folder, course, fixtures, supervisor)
        found.update({(part, number): result for part, result in graded.items()})
    return found


@pytest.mark.parametrize("part", PARTS)
def test_solution_as_notebook(part: str, solved: dict[str, PartResult], grade_once: GradeOnce) -> None:
    """The reference solution passes as a notebook of one cell a statement; every check says what it says of the script."""
    script, notebook = grade_once(*submission_of(part)), solved[part]

    assert script.outcome is Outcome.PASSED
    assert _grade_of(notebook) == _grade_of(script)


@pytest.mark.parametrize(("part", "number"), WRONG)
def test_wrong_answer_as_notebook(
    part: str, number: int, wrong: dict[tuple[str, int], PartResult], grade_once: GradeOnce
) -> None:
    """A wrong answer fails as a notebook with the checks, the lines and the words with which its script fails."""
    script, notebook = grade_once(*submission_of(part, number)), wrong[part, number]

    assert script.outcome is Outcome.FAILED
    assert script.mistake is not None
    assert _grade_of(notebook) == _grade_of(script)
