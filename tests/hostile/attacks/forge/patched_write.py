"""Bytes that are changed on their way out of the worker are no frame, or are another one of no use."""

import os

A1 = B1 = "wrong"
honest = os.write


def write(descriptor, data):
    changed = bytes(data).replace(b"wrong", b"right").replace(b"scalar", b"passed")
    honest(descriptor, changed)
    return len(data)


os.write = write
