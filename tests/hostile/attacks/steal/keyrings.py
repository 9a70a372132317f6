"""The kernel's keyrings cannot be read, searched or filled."""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
ADD_KEY, REQUEST_KEY, KEYCTL = {"x86_64": (248, 249, 250), "aarch64": (217, 218, 219)}[os.uname().machine]
GET_KEYRING, DESCRIBE, SEARCH, READ = 0, 6, 10, 11

room = ctypes.create_string_buffer(4096)
for keyring in range(-8, 0):
    if libc.syscall(KEYCTL, GET_KEYRING, keyring, 0) >= 0:
        print("HARM found keyring", keyring)
    if libc.syscall(KEYCTL, READ, keyring, room, 4096) >= 0 or libc.syscall(KEYCTL, DESCRIBE, keyring, room, 4096) >= 0:
        print("HARM read keyring", keyring, room.raw[:100])
    if libc.syscall(KEYCTL, SEARCH, keyring, b"user", b"secret", 0) >= 0:
        print("HARM searched keyring", keyring)
    if libc.syscall(ADD_KEY, b"user", b"grader_litter_@TOKEN@", b"the answers", 11, keyring) >= 0:
        print("HARM filled keyring", keyring)
if libc.syscall(REQUEST_KEY, b"user", b"secret", None, 0) >= 0:
    print("HARM asked for a key")
print("TRIED")
