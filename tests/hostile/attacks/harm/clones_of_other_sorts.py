"""Processes made by a bare system call, as siblings, untraceable or with a common memory, end with the run."""

import ctypes
import os

libc = ctypes.CDLL(None)
CLONE = {"x86_64": 56, "aarch64": 220}[os.uname().machine]
SIGCHLD, FS, FILES, PARENT, UNTRACED, SYSVSEM, IO = 17, 0x200, 0x400, 0x8000, 0x800000, 0x40000, 0x80000000

for flags in (PARENT | SIGCHLD, UNTRACED | SIGCHLD, 0, FS | FILES | SIGCHLD, IO | SYSVSEM | SIGCHLD):
    if libc.syscall(CLONE, flags, 0, 0, 0, 0) == 0:
        os.setsid()
        while True:
            libc.pause()
