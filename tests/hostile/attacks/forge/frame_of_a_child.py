"""A child that sends a frame while its parent ends sends what it knows, which is wrong."""

import gc
import os
import time

from grader import evidence

work = {type(thing).__name__: thing for thing in gc.get_objects()}
print(1, 2, 3, 4, 1, 2, 3, 4, flush=True)
if os.fork() == 0:
    array = evidence.Array(container="variable", dtype="int32", shape=(4,), data=bytes(16))
    facts = tuple(array for _ in work["RunRequest"].probes)
    os.write(work["Streams"].evidence, evidence.encode_frame(evidence.Frame(facts=facts)))
    time.sleep(100)
os.wait3(os.WNOHANG)
time.sleep(0.3)
os._exit(0)
