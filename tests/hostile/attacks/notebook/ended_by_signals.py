"""A kernel that ends itself by whatever signal harms no other."""
# stopped: killed

import os
import signal

for number in signal.valid_signals() - {signal.SIGCHLD, signal.SIGSTOP, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU}:
    try:
        signal.signal(number, signal.SIG_DFL)
    except (OSError, ValueError):
        pass
os.kill(os.getpid(), signal.SIGKILL)  # The first process of a namespace survives it.
os.abort()
