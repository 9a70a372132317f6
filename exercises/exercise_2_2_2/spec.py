"""Exercise 2.2.2: the mean absolute error as a function of the model's parameter."""

from grader.spec import (
    Equivalent,
    Exercise,
    Given,
    HasDtype,
    HasParameters,
    HasValue,
    IsVariable,
    Mistake,
    PrintsNumbers,
    Returns,
    call,
    tensor,
    variable,
)

EXERCISE = Exercise(
    title="A loss of the model's parameter",
    checks=(
        IsVariable(name="scalar", hint="A number that training is to change has to be a `Variable`."),
        HasDtype(
            name="scalar", hint="Write the first value with a decimal point, and name the type by keyword."
        ),
        HasValue(name="scalar", hint="The first argument of `Variable` is the value that it starts with."),
        HasParameters(
            function="model",
            hint="A default value stands after `=` in the first line of the function.",
        ),
        Returns(
            function="model",
            calls=(call(2.0), call(variable(0.5))),
            hidden=(
                call(variable(-3.0), Given("targets")),
                call(variable(1.5), tensor([0.5, -4.0, 8.0])),
            ),
            hint="A prediction is a feature times the parameter; an array may be multiplied as a whole.",
        ),
        HasParameters(
            function="loss_function",
            hint="The parameter comes first, without a default; features and targets follow, each with its own array.",
        ),
        Returns(
            function="loss_function",
            points=2,
            calls=(call(1.0), call(variable(2.5))),
            hidden=(
                call(variable(-1.0)),
                call(variable(0.5), tensor([1.0, -2.0, 4.0]), tensor([3.0, 0.0, 2.0])),
            ),
            rtol=1e-4,
            hint="Compute the predictions with `model`, handing on what the function was given, and compare with targets.",
        ),
        PrintsNumbers(hint="Call the loss function with `scalar` alone; the defaults do the rest."),
    ),
    mistakes=(
        Mistake(
            name="squared-error",
            replace=("losses.mae", "losses.mse"),
            says="The loss is the mean squared error; the exercise asks for the absolute one.",
        ),
        Mistake(
            name="defaults-swapped",
            replace=("features=features, targets=targets", "features=targets, targets=features"),
            says="The default arrays of `loss_function` are swapped. At 1.0 that makes no difference, elsewhere it does.",
        ),
        Mistake(
            name="no-defaults",
            replace=("(scalar, features=features):", "(scalar, features):"),
            also=(
                ("features=features, targets=targets", "features, targets"),
                ("(scalar).numpy()", "(scalar, features, targets).numpy()"),
            ),
            says="Without default values every call has to name the data. Give the two functions the arrays as defaults.",
        ),
        Mistake(
            name="features-ignored",
            replace=("model(scalar, features)\n", "model(scalar)\n"),
            says="`loss_function` does not hand its `features` on to `model`, so it uses the default ones whatever it gets.",
        ),
        Mistake(
            name="sum-for-product",
            replace=("scalar * features", "scalar + features"),
            says="The model adds the parameter to the features. It should multiply them.",
        ),
        Mistake(
            name="starts-at-zero",
            replace=("Variable(1.0", "Variable(0.0"),
            says="`scalar` starts at 0. Let it start at 1.",
        ),
    ),
    equivalents=(
        Equivalent(
            mutants=("scalar = Variable(1.0, dtype=float32) -> scalar = Variable(1.0)",),
            because="A variable of a Python float holds 32-bit floats anyway.",
        ),
        Equivalent(
            mutants=(
                "def model(scalar, features=features): -> def model(features, scalar=features):",
                "def loss_function(scalar, features=features, targets=targets): -> def loss_function(features, scalar=features, targets=targets):",
                "predictions = model(scalar, features) -> predictions = model(features, scalar)",
            ),
            because="A product is the same in either order, and the names of parameters are free: each function returns the same for the same arguments.",
        ),
        Equivalent(
            mutants=(
                "return keras.losses.mae(targets, predictions) -> return keras.losses.mae(predictions, targets)",
            ),
            because="A mean absolute error is the same from either side.",
        ),
        Equivalent(
            mutants=("print(loss_function(scalar).numpy()) -> print(loss_function(scalar))",),
            because="A tensor or a variable may be printed as it is: its values are in the text either way.",
        ),
    ),
)
