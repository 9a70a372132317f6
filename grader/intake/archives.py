"""Archives, read member by member. A member's name is data: no file is ever made under it."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from grader.limits import MIB, IntakeLimits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Budget", "Member", "Refused", "is_archive", "members", "stem"]

_SUFFIXES: Final = (
    ".tar.gz", ".tar.bz2", ".tar.xz", ".tgz", ".tbz2", ".tbz", ".txz", ".tar", ".zip", ".gz", ".bz2", ".xz", ".rar", ".7z",
)  # fmt: skip
_CHUNK: Final = 1 << 16
_XZ_BYTES: Final = 256 * MIB
_REPACK: Final = "pack the files anew as a plain zip"
_LOOK: Final = "look at it before you open it; ask for the files themselves"
_LEFT_OUT: Final = "it is left out; ask for the file itself"


class Refused(Exception):  # noqa: N818 - it is no fault of the program, and never leaves the package
    """An archive, or a member of one, that is not read: what is wrong with it, and what to do."""

    def __init__(self, wrong: str, remedy: str) -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.remedy = remedy


class Budget:
    """What an archive may still use: members, and bytes that come out. What it uses, its `parent` loses as well."""

    def __init__(self, member_count: int, byte_count: int, parent: Budget | None = None) -> None:
        self._members = member_count
        self._bytes = byte_count
        self._parent = parent

    def member(self) -> None:
        """Use one member.

        Raises:
            Refused: there were too many.
        """
        self._members -= 1
        if self._members < 0:
            raise Refused("it holds too many files; the rest is not read", "hand in the answers alone")
        if self._parent:
            self._parent.member()

    def came_out(self, count: int) -> None:
        """Use `count` bytes.

        Raises:
            Refused: there were too many.
        """
        self._bytes -= count
        if self._bytes < 0:
            raise Refused("it unpacks to far too much, as a zip bomb does; the rest is not read", _LOOK)
        if self._parent:
            self._parent.came_out(count)


class Member(NamedTuple):
    """A file or a folder of an archive, or a `refusal`, which stands for one that is not read."""

    names: tuple[str, ...]
    is_folder: bool
    when: str
    copy: Callable[[Path, int], int] | None
    """Writes its bytes, no more than so many and one, to a new file and returns how many; may raise Refused."""
    refusal: Refused | None = None


def is_archive(name: str) -> bool:
    """Whether a file of this name is to be opened as an archive."""
    return name.lower().endswith(_SUFFIXES)


def stem(name: str) -> str:
    """Return `name` without the suffix of an archive."""
    suffix = next((each for each in _SUFFIXES if name.lower().endswith(each)), "")
    return name[: len(name) - len(suffix)] or name


def members(path: Path, scratch: Path, budget: Budget, limits: IntakeLimits) -> Iterator[Member]:
    """Yield the members of the archive at `path`, told by its content; `scratch` is a new folder's name.

    Raises:
        Refused: it cannot be read, or no further.
    """
    try:
        yield from _members(path, scratch, budget, limits)
    except Refused:
        raise
    except MemoryError:
        raise Refused("it asks for too much memory", _LOOK) from None
    except OSError as error:
        raise Refused(f"it cannot be read: {error.strerror or error}", _REPACK) from None
    except Exception as error:  # noqa: BLE001 - zipfile and tarfile raise many kinds for broken files
        raise Refused(f"it is broken: {str(error)[:120] or type(error).__name__}", _REPACK) from None


def _members(path: Path, scratch: Path, budget: Budget, limits: IntakeLimits) -> Iterator[Member]:
    with path.open("rb") as file:
        head = file.read(262 + 8)
    if not head:
        raise Refused("it is empty", "hand it in again")
    if head.startswith(b"Rar!"):
        raise Refused("it is a RAR archive, which is not read", _REPACK)
    if head.startswith(b"7z\xbc\xaf"):
        raise Refused("it is a 7z archive, which is not read", _REPACK)
    if head.startswith(b"PK") or (path.suffix.lower() == ".zip" and zipfile.is_zipfile(path)):
        yield from _zip_members(path, budget, limits)
    elif head.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")):
        scratch.mkdir(parents=True)
        unpacked = scratch / "unpacked.tar"
        _unpack(path, head, unpacked, budget, limits)
        yield from _tar_members(unpacked, budget, limits)
        unpacked.unlink()
    elif head[257:262] == b"ustar" or path.name.lower().endswith(".tar"):
        yield from _tar_members(path, budget, limits)
    else:
        raise Refused("it is no archive, whatever its name says", "hand it in again")


class _Cautious(io.FileIO):
    """A file that refuses to be read in pieces which would fill the memory."""

    def __init__(self, path: Path, most: int) -> None:
        super().__init__(path, "rb")
        self._most = most

    def read(self, size: int | None = -1, /) -> bytes:
        wanted = self._most + 1 if size is None or size < 0 else size
        data = super().read(min(wanted, self._most + 1)) or b""
        if len(data) > self._most:
            raise Refused("its table of contents is far too large", _LOOK)
        return data


def _safe_names(name: str) -> tuple[str, ...]:
    """Return the folders and the name that a member's path is made of.

    Raises:
        Refused: the path leads out of the archive.
    """
    text = name.replace("\\", "/")
    drive = text[1:2] == ":" and text[:1].isascii() and text[:1].isalpha()
    names = tuple(each for each in text.split("/") if each not in {"", "."})
    if text.startswith("/") or drive or ".." in names:
        raise Refused("its path leads out of the archive", _LEFT_OUT)
    return names


def _refused(name: str, wrong: str, remedy: str = _LEFT_OUT) -> Member:
    names = tuple(each for each in name.replace("\\", "/").split("/") if each)
    return Member(names, is_folder=False, when="", copy=None, refusal=Refused(wrong, remedy))


# Zip


def _zip_members(path: Path, budget: Budget, limits: IntakeLimits) -> Iterator[Member]:
    with _Cautious(path, limits.directory_bytes) as file, zipfile.ZipFile(file) as archive:
        infos = archive.infolist()
        overlapping = _overlapping(infos)
        for number, info in enumerate(infos):
            budget.member()
            name = _zip_name(info)
            kind = stat.S_IFMT(info.external_attr >> 16)
            try:
                names = _safe_names(name)
            except Refused as refusal:
                yield _refused(name, refusal.wrong, refusal.remedy)
                continue
            if number in overlapping:
                yield _refused(name, "it shares its bytes with another file of the archive, as in a zip bomb")
            elif stat.S_ISLNK(kind):
                yield _refused(name, "it is a link")
            elif kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
                yield _refused(name, "it is a device or a pipe")
            elif info.is_dir() or stat.S_ISDIR(kind):
                yield Member(names, is_folder=True, when="", copy=None)
            elif names:
                yield Member(
                    names,
                    is_folder=False,
                    when=_zip_time(info),
                    copy=_zip_copy(archive, info, budget, limits),
                )


def _overlapping(infos: list[zipfile.ZipInfo]) -> set[int]:
    """Return the members that begin before the one before them has ended, and those that they begin in."""
    order = sorted(range(len(infos)), key=lambda number: infos[number].header_offset)
    found = set()
    for before, after in pairwise(order):
        ends = infos[before].header_offset + 30 + infos[before].compress_size
        if ends > infos[after].header_offset:
            found |= {before, after}
    return found


def _zip_name(info: zipfile.ZipInfo) -> str:
    if not info.flag_bits & 0x800:
        # Many programs write UTF-8 and do not say so.
        try:
            return info.filename.encode("cp437").decode("utf-8")
        except UnicodeError:
            pass
    return info.filename


def _zip_time(info: zipfile.ZipInfo) -> str:
    try:
        return datetime(*info.date_time, tzinfo=UTC).isoformat()
    except ValueError:
        return ""


def _zip_copy(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget, limits: IntakeLimits
) -> Callable[[Path, int], int]:
    def copy(target: Path, most: int) -> int:
        if info.flag_bits & 1:
            raise Refused("it is protected with a password", "ask for it without one")
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            # The other methods unpack without a bound.
            raise Refused("it is packed by a method that is not read", _REPACK)
        with archive.open(info) as source:
            return _copied(source, target, most, packed=info.compress_size, budget=budget, limits=limits)

    return _guarded(copy)


def _copied(
    source: IO[bytes], target: Path, most: int, *, packed: int, budget: Budget, limits: IntakeLimits
) -> int:
    count = 0
    with target.open("xb") as file:
        while count <= most and (data := source.read(min(_CHUNK, most + 1 - count))):
            count += len(data)
            budget.came_out(len(data))
            _check_ratio(count, packed, limits)
            file.write(data)
    return count


def _check_ratio(count: int, packed: int, limits: IntakeLimits) -> None:
    if count > limits.free_bytes and count > packed * limits.ratio:
        raise Refused(f"it unpacks to more than {limits.ratio} times its size, as a zip bomb does", _LOOK)


def _guarded(copy: Callable[[Path, int], int]) -> Callable[[Path, int], int]:
    """Let `copy` raise nothing but Refused, and leave no half of a file."""

    def guarded(target: Path, most: int) -> int:
        try:
            return copy(target, most)
        except Refused:
            target.unlink(missing_ok=True)
            raise
        except Exception as error:  # noqa: BLE001 - as above
            target.unlink(missing_ok=True)
            raise Refused(f"it is broken: {str(error)[:120] or type(error).__name__}", _REPACK) from None

    return guarded


# Tar


def _unpack(path: Path, head: bytes, target: Path, budget: Budget, limits: IntakeLimits) -> None:
    packed = path.stat().st_size
    with path.open("rb") as file, target.open("xb") as out:
        count = 0
        for data in _unpacked(file, head):
            count += len(data)
            budget.came_out(len(data))
            _check_ratio(count, packed, limits)
            out.write(data)


def _unpacked(file: IO[bytes], head: bytes) -> Iterator[bytes]:
    if head.startswith(b"\xfd"):
        yield from _unpacked_xz(file)
        return
    stream = gzip.GzipFile(fileobj=file) if head.startswith(b"\x1f") else bz2.BZ2File(file)
    while data := stream.read(_CHUNK):
        yield data


def _unpacked_xz(file: IO[bytes]) -> Iterator[bytes]:
    # `lzma.open` lets the file choose how much memory it takes.
    reader = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_BYTES)
    while not reader.eof:
        data = file.read(_CHUNK) if reader.needs_input else b""
        if reader.needs_input and not data:
            raise EOFError("it ends too early")
        yield reader.decompress(data, _CHUNK)


def _tar_members(path: Path, budget: Budget, limits: IntakeLimits) -> Iterator[Member]:
    with _Cautious(path, MIB) as file, tarfile.open(fileobj=file, mode="r:") as archive:
        for info in archive:
            budget.member()
            try:
                names = _safe_names(info.name)
            except Refused as refusal:
                yield _refused(info.name, refusal.wrong, refusal.remedy)
                continue
            if info.issym() or info.islnk():
                yield _refused(info.name, "it is a link")
            elif info.isdir():
                yield Member(names, is_folder=True, when="", copy=None)
            elif not info.isreg():
                yield _refused(info.name, "it is a device or a pipe")
            elif names:
                yield Member(
                    names,
                    is_folder=False,
                    when=_time(info.mtime),
                    copy=_tar_copy(archive, info, budget, limits),
                )


def _time(seconds: float) -> str:
    try:
        return datetime.fromtimestamp(int(seconds), tz=UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


def _tar_copy(
    archive: tarfile.TarFile, info: tarfile.TarInfo, budget: Budget, limits: IntakeLimits
) -> Callable[[Path, int], int]:
    def copy(target: Path, most: int) -> int:
        source = archive.extractfile(info)
        if source is None:
            raise Refused("it is no file", _LEFT_OUT)
        with source:
            count = _copied(source, target, most, packed=max(info.size, 1), budget=budget, limits=limits)
        if count < min(info.size, most):
            raise EOFError("it ends too early")
        return count

    return _guarded(copy)
