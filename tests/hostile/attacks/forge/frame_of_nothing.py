"""A frame that says that nothing is there, and nothing went wrong, earns nothing."""

import os
import sys

from grader import evidence

work = sys._getframe(3).f_locals
facts = tuple(evidence.Missing() for _ in work["request"].probes)
os.write(work["evidence_pipe"], evidence.encode_frame(evidence.Frame(facts=facts)))
os.close(work["evidence_pipe"])
raise SystemExit("passed")
