"""A child that sends a frame while its parent ends sends what it knows, which is wrong."""

import os
import sys
import time

from grader import evidence

work = sys._getframe(3).f_locals
print(1, 2, 3, 4, 1, 2, 3, 4, flush=True)
if os.fork() == 0:
    array = evidence.Array(container="variable", dtype="int32", shape=(4,), data=bytes(16))
    facts = tuple(array for _ in work["request"].probes)
    os.write(work["evidence_pipe"], evidence.encode_frame(evidence.Frame(facts=facts)))
    time.sleep(100)
os.wait3(os.WNOHANG)
time.sleep(0.3)
os._exit(0)
