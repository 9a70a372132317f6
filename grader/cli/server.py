"""`grade server`: the warm server that keeps TensorFlow loaded between calls."""

from __future__ import annotations

import click

__all__ = ["server"]


@click.group()
def server() -> None:
    """Tell of the warm server, which the first call begins, or stop it."""


@server.command()
def status() -> int:
    """Tell whether the warm server is there. Exit code: 0 it is, 1 it is not."""
    from grader.server.caller import ask  # noqa: PLC0415

    said = ask("status")
    if said is None:
        click.echo("no warm server; the next call of `grade ID` begins one")
        return 1
    state = "ready" if said["ready"] else "loading TensorFlow"
    minutes = int(said["seconds"] // 60)
    click.echo(
        f"warm server {said['pid']}: {state}, for {minutes} min, {said['calls']} calls, {said['under_way']} under way"
    )
    return 0


@server.command()
def stop() -> int:
    """Stop the warm server, when the calls that are under way have ended."""
    from grader.server.caller import ask  # noqa: PLC0415

    said = ask("stop")
    click.echo("no warm server" if said is None else f"warm server {said['pid']} stops")
    return 0
