"""`grade data`, `grade doctor`, `grade completion`: this machine and its settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from grader.sandbox.attempts import Attempt
    from grader.sandbox.supervisor import Supervisor

__all__ = ["completion", "data", "doctor"]

_INCOMPLETE: Final = 1


@click.group(invoke_without_command=True)
@click.pass_context
def data(ctx: click.Context) -> None:
    """Tell which data the exercises use; `grade data use DIR` takes the real files."""
    from grader.catalogue import find_course  # noqa: PLC0415
    from grader.data import contents, find_source  # noqa: PLC0415

    if ctx.invoked_subcommand is not None:
        return
    source = find_source(find_course().fixtures)
    if source.origin == "fixtures":
        click.echo("data in use: the fixtures that come with the course")
        return
    chosen = {"environment": "by the variable GRADER_DATA", "setting": "by `grade data use`"}[source.origin]
    click.echo(f"data in use: {source.name} (chosen {chosen})")
    held = contents(source.folder)
    click.echo(f"  real files: {', '.join(held.found)}")
    if held.missing:
        click.echo(f"  from the fixtures: {', '.join(held.missing)}")


@data.command("use")
@click.argument("folder", type=click.Path(path_type=Path))
def data_use(folder: Path) -> None:
    """Use the real data files in FOLDER from now on."""
    from grader.data import use  # noqa: PLC0415

    held = use(folder)
    click.echo(f"using {', '.join(held.found)} from {folder}")
    if held.missing:
        click.echo(f"not there, so still from the fixtures: {', '.join(held.missing)}")


@data.command("reset")
def data_reset() -> None:
    """Use the fixtures again."""
    from grader.data import use_fixtures  # noqa: PLC0415

    use_fixtures()
    click.echo("using the fixtures that come with the course")


@click.command()
@click.option("--course", type=click.Path(path_type=Path), metavar="DIR", help="Look at another course.")
def doctor(course: Path | None) -> int:
    """Try each layer of confinement, and tell which versions run and which data are in use.

    A run under each layer alone attempts what that layer must refuse. Exit code: 0 every layer holds, 1 one does not.
    """
    import grader  # noqa: PLC0415
    from grader.data import cache_folder  # noqa: PLC0415
    from grader.runner import versions  # noqa: PLC0415
    from grader.sandbox.supervisor import Supervisor  # noqa: PLC0415

    places = _places(course)
    click.echo("loading TensorFlow", err=True)
    click.echo("confinement")
    with Supervisor(cache=cache_folder()) as supervisor:
        holding = [_try_layer(supervisor, attempt) for attempt in _attempts()]
    click.echo("versions")
    for name, version in versions().items():
        click.echo(f"  {name} {version}")
    click.echo("places")
    for line in places:
        click.echo(f"  {line}")
    click.echo(f"  cache   {cache_folder()}")
    click.echo(f"  grader  {Path(grader.__file__).parent}")
    return 0 if all(holding) else _INCOMPLETE


def _places(course: Path | None) -> tuple[str, ...]:
    """Return in words where the course and the data are; who installed the grader alone has none yet."""
    from grader.catalogue import find_course  # noqa: PLC0415
    from grader.data import find_source  # noqa: PLC0415
    from grader.errors import UsageError  # noqa: PLC0415

    try:
        found = find_course(course)
    except UsageError as error:
        if course is not None:
            raise
        return (f"course  none: {error}",)
    source = find_source(found.fixtures)
    return f"course  {found.folder}, {len(found.part_ids)} parts", f"data    {source.name}"


def _attempts() -> tuple[Attempt, ...]:
    from grader.sandbox.attempts import ATTEMPTS  # noqa: PLC0415

    return ATTEMPTS


def _try_layer(supervisor: Supervisor, attempt: Attempt) -> bool:
    """Print what becomes of an attempt under its layer; return whether the layer is there and holds."""
    from grader.sandbox.attempts import refused  # noqa: PLC0415

    ready = supervisor.ready()
    works, missing = dict(ready.layers), dict(ready.missing)
    name = attempt.layer
    if name in missing:
        click.echo(f"  missing  {name}: {missing[name]}")
        click.echo(f"           it needs {attempt.needs}")
        return False
    if not refused(supervisor, attempt):
        click.echo(f"  BROKEN   {name}: {works[name]}; but {attempt.what} was let pass")
        return False
    click.echo(
        f"  ok       {name}: {works[name]}; {attempt.what} was {'stopped' if attempt.stopped else 'refused'}"
    )
    return True


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script that makes SHELL complete `grade`: `eval "$(grade completion bash)"`."""
    from click.shell_completion import get_completion_class  # noqa: PLC0415

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"click has no completion for {shell}")
    click.echo(kind(ctx.find_root().command, {}, "grade", "_GRADE_COMPLETE").source())
