"""What happens in folders that cannot be read cannot be watched either."""

import ctypes
import fcntl
import os
import signal

libc = ctypes.CDLL(None, use_errno=True)
FANOTIFY_INIT = {"x86_64": 300, "aarch64": 262}[os.uname().machine]
folders = ["@RUN@", os.path.dirname("@RUN@"), "@FOLDER@", "/tmp", "/"]

watch = libc.inotify_init1(os.O_NONBLOCK)
for folder in folders:
    if libc.inotify_add_watch(watch, folder.encode(), 0xFFF) >= 0:
        print("HARM watches", folder)
if libc.syscall(FANOTIFY_INIT, 0x200, 0) >= 0:
    print("HARM watches everything")
signal.signal(signal.SIGIO, signal.SIG_IGN)
for folder in folders:
    try:
        fcntl.fcntl(os.open(folder, os.O_RDONLY), fcntl.F_NOTIFY, fcntl.DN_CREATE)
        print("HARM hears of", folder)
    except OSError:
        pass
print("TRIED")
