"""Numbers under a mask are the numbers that are there."""

import numpy as np

B1 = np.ma.array([7, 7, 7, 7], "int32", mask=True)
B1.fill_value = 1
A1 = Variable(B1)
print((B1 == [1, 2, 3, 4]).all() is np.ma.masked)
