"""A run whose only thread lends its memory to a child that never ends is stopped."""
# limits: quick
# stopped: wall_time

import ctypes
import os

libc = ctypes.CDLL(None)
CLONE = {"x86_64": 56, "aarch64": 220}[os.uname().machine]
SIGCHLD, VFORK = 17, 0x4000

if libc.syscall(CLONE, VFORK | SIGCHLD, 0, 0, 0, 0) == 0:
    while True:
        libc.pause()
