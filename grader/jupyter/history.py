"""What was run in a session, and which of it answers which part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Piece", "Run", "answers", "last_mark", "notebook_of"]

_GRADED: Final = re.compile(r"%%grade\s+(exercise_\d+_\d+_\d+)\b")
_COMMENT: Final = re.compile(r"^\s*#.*?\b(exercise_\d+_\d+_\d+)\b", re.MULTILINE)
_SET_UP: Final = re.compile(r"^\s*%setup\s+(exercise_\d+_\d+_\d+)\b", re.MULTILINE)
_NO_CODE: Final = re.compile(r"\s*([%!#].*)?")


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One run of a cell: its number, as in `In [7]`, and what is known of it."""

    number: int
    source: str
    cell_id: str = ""
    """The same for each run of a cell; empty where the front end does not tell."""
    failed: bool = False


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A cell that counts, and the part that it belongs to; none for what belongs to every part."""

    number: int
    part: str
    source: str
    place: int
    """Where it stands in a notebook of them, if there is room."""


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A run that counts until a later one takes its place."""

    run: Run
    mark: str
    part: str
    first: int
    """The number of the cell's first run."""

    @property
    def place(self) -> int:
        """Where it stands: at its number, but in front of every mark where it was at first."""
        return self.run.number if self.part else self.first

    def gives_way_to(self, other: _Kept) -> bool:
        """Tell whether `other` is a later run of the same cell, or of an answer to the same part."""
        same_cell = bool(other.run.cell_id) and other.run.cell_id == self.run.cell_id
        return same_cell or (bool(other.mark) and other.mark == self.mark)


def answers(runs: Iterable[Run]) -> tuple[Piece, ...]:
    """Return the cells of the session that count, those of a part in order, and in front what belongs to every part.

    A cell is marked for a part by a comment that names it, or by `%%grade ID` in its first line. Of a part's marked
    cells the last run counts. An unmarked cell belongs to the part that was marked, or set up, last before its first
    run; one that ended in an error does not count, for it was mended since, or left nothing. Cells of magics alone
    are left out.

    The order is that of execution. Where the front end tells which runs are of one cell, the last of them counts at
    the place of the first: it is the notebook's order. Where it does not, a marked run begins its part anew, and
    what came after the run before it is past.
    """
    kept: list[_Kept] = []
    begun: dict[str, tuple[int, str]] = {}
    owner = ""
    for run in runs:
        mark = _mark(run.source)
        owner = mark or _set_up(run.source) or owner
        if _has_no_code(run.source) or (run.failed and not mark):
            continue
        first, home = run.number, owner
        if run.cell_id:
            first, home = begun.setdefault(run.cell_id, (first, home))
        _keep(kept, _Kept(run=run, mark=mark, part=mark or home, first=first))
    return tuple(
        Piece(
            number=each.run.number,
            part=each.part,
            source=_GRADED.sub(r"# \g<0>", each.run.source, count=1),
            place=each.place,
        )
        for each in _sorted(kept)
    )


def _keep(kept: list[_Kept], new: _Kept) -> None:
    old = [place for place, each in enumerate(kept) if each.gives_way_to(new)]
    if not old:
        kept.append(new)
        return
    place = old[0]
    after = [each for each in kept[place:] if not each.gives_way_to(new)]
    if new.run.cell_id:
        kept[place:] = [new, *after]
    else:
        kept[place:] = [*(each for each in after if each.part != new.part), new]


def _sorted(kept: list[_Kept]) -> list[_Kept]:
    """Return them by their numbers, as far as the order within each part allows it."""
    latest: dict[str, int] = {}
    keys = []
    for each in kept:
        latest[each.part] = max(each.place, latest.get(each.part, 0))
        keys.append((bool(each.part), latest[each.part]))
    return [each for _, each in sorted(zip(keys, kept, strict=True), key=lambda pair: pair[0])]


def last_mark(runs: Iterable[Run]) -> str:
    """Return the part that was marked, or set up, last; empty where none was."""
    return next(
        (mark for run in reversed(list(runs)) if (mark := _mark(run.source) or _set_up(run.source))), ""
    )


def notebook_of(pieces: Iterable[Piece]) -> tuple[bytes, dict[str, int]]:
    """Return a notebook of these cells, tagged with their parts, and what `In` calls each of its cells.

    `In [7]` is its seventh cell, where the order of the cells is that of their numbers.
    """
    cells: list[dict[str, Any]] = []
    numbers = {}
    for piece in pieces:
        cells += [_cell("", "") for _ in range(piece.place - len(cells) - 1)]
        cells.append(_cell(piece.source, piece.part))
        numbers[f"cell {len(cells)}"] = piece.number
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 4}
    return msgspec.json.encode(notebook), numbers


def _cell(source: str, part: str) -> dict[str, Any]:
    # Half a character is no JSON; the reader would take it for a question mark too.
    text = source.encode(errors="replace").decode()
    metadata = {"tags": [part]} if part else {}
    return {"cell_type": "code", "source": text, "metadata": metadata, "outputs": [], "execution_count": None}


def _mark(source: str) -> str:
    found = _GRADED.match(source) or _COMMENT.search(source)
    return found[1] if found else ""


def _set_up(source: str) -> str:
    found = _SET_UP.search(source)
    return found[1] if found else ""


def _has_no_code(source: str) -> bool:
    """Tell whether a cell is nothing but magics, shell commands, comments and blank lines."""
    return not source.startswith("%%") and all(_NO_CODE.fullmatch(line) for line in source.split("\n"))
