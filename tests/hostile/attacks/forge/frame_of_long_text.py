"""A message of megabytes that is slow to search keeps nobody waiting."""

import gc
import os

from grader import evidence
from grader.evidence import Failure, Frame

work = {type(thing).__name__: thing for thing in gc.get_objects()}
facts = tuple(evidence.Missing() for _ in work["RunRequest"].probes)
failure = Failure(type="ValueError", message="x" + " " * 20_000_000 + "x" + "{{function_node " * 100_000, line=1)
message = evidence.encode_frame(Frame(facts=facts, error=failure))
while message:
    message = message[os.write(work["Streams"].evidence, message) :]
os._exit(0)
