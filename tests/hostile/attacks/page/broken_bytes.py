"""Bytes that are no UTF-8 are shown as such."""

import os

for broken in (b"\xff\xfe\x00\xd8", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x82", bytes(range(256))):
    os.write(1, broken + b"\n")
    os.write(2, broken)
os.write(1, b"\xf0\x9f")
A1 = b"\xff\xfe".decode("utf-8", "surrogateescape")
raise ValueError(A1)
