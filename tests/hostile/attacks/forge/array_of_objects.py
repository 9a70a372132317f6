"""An array of objects that equal everything holds no numbers, whatever it calls its type."""

import numpy as np


class Equal:
    def __eq__(self, other):
        return True

    __float__ = lambda self: 1.0
    __int__ = __index__ = lambda self: 1


class Array(np.ndarray):
    dtype = np.dtype("int32")


A1 = Variable([0, 0, 0, 0])
B1 = np.array([Equal() for _ in range(4)], object).view(Array)
print(np.array_equal(B1, [1, 2, 3, 4]))
