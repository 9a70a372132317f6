"""No descriptor that the worker inherits takes a verdict, or ends the run as a success."""

import os
import stat

for descriptor in range(3, 256):
    try:
        mode = os.fstat(descriptor).st_mode
    except OSError:
        continue
    for message in (b"+", b"K", b"R", b"\x81\xabexit_status\x00", b"GRADE\x01"):
        try:
            os.write(descriptor, message)
        except OSError:
            break
    if stat.S_ISSOCK(mode):
        print("HARM a socket is open", descriptor)
A1 = Variable([1, 2, 3, 4])
B1 = A1.numpy()
print(A1, B1)
