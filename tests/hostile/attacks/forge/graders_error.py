"""An error of the grader's own, raised by the code, is the fault of the code."""

import sys

A1 = Variable([1, 2, 3, 4])
B1 = A1.numpy()
raise sys.modules["grader.errors"].SandboxError("the run failed before the learner's code")
