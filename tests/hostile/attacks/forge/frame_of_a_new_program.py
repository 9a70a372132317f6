"""Another program in the place of the worker has no other channel and no other answer."""

import os
import sys

pipe = sys._getframe(3).f_locals["evidence_pipe"]
os.set_inheritable(pipe, True)
frame = b"GRADE\x01\x83\xa5facts\x93" + b"\x82\xa4fact\xa6scalar\xa5value\xc3" * 3 + b"\xa5error\xc0\xaccode_seconds\xcb" + bytes(8)
program = f"import os; os.write({pipe}, {frame!r}); print(1, 2, 3, 4, 1, 2, 3, 4)"
os.execv(sys.executable, [sys.executable, "-S", "-c", program])
