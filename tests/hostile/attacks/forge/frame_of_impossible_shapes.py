"""A frame with the shape of an array that cannot be is none, and no fault of the grader."""

import os
import sys

from grader import evidence

frame = sys._getframe()
while frame.f_code.co_name != "work":
    frame = frame.f_back
work = frame.f_locals
shapes = [(0, 2**63), (2**62, 0, 2**62), (-1,)]
facts = tuple(
    evidence.Array(container="ndarray", dtype="float32", shape=shapes[place % 3], data=b"")
    for place, _ in enumerate(work["request"].probes)
)
os.write(work["descriptors"].evidence, evidence.encode_frame(evidence.Frame(facts=facts)))
os._exit(0)
