"""The machine code with which TensorFlow multiplies matrices, made before any fork: each process would make it for itself.

oneDNN writes it for the processor that it finds, when two matrices of float32 are first multiplied: 20 ms where that has
AVX-512. No op is run and no thread started.
"""

from __future__ import annotations

import contextlib
import ctypes
from pathlib import Path
from typing import Final

import numpy as np
import tensorflow as tf

__all__ = ["prepare"]

_MULTIPLY: Final = (
    "_ZN3xla3cpu8internal11TypedMatMulIfffEEvPKN5Eigen16ThreadPoolDeviceEPvS7_S7_lllbb"
    "N4absl12lts_2025081412AnyInvocableIFvvEEE"
)
"""`xla::cpu::internal::TypedMatMul<float, float, float>(device, out, lhs, rhs, m, n, k, transpose_lhs, transpose_rhs, done)`.

No interface leads to it. Its name holds the types of its arguments and the release of Abseil that the last one is of, so that
whatever bears the name can be called as it is here. Without a device it multiplies at once, in this thread.
"""

_SIZE: Final = 4
_Manager: Final = ctypes.CFUNCTYPE(None, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
_Invoker: Final = ctypes.CFUNCTYPE(None, ctypes.c_void_p)


class _Done(ctypes.Structure):
    """An `absl::AnyInvocable<void()>`: its state, what moves and destroys it, and what it does when called."""

    _fields_ = (("state", ctypes.c_void_p * 2), ("manager", _Manager), ("invoker", _Invoker))


def prepare() -> None:
    """Multiply two small matrices as TensorFlow's ops do, if this TensorFlow lets us."""
    with contextlib.suppress(OSError, AttributeError):
        library = ctypes.CDLL(str(Path(tf.__file__).with_name("libtensorflow_cc.so.2")))
        multiply = getattr(library, _MULTIPLY)
        multiply.restype = None
        pointer, size, flag = ctypes.c_void_p, ctypes.c_int64, ctypes.c_bool
        multiply.argtypes = [*4 * [pointer], *3 * [size], *2 * [flag], ctypes.POINTER(_Done)]
        out, left, right = (np.ones((_SIZE, _SIZE), np.float32) for _ in range(3))
        done = _Done(manager=_Manager(lambda *_: None), invoker=_Invoker(lambda _: None))
        matrices = [matrix.ctypes.data for matrix in (out, left, right)]
        multiply(None, *matrices, *3 * [_SIZE], *2 * [False], done)
