"""No process can be traced, not even one of the run's own."""

import ctypes
import os
import time

libc = ctypes.CDLL(None, use_errno=True)
TRACEME, ATTACH, SEIZE = 0, 16, 0x4206

child = os.fork()
if child == 0:
    if libc.ptrace(TRACEME, 0, None, None) == 0:
        print("HARM is traced", flush=True)
    time.sleep(0.2)
    os._exit(0)
for pid in ("@NEIGHBOUR@", "@SUPERVISOR@", "@ZYGOTE@", os.getppid(), child):
    for request in (SEIZE, ATTACH):
        if libc.ptrace(request, int(pid), None, None) == 0:
            print("HARM traces", pid)
os.waitpid(child, 0)
print("TRIED")
