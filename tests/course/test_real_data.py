"""With the course's real data, the reference solutions print the figures of the course."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from grader.checks.compare import as_numbers
from grader.checks.output import numbers_in
from grader.data import World, find_source
from grader.evidence import (
    Array,
    CallProbe,
    FeatureColumn,
    Mapping,
    Model,
    NameProbe,
    OutputsProbe,
    Sequence,
    Table,
)
from grader.judge import Pair, judge
from grader.results import Outcome
from grader.runner import Runner
from tests.support import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.catalogue import Course
    from grader.evidence import Evidence, Fact
    from grader.sandbox.supervisor import Supervisor

DATA = ROOT.parent / "shared" / "data"

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"the real data are not at {DATA}")


@pytest.fixture
def reference(
    course: Course, supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Evidence]:
    """Run a part's reference solution, or other source in its place, on the real data."""
    monkeypatch.setenv("GRADER_DATA", str(DATA))
    runner = Runner(course, find_source(course.fixtures), supervisor)

    def run(part: str, source: str | None = None) -> Evidence:
        found = course.part(f"exercise_{part}")
        return runner.run_own(found, source or found.solution, World.PUBLIC, must_pass=True)

    return run


def _value(evidence: Evidence, name: str) -> Fact:
    return evidence.fact(NameProbe(name))


PRINTED = [
    pytest.param("1_1_1", [30000, 4], id="1_1_1"),
    pytest.param("1_1_2", [1, 2, 3, 4, 1, 2, 3, 4], id="1_1_2"),
    pytest.param("1_2_1", [1, 2, 3, 4, 1, 2, 3, 1, 6, 4], id="1_2_1"),
    pytest.param("1_2_2", [-1687, -3218, -1933, 57850], id="1_2_2"),
    pytest.param("1_2_3", [50, 122, 61, 9, 64, 3, 35, 172], id="1_2_3"),
    pytest.param("1_3_2", [-2.0, 2.0, 0.0], id="1_3_2"),
    pytest.param("1_3_3", [1.0], id="1_3_3"),
    pytest.param("2_2_1", [141171604777.12717, 268827.9930208799], id="2_2_1"),
    pytest.param("2_2_2", [3.0], id="2_2_2"),
    pytest.param("2_3_1", [145.44652, 71.866], id="2_3_1"),
    pytest.param(
        "2_3_2",
        [
            9.669481,
            11.726705,
            1.1193314,
            1.6605749,
            0.7982892,
            0.8017315,
            0.6106562,
            0.59997994,
            0.5811015,
            0.5576157,
        ],
        id="2_3_2",
    ),
    pytest.param("2_4_2", [10.217888, 0.7016], id="2_4_2"),
    pytest.param("3_1_1", [0.9525741338729858], id="3_1_1"),
    pytest.param("3_1_2", [5, 3, 3, 2, 1, 5, 2], id="3_1_2"),
    pytest.param("3_1_3", [100, 7, 100, 3, 100, 1], id="3_1_3"),
    pytest.param("3_3_1", [4.3801394, 0.42052683], id="3_3_1"),
    pytest.param("3_3_2", [4.3150263, 0.4205261], id="3_3_2"),
]


@pytest.mark.parametrize(("part", "figures"), PRINTED)
def test_printed_figures(part: str, figures: list[float], reference: Callable[[str], Evidence]) -> None:
    """The reference solution prints the course's figures, to one part in a hundred thousand."""
    printed = numbers_in(reference(part).stdout)

    assert printed == pytest.approx(figures, rel=1e-5)


def test_losses_of_two_features(reference: Callable[[str], Evidence]) -> None:
    """Exercise 2.3.3 prints the course's ten losses, and ends at its three parameters."""
    evidence = reference("2_3_3")
    lines = [numbers_in(line) for line in evidence.stdout.strip().split("\n")]

    assert [line[0] for line in lines] == [
        12.418,
        12.404,
        12.391,
        12.377,
        12.364,
        12.351,
        12.337,
        12.324,
        12.311,
        12.297,
    ]
    assert lines[-1][1:] == [0.11, 0.06, 0.03]
    assert np.round(as_numbers(_value(evidence, "params")), 2) == pytest.approx([0.11, 0.06, 0.03])


def test_constant_is_the_whole_table(reference: Callable[[str], Evidence]) -> None:
    """Exercise 1.1.1 turns the four columns of all 30,000 credit rows into float64."""
    fact = _value(reference("1_1_1"), "credit_constant")
    rows = np.loadtxt(DATA / "credit.csv", delimiter=",", skiprows=1)

    assert isinstance(fact, Array)
    assert (fact.container, fact.dtype, fact.shape) == ("tensor", "float64", (30000, 4))
    assert np.array_equal(fact.numpy(), rows)


def test_pictures(reference: Callable[[str], Evidence]) -> None:
    """Exercise 1.3.1 turns the two pictures into columns of 784 and 2352 values from 0 to 255."""
    evidence = reference("1_3_1")
    gray, color = (as_numbers(_value(evidence, name)) for name in ("gray_vector", "color_vector"))

    assert (gray.shape, color.shape) == ((784, 1), (2352, 1))
    assert min(gray.min(), color.min()) >= 0
    assert max(gray.max(), color.max()) <= 255
    assert np.array_equal(
        gray.ravel(), np.loadtxt(DATA / "gray_tensor.csv", delimiter=",", skiprows=1).ravel()
    )


def test_housing_table(reference: Callable[[str], Evidence]) -> None:
    """Exercise 2.1.1 reads the table of 21,613 houses and 21 columns."""
    fact = _value(reference("2_1_1"), "housing")

    assert isinstance(fact, Table)
    assert (fact.rows, len(fact.columns)) == (21613, 21)
    assert [column.name for column in fact.columns][:3] == ["id", "date", "price"]


def test_price_and_waterfront(reference: Callable[[str], Evidence]) -> None:
    """Exercise 2.1.2 gives the first prices and the last as float32, and truth values for the water."""
    evidence = reference("2_1_2")
    price, waterfront = _value(evidence, "price"), _value(evidence, "waterfront")

    assert isinstance(price, Array)
    assert isinstance(waterfront, Array)
    assert (price.dtype, price.shape, waterfront.dtype) == ("float32", (21613,), "bool")
    assert price.numpy()[[0, 1, 2, -1]].tolist() == [221900, 538000, 180000, 325000]


def test_billpred(reference: Callable[[str], Evidence]) -> None:
    """Exercise 1.2.2 predicts the course's four bills."""
    billpred = as_numbers(_value(reference("1_2_2"), "billpred"))

    assert billpred.tolist() == [[5600], [5900], [10550], [6550]]


def test_batches_start_from_the_course_values(reference: Callable[[str], Evidence]) -> None:
    """Exercise 2.4.1 prepares an intercept of 10 and a slope of one half, as float32."""
    evidence = reference("2_4_1")
    intercept, slope = _value(evidence, "intercept"), _value(evidence, "slope")

    assert (intercept.dtype, slope.dtype) == ("float32", "float32")
    assert (float(as_numbers(intercept)), float(as_numbers(slope))) == (10.0, 0.5)


SHAPES = [
    pytest.param("3_1_1", {"dense1": (1, 2), "prediction": (1, 1)}, id="3_1_1"),
    pytest.param("3_1_2", {"products1": (5, 2), "dense1": (5, 2)}, id="3_1_2"),
    pytest.param("3_1_3", {"dense1": (100, 7), "dense2": (100, 3), "predictions": (100, 1)}, id="3_1_3"),
    pytest.param(
        "3_2_1",
        {
            "inputs": (30000, 3),
            "dense1": (30000, 3),
            "dense2": (30000, 2),
            "outputs": (30000, 1),
            "error": (5, 1),
        },
        id="3_2_1",
    ),
    pytest.param(
        "3_2_2",
        {"inputs": (30000, 10), "dense1": (30000, 10), "dense2": (30000, 8), "outputs": (30000, 6)},
        id="3_2_2",
    ),
    pytest.param("3_4_1", {"w1": (23, 7), "b1": (7,), "w2": (7, 1), "b2": ()}, id="3_4_1"),
    pytest.param(
        "3_4_3", {"w1": (23, 7), "b1": (7,), "w2": (7, 1), "model_predictions": (2000, 1)}, id="3_4_3"
    ),
]


@pytest.mark.parametrize(("part", "shapes"), SHAPES)
def test_shapes(part: str, shapes: dict[str, tuple[int, ...]], reference: Callable[[str], Evidence]) -> None:
    """The networks of chapter 3 have the course's shapes."""
    evidence = reference(part)

    assert {name: _value(evidence, name).shape for name in shapes} == shapes


def test_probabilities(reference: Callable[[str], Evidence]) -> None:
    """Exercise 3.2.1 errs by no more than 1; the rows of exercise 3.2.2 add up to 1."""
    error = as_numbers(_value(reference("3_2_1"), "error"))
    outputs = as_numbers(_value(reference("3_2_2"), "outputs"))

    assert np.abs(error).max() <= 1
    assert outputs.sum(axis=1) == pytest.approx(1, abs=1e-5)


def test_network_learns(reference: Callable[[str], Evidence]) -> None:
    """Exercise 3.4.3 predicts two of three card holders rightly, where it began with a loss above 3."""
    evidence = reference("3_4_3")
    paid_right, paid_wrong, failed_wrong, failed_right = numbers_in(evidence.stdout)
    predictions = as_numbers(_value(evidence, "model_predictions"))

    assert 0 <= predictions.min() < predictions.max() <= 1
    assert paid_right + paid_wrong + failed_wrong + failed_right == 2000
    assert paid_right + failed_right > 1400


COUNTS = [
    pytest.param("4_1_1", [12_560, 136, 36], 12_732, id="4_1_1"),
    pytest.param("4_1_2", [12_560, 272, 0, 68], 12_900, id="4_1_2"),
    pytest.param("4_1_3", [0, 0, 9_420, 9_420, 52, 52, 0], 18_944, id="4_1_3"),
]


@pytest.mark.parametrize(("part", "layers", "total"), COUNTS)
def test_parameters(part: str, layers: list[int], total: int, reference: Callable[[str], Evidence]) -> None:
    """The networks of lesson 4.1 have the course's numbers of parameters, layer by layer and in all."""
    model = _value(reference(part), "model")

    assert isinstance(model, Model)
    assert [layer.parameters for layer in model.layers] == layers
    assert model.parameters == total


TRAININGS = [
    pytest.param("4_2_1", 5, None, id="4_2_1"),
    pytest.param("4_2_2", 10, (1799, 200), id="4_2_2"),
    pytest.param("4_2_3", 200, (25, 25), id="4_2_3"),
]


@pytest.mark.parametrize(("part", "epochs", "examples"), TRAININGS)
def test_training(
    part: str, epochs: int, examples: tuple[int, int] | None, reference: Callable[[str], Evidence]
) -> None:
    """The classifiers of lesson 4.2 train for the course's epochs, on as many examples, and the loss falls."""
    model = _value(reference(part), "model")
    assert isinstance(model, Model)
    recorded = {name: np.array(values) for name, values in model.history}

    assert {len(values) for values in recorded.values()} == {epochs}
    assert recorded["loss"][-1] < recorded["loss"][0] / 2
    for name, count in zip(("accuracy", "val_accuracy"), examples or (), strict=False):
        assert recorded[name] * count == pytest.approx(np.round(recorded[name] * count), abs=1e-2)


def test_letters_are_told_apart(reference: Callable[[str], Evidence]) -> None:
    """Exercise 4.2.2 has 1,999 pictures of 784 pixels, and tells nine of ten letters apart."""
    evidence = reference("4_2_2")
    shapes = reference("4_2_2", "print(sign_language_features.shape, sign_language_labels.shape)").stdout
    chances = as_numbers(evidence.fact(OutputsProbe("model", "sign_language_features")))
    labels = as_numbers(_value(evidence, "sign_language_labels"))

    assert shapes.strip() == "(1999, 784) (1999, 4)"
    assert (chances.shape, labels.shape) == ((1999, 4), (1999, 4))
    assert (chances.argmax(axis=1) == labels.argmax(axis=1)).mean() > 0.9


def test_the_large_model_overfits(reference: Callable[[str], Evidence]) -> None:
    """In exercise 4.2.4 the test loss is above the training loss, by a larger factor in the large model."""
    evidence = reference("4_2_4")
    small_train, small_test, large_train, large_test = (
        float(as_numbers(_value(evidence, name)))
        for name in ("small_train", "small_test", "large_train", "large_test")
    )

    assert large_train < small_train
    assert 1 < small_test / small_train < large_test / large_train


def test_houses_for_estimators(reference: Callable[[str], Evidence]) -> None:
    """Exercise 4.3.1 feeds bedrooms and bathrooms of 21,613 houses; the labels are their prices."""
    evidence = reference("4_3_1")
    returned = evidence.fact(CallProbe("input_fn"))
    prices, rooms, baths = np.loadtxt(
        DATA / "kc_house_data.csv", delimiter=",", skiprows=1, usecols=(2, 3, 4), unpack=True
    )

    assert isinstance(returned, Sequence)
    features, labels = returned.items
    assert isinstance(features, Mapping)
    columns = {name: as_numbers(column) for name, column in features.items}
    assert as_numbers(labels).shape == (21613,)
    assert np.array_equal(as_numbers(labels), prices)
    assert columns.keys() == {"bedrooms", "bathrooms"}
    assert np.array_equal(columns["bedrooms"], rooms)
    assert np.array_equal(columns["bathrooms"], baths)
    assert [
        column.key for column in _value(evidence, "feature_list").items if isinstance(column, FeatureColumn)
    ] == ["bedrooms", "bathrooms"]


@pytest.mark.parametrize("part", ["4_2_1", "4_2_2", "4_2_3", "4_2_4", "4_3_1", "4_3_2"])
def test_bounds_hold(part: str, course: Course, reference: Callable[[str], Evidence]) -> None:
    """What was found with the fixtures holds with the real data: the reference solution passes its checks there."""
    evidence = reference(part)

    results = judge(course.part(f"exercise_{part}").exercise, Pair(evidence, evidence), None)

    assert [result for result in results if result.outcome is not Outcome.PASSED] == []
