"""Figures whose points are no points, or are too many, are no fault of the grader."""

import gc
import os

from grader import evidence
from grader.evidence import Array, Figures, FigureShape

work = {type(thing).__name__: thing for thing in gc.get_objects()}
point = Array(container="ndarray", dtype="float64", shape=(), data=bytes(8))
shape = FigureShape(scatters=(point,), lines=(point,), images=-1, bars=2**63, png=b"")
facts = tuple(Figures(count=-1, figures=(shape,)) for _ in work["RunRequest"].probes)
os.write(work["Streams"].evidence, evidence.encode_frame(evidence.Frame(facts=facts)))
os._exit(0)
