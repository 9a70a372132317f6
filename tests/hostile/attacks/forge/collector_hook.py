"""Hooks of the garbage collector and finalisers, run while the answer is looked at, change nothing for the better."""

import gc
import weakref


class Dying:
    def __del__(self):
        globals()["A1"] = [True, True, True, True]


A1 = B1 = Dying()
watched = weakref.ref(A1, lambda reference: globals().update(B1=(1, 2, 3)))
gc.callbacks.append(lambda phase, details: globals().update(A1=details))
gc.set_threshold(1)
del A1, B1
