"""Methods of TensorFlow's own classes, replaced, make no wrong numbers right."""

import numpy as np


class AlwaysEqual(np.ndarray):
    def __eq__(self, other):
        return np.ones(4, bool)


def wrong(*args, **keywords):
    return np.array([0, 0, 0, 0], "int32").view(AlwaysEqual)


A1 = Variable([4, 3, 2, 1])
B1 = A1.numpy()
tensor = type(A1.read_value())
for kind in {base for one in (tensor, type(A1)) for base in one.__mro__}:
    for name in ("numpy", "_numpy", "_numpy_internal", "__array__", "__eq__"):
        try:
            setattr(kind, name, wrong)
        except (TypeError, AttributeError):
            pass
