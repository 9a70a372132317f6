"""All numbers of an empty array are right, and it is wrong all the same."""

import numpy as np

A1 = Variable(np.zeros((0,), "int32"))
B1 = np.zeros((0, 4), "int32")
print(A1, B1, np.all(B1 == [1, 2, 3, 4]))
