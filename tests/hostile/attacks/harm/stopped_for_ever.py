"""A run that waits for a stopped child is stopped as well."""
# limits: quick
# stopped: wall_time

import os
import signal

child = os.fork()
if child == 0:
    os.kill(os.getppid(), signal.SIGSTOP)
    os.kill(os.getpid(), signal.SIGSTOP)
os.kill(os.getpid(), signal.SIGSTOP)
os.waitpid(child, 0)
