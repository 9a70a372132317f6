"""Classes that nobody has taught: for the tests of the class page, and to look at."""

from __future__ import annotations

import functools
import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

import msgspec

from grader.gradebook import (
    CheckRate,
    ClassReport,
    Cluster,
    Column,
    Entry,
    Gradebook,
    Group,
    Override,
    Row,
    Sample,
)
from grader.limits import Stopped
from grader.results import Outcome, Runtime
from tests.samples import HOSTILE

__all__ = ["class_of", "column", "entry", "hostile_class", "row", "synthetic_class"]

LESSONS: Final = {
    "1_1 Constants and variables": ("Data as constants", "A variable and its array"),
    "1_2 Basic operations": ("Element-wise products", "Predictions from a matrix product", "Sums along dimensions"),
    "1_3 Advanced operations": ("Images as vectors", "Slopes from a gradient tape", "A K or an X?"),
    "2_1 Input data": ("Read a table with pandas", "Choose the data type"),
    "2_2 Loss functions": ("Two loss functions", "A loss of the model's parameter"),
    "2_3 Linear regression": ("A line and its loss", "Train a line", "Two features"),
    "2_4 Batch training": ("Prepare to train in batches", "Train in batches"),
    "3_1 Dense layers": ("Two layers by hand", "One layer, many borrowers", "Layers from Keras"),
    "3_2 Activation functions": ("Yes or no", "One of six"),
    "3_3 Optimizers": ("Stuck in a valley", "Out of the valley"),
    "3_4 Training a network": ("First values", "A network and its loss", "Train the network"),
    "4_1 Models in Keras": ("A sequential model", "Compile a sequential model", "A model of two inputs"),
    "4_2 Training and validation": ("Train a model", "Validate while training", "Overfitting", "Evaluate models"),
    "4_3 Training models with estimators": ("Prepare to train with estimators", "Train estimators"),
}  # fmt: skip

NAMES: Final = (
    "Ada Lovelace, Emmy Noether, Carl Friedrich Gauss, Leonhard Euler, Sofja Kowalewskaja, Srinivasa Ramanujan, "
    "Évariste Galois, Sophie Germain, Bernhard Riemann, Henri Poincaré, David Hilbert, Georg Cantor, Alan Turing, "
    "Kurt Gödel, Andrei Kolmogorow, Maryam Mirzakhani, Niels Henrik Abel, Augustin-Louis Cauchy, Felix Klein, "
    "Karl Weierstraß, Joseph Fourier, Pierre-Simon Laplace, Adrien-Marie Legendre, Blaise Pascal, "
    "Pierre de Fermat, René Descartes, Isaac Newton, Gottfried Wilhelm Leibniz, Jakob Bernoulli, Johann Bernoulli, "
    "Maria Gaetana Agnesi, Émilie du Châtelet, Hypatia of Alexandria, Al-Khwarizmi, Omar Khayyam, Brahmagupta, "
    "Liu Hui, Zu Chongzhi, Seki Takakazu, Mary Somerville, George Boole, William Rowan Hamilton, Arthur Cayley, "
    "James Joseph Sylvester, Hermann Minkowski, Richard Dedekind, Leopold Kronecker, Giuseppe Peano, "
    "Grace Hopper, Julia Robinson, Mary Cartwright, Kathleen Ollerenshaw, Paul Erdős, Stefan Banach, "
    "Wacław Sierpiński, Alfred Tarski, John von Neumann, Norbert Wiener, Claude Shannon, Katherine Johnson"
).split(", ")
"""A larger class has each of them more than once, with a number."""


class Slip(NamedTuple):
    """A mistake of the synthetic class: its name if it is known, what it says, and code that makes it."""

    mistake: str
    says: str
    checks: tuple[str, ...]
    code: str


CHECKS: Final = {
    "runs": "The code runs to its end",
    "shape": "`result` has the right shape",
    "values": "`result` holds the right values",
    "hidden": "The result follows the data",
}

SLIPS: Final = {
    "exercise_2_3_1": (
        Slip(
            "absolute-error",
            "The loss is the mean absolute error; the exercise asks for the squared one.",
            ("values",),
            "def linear_regression(intercept, slope, features=size_log):\n"
            "    return intercept + slope * features\n\n"
            "def loss_function(intercept, slope, features=size_log, targets=price_log):\n"
            "    predictions = linear_regression(intercept, slope, features)\n"
            "    return keras.losses.mae(targets, predictions)  # smaller is better\n\n"
            "print(loss_function(0.1, 0.1).numpy())\nprint(loss_function(0.1, 0.5).numpy())\n",
        ),
        Slip(
            "features-times-intercept",
            "Intercept and slope have changed places: the features are multiplied by the intercept.",
            ("values", "hidden"),
            "def linear_regression(intercept, slope, features=size_log):\n"
            "    return slope + intercept * features\n",
        ),
    ),
    "exercise_2_4_2": (
        Slip(
            "one-batch",
            "Only the first batch is trained on: the loop ends after one pass.",
            ("values",),
            'for batch in pd.read_csv("kc_house_data.csv", chunksize=100):\n'
            '    size = np.array(batch["sqft_lot"], np.float32)\n'
            "    opt.minimize(lambda: loss_function(intercept, slope, price, size), [intercept, slope])\n"
            "    break\n",
        ),
    ),
    "exercise_3_1_1": (
        Slip(
            "activation-left-out",
            "The hidden layer has no activation: two layers in a row are then no more than one.",
            ("values", "hidden"),
            "product1 = matmul(borrower_features, weights1)\ndense1 = product1 + bias1\n"
            "dense2 = keras.activations.sigmoid(matmul(dense1, weights2) + bias2)\n",
        ),
    ),
    "exercise_4_2_3": (
        Slip(
            "",
            "expected `model.fit` to be called with `epochs=50`, not with 5",
            ("values",),
            'model.compile("adam", loss="categorical_crossentropy")\n'
            "model.fit(features, labels, epochs=5, validation_split=0.5)\n",
        ),
    ),
}
OTHER: Final = (
    Slip(
        "",
        "expected `result` to be a tensor of shape (6, 1), not of shape (6,)",
        ("shape", "values"),
        "result = tf.reduce_sum(wealth, 1)\n",
    ),
    Slip(
        "",
        "NameError: name 'np' is not defined",
        ("runs", "shape", "values", "hidden"),
        "result = np.array(wealth)\n",
    ),
    Slip(
        "typed-in",
        "The result is typed in: with other data it stays the same.",
        ("hidden",),
        "result = [11, 57, 57, 57, 62, 17]\n",
    ),
)

_START: Final = datetime(2026, 11, 20, 9, tzinfo=UTC)


def synthetic_class(learners: int = 60, *, parts: int = 36, seed: int = 17) -> ClassReport:
    """Return a class as it might be, the same for the same arguments: all learners of a roster of two sections."""
    chance = random.Random(seed)
    lessons, columns = _course(parts)
    hardness = {column.exercise: chance.gauss(0, 0.9) for column in columns}
    shown: dict[tuple[str, Slip], list[str]] = {}
    rows = tuple(_learner(number, columns, hardness, shown, chance) for number in range(learners))
    return class_of(
        *sorted(rows, key=lambda row: row.name),
        columns=columns,
        lessons=lessons,
        clusters=tuple(
            Cluster(
                exercise=exercise,
                mistake=slip.mistake,
                says=slip.says,
                checks=slip.checks,
                learners=tuple(sorted(keys)),
                samples=tuple(Sample(learner=key, source=slip.code) for key in keys[:2]),
            )
            for (exercise, slip), keys in sorted(shown.items(), key=lambda item: -len(item[1]))
        ),
        problems=(
            "blaise-pascal_answers.rar: this kind of archive is not read; ask for a zip",
            "leopold-kronecker/exercise_2_3.ipynb: no notebook: it is not JSON; ask for the file again",
        )[: learners // 10],
    )


def class_of(
    *rows: Row,
    columns: tuple[Column, ...] = (),
    lessons: tuple[Group, ...] = (),
    clusters: tuple[Cluster, ...] = (),
    problems: tuple[str, ...] = (),
    has_roster: bool = True,
) -> ClassReport:
    """Return the report on these rows, with the rates of the four checks that every part has here."""
    return ClassReport(
        gradebook=Gradebook(
            title="Introduction to TensorFlow in Python", columns=columns, rows=rows, has_roster=has_roster
        ),
        lessons=lessons,
        checks=tuple(_rates(columns, rows)),
        clusters=clusters,
        problems=problems,
        runtime=Runtime(
            versions={"grader": "0.1.0", "python": "3.11.7", "tensorflow": "2.21.0"},
            seed=20_240_517,
            threads=1,
            data="fixtures",
        ),
        isolation=("landlock", "seccomp", "namespaces", "rlimits", "watchdog"),
        made="2026-11-24T19:44:00Z",
    )


def column(number: int = 1, *, max_score: int = 6) -> Column:
    """Return a part of lesson 2.3."""
    return Column(exercise=f"exercise_2_3_{number}", title=f"Part {number}", max_score=max_score)


def entry(outcome: Outcome | None, number: int = 1, score: float = 0.0, **rest: object) -> Entry:
    """Return what a learner has of a part of six points."""
    known = {"attempt": 1, "max_score": 6, "earned": int(score)}
    return Entry(exercise=f"exercise_2_3_{number}", outcome=outcome, score=score, **{**known, **rest})  # type: ignore[arg-type]


def row(name: str, *entries: Entry, **rest: object) -> Row:
    """Return a learner of the roster, whose one attempt has these entries."""
    known = {"key": name.lower().replace(" ", "-"), "in_roster": True, "attempts": 1}
    return Row(name=name, entries=entries, **{**known, **rest})  # type: ignore[arg-type]


def hostile_class() -> ClassReport:
    """Return a class in which every text that anybody wrote is hostile, or far too long, or both."""
    mean = entry(
        Outcome.FAILED,
        score=1.5,
        late=True,
        late_percent=10.0,
        when=HOSTILE,
        override=Override(points=1.5, why=HOSTILE, when=HOSTILE),
        failed_checks=(HOSTILE,),
        mistake=HOSTILE,
        stopped=Stopped.MEMORY,
        error=HOSTILE,
        wall_seconds=3.0,
    )
    broken = entry(Outcome.ERRORED, error=HOSTILE)
    unread = entry(None, error=HOSTILE * 1_000)
    persons = (
        row(
            HOSTILE,
            mean,
            key='../"><script>\ud800',
            id=HOSTILE,
            login=HOSTILE,
            email=HOSTILE,
            section=HOSTILE,
        ),
        row("x" * 1_000_000, broken, key="long", section="y" * 100_000),
        row("\u0645\u0631\u064a\u0645 \u202e\u2067 \x1b[31m", unread, key="rtl", in_roster=False),
        row("", entry(None), key="nobody", attempts=0, id=HOSTILE),
    )
    return class_of(
        *persons,
        columns=(Column(exercise="exercise_2_3_1", title=HOSTILE, max_score=6),),
        lessons=(Group(id="exercise_2_3", title=HOSTILE, exercises=("exercise_2_3_1",)),),
        clusters=(
            Cluster(
                exercise="exercise_2_3_1",
                mistake=HOSTILE,
                says=HOSTILE * 1_000,
                checks=(HOSTILE, "values"),
                learners=(persons[0].key, "long", HOSTILE),
                samples=(
                    Sample(learner=persons[0].key, source=f"print({HOSTILE!r})  # {HOSTILE}\n'''{HOSTILE}"),
                    Sample(learner="long", source="x" * 1_000_000),
                ),
            ),
        ),
        problems=(HOSTILE, "z" * 1_000_000),
    )


def _course(parts: int) -> tuple[tuple[Group, ...], tuple[Column, ...]]:
    lessons, columns = [], []
    for name, titles in LESSONS.items():
        number, title = name.split(" ", 1)
        here = [
            Column(exercise=f"exercise_{number}_{place}", title=words, max_score=6 + len(words) % 5)
            for place, words in enumerate(titles, start=1)
        ][: max(parts - len(columns), 0)]
        if here:
            columns += here
            lessons.append(
                Group(id=f"exercise_{number}", title=title, exercises=tuple(part.exercise for part in here))
            )
    return tuple(lessons), tuple(columns)


def _learner(
    number: int,
    columns: tuple[Column, ...],
    hardness: dict[str, float],
    shown: dict[tuple[str, Slip], list[str]],
    chance: random.Random,
) -> Row:
    again, place = divmod(number, len(NAMES))
    name = f"{NAMES[place]} {again + 1}" if again else NAMES[place]
    key = f"{1000 + number}-{name.split()[0].lower()}".encode("ascii", "ignore").decode()
    ability, is_late = chance.gauss(1.2, 1.0), chance.random() < 0.08
    attempts = 0 if chance.random() < 0.05 else chance.choice((1, 1, 1, 2, 2, 3))
    when = _START + timedelta(minutes=chance.randrange(5_000), days=4 * is_late)
    entries = []
    for part in columns:
        if not attempts or chance.random() < 0.02:
            entries.append(Entry(exercise=part.exercise, outcome=None, max_score=part.max_score))
            continue
        made = _part(part, ability - hardness[part.exercise], chance, key, shown)
        entries.append(_dated(made, attempts, when, is_late))
    return Row(
        key=key,
        name=name,
        id=str(1000 + number),
        login=key.split("-")[1],
        email=f"{key}@example.org",
        section="AB"[number % 2],
        in_roster=number % 20 != 19,
        attempts=attempts,
        entries=tuple(entries),
    )


def _part(
    part: Column, ability: float, chance: random.Random, key: str, shown: dict[tuple[str, Slip], list[str]]
) -> Entry:
    made = functools.partial(Entry, exercise=part.exercise, max_score=part.max_score)
    seconds = round(chance.lognormvariate(-0.5, 0.9), 2)
    fate = chance.random()
    if fate < 0.001:
        return made(outcome=Outcome.ERRORED, error="SandboxError: the worker sent no evidence")
    if fate < 0.004:
        stopped, seconds = (Stopped.WALL_TIME, 20.0) if fate < 0.003 else (Stopped.MEMORY, 4.2)
        failed = tuple(CHECKS)
        return made(outcome=Outcome.FAILED, failed_checks=failed, stopped=stopped, wall_seconds=seconds)
    if ability + chance.gauss(0, 0.8) > 0:
        return made(outcome=Outcome.PASSED, earned=part.max_score, wall_seconds=seconds)
    known = SLIPS.get(part.exercise, ())
    slip = chance.choice((*known, *known, *known, *OTHER))
    shown.setdefault((part.exercise, slip), []).append(key)
    return made(
        outcome=Outcome.FAILED,
        earned=part.max_score * (len(CHECKS) - len(slip.checks)) // len(CHECKS),
        failed_checks=slip.checks,
        mistake=slip.mistake,
        wall_seconds=seconds,
    )


def _dated(made: Entry, attempts: int, when: datetime, is_late: bool) -> Entry:
    override = None
    if made.stopped is Stopped.MEMORY and made.exercise.endswith("_2"):
        override = Override(
            points=made.max_score / 2,
            why="Right on the machine of the lab; seen together.",
            when="2026-11-24T10:00:00Z",
        )
    score = override.points if override else made.earned * (0.9 if is_late else 1.0)
    return msgspec.structs.replace(
        made,
        score=score,
        attempt=attempts,
        when=f"{when:%Y-%m-%dT%H:%M:%SZ}",
        late=is_late,
        late_percent=10.0 * is_late,
        override=override,
    )


def _rates(columns: tuple[Column, ...], rows: tuple[Row, ...]) -> list[CheckRate]:
    failed: Counter[tuple[str, str]] = Counter()
    judged: Counter[str] = Counter()
    for learner in rows:
        for made in learner.entries:
            judged[made.exercise] += made.outcome in {Outcome.PASSED, Outcome.FAILED}
            failed.update((made.exercise, check) for check in made.failed_checks)
    return [
        CheckRate(
            exercise=part.exercise,
            check=check,
            title=title,
            passed=max(judged[part.exercise] - failed[part.exercise, check], 0),
            judged=judged[part.exercise],
        )
        for part in columns
        for check, title in CHECKS.items()
    ]
