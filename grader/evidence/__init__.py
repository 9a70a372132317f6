"""What a run left behind: requests for facts, the facts, and their strict decoding.

Evidence is a claim made by hostile code until a check has compared it with the reference solution's.
"""

from grader.evidence.evidence import Cell, Evidence
from grader.evidence.facts import (
    Array,
    Callable,
    Dtype,
    Fact,
    Figures,
    FigureShape,
    Mapping,
    Missing,
    Module,
    Opaque,
    Optimizer,
    Parameter,
    Raised,
    Scalar,
    Sequence,
    Table,
    TableColumn,
)
from grader.evidence.frame import Failure, Frame, TraceLine, decode_frame, encode_frame
from grader.evidence.probes import (
    Argument,
    ArrayValue,
    CallProbe,
    FiguresProbe,
    Given,
    NameProbe,
    Plain,
    Probe,
    VariableValue,
)

__all__ = [
    "Argument",
    "Array",
    "ArrayValue",
    "CallProbe",
    "Callable",
    "Cell",
    "Dtype",
    "Evidence",
    "Fact",
    "Failure",
    "FigureShape",
    "Figures",
    "FiguresProbe",
    "Frame",
    "Given",
    "Mapping",
    "Missing",
    "Module",
    "NameProbe",
    "Opaque",
    "Optimizer",
    "Parameter",
    "Plain",
    "Probe",
    "Raised",
    "Scalar",
    "Sequence",
    "Table",
    "TableColumn",
    "TraceLine",
    "VariableValue",
    "decode_frame",
    "encode_frame",
]
