"""No file can be opened by its number instead of its path."""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


class Handle(ctypes.Structure):
    _fields_ = [("size", ctypes.c_uint), ("type", ctypes.c_int), ("bytes", ctypes.c_ubyte * 128)]


here = os.open(".", os.O_RDONLY)
for path in ["/", "/usr", *"""@PATHS@""".split()]:
    handle, mount = Handle(128), ctypes.c_int()
    if libc.name_to_handle_at(-100, path.encode(), ctypes.byref(handle), ctypes.byref(mount), 0) == 0:
        print("HARM has a handle of", path)
    # The root of most file systems is inode 2, or 128.
    for inode in (2, 128):
        guess = Handle(8, 1, (ctypes.c_ubyte * 128)(inode))
        if (found := libc.open_by_handle_at(here, ctypes.byref(guess), os.O_RDONLY)) >= 0:
            print("HARM opened", os.listdir(found))
print("TRIED")
