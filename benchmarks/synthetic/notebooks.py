"""Answers as notebooks: one a part, or one a lesson with marked cells."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import nbformat

from grader.lesson import lesson_notebook

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from grader.catalogue import Part

__all__ = ["LessonNotebook", "part_notebook"]


def part_notebook(part_id: str, text: str) -> str:
    """Return a notebook of one code cell below a title."""
    cells = [
        nbformat.v4.new_markdown_cell(f"## {part_id}", id="title"),
        nbformat.v4.new_code_cell(text.rstrip("\n"), id="answer"),
    ]
    return f"{nbformat.writes(nbformat.v4.new_notebook(cells=cells))}\n"


class LessonNotebook:
    """A lesson's notebook as learners receive it, to be filled in again and again."""

    def __init__(self, lesson: str, title: str, parts: Sequence[Part]) -> None:
        self._notebook: Any = nbformat.reads(lesson_notebook(lesson, title, parts), as_version=4)
        self._parts = tuple(part.id for part in parts)

    def filled(self, texts: Mapping[str, str], there: Collection[str]) -> str:
        """Return the notebook with these answers by part, and without the cells of the parts that are not `there`."""
        notebook = copy.copy(self._notebook)
        notebook.cells = []
        for cell in self._notebook.cells:
            owner = next((part for part in self._parts if cell.id.startswith(f"{part}-")), "")
            if owner and owner not in there:
                continue
            kept = copy.copy(cell)
            if cell.id == f"{owner}-code" and owner in texts:
                kept.source = f"# {owner}\n{texts[owner]}".rstrip("\n")
            notebook.cells.append(kept)
        return f"{nbformat.writes(notebook)}\n"
