"""Tasks under way: never more than the hands can soon do, so that memory stays flat however large the class."""

from __future__ import annotations

import queue
from typing import TYPE_CHECKING, Final

from grader.batch.tasks import Answer

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from grader.batch.hands import Hands
    from grader.batch.tasks import Task

__all__ = ["Window"]

_AHEAD: Final = 3
"""Tasks a hand that are under way or wait for it."""


class Window:
    """Keeps so many tasks under way, and hears the answers in the thread that asks."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands
        self._flying = 0
        self._answers: queue.SimpleQueue[tuple[Future[Answer], Callable[[Answer], None]]] = (
            queue.SimpleQueue()
        )

    def ask(self, task: Task, heard: Callable[[Answer], None]) -> None:
        """Have the task done, and call `heard` with the answer, here or in a later call."""
        while self._flying >= _AHEAD * self._hands.count:
            self._hear()
        self._flying += 1
        self._hands.submit(task).add_done_callback(lambda future: self._answers.put((future, heard)))

    def drain(self) -> None:
        """Wait for every answer."""
        while self._flying:
            self._hear()

    def _hear(self) -> None:
        future, heard = self._answers.get()
        self._flying -= 1
        heard(future.result())
