"""Patching the grader's modules in the worker patches nothing that gives points."""

import sys

import numpy as np

for name, module in list(sys.modules.items()):
    if name.startswith("grader"):
        for attribute in ("same", "close", "decode_frame", "judge", "passed"):
            setattr(module, attribute, lambda *args, **keywords: True)
np.allclose = np.array_equal = np.isclose = lambda *args, **keywords: True
A1 = Variable([4, 3, 2, 1])
B1 = A1.numpy()
