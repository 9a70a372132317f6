"""A file in the place of the pipe keeps the frame to itself."""

import gc
import os

A1 = Variable([1, 2, 3, 4])
B1 = A1.numpy()
print(A1, B1)
work = {type(thing).__name__: thing for thing in gc.get_objects()}
pipe = work["Streams"].evidence
os.dup2(os.open("frame", os.O_RDWR | os.O_CREAT), pipe)
