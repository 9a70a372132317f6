"""What may stand for one another in a mutant: names, operators, comparisons."""

from __future__ import annotations

import ast
from typing import Final

__all__ = ["COMPARISONS", "IN_TENSORFLOW", "NOT_COMMUTATIVE", "OPERATORS", "relatives"]

_FAMILIES: Final = (
    ("relu", "sigmoid", "tanh", "softmax", "linear"),
    ("mse", "mae", "mape"),
    ("mean_squared_error", "mean_absolute_error"),
    ("MeanSquaredError", "MeanAbsoluteError"),
    ("binary_crossentropy", "categorical_crossentropy", "sparse_categorical_crossentropy"),
    ("BinaryCrossentropy", "CategoricalCrossentropy", "SparseCategoricalCrossentropy"),
    ("adam", "sgd", "rmsprop"),
    ("Adam", "SGD", "RMSprop"),
    ("float32", "float64", "int32"),
    ("bool", "int32", "float32"),
    ("reduce_sum", "reduce_mean", "reduce_max"),
    ("ones", "zeros"),
    ("ones_like", "zeros_like"),
    ("multiply", "add", "matmul"),
    ("constant", "Variable"),
    ("random_normal", "random_uniform"),
    ("normal", "uniform", "truncated_normal"),
    ("concat", "stack"),
    ("argmax", "argmin"),
    ("log", "exp", "sqrt"),
)
"""What may stand for one another; a member turns into the one or two behind it."""

_MOST_OF_A_FAMILY: Final = 2

IN_TENSORFLOW: Final = frozenset(
    "float32 float64 int32 bool reduce_sum reduce_mean reduce_max ones zeros ones_like zeros_like multiply add matmul "
    "constant Variable concat stack argmax argmin exp sqrt".split()
)
"""Members that a source may have imported by name from TensorFlow: a mutant that needs another imports it."""

OPERATORS: Final[dict[type[ast.operator], tuple[type[ast.operator], ...]]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add, ast.Div),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
}
NOT_COMMUTATIVE: Final = (ast.Sub, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow, ast.MatMult)

COMPARISONS: Final[dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}


def relatives(name: str) -> tuple[str, ...]:
    """Return the next one or two of the family that a name belongs to."""
    for family in _FAMILIES:
        if name in family:
            place = family.index(name)
            return (*family[place + 1 :], *family[:place])[:_MOST_OF_A_FAMILY]
    return ()
