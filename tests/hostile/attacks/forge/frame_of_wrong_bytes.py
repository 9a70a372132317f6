"""A frame whose arrays have fewer bytes than numbers is none."""

import gc
import os

from grader import evidence

work = {type(thing).__name__: thing for thing in gc.get_objects()}
short = evidence.Array(container="variable", dtype="int32", shape=(4,), data=b"\1\0\0\0\2")
facts = tuple(short for _ in work["RunRequest"].probes)
os.write(work["Streams"].evidence, evidence.encode_frame(evidence.Frame(facts=facts)))
os._exit(0)
