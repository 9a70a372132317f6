"""Percents as a histogram, laid out for a picture whose width is the reader's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["CEILING", "FLOOR", "Bar", "histogram"]

CEILING: Final = 48
"""Pixels from the top of the picture to the top of the highest bar: room for its count and the median's words."""

FLOOR: Final = 428
"""Pixels from the top of the picture to the feet of the bars."""

_BARS: Final = 10
_WIDTH: Final = 100 // _BARS


class Bar(NamedTuple):
    """How many lie from `low` to below `high` percent; the last bar has 100 percent too, and what is above."""

    low: int
    high: int
    learners: int
    top: float
    """Pixels from the top of the picture."""


def histogram(percents: Sequence[float]) -> list[Bar]:
    """Return ten bars of ten percent each; what lies outside of them counts in the nearest one."""
    counts = [0] * _BARS
    for percent in percents:
        counts[min(max(int(percent // _WIDTH), 0), _BARS - 1)] += 1
    highest = max(*counts, 1)
    return [
        Bar(_WIDTH * place, _WIDTH * (place + 1), count, FLOOR - (FLOOR - CEILING) * count / highest)
        for place, count in enumerate(counts)
    ]
