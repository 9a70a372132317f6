"""No ring of requests lets the kernel do what a system call may not."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
SETUP, ENTER, REGISTER = 425, 426, 427

parameters = (ctypes.c_uint32 * 30)()
ring = libc.syscall(SETUP, 8, ctypes.byref(parameters))
if ring >= 0:
    print("HARM has a ring", ring)
for number in range(3, 16):
    if libc.syscall(ENTER, number, 1, 0, 0, None, 0) >= 0:
        print("HARM entered", number)
    if libc.syscall(REGISTER, number, 0, None, 0) >= 0:
        print("HARM registered", number)
print("TRIED")
