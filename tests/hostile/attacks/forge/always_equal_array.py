"""An array that says that it equals everything is judged by the numbers in its memory."""

import numpy as np


class AlwaysEqual(np.ndarray):
    def __eq__(self, other):
        return np.ones(4, bool)

    def numpy(self):
        return np.array([1, 2, 3, 4], "int32")

    def tobytes(self, order="C"):
        return np.array([1, 2, 3, 4], "int32").tobytes()

    def astype(self, *args, **keywords):
        return self

    def __array_function__(self, function, types, args, keywords):
        return np.array([1, 2, 3, 4], "int32")

    def __array_ufunc__(self, *args, **keywords):
        return True

    def __array_finalize__(self, other):
        pass


A1 = Variable([4, 3, 2, 1])
B1 = np.array([4, 3, 2, 1], "int32").view(AlwaysEqual)
print(B1 == A1)
