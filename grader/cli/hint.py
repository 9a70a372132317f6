"""`grade hint ID [PATH]`: one more hint at each call, on the check that fails first."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from grader.cli.call import EXIT, Call
from grader.cli.run import complete_target
from grader.results import Outcome

if TYPE_CHECKING:
    from grader.hints import Hints
    from grader.server.work import Warm

__all__ = ["hint"]


class _Given(msgspec.Struct):
    """How many hints on a check somebody has had."""

    about: str
    count: int


@click.command()
@click.argument("target", metavar="ID", shell_complete=complete_target)
@click.argument("path", type=click.Path(path_type=Path), default=".")
@click.option("--course", type=click.Path(path_type=Path), metavar="DIR", help="Take another course.")
@click.option("--again", is_flag=True, help="Begin again with the first hint.")
@click.option("--no-server", is_flag=True, help="Neither ask the warm server nor begin one.")
@click.pass_obj
def hint(
    warm: Warm | None, target: str, path: Path, *, course: Path | None, again: bool, no_server: bool
) -> int:
    """Give one hint on the first check that ID fails: one more at each call, and never the solution.

    ID is a part, or a lesson, of which the first part counts that does not pass. Exit code: as of `grade ID`.
    """
    from grader.catalogue import find_course  # noqa: PLC0415
    from grader.hints import hints_for  # noqa: PLC0415

    del no_server  # It is looked at before the command line is read.
    graded, _ = Call(target, path, course=course).grade(warm, quiet=True)
    found = find_course(course)
    if warm is not None:
        warm.answering()
    for part in graded.report.parts:
        if part.outcome is not Outcome.PASSED:
            hints = hints_for(part, found.part(part.exercise).stub)
            _give(part.exercise, hints, _state(path, part.exercise), again=again)
            break
    else:
        click.echo(f"{target} passes: there is nothing to give a hint on")
    return EXIT[graded.report.outcome]


def _give(part: str, hints: Hints, state: Path, *, again: bool) -> None:
    from grader.report.text import visible  # noqa: PLC0415

    if not hints.given:
        click.echo(f"{part}: no check of it has failed by itself; `grade {part}` says what is wrong")
        return
    given = _read(state)
    count = given.count if given.about == hints.about and not again else 0
    number = min(count, len(hints.given) - 1)
    click.echo(f"{part}: {visible(hints.title)}")
    click.echo(f"  {visible(hints.given[number])}")
    left = len(hints.given) - number - 1
    more = f"hint {number + 1} of {len(hints.given)}; the same command gives the next"
    click.echo(
        f"  ({more if left else f'hint {number + 1} of {len(hints.given)}, the last; `grade {part}` tells all'})"
    )
    state.parent.mkdir(parents=True, exist_ok=True)
    state.write_bytes(msgspec.json.encode(_Given(hints.about, number + 1)))


def _state(path: Path, part: str) -> Path:
    """Return where it is kept how many hints were given: for each place of work."""
    from grader.data import cache_folder  # noqa: PLC0415

    place = hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return cache_folder() / "hints" / f"{part}-{place}.json"


def _read(state: Path) -> _Given:
    try:
        return msgspec.json.decode(state.read_bytes(), type=_Given)
    except (OSError, msgspec.MsgspecError):
        return _Given("", 0)
