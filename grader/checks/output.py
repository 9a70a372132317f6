"""Checks of what the code printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from grader.checks import words
from grader.checks.base import Check, Verdict, failed, passed

if TYPE_CHECKING:
    from grader.evidence import Evidence

__all__ = ["PrintsNumbers", "PrintsText", "numbers_in"]

# A number that is no part of a word: not the 32 of `float32`, nor the 2 of `x2`.
_NUMBER: Final = re.compile(
    r"(?<![\w.])[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:(?<=\d)\.\d*|\.\d+)?(?<=[\d.])(?:[eE][+-]?\d+)?(?![\w])"
)
_MOST: Final = 20_000


def numbers_in(text: str) -> list[float]:
    """Return the numbers that stand in `text`, in order, at most 20,000 of them."""
    found = []
    for match in _NUMBER.finditer(text):
        try:
            found.append(float(match.group().replace(",", "")))
        except ValueError:
            continue
        if len(found) >= _MOST:
            break
    return found


class PrintsNumbers(Check, frozen=True):
    """Among the printed numbers are the reference solution's, in the same order; anything may stand between them."""

    kind = "prints-numbers"

    rtol: float = 1e-3
    atol: float = 1e-6

    def default_title(self) -> str:
        return "The right numbers are printed"

    def judge(self, evidence: Evidence, reference: Evidence) -> Verdict:
        wanted = numbers_in(reference.stdout)
        printed = numbers_in(evidence.printed)
        if not printed:
            return failed("no numbers were printed", expected=_list(wanted), found="nothing")
        lost = self._first_lost(printed, wanted)
        # Which of the two streams was written to first is not known: `tf.print` before `print`, or after it.
        if (
            lost is None
            or self._first_lost(numbers_in(f"{evidence.stderr}\n{evidence.stdout}"), wanted) is None
        ):
            return passed()
        return failed(
            f"expected {words.number(wanted[lost])}, number {lost + 1} of {len(wanted)}, to be printed"
            + (" after the others" if lost else ""),
            expected=_list(wanted),
            found=_list(printed),
        )

    def _first_lost(self, printed: list[float], wanted: list[float]) -> int | None:
        """Return the place of the first number of `wanted` that is not in `printed` after those before it."""
        rest = iter(printed)
        for place, value in enumerate(wanted):
            if not any(self._close(found, value) for found in rest):
                return place
        return None

    def _close(self, found: float, expected: float) -> bool:
        return abs(found - expected) <= self.atol + self.rtol * abs(expected)


class PrintsText(Check, frozen=True):
    """Each of `texts` is printed; white space and case do not count."""

    kind = "prints-text"

    texts: tuple[str, ...]

    def default_title(self) -> str:
        return "The right text is printed"

    def judge(self, evidence: Evidence, reference: Evidence) -> Verdict:
        printed = _plain(evidence.printed)
        for text in self.texts:
            if _plain(text) not in printed:
                found = evidence.stdout.strip()[:300] or "nothing"
                return failed(f"expected `{text}` to be printed", expected=text, found=found)
        return passed()


def _plain(text: str) -> str:
    """Return a text without what may be written either way: white space, case, the commas in 12,560."""
    return re.sub(r"(?<=\d),(?=\d{3})", "", re.sub(r"\s+", "", text)).lower()


def _list(numbers: list[float]) -> str:
    shown = ", ".join(words.number(value) for value in numbers[:12])
    return shown + (", ..." if len(numbers) > 12 else "")  # noqa: PLR2004
