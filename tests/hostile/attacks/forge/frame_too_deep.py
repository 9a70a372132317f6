"""A frame that nests deeper than any stack is none, and no fault of the grader."""

import os
import sys

frame = sys._getframe()
while frame.f_code.co_name != "work":
    frame = frame.f_back
work = frame.f_locals
opening = b"\x84\xa4fact\xa8sequence\xa4type\xa4list\xa6length\x01\xa5items\x91"
message = b"GRADE\x01\x81\xa5facts\x93" + opening * 100_000 + b"\x81\xa4fact\xa7missing"
while message:
    message = message[os.write(work["descriptors"].evidence, message) :]
os._exit(0)
