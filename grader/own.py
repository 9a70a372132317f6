"""The evidence of our own code: made by running it or, in a release, read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import msgspec

from grader.data import World, content_digest, world_file
from grader.errors import SpecError, UsageError
from grader.kept import Reference, kept_reference, kept_suspects
from grader.mistakes import mistaken_source, suspect_of
from grader.runner import runtime

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from pathlib import Path

    from grader.catalogue import Course, Part
    from grader.data import DataSource
    from grader.evidence import Evidence
    from grader.mistakes import Suspect
    from grader.runner import Runner

__all__ = ["Own", "Release", "read_release"]

_MUST_MATCH: Final = {"tensorflow": 2, "tf-keras": 2, "numpy": 1, "pandas": 1}
"""How many numbers of a version must be those that a release was made with. Others change no fact beyond tolerance."""


class Release(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a release says of itself."""

    format: Literal["grader/release/1"] = "grader/release/1"
    runtime: dict[str, str]
    """What its evidence was made with: versions, our own code, the environment of a run."""


class Own:
    """What the reference solutions and the known mistakes of a course leave.

    Raises:
        UsageError: the course is a release that was made with another grader, or with libraries too far from these.
    """

    def __init__(self, course: Course, source: DataSource, runner: Runner) -> None:
        self._course = course
        self._source = source
        self._runner = runner
        if course.is_release:
            _require_same_runtime(read_release(course.release_file))

    def reference(self, part: Part, world: World) -> Evidence:
        """Return what the part's reference solution leaves in `world`.

        Raises:
            SpecError: it does not run to its end, or the release is damaged.
            UsageError: the data are not those that the release was made with.
            SandboxError: it could not be run.
        """
        if isinstance(part.answer, str):
            return self._runner.run_own(part, part.answer, world, must_pass=True)
        kept = kept_reference(part.answer, world)
        self._require_same_files(kept, world)
        return kept.evidence

    def suspects(self, part: Part, reference: Evidence, pool: Executor) -> tuple[Suspect, ...]:
        """Return how the part's known mistakes show; `reference` is the solution's evidence in the public world.

        Raises:
            SpecError: a mistake does not fit the solution, or the release is damaged.
            SandboxError: one could not be run.
        """
        if not isinstance(part.answer, str):
            return kept_suspects(part.answer)
        under_way = [
            (mistake, pool.submit(self._runner.run_own, part, source, World.PUBLIC, must_pass=False))
            for mistake in part.exercise.mistakes
            for source in (mistaken_source(part, mistake),)
        ]
        return tuple(
            suspect_of(part.exercise, mistake, run.result(), reference) for mistake, run in under_way
        )

    def _require_same_files(self, kept: Reference, world: World) -> None:
        for name, digest in kept.files.items():
            path = world_file(name, world, self._source, self._course.fixtures)
            if content_digest(path) == digest:
                continue
            if path.is_relative_to(self._course.fixtures):
                raise SpecError(f"{path} is not the file that came with the release; get the release again")
            if self._source.origin != "fixtures":
                raise UsageError(
                    f"{self._source.name} holds another {name} than the release was made with: unset GRADER_DATA,"
                    " or `grade data reset`, and the release's own file is used"
                )
            raise UsageError(
                f"the hidden {name} comes out otherwise here than where the release was made; "
                "install the versions in its constraints.txt"
            )


def read_release(path: Path) -> Release:
    """Return what the release whose file this is says of itself.

    Raises:
        SpecError: it cannot be read.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Release)
    except (OSError, msgspec.MsgspecError) as error:
        raise SpecError(f"{path} cannot be read ({error}); get the release again") from None


def _require_same_runtime(release: Release) -> None:
    here, there = runtime(), release.runtime
    if any(here[name] != there.get(name) for name in ("grader", "code")):
        raise UsageError(
            f"this release was made with another build of the grader ({there.get('grader')}; here is {here['grader']});"
            " install the wheel that came with it"
        )
    for name, numbers in _MUST_MATCH.items():
        wanted, found = there.get(name, "none"), here[name]
        if wanted.split(".")[:numbers] != found.split(".")[:numbers]:
            raise UsageError(
                f"this release was made with {name} {wanted}, and here is {found}, which may give other results;"
                " install the versions in its constraints.txt"
            )
