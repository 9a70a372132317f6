"""The skeleton of a new part: its five files, with blanks that tell the author what to write there.

An author's blank is `<<< what to write >>>`; it can be mistaken neither for Python nor for a learner's blank.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

__all__ = ["part_files"]

_FILES: Final = {
    "exercises/{id}/setup.py": "setup.py.jinja",
    "exercises/{id}/hidden.py": "hidden.py.jinja",
    "exercises/{id}/stub.py": "stub.py.jinja",
    "solutions/{id}.py": "solution.py.jinja",
    "exercises/{id}/spec.py": "spec.py.jinja",
}


def part_files(part_id: str, title: str | None) -> dict[str, str]:
    """Return the texts of a new part's files by their paths in the course, in the order in which one writes them.

    Without a `title`, that is a blank too.
    """
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - it writes Python
        keep_trailing_newline=True,
    )
    number = part_id.removeprefix("exercise_").replace("_", ".")
    return {
        path.format(id=part_id): environment.get_template(template).render(
            number=number, title=title or "<<< a few words, for lists and reports >>>"
        )
        for path, template in _FILES.items()
    }
