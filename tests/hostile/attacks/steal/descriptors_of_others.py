"""No other process's open files can be listed, opened, taken or compared."""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
KCMP = {"x86_64": 312, "aarch64": 272}[os.uname().machine]
PIDFD_GETFD = 438

for pid in map(int, ("@NEIGHBOUR@", "@SUPERVISOR@", "@ZYGOTE@", os.getppid(), os.getpid())):
    if pid != os.getpid():
        for name in ("fd", "fdinfo", "task"):
            try:
                print("HARM", pid, name, os.listdir(f"/proc/{pid}/{name}"))
            except OSError:
                pass
        if libc.syscall(KCMP, os.getpid(), pid, 0, 1, 1) >= 0:
            print("HARM compared with", pid)
    try:
        process = os.pidfd_open(pid)
    except OSError:
        continue
    for number in range(64):
        if libc.syscall(PIDFD_GETFD, process, number, 0) >= 0:
            print("HARM took", number, "of", pid)
print("TRIED")
