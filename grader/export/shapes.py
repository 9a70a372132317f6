"""The shapes that a gradebook is exported in."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Final

from grader.export.canvas import render_canvas
from grader.export.gradescope import render_gradescope
from grader.export.junit import render_junit
from grader.export.machine import render_gradebook
from grader.export.moodle import render_moodle
from grader.export.sheet import render_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from grader.gradebook import Gradebook

__all__ = ["FILES", "Shape", "export"]


class Shape(enum.StrEnum):
    """Whom an export is for."""

    CSV = "csv"
    """A spreadsheet, or pandas: all that is known, in our own columns."""
    CANVAS = "canvas"
    MOODLE = "moodle"
    GRADESCOPE = "gradescope"
    JUNIT = "junit"
    """A CI server."""
    JSON = "json"
    """A program: the whole gradebook."""


FILES: Final[Mapping[Shape, str]] = {
    Shape.CSV: "gradebook.csv",
    Shape.CANVAS: "canvas.csv",
    Shape.MOODLE: "moodle.csv",
    Shape.GRADESCOPE: "gradescope.csv",
    Shape.JUNIT: "junit.xml",
    Shape.JSON: "gradebook.json",
}
"""The name of the file that each shape is written to."""

_RENDERERS: Final[Mapping[Shape, Callable[[Gradebook], bytes]]] = {
    Shape.CSV: render_sheet,
    Shape.CANVAS: render_canvas,
    Shape.MOODLE: render_moodle,
    Shape.GRADESCOPE: render_gradescope,
    Shape.JUNIT: render_junit,
    Shape.JSON: render_gradebook,
}


def export(gradebook: Gradebook, shape: Shape) -> bytes:
    """Return the gradebook in that shape: a whole file, UTF-8 without a byte order mark, which none of them needs."""
    return _RENDERERS[shape](gradebook)
