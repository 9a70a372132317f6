"""A submission's syntax tree, with names resolved through its imports. Reads source; never runs it."""

from __future__ import annotations

import ast
import functools
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from grader.evidence import Evidence

__all__ = ["Syntax", "canonical"]

_BLANK: Final = "____"
_MOST_SETUPS: Final = 100
"""Whose names are remembered: the two of every part of a course."""

# Other names for the same thing, longest first: the first that fits is replaced.
_SYNONYMS: Final = (
    ("tensorflow.compat.v2.", "tensorflow."),
    ("tensorflow.python.keras.", "tensorflow.keras."),
    ("tf_keras.", "tensorflow.keras."),
    ("keras.", "tensorflow.keras."),
    ("tensorflow.losses.", "tensorflow.keras.losses."),
    ("tensorflow.optimizers.", "tensorflow.keras.optimizers."),
    ("tensorflow.math.", "tensorflow."),
    ("tensorflow.linalg.matmul", "tensorflow.matmul"),
)


def canonical(name: str) -> str:
    """Return the usual name of what a dotted name refers to: `tensorflow.math.multiply` is `tensorflow.multiply`."""
    for prefix, usual in _SYNONYMS:
        if name.startswith(prefix):
            name = usual + name.removeprefix(prefix)
    return name


class Syntax:
    """The trees of a submission's cells. A cell that cannot be parsed counts as empty, and `readable` is False."""

    def __init__(self, evidence: Evidence) -> None:
        trees = [_parse(cell.python, cell.first_line) for cell in evidence.cells]
        self.readable = None not in trees
        self._trees = [tree for tree in trees if tree is not None]
        self._names = {**_names_of(evidence.setup)}
        for tree in self._trees:
            _learn_names(tree, self._names)

    def nodes(self, within: str = "") -> Iterator[ast.AST]:
        """Yield every node, or only those in the function named `within`."""
        for tree in self._trees:
            if not within:
                yield from ast.walk(tree)
                continue
            for node in ast.walk(tree):
                if (isinstance(node, ast.FunctionDef) and node.name == within) or _is_lambda_named(
                    node, within
                ):
                    yield from ast.walk(node)

    def calls(self, within: str = "") -> Iterator[tuple[str, int]]:
        """Yield the canonical name and the line of every call of something that has a name."""
        for node in self.nodes(within):
            if isinstance(node, ast.Call) and (name := self.resolve(node.func)):
                yield name, node.lineno

    def imported(self) -> set[str]:
        """Return the modules from which something is imported, in any style, and their parents."""
        found: set[str] = set()
        for node in self.nodes():
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            for name in names:
                parts = name.split(".")
                found.update(".".join(parts[: end + 1]) for end in range(len(parts)))
        return found

    def resolve(self, node: ast.expr) -> str:
        """Return the canonical dotted name that an expression stands for, or an empty string where it is none."""
        return _resolve(node, self._names)

    def binding_line(self, name: str) -> int | None:
        """Return the line on which `name` is bound last, or None."""
        line = None
        for node in self.nodes():
            if (
                (isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name)
                or (isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store))
                or (isinstance(node, ast.alias) and (node.asname or node.name.split(".")[0]) == name)
            ):
                line = max(line or 0, node.lineno)
        return line

    def blank_lines(self) -> list[int]:
        """Return the lines on which a blank of the stub is still to be filled, in order."""
        lines = set()
        for node in self.nodes():
            is_blank = (
                (isinstance(node, ast.Name) and node.id == _BLANK)
                or (isinstance(node, ast.Attribute) and node.attr == _BLANK)
                or (isinstance(node, ast.alias) and _BLANK in (node.name, node.asname))
                or (isinstance(node, ast.keyword | ast.arg) and node.arg == _BLANK)
                or (isinstance(node, ast.FunctionDef) and node.name == _BLANK)
            )
            if is_blank:
                lines.add(node.lineno)  # type: ignore[attr-defined]
        return sorted(lines)

    def loops(self) -> list[int]:
        """Return the lines on which `while` and `for` loops begin, `while True` first."""
        whiles = [node.lineno for node in self.nodes() if isinstance(node, ast.While)]
        return whiles + [node.lineno for node in self.nodes() if isinstance(node, ast.For)]


@functools.lru_cache(_MOST_SETUPS)
def _names_of(setup: str) -> Mapping[str, str]:
    """Return what the names stand for that a set-up imports."""
    names: dict[str, str] = {}
    tree = _parse(setup, 1)
    if tree is not None:
        _learn_names(tree, names)
    return names


def _learn_names(tree: ast.Module, names: dict[str, str]) -> None:
    """Add what is imported, or is another name for it, to `names`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.asname:
                    names[alias.asname] = alias.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Attribute):
            # `mult = tf.multiply`
            name = _resolve(node.value, names)
            if name:
                names.update({target.id: name for target in node.targets if isinstance(target, ast.Name)})


def _resolve(node: ast.expr, names: Mapping[str, str]) -> str:
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    return canonical(".".join([names.get(node.id, node.id), *reversed(parts)]))


def _is_lambda_named(node: ast.AST, name: str) -> bool:
    return (
        isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Lambda)
        and any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
    )


def _parse(source: str, first_line: int) -> ast.Module | None:
    try:
        tree = ast.parse(source)
        return ast.increment_lineno(tree, first_line - 1) if first_line > 1 else tree
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
