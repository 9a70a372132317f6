"""No namespace can be made, entered or asked for its parent."""

import ctypes
import fcntl
import os

libc = ctypes.CDLL(None, use_errno=True)
CLONE = {"x86_64": 56, "aarch64": 220}[os.uname().machine]
CLONE3 = 435
KINDS = {
    "mnt": 0x20000,
    "cgroup": 0x2000000,
    "uts": 0x4000000,
    "ipc": 0x8000000,
    "user": 0x10000000,
    "pid": 0x20000000,
    "net": 0x40000000,
}
SIGCHLD = 17
GET_OWNER, GET_PARENT = 0xB701, 0xB702

for name, flag in KINDS.items():
    if libc.unshare(flag) == 0 or libc.unshare(flag | KINDS["user"]) == 0:
        print("HARM left", name)
    for call in (
        lambda: libc.syscall(CLONE, flag | SIGCHLD, 0, 0, 0, 0),
        lambda: libc.syscall(CLONE3, (ctypes.c_uint64 * 11)(flag, 0, 0, 0, SIGCHLD), 88),
    ):
        child = call()
        if child == 0:
            os._exit(0)
        if child > 0:
            print("HARM made", name)
    for pid in ("self", "1", "@NEIGHBOUR@", "@ZYGOTE@", os.getppid()):
        try:
            place = os.open(f"/proc/{pid}/ns/{name}", os.O_RDONLY)
        except OSError:
            continue
        if libc.setns(place, 0) == 0:
            print("HARM entered", name, "of", pid)
        for request in (GET_PARENT,) if name in {"user", "pid"} else ():
            try:
                print("HARM has the parent of", name, fcntl.ioctl(place, request))
            except OSError:
                pass
print("TRIED")
