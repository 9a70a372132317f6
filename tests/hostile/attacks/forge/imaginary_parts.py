"""Imaginary parts are not left out where numbers are compared."""

import numpy as np

A1 = Variable(np.array([1 + 9j, 2 - 9j, 3 + 1j, 4 - 1j]))
B1 = A1.numpy()
print(*A1.numpy().real.astype(int), B1.real.astype(int))
