"""Evidence: a frame, and what only the supervisor can know about the run that sent it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import msgspec

from grader.errors import EvidenceError
from grader.evidence.facts import Fact, Missing
from grader.evidence.frame import Failure
from grader.evidence.probes import Probe
from grader.evidence.python import python_of
from grader.limits import Stopped

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Cell", "CellOutputs", "Evidence", "decode_record", "is_notebook"]


class Cell(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A piece of a submission that runs as a whole.

    `first_line` is the number of its first line, from 1: in the file for a script, in the part's cells put
    one after the other for a notebook. `label` names a notebook's cell ("cell 3") and is empty for a script.
    """

    source: str
    first_line: int = 1
    label: str = ""

    @property
    def python(self) -> str:
        """The source without what a notebook may say to IPython or the shell; every line keeps its place."""
        return python_of(self.source) if self.label else self.source


def is_notebook(cells: tuple[Cell, ...]) -> bool:
    """Tell whether the cells are a notebook's."""
    return any(cell.label for cell in cells)


class CellOutputs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one cell of a notebook showed in one run. Like all that comes from a run, it is the learner's to say."""

    execution_count: int | None
    outputs: str
    """A JSON list of outputs in the notebook format, version 4; not validated."""


_MOST_COUNTED: Final = 1 << 31


class _Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    execution_count: Annotated[int, msgspec.Meta(ge=0, lt=_MOST_COUNTED)] | None
    outputs: msgspec.Raw


_record_decoder = msgspec.json.Decoder(_Record)


def decode_record(line: bytes) -> CellOutputs:
    """Return the record of one cell.

    Raises:
        EvidenceError: the line is none.
    """
    try:
        record = _record_decoder.decode(line)
        outputs = bytes(record.outputs).decode()
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise EvidenceError(f"the record of a cell is not one: {error}") from None
    if not outputs.startswith("["):
        raise EvidenceError("the record of a cell is not one: its outputs are no list")
    return CellOutputs(record.execution_count, outputs)


class Evidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is known of one run of some cells in one world."""

    cells: tuple[Cell, ...]
    setup: str
    """The set-up's source; source checks read from it which names were imported for the learner."""
    probes: tuple[Probe, ...]
    facts: tuple[Fact, ...]
    """One a probe, in the same order; all `Missing` where the worker left no frame."""
    complete: bool
    """Whether the worker left a valid frame."""
    error: Failure | None = None
    stopped: Stopped | None = None
    exit_status: int = 0
    """The worker's exit status, or minus the signal that ended it."""
    stdout: str = ""
    stderr: str = ""
    outputs: tuple[CellOutputs, ...] = ()
    """One a cell of a notebook that ran to its end, in their order; none for a script."""
    wall_seconds: float = 0.0

    def fact(self, probe: Probe) -> Fact:
        """Return what was seen for `probe`; `Missing` where it was not asked."""
        for asked, fact in zip(self.probes, self.facts, strict=True):
            if asked == probe:
                return fact
        return Missing()

    @property
    def printed(self) -> str:
        """What was printed on either stream: `tf.print` writes to stderr."""
        return f"{self.stdout}\n{self.stderr}"

    def lines(self) -> Iterator[tuple[int, str, str]]:
        """Yield number, text and the cell's label (on its first line only) of every source line."""
        for cell in self.cells:
            for offset, text in enumerate(cell.source.split("\n")):
                yield cell.first_line + offset, text, cell.label if offset == 0 else ""
