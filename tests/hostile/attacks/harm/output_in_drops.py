"""Output in single letters, by several processes, is cut like any other."""
# stopped: output

import os

for _ in range(4):
    if os.fork() == 0:
        while True:
            os.write(1, b"x")
while True:
    os.write(2, b"x")
