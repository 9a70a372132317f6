"""Evidence and results by content: what is in here is never made a second time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec
from sqlalchemy import delete, select

from grader.data import World
from grader.evidence import Evidence, FiguresProbe, NameProbe
from grader.results import Outcome, PartResult
from grader.store import schema
from grader.store.database import Database, packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from grader.evidence import Probe
    from grader.runner import RunKey

__all__ = ["Observed", "Results", "Version"]

_KINDS: Final = ("exercise", "solution", "spec", "world", "runtime")


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """All that a part's results depend on beside the submission, and its digest."""

    digest: str
    part: str
    contents: dict[str, tuple[str, bytes]]
    """The digest and the body of each of `exercise`, `solution`, `spec`, `world` and `runtime`."""


class Observed(msgspec.Struct, frozen=True, kw_only=True):
    """Evidence, encoded, and the digest of the reference solution's from the same machine."""

    evidence: bytes
    reference: str


_evidence = msgspec.msgpack.Decoder(Evidence)
_encode = msgspec.msgpack.Encoder().encode
_result = msgspec.msgpack.Decoder(PartResult)


class Results:
    """Evidence, reference evidence, versions and results in a store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def enter(self, version: Version) -> None:
        """Keep a version, whose results are to come."""
        contents = [
            {"digest": digest, "kind": kind, "body": packed(body)}
            for kind, (digest, body) in version.contents.items()
        ]
        row = {"digest": version.digest, "part": version.part}
        row |= {kind: version.contents[kind][0] for kind in _KINDS}
        with self._database.writing() as connection:
            self._database.add(connection, schema.content, contents)
            self._database.add(connection, schema.version, [row])

    def observed(self, key: RunKey, probes: tuple[Probe, ...]) -> Observed | None:
        """Return the evidence of a run: as it was asked for, or from a run that was asked for more."""
        table = schema.evidence
        query = select(table.c.asked, table.c.reference, table.c.body).where(table.c.run == key.run)
        with self._database.reading() as connection:
            rows = {row.asked: row for row in connection.execute(query)}
        if key.asked in rows:
            row = rows[key.asked]
            return Observed(evidence=unpacked(row.body), reference=row.reference)
        for row in rows.values():
            evidence = _evidence.decode(unpacked(row.body))
            if _holds(evidence.probes, probes):
                facts = tuple(evidence.fact(probe) for probe in probes)
                narrowed = msgspec.structs.replace(evidence, probes=probes, facts=facts)
                return Observed(evidence=_encode(narrowed), reference=row.reference)
        return None

    def is_observed(self, key: RunKey, probes: tuple[Probe, ...]) -> bool:
        """Tell whether `observed` has an answer, without reading evidence that was asked for just so."""
        table = schema.evidence
        query = select(table.c.world).where(table.c.run == key.run, table.c.asked == key.asked)
        with self._database.reading() as connection:
            there = connection.execute(query).first() is not None
        return there or self.observed(key, probes) is not None

    def keep_observed(self, key: RunKey, part: str, world: World, observed: Observed) -> None:
        """Keep the evidence of a run. The reference solution's has to be there."""
        row = self._row(key, part, world, observed.evidence) | {"reference": observed.reference}
        with self._database.writing() as connection:
            self._database.put(connection, schema.evidence, [row])

    def keep_reference(self, key: RunKey, part: str, world: World, digest: str, body: bytes) -> None:
        """Keep evidence of a reference solution under the digest of what is in it."""
        with self._database.writing() as connection:
            self._database.add(
                connection, schema.reference, [{"digest": digest, **self._row(key, part, world, body)}]
            )

    def references(self, key: RunKey) -> tuple[str, ...]:
        """Return the digests of the reference solution's evidence: one for each kind of machine."""
        table = schema.reference
        query = select(table.c.digest).where(table.c.run == key.run, table.c.asked == key.asked)
        with self._database.reading() as connection:
            return tuple(connection.scalars(query))

    def reference(self, digest: str) -> bytes:
        """Return a reference solution's evidence, encoded; KeyError where there is none."""
        table = schema.reference
        with self._database.reading() as connection:
            body = connection.scalar(select(table.c.body).where(table.c.digest == digest))
        if body is None:
            raise KeyError(digest)
        return unpacked(body)

    @staticmethod
    def _row(key: RunKey, part: str, world: World, body: bytes) -> dict[str, Any]:
        return {
            "run": key.run,
            "asked": key.asked,
            "part": part,
            "world": str(world),
            "body": packed(body),
        }

    def keep(self, version: str, source: str, result: PartResult) -> None:
        """Keep a result, in the place of one that was the grader's fault."""
        row = {
            "version": version,
            "source": source,
            "part": result.exercise,
            "outcome": str(result.outcome),
            "score": result.score,
            "body": packed(_encode(result)),
        }
        with self._database.writing() as connection:
            self._database.put(connection, schema.result, [row])

    def forget(self, parts: Iterable[str]) -> None:
        """Drop the evidence and the results of these parts, but for the reference solutions'."""
        with self._database.writing() as connection:
            for part in parts:
                connection.execute(delete(schema.evidence).where(schema.evidence.c.part == part))
                connection.execute(delete(schema.result).where(schema.result.c.part == part))

    def graded(self, version: str) -> set[str]:
        """Return the sources that have a result of this version which is not the grader's fault."""
        table = schema.result
        query = select(table.c.source).where(
            table.c.version == version, table.c.outcome != str(Outcome.ERRORED)
        )
        with self._database.reading() as connection:
            return set(connection.scalars(query))

    def of_version(self, version: str) -> Iterator[tuple[str, PartResult]]:
        """Yield every source that has a result of this version, with the result."""
        table = schema.result
        query = select(table.c.source, table.c.body).where(table.c.version == version)
        with self._database.reading() as connection:
            for row in connection.execute(query.execution_options(yield_per=200)):
                yield row.source, _result.decode(unpacked(row.body))

    def result(self, version: str, source: str) -> PartResult | None:
        """Return one result."""
        table = schema.result
        query = select(table.c.body).where(table.c.version == version, table.c.source == source)
        with self._database.reading() as connection:
            body = connection.scalar(query)
        return None if body is None else _result.decode(unpacked(body))


def _holds(had: tuple[Probe, ...], wanted: tuple[Probe, ...]) -> bool:
    """Tell whether a run that was asked for `had` leaves, of `wanted`, what it would if asked for no more.

    Names and figures change nothing. Others call the learner's code, so that only the last of them may be left out.
    """
    pure = (NameProbe, FiguresProbe)
    calls = [probe for probe in had if not isinstance(probe, pure)]
    others = [probe for probe in wanted if not isinstance(probe, pure)]
    return set(wanted) <= set(had) and calls[: len(others)] == others
