"""The hidden world: each data file once more, with the same columns, types and row count, and other values.

A derivation is a pure function of the public file's bytes and a seed. Rows are shuffled, amounts and sizes
move by more than any tolerance of a check, codes are drawn anew from their own column. NumPy and pandas are
imported on first use: a command that only prints help does not wait for them.
"""

# ruff: noqa: PLC0415  # See above.

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    Numbers = npt.NDArray[Any]

__all__ = ["VERSION", "credit_extract", "derive"]

VERSION: Final = 1
"""Part of the cache's key: raise it with every change of a derivation."""

SHARE_REDRAWN: Final = 0.25
"""The part of a column of codes that is drawn anew."""

WATERFRONT: Final = 0.05
"""The part of hidden houses on the waterfront, several times the public one."""

CREDIT_COLUMNS: Final = ("EDUCATION", "MARRIAGE", "AGE", "BILL_AMT1")


def derive(name: str, public: bytes, *, seed: int) -> bytes:
    """Return the hidden file for the public file ``name``: UTF-8 CSV, the same bytes for the same seed.

    Raises ValueError when ``public`` is not a CSV table.
    """
    import numpy as np

    derivation = _DERIVATIONS.get(name, _generic)
    return derivation(public, np.random.Generator(np.random.PCG64(seed)))


def credit_extract(hidden_cards: bytes) -> bytes:
    """Return the hidden ``credit.csv``: four columns of the hidden credit cards, as floats, headed 0 to 3."""
    table = _read(hidden_cards)[list(CREDIT_COLUMNS)].astype(float)
    return _write(table.set_axis([str(i) for i in range(len(CREDIT_COLUMNS))], axis=1))


# ---- one derivation a file ---------------------------------------------------------------------------------


def _houses(public: bytes, draw: np.random.Generator) -> bytes:
    table = _shuffled(_read(public), draw)
    table["price"] = _scaled(table["price"], draw, by=1.15, spread=0.18).round()
    for column in ("sqft_lot", "sqft_lot15"):
        table[column] = _whole(_scaled(table[column], draw, by=1.3, spread=0.25))
    resized = _scaled(table["sqft_living"], draw, by=1.06, spread=0.12) / table["sqft_living"].to_numpy()
    for column in ("sqft_above", "sqft_basement"):
        table[column] = _whole(table[column].to_numpy() * resized)
    table["sqft_living"] = table["sqft_above"] + table["sqft_basement"]
    table["sqft_living15"] = _whole(_scaled(table["sqft_living15"], draw, by=1.06, spread=0.08))
    table["waterfront"] = (draw.random(len(table)) < WATERFRONT).astype("int64")
    _redraw(table, ("bedrooms", "bathrooms", "floors", "view", "condition", "grade"), draw)
    table["date"] = table["date"].to_numpy()[draw.permutation(len(table))]
    table["yr_built"] = _moved(table["yr_built"], draw, low=-3, high=3)
    renovated = table["yr_renovated"].to_numpy()
    table["yr_renovated"] = (renovated > 0) * _largest(renovated, table["yr_built"].to_numpy())
    for column, digits in (("lat", 4), ("long", 3)):
        table[column] = (table[column].to_numpy() + 0.01 * draw.standard_normal(len(table))).round(digits)
    return _write(_dear_first(table, draw))


def _dear_first(table: pd.DataFrame, draw: np.random.Generator) -> pd.DataFrame:
    """Return the rows so that price times lot tends to fall from the first to the last, with much noise.

    Adam on one batch after another moves by nearly the learning rate a step, whatever the values are: only a
    trend over the batches shows in where the variables end.
    """
    import numpy as np

    value = np.log(table["price"].to_numpy() * table["sqft_lot"].to_numpy())
    return table.iloc[np.argsort(draw.standard_normal(len(table)) - value, kind="stable")]


def _cards(public: bytes, draw: np.random.Generator) -> bytes:
    table = _read(public)
    table = _shuffled(table, draw).assign(ID=table["ID"])
    limit = (_scaled(table["LIMIT_BAL"], draw, by=1.1, spread=0.3) / 10_000).round() * 10_000
    table["LIMIT_BAL"] = limit.clip(table["LIMIT_BAL"].min(), table["LIMIT_BAL"].max())
    _redraw(table, ("SEX", *CREDIT_COLUMNS[:2], "default.payment.next.month"), draw)
    _redraw(table, ("PAY_0", "PAY_2", "PAY_3", "PAY_4", "PAY_5", "PAY_6"), draw)
    table["AGE"] = _moved(table["AGE"], draw, low=-3, high=8)
    for month in range(1, 7):
        table[f"BILL_AMT{month}"] = _bills(table[f"BILL_AMT{month}"], draw)
        table[f"PAY_AMT{month}"] = _scaled(table[f"PAY_AMT{month}"], draw, by=1.2, spread=0.2).round()
    return _write(table)


def _credit(public: bytes, draw: np.random.Generator) -> bytes:
    table = _shuffled(_read(public), draw)
    _redraw(table, ("0", "1"), draw)
    table["2"] = _moved(table["2"], draw, low=-3, high=8)
    table["3"] = _bills(table["3"], draw)
    return _write(table)


def _losses(public: bytes, draw: np.random.Generator) -> bytes:
    table = _shuffled(_read(public), draw)
    table["price"] = _scaled(table["price"], draw, by=1.3, spread=0.08).round()
    table["pred"] = _scaled(table["pred"], draw, by=1.2, spread=0.08)
    return _write(table)


def _picture(channels: int) -> Callable[[bytes, np.random.Generator], bytes]:
    """Return the derivation of a picture of ``channels`` numbers a pixel: its mirrored, noisy negative."""

    def derivation(public: bytes, draw: np.random.Generator) -> bytes:
        table = _read(public)
        pixels = table.to_numpy().reshape(len(table), -1, channels)[:, ::-1]
        noise = draw.integers(-6, 7, pixels.shape)
        table.iloc[:, :] = (255 - pixels + noise).clip(0, 255).reshape(table.shape)
        return _write(table)

    return derivation


def _letters(public: bytes, draw: np.random.Generator) -> bytes:
    """Mirror and darken each picture, with noise, and shuffle the rows; a label stays with its picture."""
    import numpy as np

    table = _shuffled(_read(public, header=None), draw).to_numpy()
    side = round((table.shape[1] - 1) ** 0.5)
    pictures = table[:, 1:].reshape(-1, side, side)[:, :, ::-1]
    darkened = pictures * (0.7 + 0.25 * draw.random((len(table), 1, 1))) + draw.integers(
        -4, 8, pictures.shape
    )
    pixels = darkened.round().clip(0, 255).astype(int).reshape(len(table), -1)
    lines = np.column_stack([table[:, 0], pixels]).tolist()
    return "".join(",".join(map(str, line)) + "\n" for line in lines).encode()


def _generic(public: bytes, draw: np.random.Generator) -> bytes:
    """Shuffle the rows, move the floats, shuffle each column of whole numbers; keep the first line."""
    header, _, body = public.partition(b"\n")
    table = _shuffled(_read(body, header=None), draw)
    for column in table.columns:
        if table[column].dtype.kind == "f":
            noise = 0.05 * float(table[column].std(ddof=0)) * draw.standard_normal(len(table))
            table[column] = _scaled(table[column], draw, by=1.1, spread=0.1) + noise
        elif table[column].dtype.kind in "iub":
            table[column] = table[column].to_numpy()[draw.permutation(len(table))]
    return header + b"\n" + _write(table, header=False)


_DERIVATIONS: Final[dict[str, Callable[[bytes, np.random.Generator], bytes]]] = {
    "kc_house_data.csv": _houses,
    "uci_credit_card.csv": _cards,
    "credit.csv": _credit,
    "loss_price.csv": _losses,
    "gray_tensor.csv": _picture(channels=1),
    "color_tensor.csv": _picture(channels=3),
    "sign_mnist_test_ABCD_stretched.csv": _letters,
}


# ---- what derivations are made of --------------------------------------------------------------------------


def _read(content: bytes, *, header: int | None = 0) -> pd.DataFrame:
    import pandas as pd

    return pd.read_csv(io.BytesIO(content), header=header)


def _write(table: pd.DataFrame, *, header: bool = True) -> bytes:
    return table.to_csv(index=False, header=header, lineterminator="\n").encode("utf-8")


def _shuffled(table: pd.DataFrame, draw: np.random.Generator) -> pd.DataFrame:
    return table.iloc[draw.permutation(len(table))].reset_index(drop=True)


def _scaled(column: pd.Series[Any], draw: np.random.Generator, *, by: float, spread: float) -> Numbers:
    """Return floats: each value times ``by``, and times a log-normal factor of that spread around 1."""
    import numpy as np

    factors: Numbers = by * np.exp(spread * draw.standard_normal(len(column)))
    return column.to_numpy() * factors


def _moved(column: pd.Series[Any], draw: np.random.Generator, *, low: int, high: int) -> Numbers:
    """Return each value plus a whole number in [low, high], within the column's range and of its type."""
    moved: Numbers = column.to_numpy() + draw.integers(low, high + 1, len(column))
    return moved.clip(column.min(), column.max())


def _bills(column: pd.Series[Any], draw: np.random.Generator) -> Numbers:
    """Return whole amounts as floats, scaled and shifted; no bill stays no bill."""
    shift = draw.integers(500, 3_000, len(column))
    billed: Numbers = column.to_numpy() != 0
    return billed * (_scaled(column, draw, by=1.25, spread=0.1).round() + shift)


def _redraw(table: pd.DataFrame, columns: Iterable[str], draw: np.random.Generator) -> None:
    """Replace a share of each column's codes by codes from elsewhere in the column."""
    import numpy as np

    for name in columns:
        codes: Numbers = table[name].to_numpy()
        anew = draw.random(len(table)) < SHARE_REDRAWN
        table[name] = np.where(anew, codes[draw.permutation(len(table))], codes)


def _largest(first: Numbers, second: Numbers) -> Numbers:
    import numpy as np

    largest: Numbers = np.maximum(first, second)
    return largest


def _whole(values: Numbers) -> Numbers:
    return values.round().astype("int64")
