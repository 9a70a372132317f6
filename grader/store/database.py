"""The database under the store: SQLite in a file by default, another one by its URL."""

from __future__ import annotations

import contextlib
import fcntl
import os
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy
from sqlalchemy import event, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from grader.errors import UsageError
from grader.store.schema import SCHEMA, metadata, setting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Self

    from sqlalchemy import Connection, Table

__all__ = ["Database", "packed", "unpacked"]

_BUSY_SECONDS: Final = 60
_ADVISORY: Final = 0x6772616465
"""The number of the lock in a PostgreSQL database that a batch holds: "grade" in ASCII."""
_SCHEMA: Final = "schema"
_INSERTS: Final[dict[str, Callable[[Table], Any]]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}
_LEVEL: Final = 1  # Evidence is made once and read seldom; this halves it, and costs less than a run's fork.


def packed(data: bytes) -> bytes:
    """Return the bytes as the store keeps them."""
    return zlib.compress(data, _LEVEL)


def unpacked(data: bytes) -> bytes:
    """Return what `packed` was given."""
    return zlib.decompress(data)


class Database:
    """An open database with all of the store's tables. What is written is committed when the call returns."""

    def __init__(self, url: str, *, alone: bool = False) -> None:
        """Open it, and make what it lacks; `alone` lets nobody else open it so.

        Raises:
            UsageError: it cannot be opened or written, holds something else, or somebody else has it alone.
        """
        self._lock: int | None = None
        self._locking: Connection | None = None
        try:
            parsed = sqlalchemy.make_url(url)
            if parsed.get_backend_name() not in _INSERTS:
                raise UsageError(
                    f"--store {url}: {parsed.get_backend_name()} is not supported; use sqlite or postgresql"
                )
            self._engine = sqlalchemy.create_engine(
                parsed, **({"connect_args": {"timeout": _BUSY_SECONDS}} if url.startswith("sqlite") else {})
            )
        except (ArgumentError, NoSuchModuleError, ImportError, ValueError) as error:
            raise UsageError(f"--store {url}: {error}; sqlite:///FILE is a store in a file") from None
        self._place = parsed.database if parsed.get_backend_name() == "sqlite" else url
        if parsed.get_backend_name() == "sqlite":
            event.listen(self._engine, "connect", _set_up_sqlite)
            if parsed.database and alone:
                self._take(Path(parsed.database))
        self._insert = _INSERTS[parsed.get_backend_name()]
        try:
            with self._explained():
                if parsed.get_backend_name() == "postgresql" and alone:
                    self._take_server(url)
                metadata.create_all(self._engine)
            with self.writing() as connection:
                self.add(connection, setting, [{"name": _SCHEMA, "value": SCHEMA}])
                found = connection.scalar(select(setting.c.value).where(setting.c.name == _SCHEMA))
            self._require(found)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close it, and let others use it."""
        if self._locking is not None:
            self._locking.close()
            self._locking = None
        self._engine.dispose()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection to read with."""
        with self._explained(), self._engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield a connection whose changes are all kept at the end, or none where the block raises.

        Raises:
            UsageError: the disk is full, or the store cannot be written; what was there is there still.
        """
        with self._explained(), self._engine.begin() as connection:
            yield connection

    def add(self, connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert the rows whose keys are new."""
        if rows:
            connection.execute(self._insert(table).on_conflict_do_nothing(), list(rows))

    def put(self, connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert the rows, in the place of those with the same keys."""
        keys = [column.name for column in table.primary_key]
        for row in rows:
            connection.execute(
                self._insert(table)
                .values(row)
                .on_conflict_do_update(
                    index_elements=keys, set_={name: row[name] for name in row if name not in keys}
                )
            )

    def append(self, connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
        """Insert a row that gets a number of its own."""
        connection.execute(insert(table).values(row))

    def _require(self, schema: str | None) -> None:
        if schema != SCHEMA:
            raise UsageError(
                f"{self._place} is a store of version {schema}, and this grader writes {SCHEMA}; "
                "use the grader that made it, or name another with --store"
            )

    def _take(self, path: Path) -> None:
        """Keep others from this file: two batches would do the same work."""
        try:
            self._lock = os.open(
                path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666
            )
        except OSError as error:
            raise UsageError(
                f'the store "{path}" cannot be written: {error.strerror}; name another folder with --out'
            ) from None
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._lock)
            raise UsageError(f'another batch is at work in the store "{path}"; wait for its end') from None

    def _take_server(self, url: str) -> None:
        """Keep others from this database, for as long as one connection lasts."""
        self._locking = self._engine.connect()
        if not self._locking.scalar(select(func.pg_try_advisory_lock(_ADVISORY))):
            raise UsageError(f"another batch is at work in the store {url}; wait for its end")

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise UsageError(
                f'the store "{self._place}": {error.orig}; what was graded before is kept. {_advice(str(error.orig))}'
            ) from error


def _advice(words: str) -> str:
    if "full" in words or "disk I/O" in words:
        return "Free some space and give the same command again."
    if "readonly" in words or "unable to open" in words:
        return "Make the folder writable, or name another with --out."
    if "not a database" in words or "malformed" in words:
        return "The file is no store; name another with --store, or move it away."
    return "Give the same command again; if it stays so, name another with --store."


def _set_up_sqlite(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute(
        "PRAGMA synchronous=NORMAL"
    )  # A crash of the machine may lose the last runs, and nothing else.
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()
