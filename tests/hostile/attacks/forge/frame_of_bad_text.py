"""A frame whose texts are no UTF-8 is none."""

import os
import sys

from grader import evidence

frame = sys._getframe()
while frame.f_code.co_name != "work":
    frame = frame.f_back
work = frame.f_locals
facts = tuple(evidence.Scalar(value="passed") for _ in work["request"].probes)
frame = evidence.encode_frame(evidence.Frame(facts=facts))
os.write(work["descriptors"].evidence, frame.replace(b"passed", b"\xff\xfe\xed\xa0\x80\xc0"))
os._exit(0)
