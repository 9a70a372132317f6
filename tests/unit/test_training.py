"""Checks of trained models on evidence made by hand: what passes, what fails, and in which words."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from grader.checks import Band, Check, IsTrained, Learned, Overfits
from grader.checks.compare import same
from grader.evidence import (
    Evidence,
    Fact,
    Missing,
    Model,
    NameProbe,
    Opaque,
    Optimizer,
    OutputsProbe,
    Raised,
)
from grader.judge import Pair
from grader.mistakes import recognise, suspect_of
from grader.spec import Exercise, Mistake
from tests.support import array, evidence


def _band(quantity: str, value: float) -> Band:
    """Return the band whose bound is `value`, whatever the slack."""
    return Band(quantity=quantity, least=value, median=value, most=value)


TRAINED = IsTrained(name="model", bands=(_band("loss", 0.9),))
COUNTED = IsTrained(name="model", bands=(_band("loss", 0.9),), examples=(1799, 200))
LEARNED = Learned(name="model", features="x", labels="y", bands=(_band("loss", 0.5), _band("accuracy", 0.75)))
OVERFITS = Overfits(name="model", features="x", labels="y", held_back=0.5, bands=(_band("ratio", 2.0),))
OUTPUTS = OutputsProbe("model", "x")
LABELS = np.eye(4, dtype="float32")
LOSSES = (1.2, 0.9, 0.7, 0.6, 0.5)
GOOD = 0.9 * LABELS + 0.025


def _model(*, steps: int = 0, **history: tuple[float, ...]) -> Model:
    return Model(
        kind="sequential",
        layers=(),
        inputs=(),
        parameters=0,
        optimizer=Optimizer(kind="sgd", settings=(), steps=steps),
        history=tuple(sorted(history.items())),
    )


def _judge(check: Check, fact: Fact, reference: Fact) -> tuple[bool, str]:
    verdict = check.judge(evidence({"model": fact}), evidence({"model": reference}))
    return verdict.passed, verdict.message


def _shares(count: int, *rights: int) -> tuple[float, ...]:
    return tuple(float(np.float32(right / count)) for right in rights)


@pytest.mark.parametrize(
    "losses",
    [
        pytest.param(LOSSES, id="as-the-reference"),
        pytest.param((1.9, 1.4, 1.1, 0.95, 0.89), id="slower"),
        pytest.param((0.5, 0.4, 0.3, 0.2, 0.1), id="trained-twice"),
        pytest.param((1.2, 0.6, 1.3, 0.6, 0.7), id="unsteady"),
    ],
)
def test_other_losses_pass(losses: tuple[float, ...]) -> None:
    """Random weights and sizes of batches give other losses; as many epochs and a fall are what counts."""
    assert _judge(TRAINED, _model(loss=losses), _model(loss=LOSSES)) == (True, "")


@pytest.mark.parametrize(
    ("fact", "message"),
    [
        pytest.param(_model(), "`model` is not trained", id="not-trained"),
        pytest.param(_model(loss=()), "`model` is not trained", id="no-epoch"),
        pytest.param(_model(loss=(1.2,)), "expected 5 epochs of training, not 1", id="one-epoch"),
        pytest.param(_model(loss=(*LOSSES, 0.4)), "expected 5 epochs of training, not 6", id="six-epochs"),
        pytest.param(
            _model(loss=LOSSES, val_loss=LOSSES),
            "no example was to be held back for validation",
            id="validated",
        ),
        pytest.param(
            _model(loss=(1.4, 1.3, 1.2, 1.1, 1.0)), "fall to 0.9 or less, not from 1.4 to 1", id="high"
        ),
        pytest.param(
            _model(loss=(0.4, 0.5, 0.5, 0.5, 0.6)), "fall to 0.9 or less, not from 0.4 to 0.6", id="rises"
        ),
        pytest.param(_model(loss=(1.2, 1, 1, 1, float("nan"))), "or less, not from 1.2 to", id="nan"),
        pytest.param(_model(loss=(1.2, 1, 1, 1, float("-inf"))), "or less, not from 1.2 to", id="infinite"),
        pytest.param(Opaque(type="History"), "to be a Keras model", id="no-model"),
        pytest.param(Missing(), "`model` is not defined", id="missing"),
    ],
)
def test_training_that_was_not_asked_for(fact: Fact, message: str) -> None:
    """The words say what is wrong: epochs, validation, or a loss that does not fall."""
    passed, said = _judge(TRAINED, fact, _model(loss=LOSSES))

    assert not passed
    assert message in said


REFERENCE = _model(
    loss=LOSSES, accuracy=_shares(1799, 1200, 1790), val_loss=LOSSES, val_accuracy=_shares(200, 150, 195)
)


@pytest.mark.parametrize(
    ("own", "message"),
    [
        pytest.param({"acc": _shares(1799, 1, 1799), "val_acc": _shares(200, 3, 199)}, "", id="acc"),
        pytest.param(
            {"categorical_accuracy": _shares(1799, 7, 8), "val_categorical_accuracy": _shares(200, 0, 200)},
            "",
            id="categorical-accuracy",
        ),
        pytest.param(
            {"accuracy": _shares(1599, 801, 1501), "val_accuracy": _shares(400, 301, 380)},
            "training",
            id="400",
        ),
        pytest.param(
            {"accuracy": _shares(1799, 9, 99), "val_accuracy": _shares(180, 91, 99)}, "validation", id="180"
        ),
        pytest.param({"accuracy": (0.5, float("nan")), "val_accuracy": (1.0, 1.0)}, "training", id="nan"),
        pytest.param({}, "the training recorded no accuracy", id="no-metric"),
    ],
)
def test_counts_of_examples(own: dict[str, tuple[float, ...]], message: str) -> None:
    """An accuracy is a share of the examples, whatever it is called: another count of them shows."""
    passed, said = _judge(COUNTED, _model(loss=LOSSES, val_loss=LOSSES, **own), REFERENCE)

    assert passed is (not message)
    assert message in said


def test_no_validation() -> None:
    """A training that holds nothing back is told so."""
    said = _judge(COUNTED, _model(loss=LOSSES, accuracy=_shares(1799, 4, 5)), REFERENCE)

    assert said == (False, "no example was held back for validation")


def _learned(outputs: Fact, labels: Fact | None = None, model: Fact | None = None) -> Evidence:
    names = {"model": model or _model(loss=LOSSES), "y": labels or array(LABELS)}
    return evidence(names, other={OUTPUTS: outputs})


@pytest.mark.parametrize(
    ("outputs", "message"),
    [
        pytest.param(array(GOOD), "", id="right"),
        pytest.param(array(GOOD.astype("float64"), container="ndarray"), "", id="array"),
        pytest.param(
            array(np.full((4, 4), 0.25)), "expected the loss on `x` to be 0.5 or less", id="untrained"
        ),
        pytest.param(array(GOOD[::-1]), "expected the loss on `x` to be 0.5 or less", id="wrong"),
        pytest.param(array(np.full((4, 4), np.nan)), "expected the loss on `x` to be 0.5 or less", id="nan"),
        pytest.param(array(LABELS[:, :3]), "have the shape (4, 4), not (4, 3)", id="shape"),
        pytest.param(
            Raised(type="ValueError", message="the layer lambda is of a kind that cannot be rebuilt, Lambda"),
            "could not be computed from its layers and weights: the layer lambda is of a kind",
            id="cannot-be-rebuilt",
        ),
        pytest.param(
            Raised(type="MemoryError", message="at 0x7f"), "from its layers and weights", id="another-error"
        ),
        pytest.param(Missing(), "could not be computed from its layers and weights", id="not-computed"),
    ],
)
def test_learned(outputs: Fact, message: str) -> None:
    """What the model makes of the set-up's examples counts, not what it recorded."""
    verdict = LEARNED.judge(_learned(outputs), _learned(array(GOOD)))

    assert verdict.passed is (not message)
    assert message in verdict.message


def test_learned_by_the_references_labels() -> None:
    """Labels that the learner bound anew, to what the model says, make nothing right."""
    turned = array(LABELS[::-1])

    verdict = LEARNED.judge(_learned(array(GOOD[::-1]), turned), _learned(array(GOOD)))

    assert not verdict.passed


def test_too_few_right() -> None:
    """A small loss with too few right answers fails by their number."""
    check = msgspec.structs.replace(LEARNED, bands=(_band("loss", 2.0), _band("accuracy", 0.75)))

    verdict = check.judge(_learned(array(GOOD[[1, 0, 2, 3]])), _learned(array(GOOD)))

    assert verdict.message == "expected 75% of `x` or more to be told right, not 50%"


@pytest.mark.parametrize(
    ("held_back", "message"),
    [
        pytest.param(0.025, "", id="sure-of-the-wrong"),
        pytest.param(0.6, "", id="twice"),
        pytest.param(0.87, "a validation loss of 2 times the training loss or more, not 1.7", id="near"),
        pytest.param(float("nan"), "not nan times", id="nan"),
    ],
)
def test_overfits(held_back: float, message: str) -> None:
    """The loss on the last examples is compared with that on the first, whatever was recorded."""
    chances = GOOD.copy()
    rest = (1 - held_back) / 3
    chances[2:] = np.where(LABELS[2:] > 0, held_back, rest)

    verdict = OVERFITS.judge(_learned(array(chances)), _learned(array(GOOD)))

    assert verdict.passed is (not message)
    assert message in verdict.message


def test_known_by_heart() -> None:
    """A training loss of nothing is no division by nothing."""
    chances = LABELS.copy()
    chances[2:] = GOOD[2:]

    assert OVERFITS.judge(_learned(array(chances)), _learned(array(GOOD))).passed


@pytest.mark.parametrize("check", [TRAINED, LEARNED, OVERFITS], ids=lambda check: check.kind)
def test_what_is_measured(check: IsTrained | Learned | Overfits) -> None:
    """Each check measures what its bands are for, and says so where there is nothing to measure."""
    found = check.measure(_learned(array(GOOD)), _learned(array(GOOD)))

    assert found.keys() == check.quantities.keys()
    assert all(np.isfinite(value) for value in found.values())
    with pytest.raises(ValueError, match="`model`"):
        check.measure(_learned(Missing(), model=_model()), _learned(array(GOOD)))


def test_without_a_band() -> None:
    """A check that was never calibrated judges nothing."""
    check = msgspec.structs.replace(TRAINED, bands=())

    with pytest.raises(LookupError, match="there is no band for the loss"):
        _judge(check, _model(loss=LOSSES), _model(loss=LOSSES))


def test_labels_that_are_no_numbers() -> None:
    """A spec that names no labels is an error of the check, not of the learner."""
    with pytest.raises(TypeError, match="`y` hold no numbers"):
        LEARNED.judge(_learned(array(GOOD)), _learned(array(GOOD), Opaque(type="object")))


def test_model_is_judged_first() -> None:
    """What is no model is said to be none."""
    verdict = LEARNED.judge(_learned(array(GOOD), model=Opaque(type="list")), _learned(array(GOOD)))

    assert "to be a Keras model" in verdict.message


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        pytest.param(_model(steps=315, loss=(9.0, 8.0)), True, id="losses"),
        pytest.param(_model(steps=315, loss=(9.0,)), False, id="epochs"),
        pytest.param(_model(steps=20, loss=(9.0, 8.0)), False, id="steps"),
        pytest.param(_model(steps=315, loss=(9.0, 8.0), val_loss=(1.0, 1.0)), False, id="validation"),
    ],
)
def test_models_are_trained_alike(other: Model, alike: bool) -> None:
    """As many steps and epochs, and the same names recorded, are the same training; losses are chance."""
    assert same(_model(steps=315, loss=(1.0, 0.5)), other) is alike


def test_mistake_is_known_by_what_is_certain() -> None:
    """Other outputs, as other random weights give them, do not hide a mistake."""
    mistake = Mistake(name="one-epoch", replace=("a", "b"), says="Once is not enough.")
    exercise = Exercise(title="A part", checks=(TRAINED, LEARNED), mistakes=(mistake,))
    untrained = np.full((4, 4), 0.25)
    reference, as_mistaken, own = (
        _learned(array(outputs), model=_model(loss=losses))
        for outputs, losses in (
            (GOOD, LOSSES),
            (untrained, (1.2,)),
            (untrained[:, ::-1] + 0.01, (1.3,)),
        )
    )

    suspect = suspect_of(exercise, mistake, as_mistaken, reference)
    found = recognise(exercise, Pair(own, reference), [suspect])

    assert found == suspect
    assert NameProbe("y") in LEARNED.probes()
