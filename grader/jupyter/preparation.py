"""`%setup ID`: the names that a part begins with, in the session's own namespace."""

from __future__ import annotations

import contextlib
import os
import shutil
import symtable
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from grader.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grader.catalogue import Course, Part

__all__ = ["prepare_environment", "set_up"]

_VARIABLES: Final = ("TF_USE_LEGACY_KERAS", "TF_CPP_MIN_LOG_LEVEL", "TF_ENABLE_ONEDNN_OPTS")
"""Which of a run's variables a session takes over. The others would fix seeds, threads or the windows of figures."""

_STDERR: Final = 2
_LOADED: Final = "tensorflow.estimator"
"""A module that is there only when a run's stand-ins are."""

_KERAS: Final = "tf_keras."
"""Where the course's Keras comes from."""


def prepare_environment() -> None:
    """Let TensorFlow, where it is not imported yet, be the course's; what the user has set stays."""
    from grader.sandbox.environment import DETERMINISTIC  # noqa: PLC0415 - loading the magics waits for nothing

    for name in _VARIABLES:
        os.environ.setdefault(name, DETERMINISTIC[name])


def set_up(course: Course, part: Part, names: dict[str, object]) -> Iterator[str]:
    """Run the part's set-up in `names`, on the public data, and yield the lines to tell of it.

    A name that the set-up only passes through is afterwards what it was before. The data files that the learner's
    own code is to read are put into the working folder, where none of that name is.

    Raises:
        UsageError: the set-up does not run in this session.
    """
    if not _load_tensorflow():
        yield (
            "TensorFlow was imported before the grader, with another Keras than the course's: restart the kernel,"
            " and begin with %load_ext grader"
        )
    before = dict(names)
    with _data_files(course, part) as own_files:
        try:
            exec(compile(part.setup, f"<set-up of {part.id}>", "exec", dont_inherit=True), names)  # noqa: S102
        except Exception as error:
            raise UsageError(
                f"the set-up of {part.id} does not run in this session: {type(error).__name__}: {error};"
                " restart the kernel, and begin with %load_ext grader"
            ) from error
        given = _given(part.setup, names)
        lost = {name: value for name, value in before.items() if name not in names or name.startswith("__")}
        names.update(lost)
    words = [", ".join(given) or "no names", *(f"the file {name}" for name in own_files)]
    yield f"{part.id} begins with: {'; '.join(words)}"


def _load_tensorflow() -> bool:
    """Load what the course uses as a run does; return whether this session's Keras is the course's."""
    from grader.sandbox import runtime  # noqa: PLC0415 - as above

    if _LOADED in sys.modules:
        return True
    tensorflow = sys.modules.get("tensorflow")
    if tensorflow is not None and not tensorflow.keras.Model.__module__.startswith(_KERAS):
        return False
    with _silence():
        runtime.load()
    return True


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Keep what libraries write to the descriptor of standard error out of the cell: that no GPU is there, and such."""
    sys.stderr.flush()
    kept = os.dup(_STDERR)
    try:
        with Path(os.devnull).open("wb") as nothing:
            os.dup2(nothing.fileno(), _STDERR)
        yield
    finally:
        os.dup2(kept, _STDERR)
        os.close(kept)


@contextlib.contextmanager
def _data_files(course: Course, part: Part) -> Iterator[Sequence[str]]:
    """Stay in a folder that has the part's data files; give the names of those that the user's own has too."""
    from grader.data import World, find_source, world_file  # noqa: PLC0415 - only parts with files need it

    source = find_source(course.fixtures)
    files = {name: world_file(name, World.PUBLIC, source, course.fixtures) for name in part.exercise.files}
    own = [name for name in files if name in part.stub]
    for name in own:
        if not Path(name).exists():
            shutil.copyfile(files[name], name)
    with tempfile.TemporaryDirectory(prefix="grade-setup-") as folder, contextlib.chdir(folder):
        for name, path in files.items():
            Path(name).symlink_to(path.resolve())
        yield own


def _given(setup: str, names: dict[str, object]) -> list[str]:
    """Return the names that the set-up binds and leaves, but for those with an underscore."""
    symbols = symtable.symtable(setup, "set-up", "exec").get_symbols()
    bound = [symbol.get_name() for symbol in symbols if symbol.is_assigned() or symbol.is_imported()]
    return sorted(name for name in bound if name in names and not name.startswith("_"))
