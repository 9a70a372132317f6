"""What of a notebook's cell is Python: for whoever reads its source. The kernel runs it as it stands."""

from __future__ import annotations

import ast
import re
from typing import Final

__all__ = ["python_of"]

_AROUND_PYTHON: Final = ("time", "timeit", "capture", "prun")
"""Magics whose cell, or the rest of whose line, is Python."""

_CELL_MAGIC: Final = re.compile(r"\s*%%(\w+)")
_LINE_MAGIC: Final = re.compile(
    rf"(?P<indent>\s*+)%(?:{'|'.join(_AROUND_PYTHON)})\b(?:\s+-[a-zA-Z]+(?:\s*\d+)?)*\s*(?P<rest>.*)"
)
# What is read with `+` behind the star is not given back: a long line takes no more than its length.
_ASSIGNMENT: Final = re.compile(r"(?P<target>\s*+[\w., ]++=\s*+)[%!].*")
_NOT_PYTHON: Final = re.compile(r"(?P<indent>\s*+)(?P<rest>(?:[%!?].*|[^#]*[\w)\]]\?\??\s*))")


def python_of(source: str) -> str:
    """Return `source` with everything that is for IPython or the shell commented out; every line keeps its place."""
    if _is_python(source):
        return source
    lines = source.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    magic = _CELL_MAGIC.match(lines[first])
    if magic is not None:
        if magic.group(1) not in _AROUND_PYTHON:
            return "\n".join(f"# {line}" for line in lines)
        lines[first] = f"# {lines[first]}"
    return "\n".join(map(_python_line, lines))


def _python_line(line: str) -> str:
    if (magic := _LINE_MAGIC.fullmatch(line)) is not None:
        return f"{magic['indent']}{magic['rest'] or 'pass'}"
    if (assignment := _ASSIGNMENT.fullmatch(line)) is not None:
        return f"{assignment['target']}None  # {line.strip()}"
    if (other := _NOT_PYTHON.fullmatch(line)) is not None:
        return f"{other['indent']}pass  # {other['rest']}"
    return line


def _is_python(source: str) -> bool:
    try:
        compile(
            source, "<cell>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT | ast.PyCF_ONLY_AST, dont_inherit=True
        )
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
