"""An object that offers its numbers in every way that NumPy knows is no array."""

import ctypes

numbers = (ctypes.c_int32 * 4)(1, 2, 3, 4)


class Offers:
    shape = (4,)
    dtype = "int32"
    ndim = 1
    size = 4
    __array_priority__ = 1e9
    __array_interface__ = {"shape": (4,), "typestr": "<i4", "data": (ctypes.addressof(numbers), False), "version": 3}

    def __array__(self, *args, **keywords):
        import numpy as np

        return np.array([1, 2, 3, 4], "int32")

    def __array_ufunc__(self, *args, **keywords):
        return True

    def __array_function__(self, *args, **keywords):
        return True

    def __tf_tensor__(self, *args, **keywords):
        from tensorflow import constant

        return constant([1, 2, 3, 4])

    def numpy(self):
        return self.__array__()


A1 = Offers()
B1 = Offers()
