"""The machine's own switches, power, clock, name, swap, modules, accounting, cannot be touched."""

import ctypes
import os
import time

libc = ctypes.CDLL(None, use_errno=True)
REBOOT, FINIT_MODULE, KEXEC = {"x86_64": (169, 313, 246), "aarch64": (142, 273, 104)}[os.uname().machine]
now = (ctypes.c_long * 2)(int(time.time()), 0)

# Each is harmless even where it is allowed: it leaves the machine as it is.
for name, call in (
    ("reboot", lambda: libc.syscall(REBOOT, 0xFEE1DEAD, 672274793, 0, None)),
    ("settimeofday", lambda: libc.settimeofday(None, (ctypes.c_int * 2)(0, 0))),
    ("clock_settime", lambda: libc.clock_settime(0, now)),
    ("sethostname", lambda: libc.sethostname(os.uname().nodename.encode(), len(os.uname().nodename))),
    ("setdomainname", lambda: libc.setdomainname(b"(none)", 6)),
    ("acct", lambda: libc.acct(None)),
    ("iopl", lambda: getattr(libc, "iopl", lambda _: -1)(3)),
    ("vhangup", lambda: libc.vhangup()),
):
    if call() == 0:
        print("HARM", name)
for name, call in (
    ("swapon", lambda: libc.swapon(b"nothing", 0)),
    ("swapoff", lambda: libc.swapoff(b"nothing")),
    ("finit_module", lambda: libc.syscall(FINIT_MODULE, -1, b"", 0)),
    ("kexec_load", lambda: libc.syscall(KEXEC, 0, 0, None, 0)),
):
    ctypes.set_errno(0)
    if call() == 0 or ctypes.get_errno() != 1:
        print("HARM may", name, os.strerror(ctypes.get_errno()))
for path in (
    "/proc/sys/kernel/hostname",
    "/proc/sysrq-trigger",
    "/proc/sys/vm/drop_caches",
    "/proc/self/oom_score_adj",
    "/sys/power/state",
    "/sys/fs/cgroup/cgroup.procs",
):
    try:
        os.open(path, os.O_WRONLY)
        print("HARM may write", path)
    except OSError:
        pass
