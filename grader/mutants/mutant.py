"""Mutants of a source: small wrong edits, made mechanically from its syntax tree. Pure, and the same each time."""

from __future__ import annotations

import ast
import collections
import copy
import warnings

import msgspec

from grader.mutants.edits import Kind, edits
from grader.mutants.places import Place, places

__all__ = ["Mutant", "mutants"]


class Mutant(msgspec.Struct, frozen=True, kw_only=True):
    """One edit of a source, and the whole source that it leaves."""

    kind: Kind
    line: int
    """Where it is in the original, from 1."""
    edit: str
    """`Adam(0.5) -> Adam(1.5)`; no other mutant of the source has the same."""
    source: str

    @property
    def description(self) -> str:
        """The edit and its place, in one line."""
        return f"line {self.line}: {self.edit}"


def mutants(source: str) -> tuple[Mutant, ...]:
    """Return the mutants of `source` in the order of its text, each resulting program once.

    A docstring is left alone. A mutant may still mean the same as the source: that is for a person to say.

    Raises:
        SyntaxError: the source does not parse.
    """
    tree = ast.parse(source)
    seen = {_unparsed(tree)}
    shown: collections.Counter[str] = collections.Counter()
    found = []
    for number, (at, *_) in enumerate(places(tree)):
        for edit in edits(at, tree):
            changed = copy.deepcopy(tree)
            where, context = places(changed)[number]
            before = _shown(context)
            edit.apply(where, changed)
            after = _shown(context) if edit.kind is not Kind.STATEMENT_REMOVED else "nothing"
            text = _unparsed(changed)
            if text in seen or not _compiles(text):
                continue
            seen.add(text)
            words = f"{before} -> {after}"
            shown[words] += 1
            found.append(
                Mutant(
                    kind=edit.kind,
                    line=_line(at),
                    edit=words if shown[words] == 1 else f"{words} ({shown[words]})",
                    source=text,
                )
            )
    return tuple(sorted(found, key=lambda mutant: mutant.line))


def _shown(context: ast.AST) -> str:
    """Return the context's text; of a block its first line."""
    lines = ast.unparse(context).splitlines()
    return next((line for line in lines if line and not line.startswith("@")), "")


def _unparsed(tree: ast.Module) -> str:
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"


def _compiles(source: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, "<mutant>", "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def _line(at: Place) -> int:
    line: int = getattr(at.node, "lineno", 0) or getattr(at.parent, "lineno", 0)
    return line
