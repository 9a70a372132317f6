"""Learners' texts in one line, and points without float noise."""

from __future__ import annotations

import re
from typing import Final

from grader.report.text import spelled, visible

__all__ = ["known", "number", "one_line"]

_LONGEST: Final = 250
"""Of a name, in characters: Canvas keeps 255."""
_NO_CHARACTER: Final = re.compile("[\ufffe\uffff]")
"""What XML forbids, and `visible` lets pass."""


def one_line(text: str, longest: int = _LONGEST) -> str:
    """Return the text in one line of at most `longest` characters, with every hidden character spelled out.

    All of it may stand in XML 1.0.
    """
    shown = _NO_CHARACTER.sub(lambda match: spelled(match[0]), visible(text))
    line = " ".join(shown.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def number(value: float) -> str:
    """Return points with two decimals at most, and no zeros behind them: `7`, `7.5`, `6.67`."""
    # The addition makes 0 of -0.
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def known(value: float | None) -> str:
    """Return a number, or nothing where nobody knows it."""
    return "" if value is None else number(value)
