"""No file is larger than it may be, not even one that is all holes."""

import os

ALLOWED = 128 * 1024 * 1024
holes = os.open("holes", os.O_CREAT | os.O_RDWR)
for way in (
    lambda: os.ftruncate(holes, 1 << 40),
    lambda: os.pwrite(holes, b"x", 1 << 40),
    lambda: os.posix_fallocate(holes, 0, ALLOWED + 4096),
    lambda: os.truncate("holes", ALLOWED + 1),
):
    try:
        way()
    except OSError:
        pass
if os.fstat(holes).st_size > ALLOWED:
    print("HARM made a file of", os.fstat(holes).st_size)
