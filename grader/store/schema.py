"""The store's tables. What is kept by content has a SHA-256 in hexadecimal as its key, and never changes."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

__all__ = [
    "SCHEMA",
    "attempt",
    "content",
    "evidence",
    "handin",
    "learner",
    "metadata",
    "override",
    "page",
    "problem",
    "reference",
    "result",
    "setting",
    "sources",
    "version",
]

SCHEMA: Final = "1"
"""Goes up when the tables change."""

metadata = MetaData()
_DIGEST: Final = String(64)
_NAME: Final = String(200)


learner = Table(
    "learner",
    metadata,
    Column("key", _NAME, primary_key=True),
    Column("name", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("login", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("in_roster", Boolean, nullable=False),
)

attempt = Table(
    "attempt",
    metadata,
    Column("digest", _DIGEST, primary_key=True),  # of the place and the files
    Column("learner", _NAME, ForeignKey("learner.key"), nullable=False, index=True),
    Column("intake", Integer, nullable=False),  # the intake that brought it, from 1
    Column("number", Integer, nullable=False),  # in that intake
    Column("place", Text, nullable=False),
    Column("time", String(40), nullable=False),  # ISO 8601, or empty
    Column("late", Boolean, nullable=False),
)

sources = Table(
    "source",
    metadata,
    Column("digest", _DIGEST, primary_key=True),
    Column("cells", LargeBinary, nullable=False),
)

handin = Table(  # what an attempt holds of a part
    "handin",
    metadata,
    Column("attempt", _DIGEST, ForeignKey("attempt.digest"), primary_key=True),
    Column("part", _NAME, primary_key=True),
    Column("name", Text, nullable=False),  # the file's, as the learner's page tells it
    Column("begins", Text, nullable=False),
    Column("source", _DIGEST, ForeignKey("source.digest")),  # null where it cannot be read
    Column("unreadable", Text, nullable=False),
)

evidence = Table(
    "evidence",
    metadata,
    Column("run", _DIGEST, primary_key=True),
    Column("asked", _DIGEST, primary_key=True),
    Column("part", _NAME, nullable=False),
    Column("world", String(10), nullable=False),
    Column("reference", _DIGEST, ForeignKey("reference.digest"), nullable=False),  # of the same machine
    Column("body", LargeBinary, nullable=False),
)

reference = Table(  # evidence of a reference solution
    "reference",
    metadata,
    Column("digest", _DIGEST, primary_key=True),
    Column("run", _DIGEST, nullable=False),
    Column("asked", _DIGEST, nullable=False),
    Column("part", _NAME, nullable=False),
    Column("world", String(10), nullable=False),
    Column("body", LargeBinary, nullable=False),
)

content = Table(  # of which versions are made
    "content",
    metadata,
    Column("digest", _DIGEST, primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("body", LargeBinary, nullable=False),
)

version = Table(  # of a part: all that a result depends on beside the submission
    "version",
    metadata,
    Column("digest", _DIGEST, primary_key=True),
    Column("part", _NAME, nullable=False),
    *(
        Column(kind, _DIGEST, ForeignKey("content.digest"), nullable=False)
        for kind in ("exercise", "solution", "spec", "world", "runtime")
    ),
)

result = Table(
    "result",
    metadata,
    Column("version", _DIGEST, ForeignKey("version.digest"), primary_key=True),
    Column("source", _DIGEST, ForeignKey("source.digest"), primary_key=True),
    Column("part", _NAME, nullable=False, index=True),
    Column("outcome", String(10), nullable=False),
    Column("score", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

override = Table(  # the last one of a learner and a part counts; null points take it back
    "override",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("learner", _NAME, nullable=False, index=True),
    Column("part", _NAME, nullable=False),
    Column("points", Float),
    Column("why", Text, nullable=False),
    Column("time", String(40), nullable=False),
)

page = Table(  # what a learner's page was made from
    "page",
    metadata,
    Column("learner", _NAME, primary_key=True),
    Column("digest", _DIGEST, nullable=False),
)

problem = Table(  # what the last intake found wrong
    "problem",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("line", Text, nullable=False),
)

setting = Table(
    "setting",
    metadata,
    Column("name", _NAME, primary_key=True),
    Column("value", Text, nullable=False),
)

Index("handin_source", handin.c.source)
Index("reference_key", reference.c.run, reference.c.asked)
