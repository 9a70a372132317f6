"""No descriptor that the kernel was born with leads out of its folder, past what is read-only and hidden."""

import os

for number in range(256):
    if not os.path.isdir(f"/proc/self/fd/{number}"):
        continue
    for path in """@PATHS@""".split("\n"):
        way = "../" * 20 + path.lstrip("/")
        for read in (lambda: os.open(way, os.O_RDONLY, dir_fd=number), lambda: os.readlink(way, dir_fd=number)):
            try:
                print("HARM read", path, read())
            except OSError:
                pass
    for path in ("@RUN@/answer.py", "@RUN@", "@FOLDER@/secret.txt"):
        way = "../" * 20 + path.lstrip("/")
        for change in (
            lambda: os.chmod(way, 0o777, dir_fd=number),
            lambda: os.utime(way, (0, 0), dir_fd=number),
            lambda: os.unlink(way, dir_fd=number),
        ):
            try:
                change()
                print("HARM changed", path)
            except OSError:
                pass
print("TRIED")
