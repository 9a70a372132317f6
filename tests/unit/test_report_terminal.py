"""A report in a learner's terminal."""

from __future__ import annotations

import io
import re

import msgspec
import pytest
from rich.console import Console

from grader.limits import Stopped
from grader.report.terminal import render_terminal
from grader.report.wording import GRADERS_FAULT, STOPPED
from grader.results import CodeError, Exhibit, Graded, Outcome, PartResult
from tests.samples import HOSTILE, check, graded_of, graded_sample, part_of


def _shown(graded: Graded, *, encoding: str = "utf-8", width: int = 200, colour: bool = False) -> str:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
    console = Console(
        file=stream, width=width, force_terminal=colour, color_system="standard" if colour else None
    )
    render_terminal(graded, console)
    stream.flush()
    return raw.getvalue().decode(encoding)


def _one(part: PartResult) -> Graded:
    return graded_of((part, Exhibit(exercise=part.exercise)), target=part.exercise)


def test_passed_parts_take_one_line_each() -> None:
    """Ten parts that passed are ten lines, and the total."""
    parts = [part_of(Outcome.PASSED, exercise=f"exercise_2_3_{number}") for number in range(10)]
    shown = _shown(graded_of(*((part, Exhibit(exercise=part.exercise)) for part in parts)))

    lines = shown.splitlines()
    assert [line[:16] for line in lines[:10]] == [f"✓ exercise_2_3_{number}" for number in range(10)]
    assert lines[10:] == ["", "10 of 10 parts passed", "exercise_2_3: passed, 20 of 20 points"]


def test_a_failed_part_says_what_where_and_what_to_try() -> None:
    """The headline, the known mistake, then each failing check; what passed is only counted."""
    graded = graded_sample()
    shown = _shown(_one(graded.report.parts[1]))

    assert shown.splitlines() == [
        "✗ exercise_2_3_2  Define a loss function  2 / 10",
        f"  {graded.report.parts[1].feedback}",
        "  ✗ `loss_function` returns the mean absolute error  line 9",
        "    Expected 0.8125 for the inputs of the exercise, not 1.140625.",
        "    Try this: keras.losses has a function for each kind of error. Which one takes no squares?",
        "  ✗ `history` keeps one loss for each of the 20 steps  line 13",
        "    Expected a list of 20 numbers, not of 19.",
        "  1 of 4 checks passed, 1 skipped",
        "exercise_2_3_2: not passed, 2 of 10 points",
    ]


def test_an_error_is_explained_before_it_is_quoted() -> None:
    """Plain words come first, then Python's own, then the learner's lines."""
    shown = _shown(_one(graded_sample().report.parts[2]))

    assert shown.splitlines()[1:5] == [
        "  Python does not know the name `intercpt`. Did you mean `intercept`?",
        "  NameError: name 'intercpt' is not defined  line 5",
        "    line 7, in <module>: print(model())",
        "    line 5, in model: return intercpt + slope",
    ]


@pytest.mark.parametrize("stopped", Stopped)
def test_every_limit_has_its_words(stopped: Stopped) -> None:
    """A run that was stopped says by what, and what to look for."""
    part = msgspec.structs.replace(part_of(Outcome.FAILED), stopped=stopped)

    assert f"  {STOPPED[stopped].fact} {STOPPED[stopped].advice}" in _shown(_one(part)).splitlines()


def test_a_fault_of_the_grader_is_never_a_score() -> None:
    """An errored part shows no score and blames the grader."""
    part = msgspec.structs.replace(
        part_of(Outcome.ERRORED), error=CodeError(type="SandboxError", message="gone")
    )
    shown = _shown(_one(part))

    assert "no score" in shown.splitlines()[0]
    assert GRADERS_FAULT in shown


def test_a_missing_file_is_said() -> None:
    """A part without a submission says so."""
    part = msgspec.structs.replace(part_of(Outcome.FAILED), submission=None)

    assert "There is no file for this part." in _shown(_one(part))


@pytest.mark.parametrize("colour", [False, True], ids=["plain", "colour"])
def test_no_escape_and_no_markup_of_a_learner_passes(colour: bool) -> None:
    """The only escapes are Rich's own colours; markup is shown as it was written."""
    shown = _shown(_one(graded_sample().report.parts[4]), width=1000, colour=colour)

    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown) if colour else shown
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\ud800]", plain)
    assert plain.count(r"[bold red]markup[/] \x1b[31m\x1b]0;title\x07 <U+202E>gnp.exe \x00 <U+D800>") == 8
    assert HOSTILE not in shown


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437"])
def test_a_poor_console_gets_signs_that_it_has(encoding: str) -> None:
    """No encoding makes the report fail; signs that it lacks are replaced by letters."""
    part = msgspec.structs.replace(
        part_of(Outcome.FAILED, title="漢字"), checks=(check("a", "A", Outcome.FAILED),)
    )
    shown = _shown(_one(part), encoding=encoding)

    assert shown.splitlines()[0] == r"x exercise_2_3_1  \u6f22\u5b57  0 / 2"


def test_long_text_wraps_under_its_indent() -> None:
    """Nothing is cut on a narrow terminal."""
    part = msgspec.structs.replace(part_of(Outcome.FAILED), feedback="word " * 30 + "x" * 90)
    shown = _shown(_one(part), width=40)

    assert max(map(len, shown.splitlines())) <= 40
    assert [line for line in shown.splitlines() if line.endswith(" ")] == []
    assert shown.count("word") == 30
    assert shown.count("x") == 90 + 2


def test_only_a_terminal_gets_colour() -> None:
    """A pipe gets plain text."""
    assert "\x1b[" not in _shown(graded_sample())
    assert "\x1b[" in _shown(graded_sample(), colour=True)
