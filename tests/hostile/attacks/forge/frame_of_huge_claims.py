"""Shapes and counts beyond all bounds are compared, and shown, as any other wrong ones."""

import gc
import os

from grader import evidence

work = {type(thing).__name__: thing for thing in gc.get_objects()}
vast = evidence.Array(container="variable", dtype="int32", shape=(2**63 - 1,) * 32)
table = evidence.Table(rows=-(2**63), columns=(evidence.TableColumn(name="x" * 9000, dtype="", digest=""),) * 1000)
deep = evidence.Scalar(value=float("nan"))
for _ in range(11):
    deep = evidence.Sequence(type="list", length=2**64 - 1, items=(deep, vast))
facts = (vast, deep, table)[: len(work["RunRequest"].probes)]
message = evidence.encode_frame(evidence.Frame(facts=facts, code_seconds=float("inf")))
while message:
    message = message[os.write(work["Streams"].evidence, message) :]
os._exit(0)
