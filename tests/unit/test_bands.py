"""Bands: where their bounds lie, how they get into a spec, and what a spec without them is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.bands import (
    Calibration,
    CheckBands,
    banded_checks,
    read_calibration,
    with_bands,
    write_calibration,
)
from grader.checks import AnyOf, Band, Exists, IsTrained, Learned, Side
from grader.errors import SpecError
from grader.spec import Exercise

if TYPE_CHECKING:
    from pathlib import Path

TRAINED = IsTrained(name="model")
LEARNED = Learned(name="model", features="x", labels="y")
EXERCISE = Exercise(title="Train", checks=(Exists(name="model"), TRAINED, LEARNED))
LOSS = Band(quantity="loss", least=0.5, median=0.6, most=0.75)
ACCURACY = Band(quantity="accuracy", least=0.8, median=0.9, most=1.0)
CALIBRATION = Calibration(
    made_by="grade calibrate exercise_9_1_1 --seeds 100",
    first_seed=1,
    last_seed=100,
    worlds=("public",),
    data="fixtures",
    versions={"tensorflow": "2"},
    made_of="0" * 64,
    checks=(
        CheckBands(check="model.trained", bands=(LOSS,)),
        CheckBands(check="model.learned", bands=(LOSS, ACCURACY)),
    ),
)


@pytest.mark.parametrize(
    ("band", "side", "slack", "bound"),
    [
        pytest.param(LOSS, Side.AT_MOST, 1.0, 0.9375, id="most"),
        pytest.param(LOSS, Side.AT_MOST, 0.0, 0.75, id="no-slack"),
        pytest.param(LOSS, Side.AT_MOST, 2.0, 1.171875, id="twice"),
        pytest.param(ACCURACY, Side.AT_LEAST, 1.0, 0.8 * 0.8 / 0.9, id="least"),
        pytest.param(
            Band(quantity="gap", least=-1.0, median=1.0, most=4.0), Side.AT_MOST, 1.0, 7.0, id="no-logarithm"
        ),
        pytest.param(
            Band(quantity="gap", least=0.0, median=1.0, most=4.0), Side.AT_LEAST, 2.0, -2.0, id="zero"
        ),
    ],
)
def test_bound(band: Band, side: Side, slack: float, bound: float) -> None:
    """A bound lies beyond the worst value by the slack times that value's distance from the median."""
    assert band.bound(side, slack) == pytest.approx(bound)


@given(
    st.lists(st.floats(1e-6, 1e6), min_size=3, max_size=3).map(sorted),
    st.floats(0, 5),
    st.sampled_from(Side),
)
def test_bound_lets_pass_what_was_seen(values: list[float], slack: float, side: Side) -> None:
    """No value of the calibration itself lies outside of its bound, and more slack never takes away."""
    least, median, most = values
    band = Band(quantity="loss", least=least, median=median, most=most)
    bound, wider = band.bound(side, slack), band.bound(side, slack + 1)

    if side is Side.AT_MOST:
        assert most <= bound <= wider
    else:
        assert least >= bound >= wider


def test_put_into_the_checks(tmp_path: Path) -> None:
    """The bands beside the spec get into its checks, and only there."""
    write_calibration(tmp_path / "bands.json", CALIBRATION)

    exercise = with_bands(EXERCISE, tmp_path / "bands.json", "")

    trained, learned = banded_checks(exercise).values()
    assert (trained.bands, learned.bands) == ((LOSS,), (LOSS, ACCURACY))
    assert exercise.checks[0] == EXERCISE.checks[0]
    assert trained.holds("loss", 0.9)
    assert not trained.holds("loss", 0.94)
    assert not learned.holds("accuracy", float("nan"))
    assert read_calibration(tmp_path / "bands.json") == CALIBRATION


@pytest.mark.parametrize(
    "checks",
    [
        pytest.param(None, id="no-file"),
        pytest.param((), id="no-check"),
        pytest.param((CheckBands(check="model.trained", bands=(LOSS,)),), id="one-check"),
        pytest.param(
            (
                CheckBands(check="model.trained", bands=(LOSS,)),
                CheckBands(check="model.learned", bands=(LOSS,)),
            ),
            id="one-quantity",
        ),
    ],
)
def test_no_band(tmp_path: Path, checks: tuple[CheckBands, ...] | None) -> None:
    """A check without its bands does not load, and says which command makes them."""
    if checks is not None:
        write_calibration(tmp_path / "bands.json", msgspec.structs.replace(CALIBRATION, checks=checks))

    with pytest.raises(SpecError, match=r"no band for model\..*: `grade calibrate` makes it"):
        with_bands(EXERCISE, tmp_path / "bands.json", "`grade calibrate` makes it")


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff", b'{"made_by": 3}'])
def test_bands_that_cannot_be_read(tmp_path: Path, content: bytes) -> None:
    """A file that is none of ours is named."""
    (tmp_path / "bands.json").write_bytes(content)

    with pytest.raises(SpecError, match=r"bands\.json holds no bands"):
        with_bands(EXERCISE, tmp_path / "bands.json", "")


def test_no_band_needed(tmp_path: Path) -> None:
    """A part that leaves nothing to chance needs no file."""
    plain = Exercise(title="Add", checks=(Exists(name="model"),))

    assert with_bands(plain, tmp_path / "bands.json", "") is plain


def test_not_in_a_choice() -> None:
    """A check that needs a band stands by itself: in a choice it has no ID."""
    exercise = Exercise(title="Train", checks=(AnyOf(checks=(TRAINED, LEARNED)),))

    with pytest.raises(SpecError, match="cannot stand in an AnyOf"):
        banded_checks(exercise)
