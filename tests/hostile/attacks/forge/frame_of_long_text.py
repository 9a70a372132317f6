"""A message of megabytes that is slow to search keeps nobody waiting."""

import os
import sys

from grader import evidence
from grader.evidence import Failure, Frame

work = sys._getframe(3).f_locals
facts = tuple(evidence.Missing() for _ in work["request"].probes)
failure = Failure(type="ValueError", message="x" + " " * 20_000_000 + "x" + "{{function_node " * 100_000, line=1)
message = evidence.encode_frame(Frame(facts=facts, error=failure))
while message:
    message = message[os.write(work["evidence_pipe"], message) :]
os._exit(0)
