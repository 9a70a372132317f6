"""An object that is another thing at every look is judged by what it is."""

import itertools

import numpy as np

looks = itertools.count()


class Changing:
    @property
    def __class__(self):
        return (int, list, np.ndarray, type(Variable([0])))[next(looks) % 4]

    def __getattribute__(self, name):
        if name == "__class__":
            return Changing.__dict__["__class__"].fget(self)
        return [np.array([1, 2, 3, 4], "int32"), (4,), "int32", lambda: B1][next(looks) % 4]


A1 = Changing()
B1 = Changing()
print(isinstance(A1, np.ndarray), isinstance(A1, list), isinstance(A1, int))
