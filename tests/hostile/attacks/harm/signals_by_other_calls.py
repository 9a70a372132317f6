"""No signal reaches another process by any call but kill, either."""

import ctypes
import fcntl
import os
import signal

libc = ctypes.CDLL(None, use_errno=True)
TKILL, TGKILL, SIGQUEUE, PIDFD_SIGNAL = {"x86_64": (200, 234, 129, 424), "aarch64": (130, 131, 138, 424)}[
    os.uname().machine
]

reader, writer = os.pipe()
for pid in map(int, ("@NEIGHBOUR@", "@SUPERVISOR@", "@ZYGOTE@")):
    for call in (
        lambda: libc.syscall(TKILL, pid, signal.SIGSTOP),
        lambda: libc.syscall(TGKILL, pid, pid, signal.SIGSTOP),
        lambda: libc.syscall(SIGQUEUE, pid, signal.SIGSTOP, (ctypes.c_int * 32)(signal.SIGSTOP, 0, -1)),
        lambda: libc.killpg(pid, signal.SIGSTOP),
        lambda: libc.syscall(PIDFD_SIGNAL, os.pidfd_open(pid), signal.SIGSTOP, None, 0),
    ):
        try:
            if call() == 0:
                print("HARM stopped", pid)
        except OSError:
            pass
    # Whoever owns a pipe is sent a signal when something comes.
    for owner in (pid, -pid):
        try:
            fcntl.fcntl(reader, fcntl.F_SETOWN, owner)
            fcntl.fcntl(reader, fcntl.F_SETSIG, signal.SIGKILL)
            fcntl.fcntl(reader, fcntl.F_SETFL, os.O_ASYNC)
            os.write(writer, b"x")
            if fcntl.fcntl(reader, fcntl.F_GETOWN) == owner:
                print("HARM owns", pid)
        except OSError:
            pass
