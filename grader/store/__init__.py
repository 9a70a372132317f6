"""What batches have taken in and graded, kept by content."""

from __future__ import annotations

from grader.store.database import Database
from grader.store.results import Observed, Results, Version
from grader.store.roll import Arrival, Handin, Known, Roll, source_digest

__all__ = [
    "Arrival",
    "Database",
    "Handin",
    "Known",
    "Observed",
    "Results",
    "Roll",
    "Version",
    "source_digest",
]
