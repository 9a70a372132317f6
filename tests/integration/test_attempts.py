"""What `grade doctor` attempts under each layer of confinement is refused by that layer, and by nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from grader.sandbox.attempts import ATTEMPTS, Attempt, refused
from grader.sandbox.layers import LAYERS

if TYPE_CHECKING:
    from grader.sandbox.supervisor import Supervisor


def test_every_layer_is_attempted() -> None:
    """There is one attempt a layer, in the layers' order."""
    assert tuple(attempt.layer for attempt in ATTEMPTS) == LAYERS
    assert all(attempt.needs for attempt in ATTEMPTS)


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda attempt: attempt.layer)
def test_layer_refuses(supervisor: Supervisor, attempt: Attempt) -> None:
    """Under its layer alone the attempt is refused; under none it goes through."""
    if attempt.layer not in supervisor.isolation():
        pytest.skip(f"this machine lacks {attempt.layer}")

    assert refused(supervisor, attempt)
    assert not refused(supervisor, msgspec.structs.replace(attempt, layer="none"))
