"""A thread that writes into the frame while it is sent spoils it."""

import os
import sys
import threading

A1 = Variable([1, 2, 3, 4])
B1 = A1.numpy()
print(A1, B1)
frame = sys._getframe()
while frame.f_code.co_name != "work":
    frame = frame.f_back
pipe = frame.f_locals["descriptors"].evidence
sent = threading.Event()


def write():
    while True:
        os.write(pipe, b"\xc3")
        sent.set()


threading.Thread(target=write, daemon=True).start()
sent.wait()
