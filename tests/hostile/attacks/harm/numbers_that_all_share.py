"""What the whole machine has a fixed number of is not used up by one run."""

import ctypes
import os
import resource
import signal

libc = ctypes.CDLL(None, use_errno=True)
IO_SETUP, TIMER_CREATE = {"x86_64": (206, 222), "aarch64": (0, 107)}[os.uname().machine]

context = ctypes.c_ulong(0)
if libc.syscall(IO_SETUP, 60_000, ctypes.byref(context)) == 0:
    print("HARM has all of the machine's requests")
timers = 0
while timers < 20_000 and libc.syscall(TIMER_CREATE, 1, None, ctypes.byref(ctypes.c_int())) == 0:
    timers += 1
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
queued = 0
while queued < 20_000 and libc.sigqueue(os.getpid(), signal.SIGRTMIN + 1, None) == 0:
    queued += 1
if timers + queued > 10_000:
    print("HARM has", timers, "timers and", queued, "signals")
for which in (resource.RLIMIT_RTPRIO, resource.RLIMIT_NICE):
    if resource.getrlimit(which) != (0, 0):
        print("HARM may come before others")
