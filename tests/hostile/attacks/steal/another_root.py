"""The root cannot be changed, and the working folder leads nowhere out."""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
os.makedirs("jail", exist_ok=True)
before = os.open(".", os.O_RDONLY)
for root in ("jail", "/proc/self/cwd", "/proc/1/root", "/"):
    try:
        os.chroot(root)
        os.fchdir(before)
        for _ in range(40):
            os.chdir("..")
        print("HARM broke out to", os.listdir("."))
    except OSError:
        pass
if libc.pivot_root(b".", b"jail") == 0:
    print("HARM another root")
os.fchdir(before)
for _ in range(40):
    os.chdir("..")
for path in (".", "tmp", "root", "etc", "home"):
    try:
        print("HARM", path, os.listdir(path))
    except OSError:
        pass
print("TRIED")
