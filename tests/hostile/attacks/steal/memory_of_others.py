"""No other process's memory can be read."""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
PROCESS_VM_READV = {"x86_64": 310, "aarch64": 270}[os.uname().machine]


class Piece(ctypes.Structure):
    _fields_ = [("start", ctypes.c_void_p), ("length", ctypes.c_size_t)]


here = ctypes.create_string_buffer(4096)
for pid in ("@NEIGHBOUR@", "@SUPERVISOR@", "@ZYGOTE@", "1", str(os.getppid())):
    for name in ("mem", "maps", "smaps", "pagemap", "auxv", "numa_maps", "map_files", "syscall", "stack"):
        try:
            descriptor = os.open(f"/proc/{pid}/{name}", os.O_RDONLY)
            if int(pid) != os.getpid():
                print("HARM opened", pid, name, os.read(descriptor, 100))
        except OSError:
            pass
    local, remote = Piece(ctypes.addressof(here), 16), Piece(ctypes.addressof(here), 16)
    if libc.syscall(PROCESS_VM_READV, int(pid), ctypes.byref(local), 1, ctypes.byref(remote), 1, 0) >= 0:
        print("HARM read the memory of", pid)
print("TRIED")
