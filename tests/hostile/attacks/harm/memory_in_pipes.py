"""Large pages that only a pipe holds any more cannot be had."""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
libc.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]
libc.madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
LARGE, HUGE_PAGE = 2 * 1024 * 1024, 14

held = 0
for _ in range(30):
    _, end = os.pipe()
    for _ in range(16):
        start = libc.mmap(None, 2 * LARGE, 3, 0x22, -1, 0)
        page = (start + LARGE - 1) // LARGE * LARGE
        libc.madvise(page, LARGE, HUGE_PAGE)
        ctypes.memset(page, 1, LARGE)
        if libc.vmsplice(end, (ctypes.c_size_t * 2)(page, 4096), ctypes.c_ulong(1), 2) > 0:
            held += 2
        libc.munmap(start, 2 * LARGE)
if held:
    print("HARM has", held, "megabytes")
