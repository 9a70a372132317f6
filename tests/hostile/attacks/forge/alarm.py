"""Signals that interrupt the looking at the answer make it no better."""

import signal

A1 = Variable([4, 3, 2, 1])
B1 = A1.numpy()


def interrupt(number, frame):
    globals()["A1"] = True
    raise RuntimeError("passed")


signal.signal(signal.SIGALRM, interrupt)
signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
