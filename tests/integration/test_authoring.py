"""`grade new` and `grade calibrate`: how an author begins a part, and finds its bands."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from grader.bands import banded_checks, read_calibration
from grader.calibrate import fingerprint
from grader.catalogue import find_course
from grader.data import find_source
from grader.skeleton import part_files

if TYPE_CHECKING:
    from pathlib import Path

PART = "exercise_9_1_1"

# What an author writes for each blank of the skeleton.
FILLED = {
    "what the learner finds already there": "five temperatures",
    "name of what is given": "temperatures",
    "its value": "[12.5, 14.0, 9.5, 11.0, 18.0]",
    "another value": "[21.0, 3.5, 16.0, 8.0, 30.5]",
    "What it does, in one sentence.": "Computes the mean of five temperatures.",
    "name of the answer": "mean",
    "how it is computed": "sum(temperatures) / 5",
    "each name that the set-up binds, and what it is": "`temperatures`, a list of five numbers",
    "What to define, by its name, and what must hold for it.": "Let `mean` be the mean of `temperatures`.",
    "What the next line is for.": "The mean of all five.",
    "what it is about": "the mean of a list",
    "One thing to try.": "Divide the sum by the count.",
    "short-and-lower-case": "sum-for-mean",
    "a text that stands in the solution once": "sum(temperatures) / 5",
    "what stands there instead": "sum(temperatures)",
    "What went wrong, kindly and exactly.": "`mean` is the sum; it is not yet divided by the count.",
}

TRAINS = {
    "exercises/exercise_9_1_1/setup.py": """
import numpy as np
from tensorflow import keras

features = np.random.default_rng(1).random((60, 4), np.float32)
labels = np.eye(2, dtype=np.float32)[(features[:, 0] > 0.5).astype(int)]


def build(*, keras=keras):
    model = keras.Sequential([keras.layers.Dense(2, activation="softmax")])
    model.compile("SGD", loss="categorical_crossentropy")
    return model


del np
""",
    "exercises/exercise_9_1_1/stub.py": '"""Exercise 9.1.1: train."""\n\nmodel = ____\n',
    "exercises/exercise_9_1_1/spec.py": """
from grader.spec import TRAINING, Exercise, IsTrained, Learned

EXERCISE = Exercise(
    title="Train",
    limits=TRAINING,
    checks=(
        IsTrained(name="model", slack={slack}),
        Learned(name="model", features="features", labels="labels", slack={slack}),
    ),
)
""",
    "solutions/exercise_9_1_1.py": """
model = build()
model.fit(features, labels, epochs=2, verbose=0)
""",
}


def _grade(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "grader", *words, "--course", "course"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def _writes(folder: Path, slack: float = 1.0) -> None:
    for name, text in TRAINS.items():
        path = folder / "course" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("{slack}", str(slack)))
    (folder / "course" / "fixtures").mkdir(exist_ok=True)


def test_skeleton_is_proved_when_filled(tmp_path: Path) -> None:
    """`grade new` makes a course and a part; until its blanks are filled `verify` says where, and then proves it."""
    made = _grade("new", PART, "A mean", folder=tmp_path)
    unfilled = _grade("verify", PART, folder=tmp_path)
    listed = _grade("list", folder=tmp_path)

    for path in sorted((tmp_path / "course").rglob("*.py")):
        text = path.read_text()
        for blank, answer in FILLED.items():
            text = text.replace(f"<<< {blank} >>>", answer)
        assert "<<<" not in text, path
        path.write_text(text)
    filled = _grade("verify", PART, "--json", "-", folder=tmp_path)

    assert made.returncode == 0, made.stderr
    assert made.stdout.count("wrote ") == 5
    assert "grade verify exercise_9_1_1 --course course" in made.stdout
    assert unfilled.returncode == 1
    assert "spec.py, line 1 is still to be written: <<< what it is about >>>" in unfilled.stdout
    assert listed.returncode == 0
    assert "cannot be loaded" in listed.stdout
    assert filled.returncode == 0, filled.stdout + filled.stderr
    (proof,) = json.loads(filled.stdout)["parts"]
    assert (proof["title"], proof["mistakes"], proof["mistakes_named"]) == ("A mean", 1, 1)
    assert len(proof["mutants"]) >= 5


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["exercise_9_1"], "no ID of a part", id="lesson"),
        pytest.param(["../exercise_9_1_1"], "no ID of a part", id="path"),
        pytest.param([PART, 'The "mean"'], "without double quotes", id="title"),
    ],
)
def test_new_refuses(tmp_path: Path, words: list[str], message: str) -> None:
    """What would make no part is refused, and nothing is written."""
    refused = _grade("new", *words, folder=tmp_path)

    assert refused.returncode == 2
    assert message in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_new_overwrites_nothing(tmp_path: Path) -> None:
    """A part that is there is left as it is."""
    _writes(tmp_path)

    refused = _grade("new", PART, folder=tmp_path)

    assert refused.returncode == 2
    assert "is already there" in refused.stderr
    assert not (tmp_path / "course/exercises/exercise_9_1_1/hidden.py").exists()


def test_skeleton_without_a_title() -> None:
    """The title is a blank where none is given."""
    assert part_files(PART, None)["exercises/exercise_9_1_1/spec.py"].count("<<< a few words") == 1


def test_calibrate(tmp_path: Path) -> None:
    """A spec with a check of what is left to chance loads when it is calibrated; the bands say how they were made."""
    _writes(tmp_path)
    uncalibrated = _grade("run", PART, "course/solutions", folder=tmp_path)

    calibrated = _grade("calibrate", PART, "--seeds", "6", "--try", "4", folder=tmp_path)
    graded = _grade("run", PART, "course/solutions", folder=tmp_path)

    assert uncalibrated.returncode == 3
    assert "`grade calibrate exercise_9_1_1` makes it" in uncalibrated.stderr
    assert calibrated.returncode in {0, 1}, calibrated.stderr
    assert "of 4 other seeds" in calibrated.stdout
    assert "tried exercise_9_1_1: 6 programs" in calibrated.stderr
    course = find_course(tmp_path / "course")
    made = read_calibration(course.bands_file(PART))
    assert made is not None
    assert (made.first_seed, made.last_seed, made.worlds) == (1, 6, ("public",))
    assert made.made_by == "grade calibrate exercise_9_1_1 --seeds 6"
    checks = banded_checks(course.part(PART).exercise)
    assert list(checks) == ["model.trained", "model.learned"]
    assert all(band.least < band.median < band.most for band in checks["model.trained"].bands)
    assert graded.returncode == 0, graded.stdout


def test_bands_grow_old(tmp_path: Path) -> None:
    """Bands made of another solution are found by `verify`; another slack needs no new ones."""
    _writes(tmp_path)
    _grade("calibrate", PART, "--seeds", "2", "--try", "0", folder=tmp_path)
    course = find_course(tmp_path / "course")
    source = find_source(course.fixtures)
    made = read_calibration(course.bands_file(PART))
    _writes(tmp_path, slack=9.0)
    with_other_slack = fingerprint(course.part(PART), course, source)
    solution = tmp_path / "course/solutions/exercise_9_1_1.py"
    solution.write_text(solution.read_text().replace("epochs=2", "epochs=3"))

    verified = _grade("verify", PART, folder=tmp_path)

    assert made is not None
    assert with_other_slack == made.made_of
    assert verified.returncode == 1
    assert (
        "the bands are older than what they are made of: make them again, "
        "`grade calibrate exercise_9_1_1 --seeds 2`" in verified.stdout
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["exercise_1_1_1"], "there is no band to find", id="nothing-left-to-chance"),
        pytest.param(["exercise_9_9_9"], "no exercise", id="no-such-part"),
        pytest.param(["exercise_1_1_1", "--seeds", "1"], "--seeds", id="one-seed"),
    ],
)
def test_calibrate_refuses(tmp_path: Path, words: list[str], message: str) -> None:
    """What cannot be calibrated is said, with exit code 2."""
    command = [sys.executable, "-m", "grader", "calibrate", *words]

    refused = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert refused.returncode == 2
    assert message in refused.stderr


def test_solution_that_cannot_be_measured(tmp_path: Path) -> None:
    """A reference solution that trains nothing is named with the seed; no bands are written."""
    _writes(tmp_path)
    solution = tmp_path / "course/solutions/exercise_9_1_1.py"
    solution.write_text(solution.read_text().replace("model.fit(", "dict("))

    refused = _grade("calibrate", PART, "--seeds", "2", folder=tmp_path)

    assert refused.returncode == 2
    assert "seed 1, public world: `model` is trained as asked: `model` recorded no loss" in refused.stderr
    assert not (tmp_path / "course/exercises/exercise_9_1_1/bands.json").exists()
