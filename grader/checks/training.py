"""Checks of models that were trained: what `fit` recorded, and what the model has learned.

What `fit` recorded is what the learner's process says. What the model has learned is computed from its weights, in a
worker that never ran the learner's code.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Final

import numpy as np

from grader.checks import words
from grader.checks.banded import BandedCheck, Side
from grader.checks.base import Verdict, failed, passed
from grader.checks.compare import as_numbers
from grader.checks.networks import usual
from grader.evidence import Model, NameProbe, OutputsProbe, Raised

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from grader.evidence import Evidence, Fact, Probe

__all__ = ["IsTrained", "Learned", "Overfits"]

_VALIDATION: Final = "val_"
_WHOLE: Final = 0.01
"""How far from a whole number a count may be that comes from a 32-bit share."""

_SMALLEST: Final = 1e-7
"""The least probability, as in Keras: the logarithm of 0 is no loss."""


class IsTrained(BandedCheck, frozen=True, kw_only=True):
    """The last `fit` ran for as many epochs as the reference solution's and recorded the same, and the loss fell.

    The loss of the last epoch is judged by its band. `examples` are the counts of training and of validation examples;
    an accuracy is a share of one of them, which tells without knowing the size of a batch.
    """

    kind = "trained"
    quantities: ClassVar[Mapping[str, Side]] = {"loss": Side.AT_MOST}

    examples: tuple[int, int] | None = None

    def default_title(self) -> str:
        return f"`{self.name}` is trained as asked"

    def measure(self, evidence: Evidence, reference: Evidence) -> dict[str, float]:
        model = evidence.fact(NameProbe(self.name))
        losses = _history(model).get("loss", ()) if isinstance(model, Model) else ()
        if not losses:
            raise ValueError(f"`{self.name}` recorded no loss")
        return {"loss": losses[-1]}

    def judge_model(self, model: Model, reference: Model) -> Verdict:
        recorded, wanted = _history(model), _history(reference)
        if not recorded.get("loss"):
            return failed(
                f"`{self.name}` is not trained", expected="a trained model", found="no epoch of training"
            )
        epochs, right = len(recorded["loss"]), len(wanted["loss"])
        if epochs != right:
            return failed(
                f"expected {right} epochs of training, not {epochs}",
                expected=f"{right} epochs",
                found=f"{epochs} epochs",
            )
        return (
            self._names(set(recorded), set(wanted)) or self._loss(recorded["loss"]) or self._counts(recorded)
        )

    def _names(self, recorded: set[str], wanted: set[str]) -> Verdict | None:
        expected, found = ", ".join(sorted(wanted)), ", ".join(sorted(recorded))
        validated = any(name.startswith(_VALIDATION) for name in recorded)
        if validated != any(name.startswith(_VALIDATION) for name in wanted):
            message = (
                "no example was to be held back for validation"
                if validated
                else "no example was held back for validation"
            )
            return failed(message, expected=expected, found=found)
        if lost := sorted(wanted - recorded):
            return failed(f"the training recorded no {lost[0]}", expected=expected, found=found)
        return None

    def _loss(self, losses: tuple[float, ...]) -> Verdict | None:
        first, last = losses[0], losses[-1]
        if math.isfinite(last) and self.holds("loss", last) and (len(losses) == 1 or last < first):
            return None
        bound, found = words.number(self.bound("loss")), words.number(last)
        return failed(
            f"expected the loss to fall to {bound} or less, not from {words.number(first)} to {found}",
            expected=f"at most {bound}",
            found=found,
        )

    def _counts(self, recorded: dict[str, tuple[float, ...]]) -> Verdict:
        if self.examples is None:
            return passed()
        trained, validated = self.examples
        for name, count in (("accuracy", trained), (f"{_VALIDATION}accuracy", validated)):
            shares = [share * count for share in recorded.get(name, ())]
            if not all(math.isfinite(share) and abs(share - round(share)) <= _WHOLE for share in shares):
                part = "training" if name == "accuracy" else "validation"
                return failed(
                    f"expected {trained:,} examples for training and {validated:,} for validation; "
                    f"the {part} was not on as many",
                    expected=f"{count:,} examples for {part}",
                    found="another count",
                )
        return passed()


class _OutputsCheck(BandedCheck, frozen=True, kw_only=True):
    """About what a model makes of the set-up's `features`, whose one-hot `labels` the set-up has too."""

    left_to_chance = True

    features: str
    labels: str

    def probes(self) -> tuple[Probe, ...]:
        return (*super().probes(), NameProbe(self.labels), self._outputs)

    @property
    def _outputs(self) -> OutputsProbe:
        return OutputsProbe(self.name, self.features)

    def judge(self, evidence: Evidence, reference: Evidence) -> Verdict:
        verdict = super().judge(evidence, reference)
        if not verdict.passed:
            return verdict
        wrong = self._unfit(evidence.fact(self._outputs), self._right(reference))
        return wrong or self.judge_quantities(self.measure(evidence, reference))

    def judge_model(self, model: Model, reference: Model) -> Verdict:
        return passed()

    def judge_quantities(self, found: dict[str, float]) -> Verdict:
        """Judge what was measured, given that everything could be."""
        raise NotImplementedError

    def chances(
        self, evidence: Evidence, reference: Evidence
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the probabilities, (examples, classes), that the model gives, and the right ones.

        Raises:
            ValueError: the model has no such outputs.
        """
        outputs, labels = as_numbers(evidence.fact(self._outputs)), self._right(reference)
        if outputs is None or outputs.shape != labels.shape:
            raise ValueError(f"`{self.name}` has no outputs to be judged")
        return np.clip(outputs.astype(float), _SMALLEST, 1.0), labels

    def _right(self, reference: Evidence) -> NDArray[np.float64]:
        labels = as_numbers(reference.fact(NameProbe(self.labels)))
        if labels is None:
            raise TypeError(f"the set-up's `{self.labels}` hold no numbers that can be compared")
        return labels.astype(float)

    def _unfit(self, fact: Fact, labels: NDArray[np.float64]) -> Verdict | None:
        outputs = as_numbers(fact)
        if outputs is not None and outputs.shape == labels.shape:
            return None
        expected = f"outputs of the shape {words.shape(labels.shape)}"
        if outputs is not None:
            found = words.shape(outputs.shape)
            message = f"expected the outputs of `{self.name}` for `{self.features}` to have the shape {words.shape(labels.shape)}, not {found}"
        else:
            found = "nothing"
            reason = f": {fact.message}" if isinstance(fact, Raised) and fact.type == "ValueError" else ""
            message = f"what `{self.name}` predicts could not be computed from its layers and weights{reason}"
        return failed(message, expected=expected, found=found)


class Learned(_OutputsCheck, frozen=True, kw_only=True):
    """The model gives the right labels to the set-up's own examples, whatever it recorded.

    Mean cross-entropy and share of right answers are judged by their bands.
    """

    kind = "learned"
    quantities: ClassVar[Mapping[str, Side]] = {"loss": Side.AT_MOST, "accuracy": Side.AT_LEAST}

    def default_title(self) -> str:
        return f"`{self.name}` has learned to tell the examples apart"

    def measure(self, evidence: Evidence, reference: Evidence) -> dict[str, float]:
        chances, right = self.chances(evidence, reference)
        return {
            "loss": _cross_entropy(chances, right),
            "accuracy": float((chances.argmax(axis=-1) == right.argmax(axis=-1)).mean()),
        }

    def judge_quantities(self, found: dict[str, float]) -> Verdict:
        if not self.holds("loss", found["loss"]):
            bound, loss = words.number(self.bound("loss")), words.number(found["loss"])
            return failed(
                f"expected the loss on `{self.features}` to be {bound} or less, not {loss}",
                expected=f"at most {bound}",
                found=loss,
            )
        if not self.holds("accuracy", found["accuracy"]):
            bound = f"{self.bound('accuracy'):.0%}"
            return failed(
                f"expected {bound} of `{self.features}` or more to be told right, not {found['accuracy']:.0%}",
                expected=f"at least {bound}",
                found=f"{found['accuracy']:.0%}",
            )
        return passed()


class Overfits(_OutputsCheck, frozen=True, kw_only=True):
    """The loss on the examples held back is far above the loss on those that the model was trained on.

    The last `held_back` of the set-up's examples are for validation, a share of all, as Keras takes them. How many times
    the one loss is the other is judged by its band.
    """

    kind = "overfits"
    quantities: ClassVar[Mapping[str, Side]] = {"ratio": Side.AT_LEAST}

    held_back: float

    def default_title(self) -> str:
        return f"`{self.name}` overfits: the validation loss ends far above the training loss"

    def measure(self, evidence: Evidence, reference: Evidence) -> dict[str, float]:
        own, other = self._losses(evidence, reference)
        return {"ratio": other / max(own, _SMALLEST)}

    def judge_quantities(self, found: dict[str, float]) -> Verdict:
        if self.holds("ratio", found["ratio"]):
            return passed()
        expected = f"a validation loss of {words.number(self.bound('ratio'))} times the training loss or more"
        times = f"{words.number(found['ratio'])} times"
        return failed(f"expected {expected}, not {times}", expected=expected, found=times)

    def _losses(self, evidence: Evidence, reference: Evidence) -> tuple[float, float]:
        """Return the mean cross-entropy on the examples to train on, and on those held back."""
        chances, right = self.chances(evidence, reference)
        first = int(len(right) * (1 - self.held_back))
        return _cross_entropy(chances[:first], right[:first]), _cross_entropy(chances[first:], right[first:])


def _cross_entropy(chances: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    return float(-(right * np.log(chances)).sum(axis=-1).mean())


def _history(model: Model) -> dict[str, tuple[float, ...]]:
    """Return what each epoch recorded, under the usual names: `acc` as `accuracy`, and so for validation."""
    return {
        f"{_VALIDATION}{usual(name.removeprefix(_VALIDATION))}"
        if name.startswith(_VALIDATION)
        else usual(name): values
        for name, values in model.history
    }
