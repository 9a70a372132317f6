"""Checks of models that were trained: what `fit` recorded, and what the model has learned.

Weights start at random, and a learner may choose the batches, or train twice: no check asks for one number.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from grader.checks import words
from grader.checks.base import Verdict, failed, passed
from grader.checks.compare import as_numbers
from grader.checks.networks import ModelCheck, usual
from grader.evidence import CallProbe, Given, NameProbe

if TYPE_CHECKING:
    from grader.evidence import Evidence, Fact, Model, Probe

__all__ = ["IsTrained", "Learned", "Overfits"]

_VALIDATION: Final = "val_"
_WHOLE: Final = 0.01
"""How far from a whole number a count may be that comes from a 32-bit share."""

_SMALLEST: Final = 1e-7
"""The least probability, as in Keras: the logarithm of 0 is no loss."""


class IsTrained(ModelCheck, frozen=True):
    """The last `fit` ran for as many epochs as the reference solution's and recorded the same, and the loss fell.

    `loss_at_most` bounds the loss of the last epoch. `examples` are the counts of training and of validation
    examples; an accuracy is a share of one of them, which tells without knowing the size of a batch.
    """

    kind = "trained"

    loss_at_most: float
    examples: tuple[int, int] | None = None

    def default_title(self) -> str:
        return f"`{self.name}` is trained as asked"

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
        if math.isfinite(last) and last <= self.loss_at_most and (len(losses) == 1 or last < first):
            return None
        found = words.number(last)
        return failed(
            f"expected the loss to fall to {words.number(self.loss_at_most)} or less, not from {words.number(first)} to {found}",
            expected=f"at most {words.number(self.loss_at_most)}",
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


class Overfits(ModelCheck, frozen=True):
    """At the end of training, the validation loss is at least `times` the training loss."""

    kind = "overfits"

    times: float

    def default_title(self) -> str:
        return f"`{self.name}` overfits: the validation loss ends far above the training loss"

    def judge_model(self, model: Model, reference: Model) -> Verdict:
        recorded = _history(model)
        own, other = recorded.get("loss"), recorded.get(f"{_VALIDATION}loss")
        if not own or not other:
            return failed(
                f"`{self.name}` has no loss and validation loss to compare",
                expected="both losses",
                found=", ".join(sorted(recorded)) or "nothing",
            )
        if other[-1] >= self.times * own[-1]:
            return passed()
        expected = f"a validation loss of {words.number(self.times)} times the training loss or more"
        found = f"{words.number(other[-1])} against {words.number(own[-1])}"
        return failed(f"expected {expected}, not {found}", expected=expected, found=found)


class Learned(ModelCheck, frozen=True):
    """The model gives the right letters to the set-up's own examples, whatever it recorded.

    `features` and `labels` are names of the set-up, the labels one-hot. The mean cross-entropy is at most
    `loss_at_most`, and the part of right answers at least `accuracy_at_least`.
    """

    kind = "learned"
    left_to_chance = True

    features: str
    labels: str
    loss_at_most: float
    accuracy_at_least: float = 0.0

    def default_title(self) -> str:
        return f"`{self.name}` has learned to tell the examples apart"

    def probes(self) -> tuple[Probe, ...]:
        return (*super().probes(), NameProbe(self.labels), self._call)

    @property
    def _call(self) -> CallProbe:
        return CallProbe(self.name, (Given(self.features),))

    def judge(self, evidence: Evidence, reference: Evidence) -> Verdict:
        verdict = super().judge(evidence, reference)
        if not verdict.passed:
            return verdict
        labels = as_numbers(reference.fact(NameProbe(self.labels)))
        if labels is None:
            raise TypeError(f"the set-up's `{self.labels}` hold no numbers that can be compared")
        return self._judge_outputs(evidence.fact(self._call), labels)

    def judge_model(self, model: Model, reference: Model) -> Verdict:
        return passed()

    def _judge_outputs(self, fact: Fact, labels: np.typing.NDArray[np.generic]) -> Verdict:
        outputs = as_numbers(fact)
        if outputs is None or outputs.shape != labels.shape:
            found = words.show(fact) if outputs is None else words.shape(outputs.shape)
            return failed(
                f"expected `{self.name}({self.features})` to have the shape {words.shape(labels.shape)}, not {found}",
                expected=words.shape(labels.shape),
                found=found,
            )
        chances = np.clip(outputs.astype(float), _SMALLEST, 1.0)
        right = labels.astype(float)
        loss = float(-(right * np.log(chances)).sum(axis=-1).mean())
        accuracy = float((chances.argmax(axis=-1) == right.argmax(axis=-1)).mean())
        # A loss that is no number is not small: the comparison is false.
        if not loss <= self.loss_at_most:
            limit = words.number(self.loss_at_most)
            return failed(
                f"expected the loss on `{self.features}` to be {limit} or less, not {words.number(loss)}",
                expected=f"at most {limit}",
                found=words.number(loss),
            )
        if accuracy < self.accuracy_at_least:
            return failed(
                f"expected {self.accuracy_at_least:.0%} of `{self.features}` or more to be told right, not {accuracy:.0%}",
                expected=f"at least {self.accuracy_at_least:.0%}",
                found=f"{accuracy:.0%}",
            )
        return passed()


def _history(model: Model) -> dict[str, tuple[float, ...]]:
    """Return what each epoch recorded, under the usual names: `acc` as `accuracy`, and so for validation."""
    return {
        f"{_VALIDATION}{usual(name.removeprefix(_VALIDATION))}"
        if name.startswith(_VALIDATION)
        else usual(name): values
        for name, values in model.history
    }
