"""A message of megabytes that is slow to search keeps nobody waiting."""

import os
import sys

from grader import evidence
from grader.evidence import Failure, Frame

frame = sys._getframe()
while frame.f_code.co_name != "work":
    frame = frame.f_back
work = frame.f_locals
facts = tuple(evidence.Missing() for _ in work["request"].probes)
failure = Failure(type="ValueError", message="x" + " " * 20_000_000 + "x" + "{{function_node " * 100_000, line=1)
message = evidence.encode_frame(Frame(facts=facts, error=failure))
while message:
    message = message[os.write(work["descriptors"].evidence, message) :]
os._exit(0)
