"""Nobody else's rights can be had: no other user, no group, no capability, no set-user-id program."""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
before = os.getresuid(), os.getresgid(), os.getgroups()
for user in (0, 1, 1000, 65534, 65533):
    for change in (
        os.setuid,
        os.seteuid,
        os.setgid,
        os.setegid,
        lambda user: os.setresuid(user, user, user),
        lambda user: os.setgroups([user]),
    ):
        try:
            change(user)
        except OSError:
            pass
    libc.setfsuid(user)
if (os.getresuid(), os.getresgid(), os.getgroups()) != before:
    print("HARM is now", os.getresuid(), os.getresgid(), os.getgroups())
everything = (ctypes.c_uint32 * 6)(*[0xFFFFFFFF] * 6)
if libc.capset((ctypes.c_uint32 * 2)(0x20080522, 0), everything) == 0:
    print("HARM has capabilities")
rights = [line.split()[1] for line in open("/proc/self/status") if line.startswith(("CapPrm", "CapEff", "CapAmb"))]
if any(int(right, 16) for right in rights):
    print("HARM has capabilities", rights)
for path in ("/proc/self/uid_map", "/proc/self/gid_map", "/proc/self/setgroups"):
    try:
        os.write(os.open(path, os.O_WRONLY), b"0 0 4294967295")
        print("HARM wrote", path)
    except OSError:
        pass
print("TRIED")
