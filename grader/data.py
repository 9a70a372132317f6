"""Where the data files are that set-ups read: a folder or the fixtures, in the public and the hidden world.

A folder comes from the environment variable ``GRADER_DATA``, else from the user's stored setting, else it is
the project's fixtures. It need not hold every file: the fixtures stand in, file by file. The hidden world of
a file is derived once (``grader.hidden``) and kept in the cache under the digest of what it was derived from.
"""

# ruff: noqa: PLC0415  # A command's start-up waits for no import that it may not need.

from __future__ import annotations

import csv
import difflib
import enum
import functools
import hashlib
import os
from pathlib import Path
from typing import Final, Literal

import msgspec

from grader.errors import SpecError, UsageError
from grader.files import write_whole

__all__ = ["COURSE_FILES", "Contents", "DataSource", "World", "cache_folder", "content_digest", "contents"]
__all__ += ["find_source", "origins", "use", "use_fixtures", "world_file"]

_HOUSE_COLUMNS: Final = (
    "id date price bedrooms bathrooms sqft_living sqft_lot floors waterfront view condition grade sqft_above"
    " sqft_basement yr_built yr_renovated zipcode lat long sqft_living15 sqft_lot15"
)
_CARD_COLUMNS: Final = (
    "ID LIMIT_BAL SEX EDUCATION MARRIAGE AGE PAY_0 PAY_2 PAY_3 PAY_4 PAY_5 PAY_6 BILL_AMT1 BILL_AMT2"
    " BILL_AMT3 BILL_AMT4 BILL_AMT5 BILL_AMT6 PAY_AMT1 PAY_AMT2 PAY_AMT3 PAY_AMT4 PAY_AMT5 PAY_AMT6"
    " default.payment.next.month"
)


class _Table(msgspec.Struct, frozen=True):
    """What one of the course's files must be; the columns are joined by spaces, and empty without a header."""

    rows: int
    width: int
    columns: str = ""


_TABLES: Final[dict[str, _Table]] = {
    "kc_house_data.csv": _Table(21_613, 21, _HOUSE_COLUMNS),
    "uci_credit_card.csv": _Table(30_000, 25, _CARD_COLUMNS),
    "credit.csv": _Table(30_000, 4, " ".join(map(str, range(4)))),
    "loss_price.csv": _Table(21_613, 2, "price pred"),
    "gray_tensor.csv": _Table(28, 28, " ".join(map(str, range(28)))),
    "color_tensor.csv": _Table(28, 84, " ".join(map(str, range(84)))),
    "sign_mnist_test_ABCD_stretched.csv": _Table(1_318, 785),
}

COURSE_FILES: Final[tuple[str, ...]] = tuple(_TABLES)
"""The files that the course's set-ups read."""

_CARDS: Final = "uci_credit_card.csv"
_CREDIT: Final = "credit.csv"


class World(enum.StrEnum):
    """Which values a run sees: those that the learner sees, or others of the same names, shapes and types."""

    PUBLIC = "public"
    HIDDEN = "hidden"


class DataSource(msgspec.Struct, frozen=True):
    """The folder to read data files from, its name in reports, and who chose it."""

    folder: Path
    name: str
    """``fixtures``, or the folder's path."""
    origin: Literal["fixtures", "environment", "setting"]


class Contents(msgspec.Struct, frozen=True):
    """The course's files that a folder holds, and those that the fixtures stand in for."""

    found: tuple[str, ...]
    missing: tuple[str, ...]


class _Setting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    folder: str


def find_source(fixtures: Path) -> DataSource:
    """Return the folder named by ``GRADER_DATA``, else by the user's setting, else the fixtures.

    Raises UsageError when the named folder does not exist.
    """
    if named := os.environ.get("GRADER_DATA"):
        return _named(named, "environment", "correct the variable GRADER_DATA or unset it")
    if stored := _stored_folder():
        return _named(stored, "setting", "choose another with `grade data`")
    return DataSource(fixtures, "fixtures", "fixtures")


def use(folder: Path) -> Contents:
    """Store ``folder`` as the user's data folder and return what it holds; raise as ``contents`` does."""
    held = contents(folder)
    setting = _setting_file()
    setting.parent.mkdir(parents=True, exist_ok=True)
    write_whole(setting, msgspec.json.encode(_Setting(str(folder.expanduser().resolve()))))
    return held


def use_fixtures() -> None:
    """Forget the user's data folder."""
    _setting_file().unlink(missing_ok=True)


def contents(folder: Path) -> Contents:
    """Return which of the course's files ``folder`` holds.

    Raises UsageError when it is no folder, holds none of them, or one has other columns or another row count.
    """
    folder = folder.expanduser()
    if not folder.is_dir():
        raise UsageError(f"there is no folder {folder}; name one that holds the course's data files")
    found = tuple(name for name in COURSE_FILES if (folder / name).is_file())
    if not found:
        raise UsageError(f"{folder} holds none of the course's data files: {', '.join(COURSE_FILES)}")
    for name in found:
        _require_table(folder / name)
    return Contents(found, tuple(name for name in COURSE_FILES if name not in found))


def cache_folder() -> Path:
    """Return ``GRADER_CACHE`` or the user's cache, for what can be made again; it may not exist yet."""
    if named := os.environ.get("GRADER_CACHE"):
        return Path(named).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_cache_dir("grader"))


def world_file(name: str, world: World, source: DataSource, fixtures: Path) -> Path:
    """Return the path of the data file ``name`` in ``world``; derive the hidden one when the cache lacks it.

    Raises SpecError when no folder holds the file, UsageError when the user's is not the course's table.
    """
    public = _public_file(name, source, fixtures)
    if public.parent != fixtures and name in _TABLES:
        _require_table(public)
    if world is World.PUBLIC:
        return public
    if table := _table_of(public):
        return _derived(public, extract_of=world_file(table.name, World.HIDDEN, source, fixtures))
    return _derived(public)


def origins(name: str, source: DataSource, fixtures: Path) -> tuple[Path, ...]:
    """Return the public files that ``name`` comes from in both worlds: itself, and what it is an extract of."""
    public = _public_file(name, source, fixtures)
    table = _table_of(public)
    return (public, table) if table else (public,)


def content_digest(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal, read once while its size and time stamp stay the same."""
    status = path.stat()
    return _digest(path, status.st_size, status.st_mtime_ns)


@functools.lru_cache(maxsize=256)
def _digest(path: Path, _size: int, _mtime_ns: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _public_file(name: str, source: DataSource, fixtures: Path) -> Path:
    known = {path.name: path for folder in (fixtures, source.folder) for path in sorted(folder.glob("*.csv"))}
    if name in known:
        return known[name]
    close = difflib.get_close_matches(name, known, n=1)
    advice = f'did you mean "{close[0]}"? There are' if close else "there are"
    raise SpecError(f'no data file "{name}"; {advice} {", ".join(sorted(known))}')


def _table_of(public: Path) -> Path | None:
    """Return the table that a file is an extract of, where it lies beside it."""
    cards = public.with_name(_CARDS)
    return cards if public.name == _CREDIT and cards.is_file() else None


def _derived(public: Path, *, extract_of: Path | None = None) -> Path:
    from grader import hidden

    origin = content_digest(public) + (content_digest(extract_of) if extract_of else "")
    key = hashlib.sha256(f"{origin} {hidden.VERSION}".encode()).hexdigest()
    target = cache_folder() / "worlds" / key / public.name
    if target.is_file():
        return target
    try:
        if extract_of:
            content = hidden.credit_extract(extract_of.read_bytes())
        else:
            content = hidden.derive(public.name, public.read_bytes(), seed=int(key[:16], 16))
    except ValueError as error:
        raise SpecError(f"{public} is not a CSV table: {error}") from error
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, content)
    except OSError as error:
        raise UsageError(f"cannot write {target} ({error}); set GRADER_CACHE to another folder") from error
    return target


def _require_table(path: Path) -> None:
    status = path.stat()
    if fault := _fault(path, status.st_size, status.st_mtime_ns):
        raise UsageError(f"{path} is not the course's file: {fault}; replace it or take it away")


@functools.lru_cache(maxsize=64)
def _fault(path: Path, _size: int, _mtime_ns: int) -> str | None:
    table = _TABLES[path.name]
    lines = path.read_bytes().rstrip(b"\r\n").split(b"\n")
    named = next(csv.reader([lines[0].decode("utf-8-sig", errors="replace")]), [])
    if len(named) != table.width:
        return f"expected {table.width} columns, not {len(named)}"
    if table.columns:
        del lines[0]
    elif not all(cell.strip().isdecimal() for cell in named):
        return "expected numbers in the first row, and no names of columns"
    for expected, actual in zip(table.columns.split(), named, strict=False):
        if expected != actual:
            return f'expected the column "{expected}", not "{actual}"'
    return None if len(lines) == table.rows else f"expected {table.rows:,} rows, not {len(lines):,}"


def _named(folder: str, origin: Literal["environment", "setting"], advice: str) -> DataSource:
    path = Path(folder).expanduser().absolute()
    if not path.is_dir():
        raise UsageError(f"the data folder {path} does not exist; {advice}")
    return DataSource(path, str(path), origin)


def _setting_file() -> Path:
    if named := os.environ.get("GRADER_CONFIG"):
        return Path(named).expanduser().absolute() / "data.json"
    import platformdirs

    return Path(platformdirs.user_config_dir("grader")) / "data.json"


def _stored_folder() -> str | None:
    setting = _setting_file()
    try:
        return msgspec.json.decode(setting.read_bytes(), type=_Setting).folder
    except FileNotFoundError:
        return None
    except msgspec.DecodeError as error:
        raise UsageError(
            f"{setting} cannot be read ({error}); choose a folder again with `grade data`"
        ) from error
