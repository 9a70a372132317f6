"""A model whose layers are joined to layers that it does not have is none."""
# part: exercise_4_1_3

import os
import sys

from grader import evidence
from grader.evidence import Layer, Model

frame = sys._getframe()
while frame.f_code.co_name != "work":
    frame = frame.f_back
work = frame.f_locals
layers = tuple(Layer(name="", kind="Add", output_shape=None, parameters=0, inputs=(99, -1)) for _ in range(200))
model = Model(kind="functional", layers=layers, inputs=(-7,), outputs=(10**9,), parameters=18_944)
facts = tuple(model for _ in work["request"].probes)
os.write(work["descriptors"].evidence, evidence.encode_frame(evidence.Frame(facts=facts)))
os._exit(0)
