"""A process cannot make itself unreadable for the one that watches it."""
# stopped: memory

import ctypes

SET_DUMPABLE, SET_NAME = 4, 15

libc = ctypes.CDLL(None)
if libc.prctl(SET_DUMPABLE, 0, 0, 0, 0) == 0:
    print("HARM is hidden", flush=True)
libc.prctl(SET_NAME, b"x\nRssAnon: 0\n", 0, 0, 0)  # a name that might be read as another line
held = [bytearray(b"x") * (64 * 1024 * 1024) for _ in range(20)]
print("HARM holds", len(held) * 64)
