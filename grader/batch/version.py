"""What a part's results depend on beside the submission, by content."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

import grader
from grader.runner import SEED, data_digests, runtime
from grader.store import Version

if TYPE_CHECKING:
    from grader.catalogue import Course, Part
    from grader.data import DataSource

__all__ = ["version_of"]

_JUDGING: Final = (
    "bands.py",
    "explain.py",
    "judge.py",
    "mistakes.py",
    "spec.py",
    "verdict.py",
    "checks/*.py",
)
"""Our own code that turns evidence into a result."""


def version_of(part: Part, course: Course, source: DataSource) -> Version:
    """Return the part's version: the same of it, and the same submission, give the same result."""
    bodies = {
        "exercise": msgspec.json.encode([part.stub, part.setup, part.hidden_setup]),
        "solution": part.solution.encode(),
        "spec": repr(part.exercise).encode(),  # Unlike its encoding, it names every check.
        "world": msgspec.json.encode(data_digests(part, course, source)),
        "runtime": msgspec.json.encode({**runtime(), "judging": _judging(), "seed": SEED}),
    }
    contents = {kind: (hashlib.sha256(body).hexdigest(), body) for kind, body in bodies.items()}
    whole = " ".join([part.id, *(digest for digest, _ in contents.values())])
    return Version(digest=hashlib.sha256(whole.encode()).hexdigest(), part=part.id, contents=contents)


@functools.cache
def _judging() -> str:
    package = Path(grader.__file__).parent
    files = sorted(path for pattern in _JUDGING for path in package.glob(pattern))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
