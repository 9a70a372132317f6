"""No archive, whatever is in it, writes outside the scratch folder, exhausts the machine or stops the intake."""

from __future__ import annotations

import gzip
import io
import lzma
import stat
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.errors import UsageError
from grader.intake import Intake, read_class
from grader.intake.roster import read_roster
from grader.limits import INTAKE, MIB

FILE = "exercise_2_3_1.py"
SMALL = msgspec.structs.replace(INTAKE, archive_members=50, archive_bytes=4 * MIB, class_bytes=8 * MIB)


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip with these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


def tarred(*members: tuple[str, bytes, bytes, str]) -> bytes:
    """Return a tar with these members: name, type, data, link."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, kind, data, link in members:
            info = tarfile.TarInfo(name)
            info.type, info.size, info.linkname = kind, len(data), link
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def linked(mode: int) -> zipfile.ZipInfo:
    """Return a member of a zip of this kind."""
    info = zipfile.ZipInfo(FILE)
    info.external_attr = (mode | 0o777) << 16
    return info


def encrypted() -> bytes:
    """Return a zip that says it is protected."""
    data = bytearray(zipped((FILE, b"x")))
    data[6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def overlapping() -> bytes:
    """Return a zip whose table of contents names one file many times."""
    data = zipped((FILE, b"x = 1"))
    begin, end = data.find(b"PK\x01\x02"), data.find(b"PK\x05\x06")
    table = data[begin:end]
    tables = b"".join(table.replace(FILE.encode(), f"exercise_2_3_{n}.py".encode()) for n in range(1, 10))
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, len(tables), begin, 0)
    return data[:begin] + tables + tail


def nested(depth: int) -> bytes:
    """Return a zip in zips."""
    data = zipped((FILE, b"x = 1"))
    for _ in range(depth):
        data = zipped(("a.zip", data))
    return data


def fan(depth: int) -> bytes:
    """Return a zip of ten zips of ten zips, down to a large file: as 42.zip is."""
    data = zipped((FILE, b"\n" * 600_000))
    for _ in range(depth):
        data = zipped(*((f"{n}.zip", data) for n in range(10)))
    return data


def lying() -> bytes:
    """Return a zip with a member that is larger than it says."""
    data = bytearray(zipped((FILE, b"\0" * 3 * MIB)))
    table = data.find(b"PK\x01\x02")
    data[22:26] = data[table + 24 : table + 28] = struct.pack("<L", 5)
    return bytes(data)


ZERO = b"\0" * (3 * MIB)
ATTACKS = [
    pytest.param("zip", lambda: zipped(("../../evil.py", b"x")), "its path leads out", id="slip"),
    pytest.param("zip", lambda: zipped(("..\\..\\evil.py", b"x")), "its path leads out", id="backslash"),
    pytest.param("zip", lambda: zipped(("/tmp/evil.py", b"x")), "its path leads out", id="absolute"),
    pytest.param("zip", lambda: zipped(("C:/evil.py", b"x")), "its path leads out", id="drive"),
    pytest.param("zip", lambda: zipped((linked(stat.S_IFLNK), b"/etc/passwd")), "it is a link", id="zip-link"),
    pytest.param("zip", lambda: zipped((linked(stat.S_IFIFO), b"")), "it is a device", id="zip-pipe"),
    pytest.param("zip", lambda: zipped((FILE, ZERO)), "as a zip bomb", id="flat-bomb"),
    pytest.param("zip", lambda: fan(3), "far too much", id="42"),
    pytest.param("zip", lying, "it ", id="lying"),
    pytest.param("zip", overlapping, "shares its bytes", id="overlap"),
    pytest.param("zip", lambda: nested(6), "deep in others", id="nested"),
    pytest.param("zip", encrypted, "protected with a password", id="encrypted"),
    pytest.param("zip", lambda: zipped((FILE, b"x"))[:-30], "it is broken", id="truncated"),
    pytest.param("zip", lambda: b"", "it is empty", id="empty"),
    pytest.param("zip", lambda: b"Rar!\x1a\x07\x00", "RAR", id="rar"),
    pytest.param("7z", lambda: b"7z\xbc\xaf\x27\x1c", "7z", id="7z"),
    pytest.param("zip", lambda: b"hello", "it is no archive", id="no-archive"),
    pytest.param("zip", lambda: zipped((FILE, b"x"), method=zipfile.ZIP_BZIP2), "a method", id="bzip2"),
    pytest.param("zip", lambda: zipped(*((f"{n}.py", b"x") for n in range(60))), "too many files", id="many"),
    pytest.param("zip", lambda: zipped(("a/" * 90 + FILE, b"x")), "nested too deep", id="deep"),
    pytest.param("tar", lambda: tarred(("../evil.py", tarfile.REGTYPE, b"x", "")), "its path leads", id="tar-slip"),
    pytest.param("tar", lambda: tarred(("/evil.py", tarfile.REGTYPE, b"x", "")), "its path leads", id="tar-abs"),
    pytest.param("tar", lambda: tarred((FILE, tarfile.SYMTYPE, b"", "/etc/passwd")), "a link", id="symlink"),
    pytest.param("tar", lambda: tarred((FILE, tarfile.LNKTYPE, b"", "/etc/passwd")), "a link", id="hard-link"),
    pytest.param("tar", lambda: tarred((FILE, tarfile.CHRTYPE, b"", "")), "a device", id="device"),
    pytest.param("tar", lambda: tarred((FILE, tarfile.FIFOTYPE, b"", "")), "a device", id="fifo"),
    pytest.param("tar", lambda: tarred((FILE, tarfile.REGTYPE, b"x" * 5000, ""))[:2048], "broken", id="tar-cut"),
    pytest.param("tgz", lambda: gzip.compress(tarred((FILE, tarfile.REGTYPE, ZERO, ""))), "as a zip bomb", id="tgz"),
    pytest.param("txz", lambda: lzma.compress(tarred((FILE, tarfile.REGTYPE, ZERO, ""))), "as a zip bomb", id="txz"),
    pytest.param("tgz", lambda: gzip.compress(b"x" * 2000)[:-9], "it is", id="tgz-cut"),
    pytest.param("tgz", lambda: b"\x1f\x8b\x08" + zlib.compress(b"x"), "it is", id="tgz-broken"),
]  # fmt: skip


def outside(folder: Path) -> set[str]:
    """Return all that is below a folder, but for scratch."""
    return {str(path) for path in folder.rglob("*") if "scratch" not in path.parts}


def lines(intake: Intake) -> str:
    """Return the problems as text."""
    return "\n".join(problem.line for problem in intake.problems)


@pytest.mark.parametrize(("suffix", "attack", "expected"), ATTACKS)
def test_attack_is_a_problem(tmp_path: Path, suffix: str, attack: Callable[[], bytes], expected: str) -> None:
    """A learner's malicious archive is a problem of this learner; nobody else's grade is lost, and nothing is written."""
    source = tmp_path / "class"
    (source / "ada").mkdir(parents=True)
    (source / "ada" / FILE).write_text("x = 1")
    (source / f"eve.{suffix}").write_bytes(attack())
    (source / "zoe.zip").write_bytes(zipped((FILE, b"y = 2")))
    before = outside(tmp_path)

    intake = read_class(source, scratch=tmp_path / "scratch", limits=SMALL)

    learners = {learner.name: learner for learner in intake.learners}
    assert set(learners) == {"ada", "eve", "zoe"}
    assert learners["ada"].attempts
    assert learners["zoe"].attempts
    assert any(each.place.startswith("eve") and expected in each.line for each in intake.problems), lines(
        intake
    )
    assert outside(tmp_path) == before
    assert not any(path.is_symlink() for path in tmp_path.rglob("*"))
    assert sum(path.stat().st_size for path in (tmp_path / "scratch").rglob("*") if path.is_file()) < 12 * MIB


def test_many_members(tmp_path: Path) -> None:
    """An archive of a hundred thousand files is read up to its bound, and the learner is told of."""
    source = tmp_path / "class"
    source.mkdir()
    (source / "ada.zip").write_bytes(zipped((FILE, b"x = 1")))
    (source / "eve.zip").write_bytes(
        zipped(*((f"{n}.txt", b"") for n in range(100_000)), method=zipfile.ZIP_STORED)
    )

    intake = read_class(source, scratch=tmp_path / "scratch")

    assert "eve.zip: it holds too many files" in lines(intake)
    assert [len(learner.attempts) for learner in intake.learners] == [1, 0]


def test_names_that_collide(tmp_path: Path) -> None:
    """Members whose names differ in case or composition only, or not at all, are all kept."""
    names = ["e\u0301.py", "\u00e9.py", "\u00c9.PY", "a\x01.py", "a.py", "a.py", "aux.py", "b?.py"]
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zipped(*((f"ada/{name}", f"x = {n}".encode()) for n, name in enumerate(names)))
    (tmp_path / "class.zip").write_bytes(data)

    (learner,) = read_class(tmp_path / "class.zip", scratch=tmp_path / "scratch").learners

    files = learner.attempts[0].files
    assert {path.read_text() for path in files} == {f"x = {n}" for n in range(len(names))}
    assert len({path.name.casefold() for path in files}) == len(names)


@pytest.mark.parametrize("flagged", [True, False])
def test_names_without_a_flag(tmp_path: Path, flagged: bool) -> None:
    """A name in UTF-8 is read as that, whether the zip says so or not."""
    data = zipped((f"王小明/{FILE}", b"x = 1"), (f"عائشة/{FILE}", b"x = 1"))
    if not flagged:
        data = data.replace(b"\x14\x00\x00\x08", b"\x14\x00\x00\x00")
    (tmp_path / "class.zip").write_bytes(data)

    intake = read_class(tmp_path / "class.zip", scratch=tmp_path / "scratch")

    assert {learner.name for learner in intake.learners} == {"王小明", "عائشة"}


HEADS = st.sampled_from(
    [b"", b"PK\x03\x04", b"\x1f\x8b\x08\0", b"BZh9", b"\xfd7zXZ\0", b"\0" * 257 + b"ustar\x0000"]
)
SEEDS = [
    zipped((FILE, b"x = 1"), ("b.zip", zipped(("c.py", b"")))),
    tarred((FILE, tarfile.REGTYPE, b"x = 1", "")),
]


@st.composite
def archives(draw: st.DrawFn) -> bytes:
    """Any bytes, and archives with some bytes changed."""
    if draw(st.booleans()):
        return draw(HEADS) + draw(st.binary(max_size=2000))
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 8))):
        data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data[: draw(st.integers(len(data) // 2, len(data)))])


@settings(max_examples=300)
@given(archives(), st.sampled_from(["zip", "tar", "tar.gz", "xz"]))
def test_any_bytes(data: bytes, suffix: str) -> None:
    """Any bytes as an archive give files or problems, and write nothing elsewhere."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / f"class.{suffix}").write_bytes(data)

        intake = read_class(folder / f"class.{suffix}", scratch=folder / "scratch", limits=SMALL)

        assert intake.problems or intake.learners
        assert {path.name for path in folder.iterdir()} == {f"class.{suffix}", "scratch"}


@settings(max_examples=300)
@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: f"name,id\n{text}".encode()))
)
def test_any_roster(data: bytes) -> None:
    """Any text as a roster gives a roster, or one error."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "roster.csv"
        path.write_bytes(data)

        try:
            people = read_roster(path).people
        except UsageError as error:
            assert "the roster" in str(error)
        else:
            assert all(person.name or person.ids for person in people)
