"""The grader for another machine: a wheel of what is installed here, without any course, and the versions around it."""

from __future__ import annotations

import base64
import hashlib
import importlib.metadata
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import grader
from grader.release.archive import write_zip

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["pins", "write_wheel"]

_NAME: Final = "tensorflow-course-grader"
_REQUIRED: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_WHEEL: Final = f"Wheel-Version: 1.0\nGenerator: {_NAME} ({grader.__version__})\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def write_wheel(folder: Path) -> str:
    """Write the wheel into `folder` and return its name. The same grader gives the same bytes."""
    distribution = importlib.metadata.distribution(_NAME)
    stem = f"{_NAME.replace('-', '_')}-{distribution.version}"
    members = {**dict(_package()), **dict(_about(distribution, f"{stem}.dist-info"))}
    record = f"{stem}.dist-info/RECORD"
    lines = [
        *(f"{name},{_digest(content)},{len(content)}" for name, content in members.items()),
        f"{record},,",
    ]
    members[record] = "".join(f"{line}\n" for line in lines).encode()
    write_zip(folder / f"{stem}-py3-none-any.whl", members)
    return f"{stem}-py3-none-any.whl"


def pins() -> str:
    """Return a constraints file: all that the grader requires, directly or not, at the version that is here."""
    found: dict[str, str] = {}
    queue = [_NAME]
    while queue:
        try:
            distribution = importlib.metadata.distribution(queue.pop())
        except importlib.metadata.PackageNotFoundError:  # For another system or another Python.
            continue
        name = distribution.name.lower()
        if name not in found:
            found[name] = distribution.version
            queue += [
                match[0]
                for required in distribution.requires or ()
                if "extra ==" not in required and (match := _REQUIRED.match(required))
            ]
    del found[_NAME]
    return "".join(f"{name}=={version}\n" for name, version in sorted(found.items()))


def _package() -> Iterator[tuple[str, bytes]]:
    """Yield the package's files. An installed wheel holds the course inside the package: that stays out."""
    package = Path(grader.__file__).parent
    for path in sorted(package.rglob("*")):
        inside = path.relative_to(package)
        if path.is_file() and inside.parts[0] != "course" and "__pycache__" not in inside.parts:
            yield f"grader/{inside.as_posix()}", path.read_bytes()


def _about(distribution: importlib.metadata.Distribution, folder: str) -> Iterator[tuple[str, bytes]]:
    """Yield what installers read, from what an installer left here, and the licence."""
    for name in ("METADATA", "entry_points.txt"):
        yield f"{folder}/{name}", (distribution.read_text(name) or "").encode()
    for path in distribution.files or ():
        if path.parent.name == "licenses":
            yield f"{folder}/licenses/{path.name}", path.read_binary()
    yield f"{folder}/WHEEL", _WHEEL.encode()


def _digest(content: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=")
    return f"sha256={digest.decode()}"
