"""Hooks that swallow an error leave it an error."""

import sys
import threading
import warnings

for module, name in ((sys, "excepthook"), (sys, "unraisablehook"), (sys, "displayhook"), (threading, "excepthook")):
    setattr(module, name, lambda *args: print("1 2 3 4 1 2 3 4"))
warnings.showwarning = warnings.warn = warnings.formatwarning = lambda *args, **keywords: None
A1 = Variable([1, 2, 3, 4])
assert False, "swallowed"
B1 = A1.numpy()
