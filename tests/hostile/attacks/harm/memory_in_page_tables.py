"""Memory for the tables of memory, of which hardly any is used, counts too."""
# stopped: memory

import ctypes

libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
READ, PRIVATE_ANONYMOUS_UNRESERVED = 1, 0x4022
STEP = 2 * 1024 * 1024  # one page of the table for each

start = libc.mmap(None, 400_000 * STEP, READ, PRIVATE_ANONYMOUS_UNRESERVED, -1, 0)
for number in range(400_000):
    ctypes.c_byte.from_address(start + number * STEP).value
print("HARM has tables of 1.6 GB")
