"""Rules for one's own confinement, of which there may be any number, hold no memory."""

import ctypes
import struct

libc = ctypes.CDLL(None, use_errno=True)
CREATE, ADD = 444, 445
PORT = 2

made = 0
for _ in range(4):
    rules = libc.syscall(CREATE, (ctypes.c_uint64 * 3)(0, 3, 0), ctypes.c_size_t(24), 0)
    if rules < 0:
        break
    for port in range(20_000):
        made += libc.syscall(ADD, rules, PORT, struct.pack("QQ", 1, port), 0) == 0
if made:
    print("HARM made rules", made)
