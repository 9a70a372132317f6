"""The templates, with the words and the files that they share; whatever they are given is escaped."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from grader.report import wording
from grader.report.markup import marked_up, prose
from grader.report.text import clipped, visible

if TYPE_CHECKING:
    from grader.results import Figure

__all__ = ["Asset", "asset", "template"]

_TEMPLATES: Final = Path(__file__).parent / "templates"


class Asset(NamedTuple):
    """A style or a script of our own, and the source by which a content security policy allows it alone."""

    text: Markup
    source: Markup


@cache
def asset(*names: str) -> Asset:
    """Return these files beside the templates, one after the other."""
    text = "\n".join((_TEMPLATES / name).read_text(encoding="utf-8") for name in names)
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Asset(Markup(text), Markup(f"'sha256-{digest}'"))  # noqa: S704 - our own files


@cache
def template(name: str) -> Template:
    """Return the template of this name. Every text is escaped in it, and hidden characters are spelled out."""
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader(_TEMPLATES),
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(clipped=clipped, image=_image, marked_up=marked_up, prose=prose)
    environment.globals.update(
        outcomes=wording.OUTCOMES,
        stopped=wording.STOPPED,
        graders_fault=wording.GRADERS_FAULT,
        counted=wording.counted,
        checks_passed=wording.checks_passed,
        parts_passed=wording.parts_passed,
        place=wording.place,
        points=wording.points,
        percents=wording.percents,
        moment=wording.moment,
        verdict=wording.verdict,
        error_line=wording.error_line,
    )
    return environment.get_template(name)


def _image(figure: Figure) -> str:
    return "data:image/png;base64," + base64.b64encode(figure.png).decode()


def _finalize(value: object) -> object:
    # Jinja escapes what this returns: so no expression, in text or in an attribute, lets a hidden character through.
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
