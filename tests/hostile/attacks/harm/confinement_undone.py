"""What confines the process cannot be taken off again, nor a wider one be put on."""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
NO_NEW_PRIVS, GET_NO_NEW_PRIVS, SET_SECCOMP, GET_SECCOMP, CAP_AMBIENT = 38, 39, 22, 21, 47
PERSONALITY = 0xFFFFFFFF

for name, call in (
    ("no new privileges", lambda: libc.prctl(NO_NEW_PRIVS, 0, 0, 0, 0)),
    ("seccomp", lambda: libc.prctl(SET_SECCOMP, 0, None, 0, 0)),
    ("ambient capabilities", lambda: libc.prctl(CAP_AMBIENT, 2, 21, 0, 0)),
    ("securebits", lambda: libc.prctl(28, 0, 0, 0, 0)),
    ("personality", lambda: libc.personality(0x0040000)),
    ("a memory's program", lambda: libc.prctl(35, 13, 0, 0, 0)),
):
    if call() == 0:
        print("HARM changed", name)
if libc.prctl(GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1:
    print("HARM may gain privileges")
# A rule set of one's own that allows everything takes nothing away from the first.
allowed = (ctypes.c_uint64 * 1)(1 << 2)
rules = libc.syscall(444, allowed, ctypes.c_size_t(8), 0)
rule = ctypes.create_string_buffer((1 << 2).to_bytes(8, "little") + os.open("/", os.O_PATH).to_bytes(4, "little"), 12)
libc.syscall(445, rules, 1, rule, 0)
libc.syscall(446, rules, 0)
for path in """@PATHS@""".split():
    try:
        print("HARM opened", open(path).read())
    except OSError:
        pass
