"""Checks of what is left to chance: each judges a quantity by a band that `grade calibrate` found, never by one number."""

from __future__ import annotations

import enum
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

import msgspec

from grader.checks.networks import ModelCheck

if TYPE_CHECKING:
    from grader.evidence import Evidence

__all__ = ["Band", "BandedCheck", "Side"]


class Side(enum.StrEnum):
    """On which side of its bound a quantity has to lie."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"


class Band(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where a quantity lies with the reference solution, over many seeds."""

    quantity: str
    least: float
    median: float
    most: float

    def bound(self, side: Side, slack: float) -> float:
        """Return how far the quantity may go: as far beyond the worst value as `slack` times that is from the median.

        On a logarithmic scale, where all values are positive: losses differ by factors.
        """
        worst = self.most if side is Side.AT_MOST else self.least
        if self.least > 0:
            return worst * math.pow(worst / self.median, slack)
        return worst + slack * (worst - self.median)


class BandedCheck(ModelCheck, frozen=True, kw_only=True):
    """About a trained model. `quantities` says what is measured, and on which side of its bound it may lie.

    `slack` widens the bands, see `Band.bound`. The `bands` are no author's: the catalogue puts in what stands beside
    the spec.
    """

    quantities: ClassVar[Mapping[str, Side]]

    slack: float = 1.0
    bands: tuple[Band, ...] = ()

    def measure(self, evidence: Evidence, reference: Evidence) -> dict[str, float]:
        """Return every quantity, as it is in `evidence`.

        Raises:
            ValueError: the evidence does not hold what is to be measured.
        """
        raise NotImplementedError

    def bound(self, quantity: str) -> float:
        """Return how far `quantity` may go.

        Raises:
            LookupError: the check was never calibrated.
        """
        for band in self.bands:
            if band.quantity == quantity:
                return band.bound(self.quantities[quantity], self.slack)
        raise LookupError(f"{self.headline()}: there is no band for the {quantity}")

    def holds(self, quantity: str, value: float) -> bool:
        """Return whether `value` lies on the right side of the bound; a value that is no number never does."""
        bound = self.bound(quantity)
        return value <= bound if self.quantities[quantity] is Side.AT_MOST else value >= bound
