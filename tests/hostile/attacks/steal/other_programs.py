"""No other program runs, started by whatever call, loader or file without a name."""

import ctypes
import glob
import os
import subprocess
import sys

libc = ctypes.CDLL(None, use_errno=True)
EXECVEAT = {"x86_64": 322, "aarch64": 281}[os.uname().machine]
echo = ["/bin/echo", "HARM ran a program"]
loader = glob.glob("/lib*/ld-linux-*.so.*") + ["/lib/ld.so"]


def without_a_name():
    held = os.memfd_create("program", 0)
    os.write(held, open("/bin/echo", "rb").read())
    os.execve(held, echo, {})


def from_its_own_folder():
    with open("program", "wb") as file:
        file.write(b"#!/bin/sh\necho HARM ran a script\n")
    os.chmod("program", 0o755)
    os.execv("./program", ["./program"])


ways = (
    lambda: os.system("echo HARM ran a shell"),
    lambda: os.popen("echo HARM ran a shell >&2; cat @FOLDER@/secret.txt").read(),
    lambda: subprocess.run(echo),
    lambda: subprocess.run([sys.executable, "-c", "print('HARM ran Python')"]),
    lambda: os.posix_spawn(echo[0], echo, {}),
    lambda: os.execv(echo[0], echo),
    lambda: os.execv(loader[0], [loader[0], *echo]),
    lambda: libc.syscall(EXECVEAT, -100, b"/bin/echo", (ctypes.c_char_p * 3)(b"echo", b"HARM"), None, 0),
    lambda: os.execve(os.open("/bin/echo", os.O_PATH), echo, {}),
    without_a_name,
    from_its_own_folder,
)
for way in ways:
    child = os.fork()
    if child == 0:
        try:
            way()
        finally:
            os._exit(0)
    os.waitpid(child, 0)
print("TRIED")
