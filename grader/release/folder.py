"""A folder that is filled whole or not at all, and the texts that go into it."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from grader.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["new_folder", "render"]


@contextlib.contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Yield a folder whose content moves into `folder`, which is new or empty, where the block ends without an error.

    Raises:
        UsageError: `folder` is neither, or cannot be written.
    """
    folder = folder.resolve()
    try:
        if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
            raise UsageError(f"{folder} is no empty folder; name a new one")
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            yield draft
            folder.mkdir(exist_ok=True)
            for path in draft.iterdir():
                path.rename(folder / path.name)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error.strerror or error}") from None


def render(template: str, **words: object) -> str:
    """Return one of the package's texts with its blanks filled in."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - it writes Markdown and shell scripts, from the author's own words
        keep_trailing_newline=True,
        trim_blocks=True,
    )
    return environment.get_template(template).render(**words)
