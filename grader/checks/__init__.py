"""The vocabulary of specs: each check is frozen data and a pure function of evidence."""

from grader.checks.banded import Band, BandedCheck, Side
from grader.checks.base import Check, Verdict
from grader.checks.choice import Chooses
from grader.checks.combine import AnyOf
from grader.checks.estimators import IsEstimator, IsNumericColumn, TrainsEstimators
from grader.checks.figures import DrawsFigure
from grader.checks.functions import Call, HasParameters, Returns
from grader.checks.layers import IsDenseOutput
from grader.checks.networks import (
    Activations,
    DropoutRates,
    IsCompiled,
    IsModel,
    LayerOutputs,
    MergesInputs,
    ParameterCounts,
)
from grader.checks.optimizers import IsOptimizer
from grader.checks.output import PrintsNumbers, PrintsText
from grader.checks.ranges import HasNumber, InRange, IsDifference, LooksNormal, PrintsValue, ReturnsOnAverage
from grader.checks.runs import Runs
from grader.checks.source import AvoidsCall, AvoidsOperator, Calls, Imports, PassesNumber
from grader.checks.training import IsTrained, Learned, Overfits
from grader.checks.values import (
    Exists,
    HasDtype,
    HasShape,
    HasValue,
    IsArray,
    IsDataFrame,
    IsFunction,
    IsModule,
    IsTensor,
    IsVariable,
)

__all__ = [
    "Activations",
    "AnyOf",
    "AvoidsCall",
    "AvoidsOperator",
    "Band",
    "BandedCheck",
    "Call",
    "Calls",
    "Check",
    "Chooses",
    "DrawsFigure",
    "DropoutRates",
    "Exists",
    "HasDtype",
    "HasNumber",
    "HasParameters",
    "HasShape",
    "HasValue",
    "Imports",
    "InRange",
    "IsArray",
    "IsCompiled",
    "IsDataFrame",
    "IsDenseOutput",
    "IsDifference",
    "IsEstimator",
    "IsFunction",
    "IsModel",
    "IsModule",
    "IsNumericColumn",
    "IsOptimizer",
    "IsTensor",
    "IsTrained",
    "IsVariable",
    "LayerOutputs",
    "Learned",
    "LooksNormal",
    "MergesInputs",
    "Overfits",
    "ParameterCounts",
    "PassesNumber",
    "PrintsNumbers",
    "PrintsText",
    "PrintsValue",
    "Returns",
    "ReturnsOnAverage",
    "Runs",
    "Side",
    "TrainsEstimators",
    "Verdict",
]
