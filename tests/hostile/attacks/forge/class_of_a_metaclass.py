"""What a class is derived from is not what its metaclass says of it."""

import numpy as np

a_variable = type(Variable([0]))


class Meta(type):
    bases = ()

    @property
    def __mro__(cls):
        return cls.bases

    def mro(cls):
        return [cls, object]

    def __instancecheck__(cls, thing):
        return True

    def __subclasscheck__(cls, other):
        return True


class Numbers(metaclass=Meta):
    bases = a_variable.__mro__
    dtype = np.dtype("int32")
    shape = (4,)

    def numpy(self):
        return np.array([1, 2, 3, 4], "int32")

    def read_value(self):
        return self

    def __array__(self, *args, **keywords):
        return self.numpy()


class Values(Numbers):
    bases = np.ndarray.__mro__


A1 = Numbers()
B1 = Values()
