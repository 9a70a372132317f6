"""The hidden world: the same columns, types and counts; other, plausible values; the same at each run."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from grader import hidden
from grader.data import COURSE_FILES

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
REAL = ROOT / "../shared/data"
LETTERS = "sign_mnist_test_ABCD_stretched.csv"
FOLDERS = [
    pytest.param(FIXTURES, id="fixtures"),
    pytest.param(REAL, id="real", marks=pytest.mark.skipif(not REAL.is_dir(), reason="no real data here")),
]


def table(content: bytes, *, header: int | None = 0) -> pd.DataFrame:
    """Read CSV bytes as a set-up would."""
    return pd.read_csv(io.BytesIO(content), header=header)


def worlds(folder: Path, name: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the public and the hidden table of a file."""
    public = (folder / name).read_bytes()
    header = None if name == LETTERS else 0
    return table(public, header=header), table(hidden.derive(name, public, seed=1), header=header)


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("name", COURSE_FILES)
def test_structure_stays(folder: Path, name: str) -> None:
    """Columns, their order, types, row count and the absence of gaps are the public file's."""
    public, other = worlds(folder, name)

    assert list(other.columns) == list(public.columns)
    assert list(other.dtypes) == list(public.dtypes)
    assert other.shape == public.shape
    assert not other.isna().to_numpy().any()


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("name", COURSE_FILES)
def test_values_differ(folder: Path, name: str) -> None:
    """Most values of a table stand elsewhere, and what is amounts or pixels has another mean."""
    public, other = worlds(folder, name)
    amounts = {"price", "pred", "sqft_lot", "sqft_living", "BILL_AMT1", "LIMIT_BAL", "AGE", "waterfront"}
    checked = [column for column in public.columns if column in amounts] or [public.columns[-1]]

    moved = (public.to_numpy() != other.to_numpy()).mean()
    drift = [abs(other[column].mean() / public[column].mean() - 1) for column in checked]

    assert moved > 0.6
    assert min(drift) > 0.03


@pytest.mark.parametrize("name", [*COURSE_FILES, "other.csv"])
def test_same_seed_same_bytes(name: str) -> None:
    """A derivation is a function of the bytes and the seed."""
    public = (FIXTURES / (name if name in COURSE_FILES else "loss_price.csv")).read_bytes()

    first, again, another = (hidden.derive(name, public, seed=seed) for seed in (7, 7, 8))

    assert first == again
    assert first != another


@pytest.mark.parametrize("folder", FOLDERS)
def test_hidden_houses_are_plausible(folder: Path) -> None:
    """Codes stay codes, dates dates, areas add up, and more houses stand on the waterfront."""
    public, other = worlds(folder, "kc_house_data.csv")

    codes = ["bedrooms", "bathrooms", "floors", "view", "condition", "grade", "waterfront", "zipcode"]

    assert all(set(other[code]) <= set(public[code]) for code in codes)
    assert set(other["date"]) == set(public["date"])
    assert (other["sqft_above"] + other["sqft_basement"] == other["sqft_living"]).all()
    assert other["yr_built"].between(public["yr_built"].min(), public["yr_built"].max()).all()
    assert ((other["yr_renovated"] == 0) | (other["yr_renovated"] >= other["yr_built"])).all()
    assert (other[["price", "sqft_living", "sqft_lot"]] > 0).all(axis=None)
    assert 0.04 < other["waterfront"].mean() < 0.06


@pytest.mark.parametrize("folder", FOLDERS)
def test_hidden_houses_teach_the_same(folder: Path) -> None:
    """Log price still rises with the log of the lot, and a line fits it well under a loss of 1."""
    _, other = worlds(folder, "kc_house_data.csv")

    lot, price = np.log(other["sqft_lot"]), np.log(other["price"])
    slope, intercept = np.polyfit(lot, price, 1)

    assert 0.02 < slope < 0.5
    assert np.mean((intercept + slope * lot - price) ** 2) < 0.5


def batches_end(houses: pd.DataFrame) -> tuple[float, float]:
    """Return where Adam at 0.001 ends from intercept 10 and slope 0.5, by batches of 100 houses."""
    params, mean, square = np.array([10.0, 0.5]), np.zeros(2), np.zeros(2)
    price, lot = houses["price"].to_numpy(), houses["sqft_lot"].to_numpy()
    for step, start in enumerate(range(0, len(houses), 100), start=1):
        inputs = np.stack([np.ones_like(lot[start : start + 100]), lot[start : start + 100]])
        gradient = 2 * (inputs * (params @ inputs - price[start : start + 100])).mean(axis=1)
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        rate = 0.001 * np.sqrt(1 - 0.999**step) / (1 - 0.9**step)
        params -= rate * mean / (np.sqrt(square) + 1e-7)
    return float(params[0]), float(params[1])


@pytest.mark.parametrize("folder", FOLDERS)
def test_batches_end_elsewhere(folder: Path) -> None:
    """Training by batches ends far enough from the public result to tell the two apart."""
    public, other = worlds(folder, "kc_house_data.csv")

    seen, unseen = batches_end(public), batches_end(other)

    assert min(*seen, *unseen) > 0.5
    assert abs(seen[0] - unseen[0]) > 0.01
    assert abs(seen[1] - unseen[1]) > 0.05


@pytest.mark.parametrize("folder", FOLDERS)
def test_hidden_cards_are_plausible(folder: Path) -> None:
    """Codes and ages stay in the public range, numbers in order, and no bill stays no bill."""
    public, other = worlds(folder, "uci_credit_card.csv")

    codes = ["SEX", "EDUCATION", "MARRIAGE", "AGE", "PAY_0", "PAY_6", "default.payment.next.month"]

    assert all(set(other[code]) <= set(range(public[code].min(), public[code].max() + 1)) for code in codes)
    assert (other["ID"] == public["ID"]).all()
    assert (other["LIMIT_BAL"] % 10_000 == 0).all()
    assert ((other["BILL_AMT1"] == 0).mean()) == pytest.approx((public["BILL_AMT1"] == 0).mean(), abs=0.001)
    assert (other.filter(like="AMT") % 1 == 0).all(axis=None)


@pytest.mark.parametrize("folder", FOLDERS)
def test_hidden_losses_differ(folder: Path) -> None:
    """Both losses of the hidden predictions are more than five in a hundred from the public ones."""
    errors = [frame["price"] - frame["pred"] for frame in worlds(folder, "loss_price.csv")]

    squared = [float((error**2).mean()) for error in errors]
    absolute = [float(error.abs().mean()) for error in errors]

    assert squared[1] == pytest.approx(squared[0], rel=1.5)
    assert squared[1] != pytest.approx(squared[0], rel=0.05)
    assert absolute[1] != pytest.approx(absolute[0], rel=0.05)


@pytest.mark.parametrize("name", ["gray_tensor.csv", "color_tensor.csv"])
def test_hidden_picture_is_a_mirrored_negative(name: str) -> None:
    """A pixel is 255 less its mirror image, within the noise, channel by channel, and in range."""
    public, other = (frame.to_numpy().reshape(28, 28, -1) for frame in worlds(FIXTURES, name))

    noise = other - (255 - public[:, ::-1])

    assert abs(noise).max() <= 6
    assert len(set(noise.ravel())) > 5
    assert other.min() >= 0
    assert other.max() <= 255


@pytest.mark.parametrize("folder", FOLDERS)
def test_hidden_letters_keep_their_labels(folder: Path) -> None:
    """Each hidden picture is the mirror image of one of the same letter, darker, in another row."""
    public, other = (frame.to_numpy() for frame in worlds(folder, LETTERS))
    seen, unseen = (rows[:, 1:].reshape(-1, 28, 28).astype(float) for rows in (public, other))

    mirrored = unseen[:100, :, ::-1].reshape(100, -1)
    seen = seen.reshape(len(seen), -1)
    # Cosines, less the mean: light does not count.
    mirrored, seen = (each - each.mean(axis=1, keepdims=True) for each in (mirrored, seen))
    likeness = (mirrored / np.linalg.norm(mirrored, axis=1, keepdims=True)) @ (
        seen / np.linalg.norm(seen, axis=1, keepdims=True)
    ).T
    origin = likeness.argmax(axis=1)

    assert likeness.max(axis=1).min() > 0.9
    assert (public[origin, 0] == other[:100, 0]).all()
    assert (origin != range(100)).mean() > 0.9
    assert sorted(public[:, 0]) == sorted(other[:, 0])
    assert (other[:, 1:].min(), other[:, 1:].max() <= 255) == (0, True)


def test_extract_is_that_of_the_hidden_cards() -> None:
    """Four columns, headed 0 to 3, as floats, row for row."""
    cards = hidden.derive("uci_credit_card.csv", (FIXTURES / "uci_credit_card.csv").read_bytes(), seed=1)

    extract = table(hidden.credit_extract(cards))

    assert list(extract.columns) == ["0", "1", "2", "3"]
    assert set(map(str, extract.dtypes)) == {"float64"}
    columns = ["EDUCATION", "MARRIAGE", "AGE", "BILL_AMT1"]
    assert (extract.to_numpy() == table(cards)[columns].to_numpy()).all()


def test_any_other_file() -> None:
    """Rows shuffle, floats move, whole numbers and text keep their values, the first line stays as it is."""
    public = b'"a", b ,c,b\n' + b"".join(b"%d,%.2f,name %d,\n" % (i, i / 7, i) for i in range(200))

    derived = hidden.derive("other.csv", public, seed=3)

    before, after = (pd.read_csv(io.BytesIO(text), skiprows=1, header=None) for text in (public, derived))
    assert derived.startswith(b'"a", b ,c,b\n')
    assert list(after.dtypes) == list(before.dtypes)
    assert sorted(after[0]) == sorted(before[0])
    assert sorted(after[2]) == sorted(before[2])
    assert not set(after[1]) & set(before[1])
    assert after[3].isna().all()
    assert (after[0] != before[0]).mean() > 0.9


def test_no_table() -> None:
    """A file without rows is a ValueError, for the caller to name the file."""
    with pytest.raises(ValueError, match="No columns"):
        hidden.derive("other.csv", b"a,b\n", seed=1)
