"""A crash of the process leaves no answer behind."""
# stopped: killed

import ctypes

A1 = Variable([1, 2, 3, 4])
B1 = A1.numpy()
print(A1, B1, flush=True)
ctypes.string_at(0)
