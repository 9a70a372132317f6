"""Files that are written whole or not at all."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["write_whole"]


def write_whole(path: Path, content: bytes) -> None:
    """Make the file at `path` hold `content`.

    Whoever reads it meanwhile finds the old file or the new one. Of two that write at the same time, each leaves a
    complete one.

    Raises:
        OSError: it could not be written; what was there is there still.
    """
    # Not `tempfile`: its files are for their owner alone, and a report is for others to read.
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with draft.open("xb") as file:
            file.write(content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
