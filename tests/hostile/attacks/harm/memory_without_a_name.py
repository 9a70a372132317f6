"""A file in memory, outside the run's folder, cannot be had."""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
MEMFD_SECRET = 447

for flags in (0, 1, 4):
    try:
        held = os.memfd_create("held", flags)
        os.posix_fallocate(held, 0, 64 * 1024 * 1024)
        print("HARM has a file in memory")
    except OSError:
        pass
if libc.syscall(MEMFD_SECRET, 0) >= 0:
    print("HARM has secret memory")
for place in ("/dev/shm/held@TOKEN@", "/dev/hugepages/held@TOKEN@", "/run/held@TOKEN@"):
    try:
        os.open(place, os.O_CREAT | os.O_RDWR)
        print("HARM made", place)
    except OSError:
        pass
