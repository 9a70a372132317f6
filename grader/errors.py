"""Every error that the grader raises on purpose.

```
GraderError
├── UsageError         the user asked for something that is not there
│   └── SubmissionError    a submission cannot be read
├── SpecError          an exercise is written wrongly
├── EvidenceError      a worker's frame is not a valid message
└── SandboxError       the grader's own machinery failed
```
"""

from __future__ import annotations

__all__ = ["EvidenceError", "GraderError", "SandboxError", "SpecError", "SubmissionError", "UsageError"]


class GraderError(Exception):
    """The root: a message for a person, and the exit code that a command ends with."""

    exit_code = 3


class UsageError(GraderError):
    """The user's mistake: an unknown exercise, a missing file, an option that cannot be met."""

    exit_code = 2


class SubmissionError(UsageError):
    """A submission that cannot be read: missing, empty, too large, not text, a broken notebook."""


class SpecError(GraderError):
    """An exercise whose spec, set-up, stub or solution is wrong. The author's fault, not the learner's."""


class EvidenceError(GraderError):
    """Bytes from a worker that are not one valid frame. They earn nothing."""


class SandboxError(GraderError):
    """The zygote, the warden or the worker failed before any learner's code could have caused it."""
