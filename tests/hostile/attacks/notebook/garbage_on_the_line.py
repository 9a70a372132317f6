"""Bytes that are none of the protocol's, on the line to the client, end at most the run."""
# limits: hasty
# stopped: cell_time

import os
import time

A1 = Variable([1, 2, 3, 4])
B1 = A1.numpy()
lines = []
for number in range(3, 256):
    try:
        if os.readlink(f"/proc/self/fd/{number}").startswith("socket:"):
            lines.append(number)
    except OSError:
        pass
for garbage in (b"\xff" * 100, b"\0\xff" + b"\xff" * 8, b"\x02" + b"\x7f" * 8 + b"x" * 1000, os.urandom(4096), b"\x04\x26\x05READY" + b"\xff" * 30):
    for number in lines:
        try:
            os.write(number, garbage)
        except OSError:
            pass
while True:
    time.sleep(1)
