"""The processor's other ways into the kernel lead past no rule."""

import ctypes
import mmap
import os

libc = ctypes.CDLL(None, use_errno=True)


def of_the_short_pointers():
    if libc.syscall(0x40000000 + 41, 1, 1, 0) >= 0:  # socket, by the numbers of x32
        os.write(1, b"HARM made a socket\n")


def of_the_old_processor():
    # mov eax, 359 (socket of i386); mov ebx, 1; mov ecx, 1; xor edx, edx; int 0x80; ret
    code = b"\x53\xb8\x67\x01\x00\x00\xbb\x01\x00\x00\x00\xb9\x01\x00\x00\x00\x31\xd2\xcd\x80\x5b\xc3"
    page = mmap.mmap(-1, 4096, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, 7)
    page.write(code)
    call = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))
    if call() >= 0:
        os.write(1, b"HARM made a socket\n")


for way in (of_the_short_pointers, of_the_old_processor) if os.uname().machine == "x86_64" else ():
    child = os.fork()
    if child == 0:
        try:
            way()
        finally:
            os._exit(0)
    print("ended with", os.waitpid(child, 0)[1])
print("TRIED")
