"""A frame whose arrays have fewer bytes than numbers is none."""

import os
import sys

from grader import evidence

work = sys._getframe(3).f_locals
short = evidence.Array(container="variable", dtype="int32", shape=(4,), data=b"\1\0\0\0\2")
facts = tuple(short for _ in work["request"].probes)
os.write(work["evidence_pipe"], evidence.encode_frame(evidence.Frame(facts=facts)))
os._exit(0)
