"""A thread that writes into the frame while it is sent spoils it."""

import gc
import os
import threading

A1 = Variable([1, 2, 3, 4])
B1 = A1.numpy()
print(A1, B1)
work = {type(thing).__name__: thing for thing in gc.get_objects()}
pipe = work["Streams"].evidence
sent = threading.Event()


def write():
    while True:
        os.write(pipe, b"\xc3")
        sent.set()


threading.Thread(target=write, daemon=True).start()
sent.wait()
