"""Lateness and attempts, as a course's `course.toml` has them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from grader.batch.policy import Policy, read_policy
from grader.errors import SpecError

if TYPE_CHECKING:
    from pathlib import Path

DUE = dt.datetime(2026, 10, 1, 23, 59, tzinfo=dt.timezone(dt.timedelta(hours=2)))
POLICY = Policy(late_percent=10, late_percent_at_most=25, due={"exercise_2_3": DUE})

LATE = [
    pytest.param("2026-10-01T21:59:00+00:00", (False, 0), id="in-time"),
    pytest.param("2026-10-01T21:59:01+00:00", (True, 10), id="a-second"),
    pytest.param("2026-10-02T21:59:00Z", (True, 10), id="a-day"),
    pytest.param("2026-10-02T21:59:01", (True, 20), id="second-day-without-zone"),
    pytest.param("2027-01-01", (True, 25), id="at-most"),
]


@pytest.mark.parametrize(("time", "expected"), LATE)
def test_days_after_the_due_time(time: str, expected: tuple[bool, float]) -> None:
    """Each day begun costs; what the platform says of it counts for nothing then."""
    assert POLICY.late("exercise_2_3_1", time, marked=not expected[0]) == expected


@pytest.mark.parametrize(
    ("part", "time"), [("exercise_2_4_1", "2030-01-01"), ("exercise_2_3_1", "yesterday")]
)
def test_where_the_platform_decides(part: str, time: str) -> None:
    """Without a due time or a time that can be read, the platform's mark counts as one day."""
    assert POLICY.late(part, time, marked=True) == (True, 10)
    assert POLICY.late(part, time, marked=False) == (False, 0)


def test_nearest_due_time_counts() -> None:
    """A part's due time goes before its lesson's, its chapter's and that of all."""
    day = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    policy = Policy(
        late_percent=1,
        late_percent_at_most=100,
        due={
            "all": day,
            "chapter_2": day + dt.timedelta(days=10),
            "exercise_2_3": day + dt.timedelta(days=20),
            "exercise_2_3_1": day + dt.timedelta(days=30),
        },
    )
    found = [
        policy.late(part, "2026-02-10T00:00:00Z", marked=False)[1]
        for part in ("exercise_1_1_1", "exercise_2_1_1", "exercise_2_3_2", "exercise_2_3_1")
    ]

    assert found == [40, 30, 20, 10]


BAD = [
    pytest.param("[grading]\nlate_percent = 101\n", "from 0 to 100", id="percent"),
    pytest.param('[grading]\nattempts = "first"\n', "attempts", id="attempts"),
    pytest.param("[grading]\nlate = 3\n", "late", id="unknown"),
    pytest.param("[grading\n", "course.toml", id="no-toml"),
    pytest.param("[grading.due]\nall = 3\n", "due", id="due"),
]


@pytest.mark.parametrize(("text", "says"), BAD)
def test_bad_policy(text: str, says: str, tmp_path: Path) -> None:
    """What cannot be meant is the author's fault, and named."""
    (tmp_path / "course.toml").write_text(text)
    with pytest.raises(SpecError, match=says):
        read_policy(tmp_path)


def test_no_policy(tmp_path: Path) -> None:
    """Without a table nothing is off, and the last attempt counts."""
    assert read_policy(tmp_path) == Policy()
