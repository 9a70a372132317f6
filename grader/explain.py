"""Explains, in plain words and with one thing to try, why code stopped."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final

from grader.checks.syntax import Syntax
from grader.checks.words import plain
from grader.evidence import Cell, is_notebook
from grader.limits import Limits, Stopped, for_notebook
from grader.results import CodeError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.evidence import Evidence, Failure

__all__ = ["explain"]

_MIB: Final = 1024 * 1024

_NOBODY_ANSWERS: Final = (
    "Nobody is there to answer `input()` while the code is graded; give the value in the code."
)

_ADVICE: Final = {
    "SyntaxError": "Python cannot read this line. Look for a missing bracket, quote, colon or comma, here or just above.",
    "IndentationError": "The indentation does not fit: the lines of one block begin at the same column.",
    "TabError": "Tabs and spaces are mixed in the indentation; use spaces only.",
    "NameError": "This name is not known here. Look for a typing error, an import, or a line that should define it first.",
    "ImportError": "The import does not work. Look at the spelling of the module and of the name.",
    "ModuleNotFoundError": "There is no module of this name here. Look at its spelling.",
    "AttributeError": "The object has nothing of this name. Look at the spelling, and at what the object is.",
    "TypeError": "A function or an operator was given something of the wrong type, or too many or too few arguments.",
    "ValueError": "A function was given a value that it cannot use; shapes that do not fit are the usual reason.",
    "InvalidArgumentError": "TensorFlow cannot do this with these tensors. Compare their shapes, data types and indices.",
    "KeyError": "There is no such key or column. Look at its spelling.",
    "IndexError": "The index is beyond the end.",
    "ZeroDivisionError": "Something is divided by zero.",
    "RecursionError": "A function calls itself without end.",
    "FileNotFoundError": "There is no such file for this exercise. Use the name of the file given, without a folder.",
    "PermissionError": "Exercises run without the network, other programs, or files outside their own folder.",
    "BlockingIOError": "Exercises may not start that many processes or threads.",
    "StdinNotImplementedError": _NOBODY_ANSWERS,
    "EOFError": _NOBODY_ANSWERS,
    "SystemExit": "The code ends the program itself. Take the call of `exit` out: the grader looks at what is left.",
    "KeyboardInterrupt": "The code interrupts itself.",
    "MemoryError": "The code asks for more memory than there is.",
}


def explain(evidence: Evidence, limits: Limits) -> CodeError | None:
    """Return why the code did not run to its end, or None where it did."""
    if evidence.stopped is not None:
        return _stopped(evidence, evidence.stopped, limits)
    if evidence.error is not None:
        return _raised(evidence, evidence.error)
    if not evidence.complete:
        return CodeError(
            type="NoEvidence",
            message=f"the program ended early, with exit status {evidence.exit_status}",
            explanation="The program ended before its results could be looked at. "
            "Does it end itself, with `os._exit` or by a signal?",
        )
    return None


def _raised(evidence: Evidence, error: Failure) -> CodeError:
    blanks = Syntax(evidence).blank_lines()
    explanation = _ADVICE.get(error.type, "")
    # A name that is not known may be one that a blank was to define: `def ____(x0)`.
    if blanks and (error.line in blanks or error.type == "NameError" or "____" in error.message):
        line = error.line if error.line in blanks else blanks[0]
        explanation = f"Line {line} still has a blank, `____`. Replace it with your answer."
    elif error.type == "AttributeError" and re.search(
        r"module 'numpy' has no attribute '(float|int|bool)'", error.message
    ):
        explanation = "NumPy no longer has this name. Name the size of the number: `np.float32`, `np.int32`."
    return CodeError(
        type=error.type,
        message=plain(error.message),
        line=error.line,
        explanation=explanation,
        traceback=tuple(_traceback(evidence, error)),
    )


def _traceback(evidence: Evidence, error: Failure) -> Iterator[str]:
    for step, run in itertools.groupby(error.trace):
        function = "" if step.function == "<module>" else f", in {step.function}"
        times = len(list(run))
        again = f" ({times} times)" if times > 1 else ""
        yield f"{_place(evidence, step.line)}{function}: {_line(evidence, step.line)}{again}"


def _stopped(evidence: Evidence, stopped: Stopped, limits: Limits) -> CodeError:
    running = _running(evidence)
    first = running.first_line if running is not None else 1
    loops = [line for line in Syntax(evidence).loops() if line >= first]
    loop = f"Does the loop on line {loops[0]} end?" if loops else ""
    bounds = {
        Stopped.WALL_TIME: (f"after {_wall_seconds(evidence, limits):g} s", loop or "What takes so long?"),
        Stopped.CELL_TIME: (f"after {limits.wall_seconds:g} s", loop or "What takes so long?"),
        Stopped.CPU_TIME: (f"after {limits.cpu_seconds} s of computing", loop or "What takes so long?"),
        Stopped.MEMORY: (f"more than {limits.memory_bytes // _MIB:,} MB of memory", "Is an array too large?"),
        Stopped.PROCESSES: ("too many processes or threads", "The exercise needs none of its own."),
        Stopped.OUTPUT: (f"more than {limits.output_bytes // _MIB} MB printed", loop),
        Stopped.FILES: (f"more than {limits.disk_bytes // _MIB} MB, or too many files, written", loop),
        Stopped.KILLED: (f"by signal {-evidence.exit_status}", "Does the program end itself?"),
    }
    in_loop = loops and stopped in {
        Stopped.WALL_TIME,
        Stopped.CELL_TIME,
        Stopped.CPU_TIME,
        Stopped.OUTPUT,
        Stopped.FILES,
    }
    message, explanation = bounds[stopped]
    if running is not None:
        message += f", in {running.label}"
    return CodeError(
        type="Stopped", message=message, line=loops[0] if in_loop else None, explanation=explanation
    )


def _running(evidence: Evidence) -> Cell | None:
    """Return the cell of a notebook that was under way when the run was stopped."""
    if not is_notebook(evidence.cells) or len(evidence.outputs) == len(evidence.cells):
        return None
    return evidence.cells[len(evidence.outputs)]


def _wall_seconds(evidence: Evidence, limits: Limits) -> float:
    return (for_notebook(limits) if is_notebook(evidence.cells) else limits).wall_seconds


def _place(evidence: Evidence, line: int) -> str:
    """Return a line's place as the learner sees it: in the file, or in a cell of the notebook."""
    for cell in evidence.cells:
        if cell.label and cell.first_line <= line <= cell.first_line + cell.source.count("\n"):
            return f"{cell.label}, line {line - cell.first_line + 1}"
    return f"line {line}"


def _line(evidence: Evidence, number: int) -> str:
    return next((text.strip() for line, text, _ in evidence.lines() if line == number), "")
