"""Names that several test modules use; the fixtures that go with them are in `conftest.py`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec
import numpy as np

import grader
from grader.data import World
from grader.evidence import Array, Cell, Evidence, Fact, NameProbe, Probe

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from grader.catalogue import Part
    from grader.limits import Limits
    from grader.results import PartResult

__all__ = ["ROOT", "GradeOnce", "GradeSource", "RunOwn", "array", "evidence", "limited", "secrets_of"]

SHORT = 15
"""Characters of a line that tells nothing."""

ROOT = Path(grader.__file__).resolve().parent.parent


class GradeSource(Protocol):
    """Grades source text as one part's submission."""

    def __call__(
        self, part_id: str, source: str | tuple[Cell, ...], *, limits: Limits | None = None
    ) -> PartResult:
        """Return the part's result; nothing of it is written to disk."""


class GradeOnce(Protocol):
    """Grades source text as one part's submission, together with all others of its test module."""

    def __call__(self, part_id: str, source: str) -> PartResult:
        """Return the part's result."""


class RunOwn(Protocol):
    """Runs a part's reference solution, or other trusted source in its place."""

    def __call__(self, part_id: str, world: World = World.PUBLIC, *, source: str | None = None) -> Evidence:
        """Return the evidence that it leaves in `world`."""


def limited(part: Part, limits: Limits) -> Part:
    """Return the part with other limits."""
    return msgspec.structs.replace(part, exercise=msgspec.structs.replace(part.exercise, limits=limits))


def secrets_of(part: Part, *, also_given: str = "") -> set[str]:
    """Return each line of our own code that would tell a learner an answer.

    A short one tells nothing; one that stands in what learners are given, the part's or `also_given`, is no secret.
    """
    exercise = part.exercise
    edits = [
        text for mistake in exercise.mistakes for pair in (mistake.replace, *mistake.also) for text in pair
    ]
    marks = [mutant for equivalent in exercise.equivalents for mutant in equivalent.mutants]
    given = "\n".join((part.stub, part.setup, part.hidden_setup or "", also_given))
    lines = {line.strip() for text in (part.solution, *edits, *marks) for line in text.split("\n")}
    return {line for line in lines if len(line) > SHORT and line not in given}


def evidence(
    names: dict[str, Fact] | None = None,
    *,
    other: dict[Probe, Fact] | None = None,
    source: str | tuple[Cell, ...] = "",
    **rest: object,
) -> Evidence:
    """Return evidence made by hand: facts of names, and of other probes; complete unless `rest` says otherwise."""
    facts: dict[Probe, Fact] = {NameProbe(name): fact for name, fact in (names or {}).items()} | (other or {})
    known = {
        "cells": (Cell(source),) if isinstance(source, str) else source,
        "setup": "",
        "probes": tuple(facts),
        "facts": tuple(facts.values()),
        "complete": True,
    }
    return Evidence(**{**known, **rest})  # type: ignore[arg-type]


def array(values: ArrayLike, dtype: str | None = None, container: str = "tensor") -> Array:
    """Return the fact of an array of `values`."""
    found = np.asarray(values, dtype)
    return Array(container=container, dtype=found.dtype.name, shape=found.shape, data=found.tobytes())  # type: ignore[arg-type]
