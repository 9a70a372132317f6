"""A frame that says that nothing is there, and nothing went wrong, earns nothing."""

import os
import sys

from grader import evidence

frame = sys._getframe()
while frame.f_code.co_name != "work":
    frame = frame.f_back
work = frame.f_locals
facts = tuple(evidence.Missing() for _ in work["request"].probes)
os.write(work["descriptors"].evidence, evidence.encode_frame(evidence.Frame(facts=facts)))
os.close(work["descriptors"].evidence)
raise SystemExit("passed")
