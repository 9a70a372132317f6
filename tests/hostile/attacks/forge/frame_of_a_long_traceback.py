"""A traceback of a million lines is not told."""

import gc
import os

from grader import evidence
from grader.evidence import Failure, Frame, TraceLine

work = {type(thing).__name__: thing for thing in gc.get_objects()}
facts = tuple(evidence.Missing() for _ in work["RunRequest"].probes)
trace = tuple(TraceLine(line=number % 2, function="f") for number in range(1_000_000))
failure = Failure(type="RecursionError", message="", line=-1, trace=trace)
message = evidence.encode_frame(Frame(facts=facts, error=failure))
while message:
    message = message[os.write(work["Streams"].evidence, message) :]
os._exit(0)
