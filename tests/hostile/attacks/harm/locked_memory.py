"""No memory is locked: what is not used can make room."""

import ctypes
import mmap

libc = ctypes.CDLL(None, use_errno=True)
libc.mlock.argtypes = [ctypes.c_void_p, ctypes.c_size_t]
page = mmap.mmap(-1, 1 << 20, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
if libc.mlock(ctypes.addressof(ctypes.c_char.from_buffer(page)), 1 << 20) == 0:
    print("HARM locked")
for flags in (1, 2, 3, 4):
    if libc.mlockall(flags) == 0:
        print("HARM locked everything")
