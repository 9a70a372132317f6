"""A descriptor that stands for a path alone gives nothing of what is there."""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
for path in """@PATHS@""".split():
    try:
        place = os.open(path, os.O_PATH)
    except OSError:
        continue
    ways = (
        lambda: os.read(place, 100),
        lambda: open(f"/proc/self/fd/{place}", "rb").read(),
        lambda: open(f"/dev/fd/{place}", "rb").read(),
        lambda: open(f"/proc/thread-self/fd/{place}", "rb").read(),
        lambda: os.listdir(place),
        lambda: os.open(".", os.O_RDONLY, dir_fd=place),
        lambda: os.open("exercise_1_1_2.py", os.O_RDONLY, dir_fd=place),
        lambda: os.open("secret.txt", os.O_RDONLY, dir_fd=place),
        lambda: os.sendfile(1, place, 0, 100),
    )
    for number, way in enumerate(ways):
        try:
            print("HARM", path, "by way", number, way())
        except OSError:
            pass
    if (
        libc.linkat(place, b"", -100, b"linked", 0x1000) == 0
        or libc.linkat(-100, f"/proc/self/fd/{place}".encode(), -100, b"linked", 0x400) == 0
    ):
        print("HARM linked", path)
print("TRIED")
