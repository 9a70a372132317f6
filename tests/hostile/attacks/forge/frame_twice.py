"""A frame that is sent twice is none."""

import os

A1 = Variable([1, 2, 3, 4])
B1 = A1.numpy()
print(A1, B1)
honest = os.write
os.write = lambda descriptor, data: honest(descriptor, bytes(data) * 2) // 2
