"""The fixtures: the script makes the committed bytes again, and they have the structure of the real data."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from grader.data import COURSE_FILES, contents

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
REAL = ROOT / "../shared/data"
LETTERS = "sign_mnist_test_ABCD_stretched.csv"


def test_script_makes_the_committed_bytes(tmp_path: Path) -> None:
    """A second run, in another folder, writes what is committed, byte for byte."""
    script = FIXTURES / "make.py"

    subprocess.run([sys.executable, script, "--to", tmp_path], check=True, timeout=60)

    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(COURSE_FILES)
    assert [n for n in COURSE_FILES if (tmp_path / n).read_bytes() != (FIXTURES / n).read_bytes()] == []


def test_fixtures_are_the_courses_tables() -> None:
    """No file is missing, and each has the course's columns and rows."""
    held = contents(FIXTURES)

    assert held.found == COURSE_FILES
    assert held.missing == ()


def test_fixtures_are_small() -> None:
    """The committed files stay under ten megabytes together."""
    sizes = [(FIXTURES / name).stat().st_size for name in COURSE_FILES]

    assert sum(sizes) < 10_000_000


@pytest.mark.skipif(not REAL.is_dir(), reason="the real data is not here")
@pytest.mark.parametrize("name", COURSE_FILES)
def test_structure_is_the_real_one(name: str) -> None:
    """Columns, types, shape, header and last newline are those of the real file, and no row of it is."""
    ours, real = FIXTURES / name, REAL / name

    header = None if name == LETTERS else 0
    made, true = (pd.read_csv(path, header=header) for path in (ours, real))

    assert list(made.columns) == list(true.columns)
    assert list(made.dtypes) == list(true.dtypes)
    assert made.shape == true.shape
    our_lines, real_lines = ours.read_bytes().split(b"\n"), real.read_bytes().split(b"\n")
    assert (our_lines[-1] == b"") == (real_lines[-1] == b"")
    if header == 0:
        assert our_lines[0] == real_lines[0]
    if name != "credit.csv":  # Four short columns of codes and ages: some rows agree by chance.
        assert not set(our_lines[1:-1]) & set(real_lines[1:-1])


@pytest.mark.parametrize(
    ("column", "low", "high"),
    [
        pytest.param("sqft_living", 0.5, 0.85, id="living-area"),
        pytest.param("grade", 0.45, 0.85, id="grade"),
        pytest.param("lat", 0.2, 0.6, id="latitude"),
        pytest.param("sqft_lot", 0.02, 0.3, id="lot"),
    ],
)
def test_price_follows_the_house(column: str, low: float, high: float) -> None:
    """A price is correlated with what it depends on, about as much as in the real county."""
    houses = pd.read_csv(FIXTURES / "kc_house_data.csv")

    correlation = np.corrcoef(houses["price"], houses[column])[0, 1]

    assert low < correlation < high


def test_houses_are_plausible() -> None:
    """Codes, dates, areas and the share of waterfront are what a county could have."""
    houses = pd.read_csv(FIXTURES / "kc_house_data.csv", dtype={"id": str})

    log_price = np.log(houses["price"])

    assert (houses["sqft_above"] + houses["sqft_basement"] == houses["sqft_living"]).all()
    assert houses["id"].str.fullmatch(r"\d{10}").all()
    assert pd.to_datetime(houses["date"], format="%Y%m%dT%H%M%S").between("2014-05-02", "2015-05-27").all()
    assert houses["zipcode"].between(98_001, 98_199).all()
    assert (houses["bathrooms"] * 4 % 1 == 0).all()
    assert set(houses["bedrooms"]) == set(range(12))
    assert 0.002 < houses["waterfront"].mean() < 0.02
    assert abs(log_price.skew()) < 0.7
    assert (houses["sqft_lot"].mean() / houses["sqft_lot"].median()) > 1.5


def test_extracts_are_consistent() -> None:
    """The four-column extract and the priced predictions repeat their sources."""
    houses, cards = (pd.read_csv(FIXTURES / n) for n in ("kc_house_data.csv", "uci_credit_card.csv"))

    losses, credit = (pd.read_csv(FIXTURES / n) for n in ("loss_price.csv", "credit.csv"))

    assert (losses["price"] == houses["price"]).all()
    assert (credit.to_numpy() == cards[["EDUCATION", "MARRIAGE", "AGE", "BILL_AMT1"]].to_numpy()).all()


def test_pictures_are_one_drawing() -> None:
    """The gray picture is the luminance of the coloured one, with light and dark parts."""
    gray = pd.read_csv(FIXTURES / "gray_tensor.csv").to_numpy()
    color = pd.read_csv(FIXTURES / "color_tensor.csv").to_numpy().reshape(28, 28, 3)

    luminance = color @ [0.299, 0.587, 0.114]

    assert abs(gray - luminance).max() <= 0.5 + 1e-9
    assert gray.min() < 60
    assert gray.max() > 200


def test_regression_on_them_learns() -> None:
    """Adam at 0.5 on every tenth house, from intercept 5 and slope 0.001, ends well under a loss of 1."""
    houses = pd.read_csv(FIXTURES / "kc_house_data.csv")[::10]
    price, lot = np.log(houses["price"].to_numpy()), np.log(houses["sqft_lot"].to_numpy())
    inputs = np.stack([np.ones_like(lot), lot])

    params, mean, square, losses = np.array([5.0, 0.001]), np.zeros(2), np.zeros(2), []
    for step in range(1, 101):
        error = params @ inputs - price
        losses.append(float(np.mean(error**2)))
        gradient = 2 * (inputs * error).mean(axis=1)
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        rate = 0.5 * np.sqrt(1 - 0.999**step) / (1 - 0.9**step)
        params -= rate * mean / (np.sqrt(square) + 1e-7)

    assert losses[0] > 50
    assert losses[-1] < 0.65


def test_mean_absolute_error_is_far_below_the_squared_one() -> None:
    """The two losses of the predictions differ so much that one cannot pass for the other."""
    losses = pd.read_csv(FIXTURES / "loss_price.csv")

    error = losses["price"] - losses["pred"]

    assert 50_000 < error.abs().mean() < (error**2).mean() / 10_000


def test_letters_are_pictures_of_hands() -> None:
    """Each of four letters is on a fifth of the pictures or more, bright on a dark ground, and no two are alike."""
    rows = pd.read_csv(FIXTURES / LETTERS, header=None).to_numpy()
    labels, pixels = rows[:, 0], rows[:, 1:]

    bright = (pixels > 60).mean(axis=1)

    assert min(np.bincount(labels, minlength=4)) > 200
    assert set(labels) == {0, 1, 2, 3}
    assert (pixels.min(), pixels.max()) == (0, 255)
    assert 0.05 < bright.min() < bright.max() < 0.5
    assert len(np.unique(pixels, axis=0)) == len(rows)


def test_letters_can_be_learned() -> None:
    """The nearest mean picture tells most letters apart, and by no means all."""
    rows = pd.read_csv(FIXTURES / LETTERS, header=None).to_numpy()
    labels, pixels = rows[:, 0], rows[:, 1:] / np.linalg.norm(rows[:, 1:], axis=1, keepdims=True)
    means = np.stack([pixels[:1000][labels[:1000] == letter].mean(axis=0) for letter in range(4)])

    nearest = (pixels[1000:] @ means.T).argmax(axis=1)

    assert 0.75 < (nearest == labels[1000:]).mean() < 0.99
