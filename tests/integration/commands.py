"""Calling `grade` inside the tests' own process, where a warm supervisor is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from grader.sandbox.supervisor import Supervisor

__all__ = ["Answer", "Borrowed", "Command"]


class Answer(NamedTuple):
    """How a call of the command ended."""

    status: int
    stdout: str
    stderr: str


class Command(Protocol):
    """Calls `grade`."""

    def __call__(self, *words: str | Path) -> Answer:
        """Return how the call ended; its report goes to the test's own folder."""


class Borrowed:
    """The shared supervisor, which a command may use and must not close."""

    def __init__(self, supervisor: Supervisor) -> None:
        self._supervisor = supervisor

    def __enter__(self) -> Borrowed:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __getattr__(self, name: str) -> object:
        return getattr(self._supervisor, name)
