"""The `grade` command: its subcommands, and grading itself where the first word is no subcommand."""

from __future__ import annotations

import difflib
import os
import sys
import traceback
from typing import TYPE_CHECKING, Final

import click
from click.shell_completion import CompletionItem

import grader
from grader.cli import batch, calibrate, course, hint, machine, new, release, run, server, verify
from grader.errors import GraderError

if TYPE_CHECKING:
    from grader.server.work import Warm

__all__ = ["cli", "main"]

_FAULT: Final = 3
_INTERRUPTED: Final = 130
_OWN_OPTIONS: Final = ("--help", "-h", "--version")


class _Group(click.Group):
    """Takes `grade exercise_2_3 ...` for `grade run exercise_2_3 ...`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in _OWN_OPTIONS:
            near = difflib.get_close_matches(args[0], self.commands, n=1, cutoff=0.7)
            if near:
                raise click.UsageError(f'no command "{args[0]}"; did you mean "{near[0]}"?', ctx)
            args = ["run", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        targets = [CompletionItem(name) for name in run.complete_target(ctx, None, incomplete)]
        return [*super().shell_complete(ctx, incomplete), *targets]


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"]},
    subcommand_metavar="ID [PATH] | COMMAND ...",
)
@click.version_option(grader.__version__, prog_name="grade")
def cli() -> None:
    """Grade exercises of a TensorFlow course.

    \b
    grade exercise_2_3             every part of lesson 2.3, from this folder
    grade exercise_2_3_1 my.py     one part, from one file
    grade chapter_2 submissions/   a chapter, from a folder
    grade all                      the whole course

    ID is a part, a lesson, a chapter, or all. `grade run --help` lists the options.
    """


cli.add_command(run.run)
cli.add_command(hint.hint)
cli.add_command(verify.verify)
cli.add_command(batch.batch)
cli.add_command(batch.report)
cli.add_command(batch.regrade)
cli.add_command(batch.export_)
cli.add_command(batch.override)
cli.add_command(calibrate.calibrate)
cli.add_command(new.new)
cli.add_command(release.release)
cli.add_command(server.server)
for command in (course.list_, course.show, course.start, machine.data, machine.doctor, machine.completion):
    cli.add_command(command)


def main(words: list[str] | None = None, warm: Warm | None = None) -> None:
    """Run the command line and exit: 0 all passed, 1 something failed, 2 the user's mistake, 3 the grader's fault.

    `words` are by default those that the process was called with; `warm` is what a warm server lends.
    """
    try:
        status = cli.main(words, prog_name="grade", standalone_mode=False, obj=warm)
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        status = _INTERRUPTED
    except GraderError as error:
        click.echo(f"error: {error}", err=True)
        status = error.exit_code
    except BrokenPipeError:
        # Whoever read the output has gone; nothing more can be written to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    except Exception as error:  # noqa: BLE001 - a person sees one line, and the rest on request
        if os.environ.get("GRADER_DEBUG"):
            traceback.print_exc()
        click.echo(
            f"error: the grader failed: {type(error).__name__}: {error}\nGRADER_DEBUG=1 shows where.",
            err=True,
        )
        status = _FAULT
    sys.exit(status or 0)
