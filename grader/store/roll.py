"""Who handed in what, over all intakes: nothing that was taken in once is forgotten."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import delete, func, select, update

from grader.evidence import Cell
from grader.gradebook import Override
from grader.intake.model import Learner
from grader.store import schema
from grader.store.database import Database, packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

__all__ = ["Arrival", "Handin", "Known", "Roll", "source_digest"]


class Handin(msgspec.Struct, frozen=True, kw_only=True):
    """What an attempt holds of one part: the digest of its cells, or why they cannot be read."""

    part: str
    name: str
    begins: str = ""
    source: str | None = None
    unreadable: str = ""


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """An attempt, as the store keeps it. Its digest is that of its place and its files: copied anew, it is the same."""

    digest: str
    number: int
    place: str
    time: str
    late: bool
    handins: tuple[Handin, ...] = ()
    sources: dict[str, tuple[Cell, ...]] = {}
    """The cells of every source that the hand-ins name."""


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A learner's hand-in of one part, with the attempt that it belongs to."""

    learner: str
    attempt: int
    """From 1, over all intakes, in order of time."""
    time: str
    late: bool
    handin: Handin


_cells_encoder = msgspec.msgpack.Encoder()
_cells_decoder = msgspec.msgpack.Decoder(tuple[Cell, ...])


def source_digest(cells: tuple[Cell, ...]) -> str:
    """Return the digest by which the store knows these cells."""
    return hashlib.sha256(_cells_encoder.encode(cells)).hexdigest()


class Roll:
    """Learners, attempts, hand-ins and overrides in a store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def known(self, digests: Iterable[str]) -> set[str]:
        """Return those of the attempts that are in the store."""
        with self._database.reading() as connection:
            have = set(connection.scalars(select(schema.attempt.c.digest)))
        return have.intersection(digests)

    def enter(
        self,
        arrivals: Iterable[tuple[Learner, tuple[Arrival, ...]]],
        problems: Iterable[str],
        *,
        roster: bool,
    ) -> None:
        """Take in one intake, whole or not at all; with a `roster`, it tells who belongs to the class now."""
        with self._database.writing() as connection:
            intake = (connection.scalar(select(func.max(schema.attempt.c.intake))) or 0) + 1
            if roster:
                connection.execute(update(schema.learner).values(in_roster=False))
            for learner, attempts in arrivals:
                row = {
                    name: getattr(learner, name)
                    for name in ("key", "name", "id", "login", "email", "section", "in_roster")
                }
                if roster:
                    self._database.put(connection, schema.learner, [row])
                else:
                    self._database.add(connection, schema.learner, [row])
                for attempt in attempts:
                    self._enter(connection, learner.key, intake, attempt)
            connection.execute(delete(schema.problem))
            lines = [{"number": number, "line": line} for number, line in enumerate(problems, start=1)]
            self._database.add(connection, schema.problem, lines)

    def _enter(self, connection: Connection, learner: str, intake: int, attempt: Arrival) -> None:
        table = schema.attempt
        present = connection.scalar(select(table.c.learner).where(table.c.digest == attempt.digest))
        if present is not None:
            if present != learner:  # A roster may have given its learner another key.
                connection.execute(
                    update(table).where(table.c.digest == attempt.digest).values(learner=learner)
                )
            return
        sources = [
            {"digest": digest, "cells": packed(_cells_encoder.encode(cells))}
            for digest, cells in attempt.sources.items()
        ]
        self._database.add(connection, schema.sources, sources)
        row = {
            "digest": attempt.digest,
            "learner": learner,
            "intake": intake,
            "number": attempt.number,
            "place": attempt.place,
            "time": attempt.time,
            "late": attempt.late,
        }
        self._database.add(connection, table, [row])
        handins = [{"attempt": attempt.digest, **msgspec.structs.asdict(each)} for each in attempt.handins]
        self._database.add(connection, schema.handin, handins)

    def learners(self) -> tuple[Learner, ...]:
        """Return everybody from whom anything came and everybody in the roster, by name."""
        table = schema.learner
        handed_in = select(schema.attempt.c.learner)
        query = select(table).where(table.c.in_roster | table.c.key.in_(handed_in))
        with self._database.reading() as connection:
            found = [Learner(**row) for row in connection.execute(query).mappings()]
        return tuple(sorted(found, key=lambda learner: (learner.name.casefold(), learner.key)))

    def attempts(self) -> dict[str, int]:
        """Return how many attempts came from each learner from whom any came."""
        table = schema.attempt
        with self._database.reading() as connection:
            rows = connection.execute(select(table.c.learner, func.count()).group_by(table.c.learner))
            return {learner: count for learner, count in rows}  # noqa: C416 - rows are no pairs

    def handins(self) -> Iterator[Known]:
        """Yield every hand-in, learner by learner, in order of time.

        Where each of a learner's attempts has a time, it tells the order; elsewhere it is that of their arrival.
        """
        attempt, handin = schema.attempt, schema.handin
        columns = (attempt.c.digest, attempt.c.learner, attempt.c.intake, attempt.c.number, attempt.c.late)
        with self._database.reading() as connection:
            attempts: dict[str, list[tuple[str, int, int, str, bool]]] = {}
            for digest, learner, intake, number, late, time in connection.execute(
                select(*columns, attempt.c.time)
            ):
                attempts.setdefault(learner, []).append((time, intake, number, digest, late))
            held: dict[str, list[Handin]] = {}
            for row in connection.execute(select(handin).order_by(handin.c.part)).mappings():
                fields = {name: value for name, value in row.items() if name != "attempt"}
                held.setdefault(row["attempt"], []).append(Handin(**fields))
        for learner in sorted(attempts):
            own = attempts[learner]
            timed = all(time for time, *_ in own)
            own.sort(key=lambda each: each if timed else each[1:])
            for count, (time, _, _, digest, late) in enumerate(own, start=1):
                for each in held.get(digest, ()):
                    yield Known(learner=learner, attempt=count, time=time, late=late, handin=each)

    def cells(self, source: str) -> tuple[Cell, ...]:
        """Return the cells of a source; KeyError where there is none."""
        with self._database.reading() as connection:
            found = connection.scalar(select(schema.sources.c.cells).where(schema.sources.c.digest == source))
        if found is None:
            raise KeyError(source)
        return _cells_decoder.decode(unpacked(found))

    def problems(self) -> tuple[str, ...]:
        """Return what the last intake found wrong, a line each."""
        with self._database.reading() as connection:
            return tuple(connection.scalars(select(schema.problem.c.line).order_by(schema.problem.c.number)))

    def override(self, learner: str, part: str, points: float | None, *, why: str, time: str) -> None:
        """Give a learner points of a part by hand; None takes back what was given."""
        row = {"learner": learner, "part": part, "points": points, "why": why, "time": time}
        with self._database.writing() as connection:
            self._database.append(connection, schema.override, row)

    def overrides(self) -> dict[tuple[str, str], Override]:
        """Return the override that counts of each learner and part that has one."""
        table = schema.override
        found: dict[tuple[str, str], Override] = {}
        with self._database.reading() as connection:
            for row in connection.execute(select(table).order_by(table.c.number)).mappings():
                place = (row["learner"], row["part"])
                if row["points"] is None:
                    found.pop(place, None)
                else:
                    found[place] = Override(points=row["points"], why=row["why"], when=row["time"])
        return found

    def pages(self) -> dict[str, str]:
        """Return, by learner, the digest of what each learner's page was made from."""
        with self._database.reading() as connection:
            return {row.learner: row.digest for row in connection.execute(select(schema.page))}

    def keep_page(self, learner: str, digest: str) -> None:
        """Remember what a learner's page was made from."""
        with self._database.writing() as connection:
            self._database.put(connection, schema.page, [{"learner": learner, "digest": digest}])

    def setting(self, name: str) -> str:
        """Return what the store remembers under this name; empty where nothing."""
        table = schema.setting
        with self._database.reading() as connection:
            return connection.scalar(select(table.c.value).where(table.c.name == name)) or ""

    def remember(self, name: str, value: str) -> None:
        """Keep a value under a name."""
        with self._database.writing() as connection:
            self._database.put(connection, schema.setting, [{"name": name, "value": value}])
