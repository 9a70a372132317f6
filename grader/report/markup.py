"""A learner's text and code as escaped HTML."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from markupsafe import Markup, escape
from pygments.lexers.python import PythonLexer
from pygments.token import Token

from grader.report.text import HIDDEN, spelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grader.results import SourceLine

__all__ = ["CodeLine", "code_lines", "marked_up", "prose"]

COLOURED_CHARACTERS: Final = 20_000
"""More code than this is shown without colours: it is no one's homework, and nobody should wait for it.

The time that the lexer takes may grow as the square of the length: `match` and as many spaces take three seconds.
"""

_BACKTICKS: Final = re.compile(r"`([^`\n]+)`")

_CLASSES: Final = (
    (Token.Comment, "c"),
    (Token.Literal.String, "s"),
    (Token.Literal.Number, "n"),
    (Token.Keyword, "k"),
    (Token.Operator.Word, "k"),
    (Token.Name.Function, "f"),
    (Token.Name.Class, "f"),
    (Token.Name.Decorator, "d"),
    (Token.Name.Builtin, "b"),
)


class CodeLine(NamedTuple):
    """One line: its number, the label of the cell that it begins, and its HTML."""

    number: int
    cell: str
    html: Markup


def marked_up(text: str) -> Markup:
    """Return the text escaped, with every hidden character spelled out and set apart."""
    html = HIDDEN.sub(lambda match: f'<span class="hid">{escape(spelled(match[0]))}</span>', escape(text))
    return Markup(html)  # noqa: S704 - escaped in the line before


def prose(text: str) -> Markup:
    """Return the text as `marked_up` does, with what stands between backticks set as code."""
    # `str`, because a template of `re` is joined by the text's own type, and `Markup` would escape it.
    html = _BACKTICKS.sub(r"<code>\1</code>", str(marked_up(text)))
    return Markup(html)  # noqa: S704 - escaped in the line before


def code_lines(source: Sequence[SourceLine]) -> tuple[CodeLine, ...]:
    """Return the lines escaped and coloured as Python, each cell by itself; code that is no Python also comes out."""
    short = sum(len(line.text) + 1 for line in source) <= COLOURED_CHARACTERS
    return tuple(
        CodeLine(line.number, line.cell, html)
        for cell in _cells(source)
        for line, html in zip(cell, _cell_html([line.text for line in cell], coloured=short), strict=True)
    )


def _cells(source: Sequence[SourceLine]) -> Iterator[list[SourceLine]]:
    cell: list[SourceLine] = []
    for line in source:
        if line.cell and cell:
            yield cell
            cell = []
        cell.append(line)
    yield cell


def _cell_html(texts: Sequence[str], *, coloured: bool) -> list[Markup]:
    if coloured:
        lines = _coloured("\n".join(texts))
        # One longer when a "line" holds a line feed: then no line of colours is known to be its own.
        if len(lines) == len(texts):
            return lines
    return [marked_up(text) for text in texts]


def _coloured(text: str) -> list[Markup]:
    lines: list[list[Markup]] = [[]]
    # Not `get_tokens`, which rewrites carriage returns and so moves every later line.
    for _, kind, value in _lexer().get_tokens_unprocessed(text):
        name = next((name for parent, name in _CLASSES if kind in parent), "")
        first, *others = value.split("\n")
        lines[-1].append(_token(first, name))
        lines.extend([_token(piece, name)] for piece in others)
    return [Markup("").join(line) for line in lines]


def _token(text: str, name: str) -> Markup:
    html = marked_up(text)
    return Markup('<span class="{}">{}</span>').format(name, html) if name and text else html


@cache
def _lexer() -> Any:
    return PythonLexer()
