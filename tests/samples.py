"""One report with everything in it: for the tests of renderers, and to look at."""

from __future__ import annotations

import math
import struct
import zlib
from typing import TYPE_CHECKING

from grader.limits import Stopped
from grader.results import (
    CheckResult,
    CodeError,
    Exhibit,
    Figure,
    Graded,
    Outcome,
    PartResult,
    Report,
    Runtime,
    SourceLine,
)

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["HOSTILE", "check", "graded_of", "graded_sample", "part_of", "png"]

HOSTILE = (
    "</script></style></pre><script>window.pwned=1</script><img src=x onerror='window.pwned=1'>"
    '"><svg onload=window.pwned=1> {{ 7*7 }} [bold red]markup[/] \x1b[31m\x1b]0;title\x07 \u202egnp.exe \x00 \ud800 &amp;'
)
"""What a learner may write anywhere: markup, terminal escapes, a turned direction, and half a character."""


def graded_sample() -> Graded:
    """Return six parts: passed, failed by a known mistake, ended by an error, stopped, hostile, and not graded."""
    graded = (_passed(), _mistaken(), _raised(), _stopped(), _hostile(), _errored())
    return graded_of(*graded, target="exercise_2_3")


def graded_of(*graded: tuple[PartResult, Exhibit], target: str = "exercise_2_3") -> Graded:
    """Return a report of these parts."""
    parts = tuple(part for part, _ in graded)
    outcomes = {part.outcome for part in parts}
    return Graded(
        report=Report(
            target=target,
            outcome=next(
                (outcome for outcome in (Outcome.ERRORED, Outcome.FAILED) if outcome in outcomes),
                Outcome.PASSED,
            ),
            score=sum(part.score for part in parts),
            max_score=sum(part.max_score for part in parts),
            isolation=("landlock", "seccomp", "namespaces", "rlimits", "supervisor"),
            runtime=Runtime(
                versions={"python": "3.11.7", "tensorflow": "2.21.0", "numpy": "2.4.6", "grader": "1.0.0"},
                seed=20_240_517,
                threads=1,
                data="fixtures",
            ),
            parts=parts,
        ),
        exhibits=tuple(exhibit for _, exhibit in graded),
    )


def part_of(outcome: Outcome, *, exercise: str = "exercise_2_3_1", title: str = "A part") -> PartResult:
    """Return a part of two points that has no checks; replace what a test is about."""
    score = 2 if outcome is Outcome.PASSED else 0
    return PartResult(
        exercise=exercise, title=title, submission=f"{exercise}.py", outcome=outcome, score=score, max_score=2
    )


def check(name: str, title: str, outcome: Outcome = Outcome.PASSED, *, points: int = 2) -> CheckResult:
    """Return a check with all its points or none of them."""
    return CheckResult(
        id=name,
        title=title,
        outcome=outcome,
        points=points if outcome is Outcome.PASSED else 0,
        max_points=points,
    )


def png(curve: Callable[[float], float], colour: tuple[int, int, int]) -> bytes:
    """Return a small picture of a curve over 0..1, drawn without any library."""
    width, height = 480, 270
    rows = [bytearray(b"\xff" * 3 * width) for _ in range(height)]
    for x in range(width):
        rows[height - 20][3 * x : 3 * x + 3] = b"\xb0\xb0\xb0"
        y = round((height - 40) * (1 - curve(x / width))) + 20
        for thick in range(-2, 3):
            rows[min(max(y + thick, 0), height - 1)][3 * x : 3 * x + 3] = bytes(colour)
    packed = zlib.compress(b"".join(b"\x00" + bytes(row) for row in rows))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _lines(source: str, cells: dict[int, str] | None = None) -> tuple[SourceLine, ...]:
    labels = cells or {}
    return tuple(
        SourceLine(number=number, text=text, cell=labels.get(number, ""))
        for number, text in enumerate(source.strip("\n").split("\n"), start=1)
    )


def _passed() -> tuple[PartResult, Exhibit]:
    return PartResult(
        exercise="exercise_2_3_1",
        title="Load the housing data",
        submission="exercise_2_3_1.py",
        outcome=Outcome.PASSED,
        score=6,
        max_score=6,
        checks=(
            check("features", "`features` holds the two columns, as float32"),
            check("targets", "`targets` holds the prices"),
            check("hidden", "Both follow the data, not fixed numbers"),
        ),
        stdout="(21613, 2) (21613,)\n",
        wall_seconds=0.42,
    ), Exhibit(
        exercise="exercise_2_3_1",
        source=_lines("""
import numpy as np

features = np.array(housing[["bedrooms", "sqft_living"]], np.float32)
targets = np.array(housing["price"], np.float32)
print(features.shape, targets.shape)
"""),
    )


def _mistaken() -> tuple[PartResult, Exhibit]:
    failed = CheckResult(
        id="loss",
        title="`loss_function` returns the mean absolute error",
        outcome=Outcome.FAILED,
        points=0,
        max_points=3,
        message="Expected 0.8125 for the inputs of the exercise, not 1.140625.",
        hint="keras.losses has a function for each kind of error. Which one takes no squares?",
        line=9,
        expected="0.8125",
        found="1.140625",
    )
    skipped = CheckResult(
        id="trained",
        title="Training lowers the loss",
        outcome=Outcome.SKIPPED,
        points=0,
        max_points=3,
        message="Not looked at: it needs the right loss first.",
    )
    shape = CheckResult(
        id="history",
        title="`history` keeps one loss for each of the 20 steps",
        outcome=Outcome.FAILED,
        points=0,
        max_points=2,
        message="Expected a list of 20 numbers, not of 19.",
        line=13,
        expected="[1.71, 1.52, 1.38, 1.27, 1.18, 1.10, 1.04, 0.99, 0.95, 0.92, 0.89, 0.87, 0.86, 0.85, "
        "0.84, 0.83, 0.83, 0.82, 0.82, 0.82]",
        found="[1.71, 1.52, 1.38, 1.27, 1.18, 1.10, 1.04, 0.99, 0.95, 0.92, 0.89, 0.87, 0.86, 0.85, "
        "0.84, 0.83, 0.83, 0.82, 0.82]",
    )
    return PartResult(
        exercise="exercise_2_3_2",
        title="Define a loss function",
        submission="linear regression.ipynb",
        outcome=Outcome.FAILED,
        score=2,
        max_score=10,
        checks=(check("predict", "`linear_regression` multiplies and adds"), failed, shape, skipped),
        mistake="mean-squared-error",
        feedback="This is the mean squared error. The exercise asks for the mean absolute error, which does not let "
        "a few dear houses rule the fit.",
        stdout="\n".join(
            f"step {step:>3} \x1b[1m{step}/40\x1b[0m loss: {0.8 + 1 / step:.4f}" for step in range(1, 41)
        ),
        wall_seconds=1.81,
    ), Exhibit(
        exercise="exercise_2_3_2",
        source=_lines(
            '''
import tensorflow as tf
from tensorflow import keras

def linear_regression(intercept, slope, features=size_log):
    """Return the predicted price, in logarithms."""
    return intercept + slope * features

def loss_function(intercept, slope, features=size_log, targets=price_log):
    return keras.losses.mse(targets, linear_regression(intercept, slope, features))

history = []
opt = keras.optimizers.Adam(0.5)
for step in range(19):  # one step short
    opt.minimize(lambda: loss_function(intercept, slope), var_list=[intercept, slope])
    history.append(float(loss_function(intercept, slope)))
    print("step", step, "loss:", history[-1], "of a line that is long enough to need the scroll bar of its box", flush=True)
''',
            {1: "Cell 1", 4: "Cell 2", 11: "Cell 3"},
        ),
        figures=(
            Figure(
                png=png(lambda x: 0.3 + 0.6 * math.exp(-5 * x), (171, 34, 22)),
                description="A line that falls from 1.7 to 0.8 over 19 steps.",
            ),
        ),
        reference_figures=(
            Figure(
                png=png(lambda x: 0.1 + 0.8 * math.exp(-5 * x), (10, 86, 184)),
                description="A line that falls from 1.7 to 0.8 over 20 steps.",
            ),
            Figure(png=png(lambda x: x, (10, 86, 184)), description="The fitted line through the houses."),
        ),
    )


def _raised() -> tuple[PartResult, Exhibit]:
    return PartResult(
        exercise="exercise_2_3_3",
        title="Train a linear model",
        submission="exercise_2_3_3.py",
        outcome=Outcome.FAILED,
        score=0,
        max_score=4,
        checks=(
            CheckResult(
                id="slope",
                title="`slope` was trained",
                outcome=Outcome.SKIPPED,
                points=0,
                max_points=4,
                message="",
            ),
        ),
        error=CodeError(
            type="NameError",
            message="name 'intercpt' is not defined",
            line=5,
            explanation="Python does not know the name `intercpt`. Did you mean `intercept`?",
            traceback=("line 7, in <module>: print(model())", "line 5, in model: return intercpt + slope"),
        ),
        wall_seconds=0.11,
    ), Exhibit(
        exercise="exercise_2_3_3",
        source=_lines("""
slope = 0.1
intercept = 0.1

def model():
    return intercpt + slope

print(model())
"""),
    )


def _stopped() -> tuple[PartResult, Exhibit]:
    return PartResult(
        exercise="exercise_2_3_4",
        title="Batch training",
        submission="exercise_2_3_4.py",
        outcome=Outcome.FAILED,
        score=0,
        max_score=4,
        stopped=Stopped.MEMORY,
        wall_seconds=3.2,
    ), Exhibit(
        exercise="exercise_2_3_4", source=_lines("rows = []\nwhile True:\n    rows.append(bytearray(10**8))")
    )


def _hostile() -> tuple[PartResult, Exhibit]:
    return PartResult(
        exercise="exercise_2_3_5",
        title=HOSTILE,
        submission=HOSTILE,
        outcome=Outcome.FAILED,
        score=0,
        max_score=2,
        checks=(
            CheckResult(
                id="hostile",
                title=HOSTILE,
                outcome=Outcome.FAILED,
                points=0,
                max_points=2,
                message=HOSTILE,
                hint=HOSTILE,
                line=1,
                expected=HOSTILE,
                found=HOSTILE,
            ),
        ),
        error=CodeError(type="Bad", message=HOSTILE, line=2, explanation=HOSTILE, traceback=(HOSTILE,)),
        mistake=HOSTILE,
        feedback=HOSTILE,
        stdout=HOSTILE,
    ), Exhibit(
        exercise="exercise_2_3_5",
        source=(
            SourceLine(number=1, text=f"print({HOSTILE!r})  # {HOSTILE}", cell=HOSTILE),
            SourceLine(number=2, text=f"x = '{HOSTILE}"),
        ),
        figures=(Figure(png=png(lambda x: x, (0, 0, 0)), description=HOSTILE),),
    )


def _errored() -> tuple[PartResult, Exhibit]:
    return PartResult(
        exercise="exercise_2_3_6",
        title="Compare the models",
        submission="exercise_2_3_6.py",
        outcome=Outcome.ERRORED,
        score=0,
        max_score=4,
        error=CodeError(type="SandboxError", message="the worker sent no evidence"),
    ), Exhibit(exercise="exercise_2_3_6", source=_lines("print('all well')"))
