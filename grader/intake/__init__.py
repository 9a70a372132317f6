"""Reads what an instructor has of a class into learners and their attempts, losing nothing and stopping at nothing.

```python
from pathlib import Path

from grader.intake import read_class

intake = read_class(Path("downloads.zip"), Path("gradebook.csv"), scratch=Path("unpacked"))
print(intake.convention, intake.reason)
for learner in intake.learners:
    print(learner.key, learner.name, [attempt.folder for attempt in learner.attempts])
for problem in intake.problems:
    print(problem.line)
```
"""

from grader.intake.model import Attempt, Convention, Intake, Learner, Problem
from grader.intake.reading import read_class

__all__ = ["Attempt", "Convention", "Intake", "Learner", "Problem", "read_class"]
