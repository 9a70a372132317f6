"""The cells of a CSV file, and the file."""

from __future__ import annotations

import csv
import io
import unicodedata
from typing import TYPE_CHECKING, Final

from grader.export.standing import points
from grader.export.text import known, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from grader.gradebook import Row

__all__ = ["cell", "grade_cells", "table"]

_EVALUATED: Final = ("=", "+", "-", "@", "\N{MINUS SIGN}")
"""What a formula begins with; wide and small variants of these count as well."""
_PASSED_OVER: Final = ' "\u200c\u200d'
"""What a spreadsheet may take away in front of it."""


def cell(text: str) -> str:
    """Return a text of somebody else's for a cell: one line, and nothing that a spreadsheet evaluates.

    What would be a formula begins with an apostrophe instead. So does a formula after a semicolon, for where that
    separates lists, Excel splits every line of a CSV file there, whatever is quoted.
    """
    pieces = one_line(text).split(";")
    return ";".join(f"'{piece}" if _is_formula(piece) else piece for piece in pieces)


def grade_cells(row: Row) -> Iterable[str]:
    """Yield a cell a part, with its points; an empty one where nobody knows them."""
    return (known(points(row, entry)) for entry in row.entries)


def table(rows: Iterable[Sequence[str]]) -> bytes:
    """Return a CSV file of finished cells: UTF-8 without a mark, commas, a line feed at the end of each row."""
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerows(rows)
    return file.getvalue().encode()


def _is_formula(piece: str) -> bool:
    first = piece.lstrip(_PASSED_OVER)[:1]
    return unicodedata.normalize("NFKC", first).startswith(_EVALUATED)
