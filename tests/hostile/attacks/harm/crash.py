"""A crash of the process is told as what it is."""
# stopped: killed

import ctypes

ctypes.string_at(0)
