"""An array of many short axes is not printed to its last number."""

import numpy as np

A1 = Variable(np.zeros((2,) * 8, "int32"))
B1 = np.zeros((2,) * 22, bool)
