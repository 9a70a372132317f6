"""Methods written into the dictionaries of built-in classes change no comparison."""

import ctypes
import gc

import numpy as np

A1 = Variable([4, 3, 2, 1])
B1 = A1.numpy()
for kind in (np.ndarray, np.generic, bytes, tuple):
    (names,) = [thing for thing in gc.get_referents(kind.__dict__) if type(thing) is dict]
    for name in ("__eq__", "__ne__", "tobytes", "all", "any", "astype"):
        names[name] = lambda *args, **keywords: True
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(kind))
