"""Exercise 2.4.1: parameters, model and loss that take any batch."""

from grader.spec import (
    Equivalent,
    Exercise,
    HasDtype,
    HasParameters,
    HasValue,
    IsVariable,
    Mistake,
    Returns,
    array,
    call,
    tensor,
    variable,
)

EXERCISE = Exercise(
    title="Prepare to train in batches",
    checks=(
        IsVariable(name="intercept", hint="What training is to change has to be a `Variable`."),
        HasDtype(
            name="intercept", hint="Write the value with a decimal point, and name the type by keyword."
        ),
        HasValue(name="intercept", hint="The first argument of `Variable` is the value that it starts with."),
        IsVariable(name="slope", hint="What training is to change has to be a `Variable`."),
        HasDtype(name="slope", hint="Name the type by keyword."),
        HasValue(name="slope", hint="The first argument of `Variable` is the value that it starts with."),
        HasParameters(function="linear_regression", hint="Three arguments, and nothing after any of them."),
        Returns(
            function="linear_regression",
            calls=(call(variable(10.0), variable(0.5), tensor([1.0, 2.0, 3.0])),),
            hidden=(
                call(variable(-1.5), variable(4.0), tensor([0.0, 2.5, -8.0, 1.0])),
                call(variable(3.0), variable(-0.25), array([100.0, 7.0])),
            ),
            hint="Which of the two parameters does the feature multiply, and which one is merely added?",
        ),
        HasParameters(
            function="loss_function", hint="The order is intercept, slope, targets, features; no defaults."
        ),
        Returns(
            function="loss_function",
            points=2,
            calls=(call(variable(10.0), variable(0.5), tensor([12.0, 10.0, 14.0]), tensor([1.0, 2.0, 3.0])),),
            hidden=(
                call(
                    variable(1.0),
                    variable(-2.0),
                    tensor([0.5, 6.0, -3.0, 8.0]),
                    tensor([4.0, 0.0, 1.0, -2.5]),
                ),
                call(variable(0.0), variable(2.0), array([1.0, 5.0]), array([3.0, 0.25])),
            ),
            rtol=1e-4,
            hint="Compute the predictions from the features, then compare them with the targets.",
        ),
    ),
    mistakes=(
        Mistake(
            name="defaults-left-in",
            replace=("slope, features):", "slope, features=None):"),
            also=(("targets, features):", "targets=None, features=None):"),),
            says="The functions have default values. A batch that is forgotten in a call would go unnoticed: leave them out.",
        ),
        Mistake(
            name="absolute-error",
            replace=("losses.mse", "losses.mae"),
            says="The loss is the mean absolute error; the exercise asks for the squared one.",
        ),
        Mistake(
            name="arguments-swapped",
            replace=("slope, targets, features):", "slope, features, targets):"),
            says="`loss_function` takes the features before the targets. Here the targets come first.",
        ),
        Mistake(
            name="features-times-intercept",
            replace=("intercept + slope * features", "slope + intercept * features"),
            says="Intercept and slope have changed places: the features are multiplied by the intercept.",
        ),
        Mistake(
            name="integer-intercept",
            replace=("Variable(10.0, dtype=float32)", "Variable(10)"),
            says="`intercept` is an integer variable, which no training can change in small steps.",
        ),
        Mistake(
            name="starting-values-swapped",
            replace=("Variable(10.0", "Variable(0.25"),
            also=(("Variable(0.5", "Variable(10.0"), ("Variable(0.25", "Variable(0.5")),
            says="The starting values have changed places.",
        ),
    ),
    equivalents=(
        Equivalent(
            mutants=(
                "intercept = Variable(10.0, dtype=float32) -> intercept = Variable(10.0)",
                "slope = Variable(0.5, dtype=float32) -> slope = Variable(0.5)",
            ),
            because="A variable of a Python float holds 32-bit floats anyway.",
        ),
        Equivalent(
            mutants=(
                "def linear_regression(intercept, slope, features): -> def linear_regression(intercept, features, slope):",
                "predictions = linear_regression(intercept, slope, features) -> predictions = linear_regression(intercept, features, slope)",
            ),
            because="Slope and feature are only multiplied, and the names of parameters are free: each function returns the same for the same arguments.",
        ),
        Equivalent(
            mutants=(
                "return keras.losses.mse(targets, predictions) -> return keras.losses.mse(predictions, targets)",
            ),
            because="A mean squared error is the same from either side.",
        ),
    ),
)
