"""A thread that goes on changing things while they are looked at makes none of them right."""

import sys
import threading

A1 = Variable([4, 3, 2, 1])
B1 = A1.numpy()


def change():
    while True:
        for wrong in ([1, 1, 1, 1], [4, 4, 4, 4]):
            B1[:] = wrong
            globals()["A1"] = B1


sys.setswitchinterval(1e-5)
threading.Thread(target=change, daemon=True).start()
