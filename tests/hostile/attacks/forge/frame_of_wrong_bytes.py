"""A frame whose arrays have fewer bytes than numbers is none."""

import os
import sys

from grader import evidence

frame = sys._getframe()
while frame.f_code.co_name != "work":
    frame = frame.f_back
work = frame.f_locals
short = evidence.Array(container="variable", dtype="int32", shape=(4,), data=b"\1\0\0\0\2")
facts = tuple(short for _ in work["request"].probes)
os.write(work["descriptors"].evidence, evidence.encode_frame(evidence.Frame(facts=facts)))
os._exit(0)
