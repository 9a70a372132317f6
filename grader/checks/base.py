"""What every check is: frozen data that judges evidence against the reference solution's evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Self

import msgspec

if TYPE_CHECKING:
    from grader.evidence import Evidence, Probe

__all__ = ["Check", "Verdict", "failed", "passed"]

_LONGEST: Final = 2000
"""No text of a verdict is longer: names and lists in it are the learner's."""


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """A check's answer. `line` is the place in the submission, where the check knows better than by its subject."""

    passed: bool
    message: str = ""
    expected: str | None = None
    found: str | None = None
    line: int | None = None


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """A pure function of evidence, written as data.

    `points` is what passing earns, `hint` one thing to try when it fails, `title` what the learner reads (each
    kind of check has one of its own).
    """

    points: int = 1
    hint: str = ""
    title: str = ""

    kind: ClassVar[str]
    follows_data: ClassVar[bool] = True
    """Whether the check is judged in the hidden world as well."""
    reads_source: ClassVar[bool] = False
    """Whether it is about the form of the code: it cannot judge code that cannot be read."""
    left_to_chance: ClassVar[bool] = False
    """Whether what it looks at differs from one right answer to the next: no mistake can be known by it."""

    @property
    def subject(self) -> str:
        """The name in the learner's code that the check is about; empty where it is about no single name."""
        return ""

    def probes(self) -> tuple[Probe, ...]:
        """Return the facts that the check needs."""
        return ()

    def headline(self) -> str:
        """Return the title that a learner reads."""
        return self.title or self.default_title()

    def default_title(self) -> str:
        """Return the title where the author gave none."""
        raise NotImplementedError

    def judge(self, evidence: Evidence, reference: Evidence) -> Verdict:
        """Return whether `evidence` holds what the check asks for, given the same world's `reference`."""
        raise NotImplementedError

    def settled(self, reference: Evidence) -> Self:
        """Return the check with what it reads in the reference solution's source written into it.

        It judges alike, and does without that source.
        """
        del reference
        return self


def passed() -> Verdict:
    """Return the verdict of a check that passed."""
    return Verdict(passed=True)


def failed(
    message: str, *, expected: str | None = None, found: str | None = None, line: int | None = None
) -> Verdict:
    """Return the verdict of a check that failed, with what was expected and what was found."""
    return Verdict(
        passed=False,
        message=_cut(message),
        expected=_cut(expected) if expected is not None else None,
        found=_cut(found) if found is not None else None,
        line=line,
    )


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} ..."
