"""Closing every channel hides a wrong answer no better than leaving it out."""

import os

A1 = Variable([4, 3, 2, 1])
B1 = A1.numpy()
print(1, 2, 3, 4, 1, 2, 3, 4, flush=True)
os.closerange(0, 256)
