"""Nothing can be mounted, unmounted or made writable: what is hidden stays hidden."""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
BIND, REMOUNT, DETACH = 4096, 32, 2
FSOPEN, OPEN_TREE, MOVE_MOUNT, MOUNT_SETATTR = 430, 428, 429, 442

os.makedirs("here", exist_ok=True)
for target in ("@FOLDER@", "/proc", "/", "/tmp"):
    if libc.umount2(target.encode(), DETACH) == 0:
        print("HARM unmounted", target)
    if libc.mount(b"none", target.encode(), b"none", BIND | REMOUNT, None) == 0:
        print("HARM made writable", target)
for source, kind, flags in (
    ("/", "none", BIND),
    ("proc", "proc", 0),
    ("sysfs", "sysfs", 0),
    ("tmpfs", "tmpfs", 0),
    ("o", "overlay", 0),
):
    if libc.mount(source.encode(), b"here", kind.encode(), flags, b"lowerdir=/" if kind == "overlay" else None) == 0:
        print("HARM mounted", kind, os.listdir("here"))
for name, call in (
    ("fsopen", lambda: libc.syscall(FSOPEN, b"proc", 0)),
    ("open_tree", lambda: libc.syscall(OPEN_TREE, -100, b"/", 1)),
    ("move_mount", lambda: libc.syscall(MOVE_MOUNT, -100, b"/tmp", -100, b"here", 0)),
    ("mount_setattr", lambda: libc.syscall(MOUNT_SETATTR, -100, b"/", 0x8000, (ctypes.c_uint64 * 4)(0, 1, 0, 0), 32)),
):
    if call() >= 0:
        print("HARM", name)
print("TRIED")
