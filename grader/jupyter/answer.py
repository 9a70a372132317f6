"""What `%grade` shows: the card where there is HTML, the same in plain text elsewhere."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final, NamedTuple

from IPython.display import display
from rich.console import Console

from grader.report.card import render_card
from grader.report.terminal import render_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from grader.results import Graded

__all__ = ["Answer", "answer", "show"]

_COLUMNS: Final = 88


class Answer(NamedTuple):
    """One answer in two forms, of which a front end chooses."""

    html: str
    text: str


def answer(graded: Graded, page: Path) -> Answer:
    """Return the answer, with a link to the page, or its name, at the end."""
    stream = io.StringIO()
    # In a notebook a console of Rich would show itself.
    console = Console(file=stream, width=_COLUMNS, highlight=False, force_terminal=False, force_jupyter=False)
    render_terminal(graded, console)
    return Answer(html=render_card(graded, page), text=f"{stream.getvalue()}Report: {page}")


def show(graded: Graded, page: Path) -> None:
    """Show the answer below the cell that asked for it."""
    html, text = answer(graded, page)
    display(  # type: ignore[no-untyped-call]
        {"text/html": html, "text/plain": text}, raw=True
    )
