"""What a class has earned, as frozen data: one row a learner, one entry a part."""

from __future__ import annotations

from grader.gradebook.model import (
    CheckRate,
    ClassReport,
    Cluster,
    Column,
    Entry,
    Gradebook,
    Group,
    Override,
    Row,
    Sample,
)

__all__ = [
    "CheckRate",
    "ClassReport",
    "Cluster",
    "Column",
    "Entry",
    "Gradebook",
    "Group",
    "Override",
    "Row",
    "Sample",
]
