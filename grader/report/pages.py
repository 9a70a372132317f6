"""The templates, with the words that they share; whatever they are given is escaped."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from grader.report import wording
from grader.report.markup import marked_up, prose
from grader.report.text import visible

if TYPE_CHECKING:
    from grader.results import Figure

__all__ = ["TEMPLATES", "template"]

TEMPLATES: Final = Path(__file__).parent / "templates"


@cache
def template(name: str) -> Template:
    """Return the template of this name. Every text is escaped in it, and hidden characters are spelled out."""
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader(TEMPLATES),
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(marked_up=marked_up, prose=prose, image=_image)
    environment.globals.update(
        outcomes=wording.OUTCOMES,
        stopped=wording.STOPPED,
        graders_fault=wording.GRADERS_FAULT,
        counted=wording.counted,
        checks_passed=wording.checks_passed,
        parts_passed=wording.parts_passed,
        place=wording.place,
        verdict=wording.verdict,
        error_line=wording.error_line,
    )
    return environment.get_template(name)


def _image(figure: Figure) -> str:
    return "data:image/png;base64," + base64.b64encode(figure.png).decode()


def _finalize(value: object) -> object:
    # Jinja escapes what this returns: so no expression, in text or in an attribute, lets a hidden character through.
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
