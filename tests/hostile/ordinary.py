"""An ordinary user to run programs as: where the tests run as the superuser, by giving that up."""

from __future__ import annotations

import os
import shutil
import site
import subprocess
import sys
from pathlib import Path

from tests.support import ROOT

__all__ = ["AS_NOBODY", "NOBODY", "python_for_nobody"]

NOBODY = 65534
AS_NOBODY = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]

_AGAIN = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import ssl, ctypes'], check=True)"


def python_for_nobody(folder: Path) -> Path | str:
    """Return an interpreter that the ordinary user may start, with this one's packages, or why there is none.

    It is made in `folder`.
    """
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        return "only the superuser can become an ordinary user, with setpriv"
    if not _works([*AS_NOBODY, "test", "-r", str(ROOT / "grader" / "__init__.py")]):
        return f"an ordinary user may not read {ROOT}"
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for base in (Path(sys.executable).resolve(), Path("/usr/bin", version), Path("/usr/local/bin", version)):
        # Its own child: `setpriv` itself can still start what the user cannot.
        if not _works([*AS_NOBODY, str(base), "-c", _AGAIN]):
            continue
        # Without pip, a virtual environment is made by the interpreter alone.
        if not _works([str(base), "-m", "venv", "--without-pip", str(folder / "venv")]):
            continue
        packages = folder / "venv" / "lib" / version / "site-packages" / "grader.pth"
        packages.write_text("\n".join([*site.getsitepackages(), str(ROOT)]))
        python = folder / "venv" / "bin" / "python"
        if _works([*AS_NOBODY, str(python), "-c", "import grader, msgspec, numpy"]):
            return python
    return f"an ordinary user may start no {version}"


def _works(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
