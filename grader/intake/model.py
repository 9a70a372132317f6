"""What a class handed in, as frozen data: learners, their attempts, and what is wrong with any of it."""

from __future__ import annotations

import enum
from pathlib import Path

import msgspec

from grader.report.text import visible

__all__ = ["Attempt", "Convention", "Intake", "Learner", "Problem"]


class Convention(enum.StrEnum):
    """How the names of files and folders say who handed in what."""

    FOLDERS = "folders"
    """A folder, or an archive, a learner."""
    FLAT = "flat"
    """Files with the learner's name and the exercise's: `ada_exercise_2_3_1.py`."""
    CANVAS = "canvas"
    """`lovelaceada_LATE_12345_67890_exercise_2_3_1-1.py`"""
    MOODLE = "moodle"
    """`Ada Lovelace_12345_assignsubmission_file_`, a folder or the beginning of a file's name."""
    GRADESCOPE = "gradescope"
    """`submission_12345`, with `submission_metadata.yml`."""
    GITHUB = "github"
    """`exercise-2-3-ada`: clones of GitHub Classroom."""


class Problem(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """What is wrong at one place, and what to do about it."""

    place: str
    """The file, the folder or the learner, as the instructor would name it."""
    wrong: str
    remedy: str

    @property
    def line(self) -> str:
        """All of it in one line that is safe to print."""
        return visible(" ".join(f"{self.place}: {self.wrong}; {self.remedy}".split()))


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """What a learner handed in at one time."""

    number: int
    """From 1, in order of time."""
    place: str
    """Where it was found, under the class's folder or archive."""
    when: str
    """The time in ISO 8601, as the convention or the files tell it; empty where they do not."""
    late: bool
    folder: Path
    """The folder with the files under the names that exercises have, for `find_submissions`."""
    files: tuple[Path, ...]


class Learner(msgspec.Struct, frozen=True, kw_only=True):
    """One who handed something in, or is in the roster. What is not known is empty."""

    key: str
    """Names a file or a folder on any system, belongs to this learner alone, and is the same the next time."""
    name: str
    id: str = ""
    login: str = ""
    email: str = ""
    section: str = ""
    in_roster: bool = False
    attempts: tuple[Attempt, ...] = ()
    """In order of time: the last counts."""


class Intake(msgspec.Struct, frozen=True, kw_only=True):
    """A class: its learners in order of their keys, and its problems in order of their places."""

    convention: Convention
    reason: str
    """Why this convention, in one sentence."""
    learners: tuple[Learner, ...]
    problems: tuple[Problem, ...]

    @property
    def missing(self) -> tuple[Learner, ...]:
        """Those in the roster from whom nothing came that can be graded."""
        return tuple(each for each in self.learners if each.in_roster and not each.attempts)
