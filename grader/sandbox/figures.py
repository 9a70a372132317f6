"""The matplotlib backend of a run: Agg, and what is shown is kept for the probes.

As in a window or a notebook, a figure that was shown is not drawn on any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import matplotlib.pyplot
from matplotlib._pylab_helpers import Gcf
from matplotlib.backends.backend_agg import FigureCanvasAgg as FigureCanvas

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["FigureCanvas", "drawn", "keep", "opened", "show", "without"]

_open_figures: Final = Gcf.get_all_fig_managers
_close: Final = matplotlib.pyplot.close
_shown: Final[list[Figure]] = []


def show(*args: object, **options: object) -> None:  # noqa: ARG001 - pyplot passes on whatever it is given
    """Keep the open figures, and close them."""
    keep(opened())
    _close("all")


def keep(figures: list[Figure]) -> None:
    """Keep these figures, which were shown."""
    _shown.extend(without(figures, _shown))


def opened() -> list[Figure]:
    """Return the figures that can be drawn on, oldest first."""
    return [manager.canvas.figure for manager in _open_figures()]


def drawn() -> list[Figure]:
    """Return the figures that were shown and those that still can be, in this order."""
    return [*_shown, *without(opened(), _shown)]


def without(figures: list[Figure], others: list[Figure]) -> list[Figure]:
    """Return those of `figures` that are not among `others`; a figure of a learner's may say that it equals any."""
    return [figure for figure in figures if not any(figure is other for other in others)]
