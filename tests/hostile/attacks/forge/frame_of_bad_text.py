"""A frame whose texts are no UTF-8 is none."""

import gc
import os

from grader import evidence

work = {type(thing).__name__: thing for thing in gc.get_objects()}
facts = tuple(evidence.Scalar(value="passed") for _ in work["RunRequest"].probes)
frame = evidence.encode_frame(evidence.Frame(facts=facts))
os.write(work["Streams"].evidence, frame.replace(b"passed", b"\xff\xfe\xed\xa0\x80\xc0"))
os._exit(0)
