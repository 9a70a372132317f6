"""Checks of the figures that the code drew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.checks.base import Check, Verdict, failed, passed
from grader.checks.compare import same
from grader.evidence import Figures, FiguresProbe

if TYPE_CHECKING:
    from grader.evidence import Evidence, FigureShape, Probe

__all__ = ["DrawsFigure"]


class DrawsFigure(Check, frozen=True):
    """A figure with the reference solution's points and lines is among those drawn."""

    kind = "figure"

    rtol: float = 1e-3

    def probes(self) -> tuple[Probe, ...]:
        return (FiguresProbe(),)

    def default_title(self) -> str:
        return "The right figure is drawn"

    def judge(self, evidence: Evidence, reference: Evidence) -> Verdict:
        fact, wanted = evidence.fact(FiguresProbe()), reference.fact(FiguresProbe())
        drawn = fact.figures if isinstance(fact, Figures) else ()
        expected = wanted.figures if isinstance(wanted, Figures) else ()
        if not drawn:
            return failed("no figure was drawn", expected=_summary(expected), found="no figure")
        for figure in expected:
            if not any(self._shows(other, figure) for other in drawn):
                return failed(
                    "the figure does not show what was expected",
                    expected=_summary(expected),
                    found=_summary(drawn),
                )
        return passed()

    def _shows(self, drawn: FigureShape, wanted: FigureShape) -> bool:
        """Tell whether every scatter and line of `wanted` is in `drawn`, and as many images and bars."""
        if drawn.images < wanted.images or drawn.bars < wanted.bars:
            return False
        return all(
            any(same(own, other, rtol=self.rtol, atol=1e-4) for own in owned)
            for owned, others in ((drawn.scatters, wanted.scatters), (drawn.lines, wanted.lines))
            for other in others
        )


def _summary(figures: tuple[FigureShape, ...]) -> str:
    return "; ".join(
        f"{sum(scatter.shape[0] for scatter in figure.scatters):,} points, {_counted(len(figure.lines), 'line')}"
        + (f", {_counted(figure.images, 'image')}" if figure.images else "")
        for figure in figures
    )


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
