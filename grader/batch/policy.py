"""What a course does with several attempts and with lateness: the table `[grading]` of its `course.toml`."""

from __future__ import annotations

import datetime as dt
import math
import tomllib
from typing import TYPE_CHECKING, Literal

import msgspec

from grader.errors import SpecError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Policy", "read_policy"]

_DAY = dt.timedelta(days=1)


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How attempts become a grade.

    ```toml
    [grading]
    attempts = "best"            # or "last", the default
    late_percent = 10            # off what was earned, for each day begun after `due`
    late_percent_at_most = 50
    [grading.due]
    exercise_2_3 = 2026-10-01T23:59:00+02:00   # a part, a lesson, a chapter or all
    ```

    Where an exercise has no due time, or nobody knows when something was handed in, the learning platform's own word
    that it is late counts as one day.
    """

    attempts: Literal["last", "best"] = "last"
    late_percent: float = 0.0
    late_percent_at_most: float = 100.0
    due: dict[str, dt.datetime] = {}

    def late(self, part: str, time: str, *, marked: bool) -> tuple[bool, float]:
        """Return whether a hand-in is late, and what is off for it in percent.

        `time` is ISO 8601 or empty; `marked` is what the learning platform says.
        """
        due, handed_in = self._due(part), _instant(time)
        if due is None or handed_in is None:
            days = 1 if marked else 0
        else:
            days = max(0, math.ceil((handed_in - due) / _DAY))
        return days > 0, min(self.late_percent_at_most, days * self.late_percent)

    def _due(self, part: str) -> dt.datetime | None:
        lesson = part.rsplit("_", 1)[0]
        for name in (part, lesson, f"chapter_{part.split('_')[1]}", "all"):
            if name in self.due:
                return _zoned(self.due[name])
        return None


def read_policy(exercises: Path) -> Policy:
    """Return the policy of the course whose `exercises/` this is.

    Raises:
        SpecError: `course.toml` is not TOML, or its table `[grading]` holds something else.
    """
    path = exercises / "course.toml"
    try:
        table = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
        policy = msgspec.convert(table.get("grading", {}), Policy, strict=True)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise SpecError(f"{path}: {error}") from None
    if not 0 <= policy.late_percent <= 100 or not 0 <= policy.late_percent_at_most <= 100:  # noqa: PLR2004
        raise SpecError(f"{path}: what is off for lateness is a percentage, from 0 to 100")
    return policy


def _instant(time: str) -> dt.datetime | None:
    try:
        return _zoned(dt.datetime.fromisoformat(time))
    except ValueError:
        return None


def _zoned(time: dt.datetime) -> dt.datetime:
    """Return the time with its zone; without one it is UTC."""
    return time if time.tzinfo else time.replace(tzinfo=dt.UTC)
