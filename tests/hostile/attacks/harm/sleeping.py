"""Waiting for ever, with every signal ignored, is stopped as well."""
# limits: quick
# stopped: wall_time

import signal
import time

for number in signal.valid_signals():
    try:
        signal.signal(number, signal.SIG_IGN)
    except OSError:
        pass
while True:
    time.sleep(100)
