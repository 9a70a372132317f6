"""The command line: `grade`."""

from __future__ import annotations

import os
import sys
from typing import Final

from grader.sandbox.environment import ONE_THREAD

__all__ = ["NO_SERVER", "main"]

_NOT_WARM: Final = {"--no-server", "--help", "-h", "--watch"}
NO_SERVER: Final = "GRADER_NO_SERVER"
"""A variable that, when it is set, has every call graded in its own process."""


def main() -> None:
    """Run the command line and exit; a call that grades is done by the warm server, where there can be one."""
    # Judging multiplies small matrices: NumPy's other threads would take the cores from runs, and wait busily.
    os.environ.update(ONE_THREAD)
    words = sys.argv[1:]
    status = _warm(words) if _grades(words) else None
    if status is None:
        from grader.cli.group import main as grade  # noqa: PLC0415 - a warm call does not wait for it

        grade()
    sys.exit(status)


def _grades(words: list[str]) -> bool:
    """Tell whether a call is one for the warm server. Whatever else is wrong with it, the server's process will say."""
    first = words[0] if words else ""
    grades = first in {"run", "hint", "all"} or first.startswith(("exercise_", "chapter_"))
    return (
        grades and _NOT_WARM.isdisjoint(words) and not os.environ.get(NO_SERVER) and sys.platform == "linux"
    )


def _warm(words: list[str]) -> int | None:
    from grader.server.caller import answer  # noqa: PLC0415 - other calls do not wait for it

    return answer(words)
