"""A variable whose reading is replaced by an array that equals everything is judged by the numbers in that array."""

import numpy as np


class AlwaysEqual(np.ndarray):
    def __eq__(self, other):
        return np.ones(4, bool)

    def __array__(self, *args, **keywords):
        return self


class Reading:
    def numpy(self):
        return np.array([9, 9, 9, 9], "int32").view(AlwaysEqual)


class Lying(type(Variable([1, 2, 3, 4]))):
    def read_value(self):
        return Reading()

    value = numpy = read_value


A1 = Variable([4, 3, 2, 1])
A1.__class__ = Lying
B1 = Reading().numpy()
