"""A short run of the fuzzers: no bytes from a worker, its client or a learner make anything but a value or one clear error."""

from __future__ import annotations

import warnings

import pytest

from tests.fuzz.__main__ import run

# `python -m tests.fuzz` tries a million; these are the first of them.
CASES = {"frame": 20_000, "script": 1_500, "notebook": 300, "record": 5_000, "python": 2_000}


@pytest.mark.parametrize("target", CASES)
def test_nothing_escapes(target: str) -> None:
    """Every case gives a decoded value, judged by checks of every kind, or an error of ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the source that is read
        escapes = run(target, 0, CASES[target])

    assert escapes == []
