"""What the code itself writes to the grader's channels is no valid message, and spoils the run."""

import os

A1 = Variable([1, 2, 3, 4])
B1 = A1.numpy()
print(A1, B1, flush=True)
for descriptor in range(3, 256):
    try:
        os.write(descriptor, b"GRADE\x01\x83\xa5facts\x90")
    except OSError:
        pass
