"""Zip files whose bytes depend on nothing but what is in them."""

from __future__ import annotations

import stat
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from pathlib import Path

__all__ = ["write_zip"]

_UNIX: Final = 3
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can name."""


def write_zip(path: Path, members: Mapping[str, bytes], *, programs: Container[str] = ()) -> None:
    """Write the members, by their names, in their order; those among `programs` may be executed."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.create_system = _UNIX
            member.external_attr = (stat.S_IFREG | (0o755 if name in programs else 0o644)) << 16
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
