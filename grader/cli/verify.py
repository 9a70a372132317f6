"""`grade verify [ID ...]`: prove that exercises accept what is right and refuse what is wrong."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from grader.cli.progress import show_progress
from grader.cli.run import complete_target

if TYPE_CHECKING:
    from rich.console import Console

    from grader.verify import PartProof, Proof

__all__ = ["verify"]

_UNPROVED: Final = 1
_FAULT: Final = 3


@click.command()
@click.argument("targets", metavar="[ID]...", nargs=-1, shell_complete=complete_target)
@click.option("--course", type=click.Path(path_type=Path), metavar="DIR", help="Verify another course.")
@click.option(
    "--json",
    "json_file",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help="Write what was found here as well; - for standard output, and nothing else on it.",
)
@click.option("--no-cache", is_flag=True, help="Try unchanged parts again.")
def verify(targets: tuple[str, ...], course: Path | None, json_file: Path | None, *, no_cache: bool) -> int:
    """Prove the parts that each ID means; without an ID, the whole course.

    The reference solution must pass in every world. The stub, every known mistake and every mutant of the reference
    solution must fail. A mutant that passes is listed: add a check, or mark it equivalent in the spec, with a reason.
    Exit code: 0 all is proved, 1 something is not, 2 a mistake in the call, 3 a fault of the grader.
    """
    from grader.catalogue import find_course  # noqa: PLC0415
    from grader.data import cache_folder, find_source  # noqa: PLC0415
    from grader.report.write import write_file  # noqa: PLC0415
    from grader.runner import Runner  # noqa: PLC0415
    from grader.sandbox.supervisor import Supervisor  # noqa: PLC0415
    from grader.verify import verify as prove  # noqa: PLC0415

    found = find_course(course)
    found.require_solutions()
    part_ids = tuple(dict.fromkeys(part for target in targets or ("all",) for part in found.resolve(target)))
    source = find_source(found.fixtures)
    cache = cache_folder()
    hidden = (*found.secrets, cache)
    to_stdout = json_file is not None and str(json_file) == "-"
    with Supervisor(cache=cache, hidden=hidden) as supervisor, show_progress(part_ids) as tell:
        proof = prove(
            part_ids,
            course=found,
            source=source,
            runner=Runner(found, source, supervisor),
            progress=tell,
            use_cache=not no_cache,
        )
    if to_stdout:
        sys.stdout.buffer.write(_json(proof))
    else:
        from rich.console import Console  # noqa: PLC0415

        _show(proof, Console(highlight=False))
        if json_file is not None:
            write_file(json_file, _json(proof))
    if any(part.fault for part in proof.parts):
        return _FAULT
    return 0 if proof.proved else _UNPROVED


def _json(proof: Proof) -> bytes:
    import msgspec  # noqa: PLC0415

    return msgspec.json.format(msgspec.json.encode(proof), indent=2) + b"\n"


def _show(proof: Proof, console: Console) -> None:
    """Print a table of the parts, then what is left to do, then the sums."""
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    from grader.verify import Fate  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    table.add_column("part", no_wrap=True)
    for heading in ("solution", "stub"):
        table.add_column(heading, no_wrap=True)
    for heading in ("named", "killed", "marked", "survived"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    for part in proof.parts:
        killed, marked, survived = (
            len(part.of(fate)) for fate in (Fate.KILLED, Fate.EQUIVALENT, Fate.SURVIVED)
        )
        table.add_row(
            part.exercise,
            _held("passes", part, held=part.reference_passes),
            _held("fails", part, held=part.stub_fails),
            f"{part.mistakes_named}/{part.mistakes}",
            f"{killed}/{len(part.mutants)}",
            str(marked),
            f"[red]{survived}[/]" if survived else "0",
            ("[green]proved[/]" if part.proved else "[red]open[/]") + (", kept" if part.cached else ""),
        )
    console.print(table)
    for part in proof.parts:
        _show_open(part, console)
    mutants = [trial for part in proof.parts for trial in part.mutants]
    sums = ", ".join(f"{sum(trial.fate is fate for trial in mutants)} {fate}" for fate in Fate)
    console.print(
        f"{sum(part.proved for part in proof.parts)} of {len(proof.parts)} parts proved; {len(mutants)} mutants: {sums}"
    )


def _held(words: str, part: PartProof, *, held: bool) -> str:
    if held:
        return words
    return "[red]does not[/]" if part.mutants else "[red]not run[/]"


def _show_open(part: PartProof, console: Console) -> None:
    from grader.verify import Fate  # noqa: PLC0415

    survivors = part.of(Fate.SURVIVED)
    lines = list(part.problems)
    if part.fault:
        lines.append(f"the grader failed: {part.fault.splitlines()[0]}")
    lines += [f"survived  line {trial.line}: {trial.edit}" for trial in survivors]
    if lines:
        console.print(part.exercise, style="bold")
        for line in lines:
            console.print(f"  {line}", markup=False, soft_wrap=True)
        if survivors:
            console.print(
                "  Add a check that these fail, or mark them Equivalent in the spec, with a reason.",
                soft_wrap=True,
            )
        console.print()
