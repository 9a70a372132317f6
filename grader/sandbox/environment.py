"""The environment in which a zygote is started, and what the grader's own processes share of it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["DETERMINISTIC", "ONE_THREAD", "THREADS", "zygote_environment"]

THREADS: Final = 1
"""Threads of TensorFlow and of the linear-algebra libraries below it."""

ONE_THREAD: Final = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), str(THREADS)
)
"""For the libraries below NumPy; they read it when they are loaded."""

DETERMINISTIC: Final = {
    "TF_USE_LEGACY_KERAS": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_DETERMINISTIC_OPS": "1",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "TF_NUM_INTRAOP_THREADS": str(THREADS),
    "TF_NUM_INTEROP_THREADS": str(THREADS),
    **ONE_THREAD,
    "CUDA_VISIBLE_DEVICES": "-1",
    "MPLBACKEND": "module://grader.sandbox.figures",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "LANG": "C.UTF-8",
    "TZ": "UTC",
}
"""One thread, one order of operations, no accelerator: the same code gives the same numbers."""

_KEPT: Final = ("PATH", "LD_LIBRARY_PATH", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "SYSTEMROOT")


def zygote_environment(cache: Path) -> dict[str, str]:
    """Return the variables for a zygote: none of the user's own but those that find programs and libraries."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, **DETERMINISTIC, "HOME": str(cache), "MPLCONFIGDIR": str(cache / "matplotlib")}
