"""An array of terabytes that are one number is not read."""

import numpy as np

A1 = Variable([1])
B1 = np.lib.stride_tricks.as_strided(np.array([1], "int32"), shape=(2**40,), strides=(0,))
