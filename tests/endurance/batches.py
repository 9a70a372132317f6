"""A batch as a process, the processes under it, and what it leaves in its store."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec
import psutil

from grader.evidence import Evidence
from grader.results import PartResult, Report
from grader.store.database import unpacked
from tests.support import ROOT

if TYPE_CHECKING:
    from synthetic_class import Made

__all__ = ["Left", "begin", "end_of", "evidence_in", "family", "left_by"]

_EXACT: Final = {
    "learner": "key, name, id, login, email, section, in_roster",
    "attempt": "digest, learner, number, place, time, late",
    "handin": "attempt, part, name, begins, source, unreadable",
    "source": "digest",
    "version": "digest, part",
    "problem": "line",
}
"""Of tables that no run writes into: what is the same whenever they are written."""

_evidence = msgspec.msgpack.Decoder(Evidence).decode
_result = msgspec.msgpack.Decoder(PartResult).decode


class Left(NamedTuple):
    """What a batch has left, without the times that differ from run to run."""

    tables: dict[str, list[tuple[Any, ...]]]
    evidence: dict[tuple[str, ...], Evidence]
    results: dict[tuple[str, ...], PartResult]
    pages: dict[str, Report]
    gradebook: bytes


def begin(made: Made, out: Path, *more: str) -> subprocess.Popen[str]:
    """Begin to grade a class into a folder."""
    scratch = out.with_name(f"{out.name}-scratch")
    scratch.mkdir(exist_ok=True)
    words = ["batch", str(made.submissions), "--roster", str(made.roster), "--out", str(out), *more]
    return subprocess.Popen(
        [sys.executable, "-m", "grader", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(scratch)},
    )


def end_of(process: subprocess.Popen[str]) -> int:
    """Wait for the end of a batch, and return how many runs it says it made."""
    said, errors = process.communicate()
    if process.returncode:
        raise SystemExit(f"the batch ended with {process.returncode}:\n{errors[-2000:]}")
    return int(said.split(";")[1].split()[0])


def family(batch: int) -> list[psutil.Process]:
    """Return every process under a batch."""
    try:
        return psutil.Process(batch).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def evidence_in(out: Path) -> int:
    """Return how much evidence a store holds."""
    try:
        with contextlib.closing(_opened(out)) as store:
            return int(store.execute("select count(*) from evidence").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def left_by(out: Path) -> Left:
    """Return what a batch has left in its folder."""
    with contextlib.closing(_opened(out)) as store:
        return Left(
            tables={
                table: sorted(store.execute(f"select {columns} from {table}"), key=repr)
                for table, columns in _EXACT.items()
            },
            evidence={
                tuple(key): msgspec.structs.replace(_evidence(unpacked(body)), wall_seconds=0.0)
                for *key, body in store.execute("select part, world, run, asked, body from evidence")
            },
            results={
                tuple(key): msgspec.structs.replace(_result(unpacked(body)), wall_seconds=0.0)
                for *key, body in store.execute("select part, version, source, body from result")
            },
            pages={path.stem: _page(path) for path in (out / "learners").glob("*.json")},
            gradebook=(out / "gradebook.csv").read_bytes(),
        )


def _opened(out: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{out / 'store.sqlite'}?mode=ro", uri=True, timeout=10)


def _page(path: Path) -> Report:
    report = msgspec.json.decode(path.read_bytes(), type=Report)
    parts = tuple(msgspec.structs.replace(part, wall_seconds=0.0) for part in report.parts)
    return msgspec.structs.replace(report, parts=parts)
