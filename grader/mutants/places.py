"""Places in a syntax tree: every node, where it hangs, and what shows it best."""

from __future__ import annotations

import ast
from typing import NamedTuple

__all__ = ["Place", "places"]


class Place(NamedTuple):
    """A node of one tree, and where it hangs: `place` is its index where the field is a list."""

    node: ast.AST
    parent: ast.AST
    field: str
    place: int | None

    def put(self, node: ast.AST) -> None:
        """Hang another node there."""
        if self.place is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.place] = node


def places(tree: ast.Module) -> list[tuple[Place, ast.AST]]:
    """Return every node below the module, parents first, with the call or statement that shows it best."""
    found: list[tuple[Place, ast.AST]] = []

    def visit(parent: ast.AST, context: ast.AST) -> None:
        for field, value in ast.iter_fields(parent):
            for place, node in enumerate(value if isinstance(value, list) else [value]):
                if not isinstance(node, ast.AST) or _is_docstring(parent, field, place, node):
                    continue
                own = node if isinstance(node, ast.stmt) else context
                index = place if isinstance(value, list) else None
                # A call shows what is in it, and is itself shown by what it stands in.
                found.append((Place(node, parent, field, index), own))
                visit(node, node if isinstance(node, ast.Call) and not isinstance(parent, ast.Expr) else own)

    visit(tree, tree)
    return found


def _is_docstring(parent: ast.AST, field: str, place: int, node: ast.AST) -> bool:
    return (
        isinstance(parent, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and (field, place) == ("body", 0)
        and isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
