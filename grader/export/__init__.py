"""Writes a gradebook for other systems: a spreadsheet, Canvas, Moodle, Gradescope, a CI server, a program.

```python
from pathlib import Path

from grader.export import FILES, Shape, export

for shape in Shape:
    Path(FILES[shape]).write_bytes(export(gradebook, shape))
```

`docs/exports.md` tells of every column. Three things hold in all shapes:

- What nobody knows is left empty: a part that the grader failed on or has not graded, and every part of a learner
  from whom nothing came. A part that is missing from what a learner handed in is 0.
- What a learner wrote is one line of visible text, which no spreadsheet takes for a formula.
- Points have two decimals at most. The JSON alone has them as they are.
"""

from grader.export.machine import gradebook_schema
from grader.export.shapes import FILES, Shape, export

__all__ = ["FILES", "Shape", "export", "gradebook_schema"]
