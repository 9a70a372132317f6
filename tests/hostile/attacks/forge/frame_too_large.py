"""A frame larger than any may be is cut off, and none."""

import os
import sys

frame = sys._getframe()
while frame.f_code.co_name != "work":
    frame = frame.f_back
work = frame.f_locals
message = b"GRADE\x01\x81\xa5facts\x91\x82\xa4fact\xa6scalar\xa5value\xdb\x02\x80\x00\x00" + b"1" * (40 * 1024 * 1024)
while message:
    message = message[os.write(work["descriptors"].evidence, message) :]
os._exit(0)
