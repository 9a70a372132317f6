"""A traceback of a million lines is not told."""

import os
import sys

from grader import evidence
from grader.evidence import Failure, Frame, TraceLine

frame = sys._getframe()
while frame.f_code.co_name != "work":
    frame = frame.f_back
work = frame.f_locals
facts = tuple(evidence.Missing() for _ in work["request"].probes)
trace = tuple(TraceLine(line=number % 2, function="f") for number in range(1_000_000))
failure = Failure(type="RecursionError", message="", line=-1, trace=trace)
message = evidence.encode_frame(Frame(facts=facts, error=failure))
while message:
    message = message[os.write(work["descriptors"].evidence, message) :]
os._exit(0)
