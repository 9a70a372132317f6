"""What a report shows of hostile submissions and no parser of its text sees: the pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grader.evidence import Cell
from grader.grade import grade
from grader.submission import Submission
from tests.hostile.suite import attacks

if TYPE_CHECKING:
    from grader.catalogue import Course
    from grader.data import DataSource
    from grader.sandbox.supervisor import Supervisor


@pytest.mark.parametrize(
    ("name", "shown"), [("pictures_of_another_kind", 0), ("huge_figure", 0), ("titles_of_figures", 1)]
)
def test_only_pictures_are_shown(
    course: Course, fixtures: DataSource, supervisor: Supervisor, name: str, shown: int
) -> None:
    """The page holds the figures that code drew, and nothing that only stands in their place."""
    (attack,) = [attack for attack in attacks() if attack.name == name]
    part = course.part(attack.part)

    graded = grade(
        part.id,
        (part,),
        {part.id: Submission(name="x.py", cells=(Cell(attack.source),))},
        course=course,
        source=fixtures,
        supervisor=supervisor,
    )

    assert len(graded.exhibits[0].figures) == shown
    assert len(graded.exhibits[0].reference_figures) == 1
