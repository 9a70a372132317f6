"""A method of NumPy whose C function is swapped in memory reads nothing else as the answer."""

import ctypes

import numpy as np

A1 = Variable([4, 3, 2, 1])
B1 = A1.numpy()


class Descriptor(ctypes.Structure):
    _fields_ = [("head", ctypes.c_void_p * 5), ("method", ctypes.c_void_p)]


def swap(one, other):
    Descriptor.from_address(id(one)).method = Descriptor.from_address(id(other)).method


swap(np.ndarray.tobytes, np.ndarray.__dict__["tolist"])
