"""`%load_ext grader`: the magics, and what they remember of the session."""

from __future__ import annotations

import argparse
import contextlib
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from grader.errors import GraderError, UsageError
from grader.jupyter.history import Piece, Run, answers, last_mark
from grader.jupyter.preparation import prepare_environment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from IPython.core.interactiveshell import ExecutionInfo, ExecutionResult, InteractiveShell

__all__ = ["Session", "load"]


def load(shell: InteractiveShell) -> None:
    """Give the session `%grade`, `%%grade` and `%setup`."""
    prepare_environment()
    session = Session(shell)
    shell.events.register("pre_run_cell", session.begin)
    shell.events.register("post_run_cell", session.end)
    shell.magics_manager.register_function(session.grade, "line_cell", "grade")
    shell.magics_manager.register_function(session.setup, "line", "setup")


class Session:
    """A session of IPython: the cells that it ran, and the magics that look at them."""

    def __init__(self, shell: InteractiveShell) -> None:
        self._shell = shell
        self._running = ""
        self._ended: dict[int, tuple[str, bool]] = {}

    def begin(self, info: ExecutionInfo) -> None:
        """Remember which cell is run now."""
        self._running = info.cell_id or ""

    def end(self, result: ExecutionResult) -> None:
        """Remember which cell was run, and whether it ended in an error."""
        if result.execution_count is not None and result.info and result.info.store_history:
            self._ended[result.execution_count] = result.info.cell_id or "", not result.success

    def runs(self) -> list[Run]:
        """Return what was run until now, in order, the cell that is being run among it."""
        runs = []
        sources = self._sources()
        ended = {len(sources) - 1: (self._running, False)} | self._ended
        for number, source in enumerate(sources):
            # Nothing is known of what was run before the magics were there.
            cell_id, failed = ended.get(number, ("", False))
            if source.strip():
                runs.append(Run(number=number, source=source, cell_id=cell_id, failed=failed))
        return runs

    def _sources(self) -> list[str]:
        """Return what was run, each at its number."""
        history = self._shell.history_manager
        return list(history.input_hist_raw) if history else []

    def grade(self, line: str, cell: str | None = None) -> None:
        """Grade what you have run, or the cell below.

        %grade exercise_2_3        the cells of this session that are marked for lesson 2.3
        %grade exercise_2_3_1      those of one part; every cell, where none is marked
        %grade                     the lesson of the cell that was marked last
        %%grade exercise_2_3_1     this cell alone, as the answer to one part

        A cell is marked by a comment that names the part, `# exercise_2_3_1`. Of a cell that was run several times
        the last run counts. The code is run in a process of its own: your names, seeds and files stay as they are.

        Options, as those of the command `grade`: --report DIR, --course DIR, --strict.
        """
        with _told():
            # What it takes to grade is loaded when there is something to grade.
            from grader.catalogue import find_course  # noqa: PLC0415
            from grader.jupyter.answer import show  # noqa: PLC0415
            from grader.jupyter.grading import Call, grade_cells  # noqa: PLC0415

            words = _words("grade", line)
            course = find_course(words.course)
            target = words.target or self._last_lesson()
            parts = course.resolve(target)
            if cell is None:
                pieces = self._marked(target, parts)
            elif parts == (target,):
                number = len(self._sources()) - 1
                source = f"# %%grade {line}\n{cell}"
                pieces = (Piece(number=number, part=target, source=source, place=number),)
            else:
                raise UsageError(f"%%grade grades one part, such as {parts[0]}; for more, %grade {target}")
            call = Call(target=target, course=course.folder, report=words.report, strict=words.strict)
            show(grade_cells(call, pieces), call.page)

    def setup(self, line: str) -> None:
        """Give this session the names that a part begins with, and print which they are.

        %setup exercise_2_3_1

        Where you have changed one of them, it is made new. Option: --course DIR.
        """
        with _told():
            from grader.catalogue import find_course, is_part_id  # noqa: PLC0415 - as in `grade`
            from grader.jupyter.preparation import set_up  # noqa: PLC0415

            words = _words("setup", line)
            course = find_course(words.course)
            if not is_part_id(words.target):
                raise UsageError(f"%setup needs the ID of a part, such as {course.part_ids[0]}")
            (name,) = course.resolve(words.target)
            for told in set_up(course, course.part(name), self._shell.user_ns):
                print(told)

    def _last_lesson(self) -> str:
        mark = last_mark(self.runs())
        if not mark:
            raise UsageError(
                "no cell that was run is marked for a part; name one, as in %grade exercise_2_3_1"
            )
        return mark.rsplit("_", 1)[0]

    def _marked(self, target: str, parts: tuple[str, ...]) -> tuple[Piece, ...]:
        """Return the cells that count, if any of them may answer the target."""
        pieces = answers(self.runs())
        marked = {piece.part for piece in pieces} - {""}
        unmarked = bool(pieces) and not marked and parts == (target,)
        if not unmarked and marked.isdisjoint(parts):
            raise UsageError(
                f"no cell that was run is marked for {target}; begin the cell that answers it with"
                f" `# {parts[0]}`, run it, and grade again"
            )
        return pieces


class _Words(argparse.Namespace):
    target: str
    report: Path
    course: Path | None
    strict: bool


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"%{self.prog}: {message}; %{self.prog}? tells more")


def _words(magic: str, line: str) -> _Words:
    """Return what stands behind a magic."""
    parser = _Parser(prog=magic, add_help=False, allow_abbrev=False)
    parser.add_argument("target", nargs="?", default="")
    parser.add_argument("--course", type=Path)
    if magic == "grade":
        parser.add_argument("--report", type=Path, default=Path("grade-report"))
        parser.add_argument("--strict", action="store_true")
    try:
        words = shlex.split(line)
    except ValueError as error:
        parser.error(str(error))
    return parser.parse_args(words, namespace=_Words())


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Tell an error in one line, as the command does: a traceback helps nobody here."""
    try:
        yield
    except GraderError as error:
        print(f"error: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
