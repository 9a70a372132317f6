"""The frames above the code hold no check, no expected value and no other evidence."""

import gc
import sys

KNOWS = {"Exercise", "Course", "Part", "Pair", "Evidence", "Verdict", "Submission", "Job", "Supervisor"}

frame = sys._getframe()
queue = []
while frame is not None:
    queue += [*frame.f_locals.values(), frame.f_globals]
    frame = frame.f_back
seen = set(map(id, queue))
while queue and len(seen) < 400_000:
    thing = queue.pop()
    if type(thing).__name__ in KNOWS or str(type(thing).__module__).startswith(("grader.checks", "grader.spec")):
        print("HARM found", type(thing))
    for inside in gc.get_referents(thing):
        if id(inside) not in seen:
            seen.add(id(inside))
            queue.append(inside)
print("TRIED")
