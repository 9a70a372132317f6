"""The kernel's own instruments, programs, counters, page faults and traces, are out of reach."""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
BPF, PERF_EVENT_OPEN, USERFAULTFD = {"x86_64": (321, 298, 323), "aarch64": (280, 241, 282)}[os.uname().machine]

for command in (0, 5, 8, 12):
    if libc.syscall(BPF, command, ctypes.create_string_buffer(128), 128) >= 0:
        print("HARM bpf", command)
for kind in (0, 1, 2):
    attributes = (ctypes.c_uint32 * 32)(kind, 128)
    for pid in (0, int("@NEIGHBOUR@"), -1):
        if libc.syscall(PERF_EVENT_OPEN, attributes, pid, -1 if pid >= 0 else 0, -1, 0) >= 0:
            print("HARM counts", kind, "of", pid)
for flags in (0, 1):
    if libc.syscall(USERFAULTFD, flags) >= 0:
        print("HARM handles page faults")
for path in ("/sys/kernel/tracing", "/sys/kernel/debug", "/sys/fs/bpf", "/sys/kernel/security", "/dev/userfaultfd"):
    for way in (os.listdir, lambda path: os.open(path, os.O_RDWR)):
        try:
            print("HARM", path, way(path))
        except OSError:
            pass
print("TRIED")
