"""Hints for a part that did not pass, from the most general to the most telling; none of them is the solution."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from grader.results import Outcome

if TYPE_CHECKING:
    from grader.results import CheckResult, PartResult

__all__ = ["Hints", "hints_for"]

_ITEM: Final = re.compile(r"^\s*(?:\d+\.|[-*])\s+", re.MULTILINE)
_SENTENCE: Final = re.compile(r"(?<=[.:!?])\s+(?=[A-Z`])")


class Hints(NamedTuple):
    """Hints on the check that fails first."""

    about: str
    """The check's ID, `code` where the code does not run to its end, empty where nothing fails."""
    title: str
    given: tuple[str, ...]
    """In the order in which to give them."""


def hints_for(result: PartResult, stub: str) -> Hints:
    """Return the hints that a part's result and its stub hold on the first check that failed."""
    if result.outcome is Outcome.ERRORED or result.outcome is Outcome.PASSED:
        return Hints("", "", ())
    failed = next((check for check in result.checks if check.outcome is Outcome.FAILED), None)
    if result.error is not None:
        error = result.error
        where = f"Line {error.line} is where it stops." if error.line is not None else ""
        said = f"It stops with {error.type}: {error.message}".rstrip(": ")
        return Hints("code", "The code runs to its end", _distinct(where, said, error.explanation))
    if failed is None:
        return Hints("", "", ())
    where = f"Look at line {failed.line}." if failed.line is not None else ""
    return Hints(
        failed.id,
        failed.title,
        _distinct(_asked(failed, stub), where, _sentence(failed.message), result.feedback, failed.hint),
    )


def _asked(check: CheckResult, stub: str) -> str:
    """Return what the stub's task says of the name that the check is about."""
    name = check.id.split(".", 1)[0]
    try:
        task = ast.get_docstring(ast.parse(stub)) or ""
    except SyntaxError:
        return ""
    sentences = [words for item in _ITEM.split(task) for words in _SENTENCE.split(" ".join(item.split()))]
    about = [sentence for sentence in sentences if f"`{name}`" in sentence or f"`{name}(" in sentence]
    return f"The task says: {about[-1]}" if about else ""


def _sentence(words: str) -> str:
    if not words:
        return ""
    whole = words[0].upper() + words[1:] if words[0].isalpha() else words
    return whole if whole.endswith((".", "!", "?")) else f"{whole}."


def _distinct(*hints: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (hint.strip() for hint in hints))))
