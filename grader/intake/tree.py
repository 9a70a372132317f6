"""The files of a class, those in archives included, in one order whatever the file system's."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

import msgspec

from grader.intake.archives import Budget, Refused, is_archive, members
from grader.intake.model import Problem
from grader.intake.names import clean
from grader.limits import NOTEBOOK_BYTES, IntakeLimits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["METADATA", "Entry", "Tree", "is_gradable"]

METADATA: Final = "submission_metadata.yml"
"""What Gradescope tells of an export."""

_IGNORED: Final = frozenset({"__macosx", "__pycache__", "thumbs.db", "desktop.ini"})
_REMEDY_LINK: Final = "put the file itself in its place"


def is_gradable(name: str) -> bool:
    """Whether a file of this name can be a submission."""
    return name.lower().endswith((".py", ".ipynb"))


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A file or a folder, by its place under the class; an archive is a folder."""

    names: tuple[str, ...]
    is_folder: bool = False
    in_archive: bool = False
    when: str = ""
    path: Path | None = None
    """Where its bytes are; None for a folder, and for a file that nobody will read."""

    @property
    def place(self) -> str:
        """Its place, as the instructor would name it."""
        return "/".join(clean(name) for name in self.names)


class Tree:
    """Reads a class's folder or archive into entries and problems, once.

    Files and folders whose names begin with a dot, and what systems leave behind (`__MACOSX`, `Thumbs.db`), are not
    looked at. What is unpacked gets numbers for names, in `scratch`.
    """

    def __init__(self, root: Path, scratch: Path, limits: IntakeLimits) -> None:
        self.problems: list[Problem] = []
        self.clones: set[tuple[str, ...]] = set()
        """The folders with a `.git` in them."""
        self._root = root
        self._scratch = scratch
        self._limits = limits
        self._budget = Budget(limits.class_members, limits.class_bytes)
        self._count = 0
        self._alone = root.is_dir() and len(list(root.iterdir())) == 1
        if root.is_dir():
            self.entries = list(self._folder())
        else:
            self.entries = list(self._archive(root, (), self._budget, 1))
        self.entries.sort(key=lambda entry: (entry.names, entry.is_folder))

    def _problem(self, names: tuple[str, ...], wrong: str, remedy: str) -> None:
        place = "/".join(clean(name) for name in names) or clean(self._root.name)
        self.problems.append(Problem(place=place, wrong=wrong, remedy=remedy))

    def _skips(self, names: tuple[str, ...]) -> bool:
        """Whether to pass over what is there; remembers the clones."""
        for number, name in enumerate(names):
            if name == ".git":
                self.clones.add(names[:number])
            if (name.startswith(".") and name != "..") or name.lower() in _IGNORED:
                return True
        if len(names) > self._limits.name_parts:
            self._problem(names[:3], "its folders are nested too deep", "hand in the answers alone")
            return True
        return False

    # Folders

    def _folder(self) -> Iterator[Entry]:
        queue: list[tuple[str, ...]] = [()]
        try:
            while queue:
                folder = queue.pop()
                try:
                    found = sorted(os.scandir(self._root.joinpath(*folder)), key=lambda each: each.name)
                except OSError as error:
                    self._problem(
                        folder, f"the folder cannot be read: {error.strerror}", "change its permissions"
                    )
                    continue
                for each in found:
                    names = (*folder, each.name)
                    if self._skips(names):
                        continue
                    self._budget.member()
                    if each.is_dir(follow_symlinks=False):
                        queue.append(names)
                        yield Entry(names=names, is_folder=True)
                    else:
                        yield from self._on_disk(names)
        except Refused as refusal:
            self._problem((), refusal.wrong, refusal.remedy)

    def _on_disk(self, names: tuple[str, ...]) -> Iterator[Entry]:
        path = self._root.joinpath(*names)
        try:
            if path.is_symlink():
                path = path.resolve()
                if not path.is_relative_to(self._root):
                    self._problem(names, "it is a link that leads out of the class's folder", _REMEDY_LINK)
                    return
            state = path.lstat()
            if not stat.S_ISREG(state.st_mode):
                self._problem(names, "it is a link to a folder, a device or a pipe, not a file", _REMEDY_LINK)
                return
            if not os.access(path, os.R_OK):
                self._problem(names, "it cannot be read", "change its permissions")
                return
        except (OSError, RuntimeError):  # A loop of links is a RuntimeError before Python 3.13.
            self._problem(names, "it is a link that leads nowhere", _REMEDY_LINK)
            return
        when = datetime.fromtimestamp(int(state.st_mtime), tz=UTC).isoformat()
        if is_archive(names[-1]):
            yield Entry(names=names, is_folder=True, when=when)
            # The only file of a folder may be the whole class.
            yield from self._archive(path, names, self._own_budget(names), 1)
        elif is_gradable(names[-1]) and state.st_size > NOTEBOOK_BYTES:
            self._too_large(names)
            yield Entry(names=names, when=when)
        else:
            yield Entry(names=names, when=when, path=path)

    def _too_large(self, names: tuple[str, ...]) -> None:
        self._problem(names, f"it is larger than {NOTEBOOK_BYTES:,} bytes", "is it the right file?")

    # Archives

    def _own_budget(self, names: tuple[str, ...]) -> Budget:
        """Return the budget of an archive in the class: a learner's own, unless it is all there is."""
        if len(names) == 1 and self._alone:
            return self._budget
        return Budget(self._limits.archive_members, self._limits.archive_bytes, self._budget)

    def _archive(self, path: Path, names: tuple[str, ...], budget: Budget, depth: int) -> Iterator[Entry]:
        if depth > self._limits.depth:
            self._problem(
                names, f"it is an archive {depth} deep in others; it is not opened", "unpack it first"
            )
            return
        try:
            self._count += 1
            for member in members(path, self._scratch / str(self._count), budget, self._limits):
                inside = (*names, *member.names)
                if self._skips(inside):
                    continue
                if member.refusal:
                    self._problem(inside, member.refusal.wrong, member.refusal.remedy)
                elif member.is_folder or member.copy is None:
                    yield Entry(names=inside, is_folder=True, in_archive=True)
                elif is_archive(inside[-1]):
                    yield Entry(names=inside, is_folder=True, in_archive=True, when=member.when)
                    yield from self._nested(member.copy, inside, budget, depth)
                else:
                    yield Entry(
                        names=inside, in_archive=True, when=member.when, path=self._kept(member.copy, inside)
                    )
        except Refused as refusal:
            self._problem(names, refusal.wrong, refusal.remedy)

    def _nested(
        self, copy: Callable[[Path, int], int], names: tuple[str, ...], budget: Budget, depth: int
    ) -> Iterator[Entry]:
        if budget is self._budget:
            budget = Budget(self._limits.archive_members, self._limits.archive_bytes, self._budget)
        target = self._target(names[-1])
        try:
            if copy(target, self._limits.archive_bytes) > self._limits.archive_bytes:
                raise Refused("it is far too large; it is not opened", "hand in the answers alone")  # noqa: TRY301
            yield from self._archive(target, names, budget, depth + 1)
        except Refused as refusal:
            self._problem(names, refusal.wrong, refusal.remedy)
        finally:
            target.unlink(missing_ok=True)

    def _kept(self, copy: Callable[[Path, int], int], names: tuple[str, ...]) -> Path | None:
        """Unpack a member if anyone will read it."""
        is_metadata = names[-1] == METADATA
        if not is_gradable(names[-1]) and not is_metadata:
            return None
        most = self._limits.metadata_bytes if is_metadata else NOTEBOOK_BYTES
        target = self._target(names[-1])
        try:
            if copy(target, most) <= most:
                return target
        except Refused as refusal:
            self._problem(names, refusal.wrong, refusal.remedy)
            return None
        target.unlink()
        self._too_large(names)
        return None

    def _target(self, name: str) -> Path:
        """Return a new path in the scratch folder, with the suffix of `name` if that says how to read it."""
        self._count += 1
        self._scratch.mkdir(parents=True, exist_ok=True)
        suffix = PurePosixPath(name.lower()).suffix
        return self._scratch / f"{self._count}{suffix if suffix in {'.zip', '.tar'} else ''}"
