"""Finding the data: who chose the folder, what stands in, and the hidden world's cache."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

from grader import data
from grader.data import COURSE_FILES, DataSource, World
from grader.errors import SpecError, UsageError

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
OURS = DataSource(FIXTURES, "fixtures", "fixtures")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's own settings and cache out of the tests."""
    monkeypatch.delenv("GRADER_DATA", raising=False)
    monkeypatch.setenv("GRADER_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("GRADER_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a user's folder that holds the small picture and a file of its own."""
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "gray_tensor.csv").write_bytes((FIXTURES / "gray_tensor.csv").read_bytes())
    (mine / "weather.csv").write_text("day,rain\n" + "".join(f"{i},{i / 8}\n" for i in range(40)))
    return mine


def source_of(folder: Path) -> DataSource:
    """Return ``folder`` as a chosen source."""
    return DataSource(folder, str(folder), "setting")


def test_fixtures_by_default() -> None:
    """With nothing chosen, the fixtures are the source."""
    assert data.find_source(FIXTURES) == OURS


def test_setting_is_found_and_forgotten(folder: Path) -> None:
    """A stored folder is the source until it is cleared."""
    held = data.use(folder)
    chosen = data.find_source(FIXTURES)
    data.use_fixtures()
    data.use_fixtures()

    assert held.found == ("gray_tensor.csv",)
    assert held.missing == tuple(name for name in COURSE_FILES if name != "gray_tensor.csv")
    assert chosen == DataSource(folder, str(folder), "setting")
    assert data.find_source(FIXTURES) == OURS


def test_environment_wins(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment variable goes before the stored setting, and an empty one does not count."""
    data.use(folder)
    monkeypatch.setenv("GRADER_DATA", str(tmp_path))
    named = data.find_source(FIXTURES)
    monkeypatch.setenv("GRADER_DATA", "")

    assert named == DataSource(tmp_path, str(tmp_path), "environment")
    assert data.find_source(FIXTURES).origin == "setting"


def test_environment_names_no_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The error names the folder and the variable to correct."""
    monkeypatch.setenv("GRADER_DATA", str(tmp_path / "gone"))

    with pytest.raises(
        UsageError, match=r"gone does not exist; correct the variable GRADER_DATA or unset it"
    ):
        data.find_source(FIXTURES)


def test_stored_folder_is_gone(folder: Path) -> None:
    """The error names the folder and the command that chooses another."""
    data.use(folder)
    folder.rename(folder.with_name("elsewhere"))

    with pytest.raises(UsageError, match=r"mine does not exist; choose another with `grade data`"):
        data.find_source(FIXTURES)


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"folder": 3}', b'{"file": "x"}', b"\xff"])
def test_broken_setting(content: bytes, tmp_path: Path) -> None:
    """A setting that cannot be read is a UsageError that names the file."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config/data.json").write_bytes(content)

    with pytest.raises(UsageError, match=r"data\.json cannot be read .*; choose a folder again"):
        data.find_source(FIXTURES)


def test_use_no_folder(tmp_path: Path) -> None:
    """A folder that is not there is refused, and nothing is stored."""
    with pytest.raises(UsageError, match=r"there is no folder .*nowhere; name one that holds"):
        data.use(tmp_path / "nowhere")

    assert not (tmp_path / "config").exists()


def test_use_folder_without_data(tmp_path: Path) -> None:
    """A folder with none of the files is refused, and the error says which files are meant."""
    with pytest.raises(UsageError, match=r"holds none of the course's data files: kc_house_data\.csv, "):
        data.use(tmp_path)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("price,prediction\n1,2\n", 'expected the column "pred", not "prediction"', id="column"),
        pytest.param("pred,price\n1,2\n", 'expected the column "price", not "pred"', id="order"),
        pytest.param("price\n1\n", "expected 2 columns, not 1", id="too-few"),
        pytest.param('"price","pred"\n1,2\n', "expected 21,613 rows, not 1", id="rows"),
        pytest.param("", "expected 2 columns, not 0", id="empty"),
        pytest.param("\x00\x01", "expected 2 columns, not 1", id="binary"),
    ],
)
def test_use_another_table(text: str, fault: str, tmp_path: Path) -> None:
    """A file of the right name and the wrong content is refused, with what was expected."""
    (tmp_path / "loss_price.csv").write_text(text)

    with pytest.raises(UsageError, match=rf"loss_price\.csv is not the course's file: {fault}; replace it"):
        data.use(tmp_path)
    with pytest.raises(UsageError, match=fault):
        data.world_file("loss_price.csv", World.PUBLIC, source_of(tmp_path), FIXTURES)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param(
            ",".join(["label", *map(str, range(784))]), "expected numbers in the first row", id="header"
        ),
        pytest.param(",".join(["0"] * 784), "expected 785 columns, not 784", id="no-label"),
        pytest.param("\n".join([",".join(["0"] * 785)] * 1317), "expected 1,318 rows, not 1,317", id="rows"),
    ],
)
def test_use_other_letters(text: str, fault: str, tmp_path: Path) -> None:
    """The file without a header is judged by its width, its first row and its count of rows."""
    (tmp_path / "sign_mnist_test_ABCD_stretched.csv").write_text(f"{text}\n")

    with pytest.raises(UsageError, match=fault):
        data.use(tmp_path)


def test_windows_line_ends_and_mark(tmp_path: Path) -> None:
    """A file that a spreadsheet saved, with CRLF and a byte order mark, is still the course's."""
    original = (FIXTURES / "gray_tensor.csv").read_bytes()
    (tmp_path / "gray_tensor.csv").write_bytes(
        b"\xef\xbb\xbf" + original.replace(b"\n", b"\r\n") + b"\r\n\r\n"
    )

    assert data.contents(tmp_path).found == ("gray_tensor.csv",)


def test_public_file_falls_back(folder: Path) -> None:
    """The user's file goes first; the fixture stands in for one that is missing."""
    source = source_of(folder)

    mine, ours, own = (
        data.world_file(name, World.PUBLIC, source, FIXTURES)
        for name in ("gray_tensor.csv", "credit.csv", "weather.csv")
    )

    assert (mine, ours, own) == (
        folder / "gray_tensor.csv",
        FIXTURES / "credit.csv",
        folder / "weather.csv",
    )


@pytest.mark.parametrize("world", World)
@pytest.mark.parametrize("name", ["nothing.csv", "../fixtures/credit.csv", "README.md", "", "/etc/passwd"])
def test_unknown_file(name: str, world: World) -> None:
    """A name that no folder holds is the author's mistake, and the error lists the files."""
    with pytest.raises(SpecError, match=rf'no data file "{name}"; .*color_tensor\.csv, credit\.csv, '):
        data.world_file(name, world, OURS, FIXTURES)


def test_unknown_file_like_another() -> None:
    """A slip of the pen is answered with the file that was meant."""
    with pytest.raises(SpecError, match=r'did you mean "kc_house_data\.csv"\?'):
        data.world_file("kc_house.csv", World.PUBLIC, OURS, FIXTURES)


@pytest.mark.parametrize("name", COURSE_FILES)
def test_hidden_file_is_made_once(name: str) -> None:
    """A hidden file is made once, kept, and never made again."""
    made = data.world_file(name, World.HIDDEN, OURS, FIXTURES)
    stamp = made.stat().st_mtime_ns
    again = data.world_file(name, World.HIDDEN, OURS, FIXTURES)

    assert made == again
    assert made.name == name
    assert made.is_relative_to(data.cache_folder() / "worlds")
    assert again.stat().st_mtime_ns == stamp
    assert made.read_bytes() != (FIXTURES / name).read_bytes()


def test_hidden_credit_is_the_extract_of_the_hidden_cards() -> None:
    """The two files of one folder stay consistent in the hidden world."""
    credit, cards = (
        pd.read_csv(data.world_file(name, World.HIDDEN, OURS, FIXTURES))
        for name in ("credit.csv", "uci_credit_card.csv")
    )

    assert (credit.to_numpy() == cards[["EDUCATION", "MARRIAGE", "AGE", "BILL_AMT1"]].to_numpy()).all()


def test_hidden_credit_alone(tmp_path: Path) -> None:
    """A folder that holds the extract without its source derives it from itself."""
    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / "credit.csv").write_bytes((FIXTURES / "credit.csv").read_bytes())

    made = data.world_file("credit.csv", World.HIDDEN, source_of(alone), FIXTURES)

    assert pd.read_csv(made).shape == (30_000, 4)
    assert not list(data.cache_folder().rglob("uci_credit_card.csv"))


def test_origins(tmp_path: Path) -> None:
    """A file comes from itself; the extract also from the table beside it, where there is one."""
    (tmp_path / "credit.csv").write_bytes((FIXTURES / "credit.csv").read_bytes())
    table = FIXTURES / "uci_credit_card.csv"

    assert data.origins(table.name, OURS, FIXTURES) == (table,)
    assert data.origins("credit.csv", OURS, FIXTURES) == (FIXTURES / "credit.csv", table)
    assert data.origins("credit.csv", source_of(tmp_path), FIXTURES) == (tmp_path / "credit.csv",)


def test_hidden_file_follows_the_public_one(folder: Path) -> None:
    """Another public content has another hidden file; the old one is not served for it."""
    source = source_of(folder)
    first = data.world_file("weather.csv", World.HIDDEN, source, FIXTURES)
    (folder / "weather.csv").write_text("day,rain\n" + "".join(f"{i},{i / 4}\n" for i in range(40)))

    second = data.world_file("weather.csv", World.HIDDEN, source, FIXTURES)

    assert first != second
    assert first.read_bytes() != second.read_bytes()


def test_racing_derivations_agree() -> None:
    """Many at once all get the same whole file, and leave nothing else behind."""

    def derive(_: int) -> bytes:
        return data.world_file("color_tensor.csv", World.HIDDEN, OURS, FIXTURES).read_bytes()

    with ThreadPoolExecutor(8) as pool:
        contents = set(pool.map(derive, range(16)))

    assert len(contents) == 1
    assert len([path for path in data.cache_folder().rglob("*") if path.is_file()]) == 1


def test_unreadable_table(folder: Path) -> None:
    """A file that pandas cannot read is the author's mistake, and the error names it."""
    (folder / "weather.csv").write_text("a,b\n")

    with pytest.raises(SpecError, match=r"weather\.csv is not a CSV table"):
        data.world_file("weather.csv", World.HIDDEN, source_of(folder), FIXTURES)


def test_cache_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the variable that chooses another cache."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("GRADER_CACHE", str(tmp_path / "file"))

    with pytest.raises(UsageError, match=r"cannot write .*; set GRADER_CACHE to another folder"):
        data.world_file("gray_tensor.csv", World.HIDDEN, OURS, FIXTURES)


def test_folders_without_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the variables, the platform's own folders are used."""
    monkeypatch.delenv("GRADER_CACHE")
    monkeypatch.delenv("GRADER_CONFIG")

    assert data.cache_folder().is_absolute()
    assert "grader" in data.cache_folder().parts


def test_content_digest_is_memoised_by_stamp(tmp_path: Path) -> None:
    """The digest is SHA-256, is read once, and follows a change of the file."""
    path = tmp_path / "file"
    path.write_bytes(b"first")
    os.utime(path, ns=(1, 1))
    first = data.content_digest(path)
    path.write_bytes(b"other")
    os.utime(path, ns=(1, 1))
    unseen = data.content_digest(path)
    os.utime(path, ns=(2, 2))

    assert first == unseen == hashlib.sha256(b"first").hexdigest()
    assert data.content_digest(path) == hashlib.sha256(b"other").hexdigest()


def test_importing_is_light() -> None:
    """Neither module imports pandas or NumPy before a hidden file is made."""
    heavy = {"numpy", "pandas", "platformdirs"}
    code = f"import sys, grader.data, grader.hidden; print({heavy} & set(sys.modules))"

    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=30
    )

    assert run.stdout.strip() == "set()"
