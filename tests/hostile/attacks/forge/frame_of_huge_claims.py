"""Shapes and counts beyond all bounds are compared, and shown, as any other wrong ones."""

import os
import sys

from grader import evidence

frame = sys._getframe()
while frame.f_code.co_name != "work":
    frame = frame.f_back
work = frame.f_locals
vast = evidence.Array(container="variable", dtype="int32", shape=(2**63 - 1,) * 32)
table = evidence.Table(rows=-(2**63), columns=(evidence.TableColumn(name="x" * 9000, dtype="", digest=""),) * 1000)
deep = evidence.Scalar(value=float("nan"))
for _ in range(11):
    deep = evidence.Sequence(type="list", length=2**64 - 1, items=(deep, vast))
facts = (vast, deep, table)[: len(work["request"].probes)]
message = evidence.encode_frame(evidence.Frame(facts=facts, code_seconds=float("inf")))
while message:
    message = message[os.write(work["descriptors"].evidence, message) :]
os._exit(0)
