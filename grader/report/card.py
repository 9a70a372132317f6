"""A report in short, as a piece of HTML that stands below a notebook's cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from grader.report.markup import prose
from grader.report.pages import template
from grader.results import Outcome

if TYPE_CHECKING:
    from pathlib import PurePath

    from grader.results import Graded

__all__ = ["render_card"]

_BORDERS: Final = {
    Outcome.PASSED: "#2e8b57",
    Outcome.FAILED: "#d6453a",
    Outcome.SKIPPED: "#808080",
    Outcome.ERRORED: "#b07a00",
}
"""Each can be told from white and from black. Text has the colour of the theme: none would do on both."""

_CODE: Final = (
    "font-family: monospace; color: inherit; background: transparent; border: 0; padding: 0;"
    " white-space: pre-wrap; overflow-wrap: anywhere"
)


def render_card(graded: Graded, page: PurePath) -> str:
    """Return the card, which ends with a link to `page`, or with its name where a link could not find it.

    It is static: no script, no style sheet, nothing from elsewhere. All colours but those of borders are the
    theme's. Every text of the report is escaped.
    """
    return template("card.html.j2").render(
        report=graded.report,
        parts=list(zip(graded.report.parts, (exhibit.source for exhibit in graded.exhibits), strict=True)),
        page=page,
        borders=_BORDERS,
        code_style=_CODE,
        words=_words,
    )


def _words(text: str) -> Markup:
    # Only `prose` can have written a tag: the text is escaped in it.
    return Markup(prose(text).replace("<code>", Markup(f'<code style="{_CODE}">')))  # noqa: S704
