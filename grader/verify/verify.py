"""Proves exercises: right answers pass, and stubs, known mistakes and mutants of the reference solution fail."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec

import grader
from grader.bands import read_calibration
from grader.calibrate import fingerprint
from grader.data import cache_folder
from grader.errors import SandboxError, SpecError
from grader.files import write_whole
from grader.runner import SEED, data_digests, versions
from grader.verify.proof import PartProof, Proof, marked
from grader.verify.trials import Trials

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from grader.catalogue import Course, Part
    from grader.data import DataSource
    from grader.runner import Runner

__all__ = ["Telling", "verify"]


class Telling(Protocol):
    """Told as programs have been tried."""

    def __call__(self, part: str, done: int, total: int) -> None:
        """`done` of `total` programs of `part` are tried."""


def verify(
    part_ids: tuple[str, ...],
    *,
    course: Course,
    source: DataSource,
    runner: Runner,
    progress: Telling | None = None,
    use_cache: bool = True,
) -> Proof:
    """Prove the parts, side by side, and return what was found; an unchanged part comes from the cache.

    Raises:
        UsageError: the data cannot be read, or the cache cannot be written.
    """
    proofs: list[PartProof] = []
    # Two parts are under way at a time, so that no processor waits for the last runs of a part.
    with runner.pool() as pool:
        begun: list[_Proving] = []
        for number in range(len(part_ids)):
            begun += [
                _Proving(ahead, course, source, runner, pool, use_cache=use_cache)
                for ahead in part_ids[len(begun) : number + 2]
            ]
            proofs.append(begun[number].proof(progress))
    return Proof(
        proved=all(proof.proved for proof in proofs),
        versions=versions(),
        data=source.name,
        parts=tuple(proofs),
    )


class _Proving:
    """One part's proof: from the cache, or from runs under way in a pool."""

    def __init__(
        self,
        part_id: str,
        course: Course,
        source: DataSource,
        runner: Runner,
        pool: ThreadPoolExecutor,
        *,
        use_cache: bool,
    ) -> None:
        self._id = part_id
        self._kept: PartProof | None = None
        self._trials: Trials | None = None
        try:
            self._part = course.part(part_id)
            self._stale = _stale_bands(self._part, course, source)
            self._path = cache_folder() / "verify" / f"{_key(self._part, course, source)}.json"
            self._kept = _read(self._path) if use_cache else None
            if self._kept is None:
                self._trials = Trials(self._part, runner, pool)
        except (SpecError, SyntaxError) as error:
            self._kept = PartProof(exercise=part_id, problems=(str(error),))

    def proof(self, progress: Telling | None) -> PartProof:
        if self._trials is None:
            kept = self._kept or PartProof(exercise=self._id)
            return self._marked(kept) if kept.title else kept
        tell = functools.partial(progress, self._id) if progress else lambda _done, _total: None
        try:
            found = self._trials.proof(tell)
        except SpecError as error:
            return PartProof(exercise=self._id, title=self._part.exercise.title, problems=(str(error),))
        except SandboxError as error:
            return PartProof(exercise=self._id, title=self._part.exercise.title, fault=str(error))
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self._path, msgspec.json.encode(msgspec.structs.replace(found, cached=True)))
        return self._marked(found)

    def _marked(self, proof: PartProof) -> PartProof:
        found = marked(proof, self._part.exercise.equivalents)
        return msgspec.structs.replace(found, problems=(*found.problems, *self._stale))


def _stale_bands(part: Part, course: Course, source: DataSource) -> tuple[str, ...]:
    """Return what is wrong with the part's bands, if they were made from the same data as this proof."""
    calibration = read_calibration(course.bands_file(part.id))
    if (
        calibration is None
        or calibration.data != source.name
        or calibration.made_of == fingerprint(part, course, source)
    ):
        return ()
    return (f"the bands are older than what they are made of: make them again, `{calibration.made_by}`",)


def _key(part: Part, course: Course, source: DataSource) -> str:
    """Return a digest of all that a proof depends on, but for the marks, which are applied to what is kept."""
    exercise = msgspec.structs.replace(part.exercise, equivalents=())
    files = data_digests(part, course, source)
    texts = (part.id, part.stub, part.setup, part.hidden_setup, part.solution)
    # Not msgspec's encoding, which leaves out of which kind a check is.
    key = repr((texts, exercise, files, sorted(versions().items()), SEED, _code()))
    return hashlib.sha256(key.encode()).hexdigest()


@functools.cache
def _code() -> str:
    """Return a digest of the grader's code but for what only shows results."""
    package = Path(grader.__file__).parent
    files = [
        path
        for path in sorted(package.rglob("*.py"))
        if path.relative_to(package).parts[0] not in {"course", "cli", "report", "pytest_plugin.py"}
    ]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def _read(path: Path) -> PartProof | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=PartProof)
    except (OSError, msgspec.MsgspecError):
        return None
