"""Ending the process before anyone has looked earns nothing, whatever the answer was."""

import os

A1 = Variable([1, 2, 3, 4])
B1 = A1.numpy()
print(A1, B1, flush=True)
os._exit(0)
