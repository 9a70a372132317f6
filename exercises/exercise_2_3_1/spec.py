"""Exercise 2.3.1: a univariate linear model and its mean squared error."""

from grader.spec import (
    Equivalent,
    Exercise,
    Given,
    HasParameters,
    Mistake,
    PrintsNumbers,
    Returns,
    call,
    tensor,
    variable,
)

EXERCISE = Exercise(
    title="A line and its loss",
    files=("kc_house_data.csv",),
    checks=(
        HasParameters(
            function="linear_regression",
            hint="Intercept and slope have no default; only the features do.",
        ),
        Returns(
            function="linear_regression",
            calls=(call(1.0, 2.0), call(1.0, 2.0, Given("price_log"))),
            hidden=(
                call(variable(0.3), variable(-0.7)),
                call(variable(-2.0), variable(4.0), tensor([0.0, 0.5, -3.0, 10.0])),
            ),
            hint="Which of the two parameters does the feature multiply, and which one is merely added?",
        ),
        HasParameters(
            function="loss_function",
            hint="The order is intercept, slope, features, targets; the two arrays are the defaults of the last two.",
        ),
        Returns(
            function="loss_function",
            points=2,
            calls=(call(0.1, 0.1), call(0.1, 0.5)),
            hidden=(
                call(variable(7.0), variable(0.25)),
                call(variable(0.5), variable(-1.5), Given("price_log"), Given("size_log")),
                call(variable(1.0), variable(2.0), tensor([0.0, 1.0, 2.0]), tensor([3.0, 0.0, 7.0])),
            ),
            rtol=1e-4,
            hint="Compute the predictions from what the function was given, then compare them with the targets.",
        ),
        PrintsNumbers(
            rtol=1e-4,
            title="Both losses are printed",
            hint="Call the loss function with intercept and slope only, once for each of the two lines.",
        ),
    ),
    mistakes=(
        Mistake(
            name="absolute-error",
            replace=("losses.mse", "losses.mae"),
            says="The loss is the mean absolute error; the exercise asks for the squared one.",
        ),
        Mistake(
            name="features-times-intercept",
            replace=("intercept + slope * features", "slope + intercept * features"),
            says="Intercept and slope have changed places: the features are multiplied by the intercept.",
        ),
        Mistake(
            name="slope-ignored",
            replace=("intercept + slope * features", "intercept + features"),
            says="The slope has no effect: the predictions are the same for every slope.",
        ),
        Mistake(
            name="defaults-swapped",
            replace=("features=size_log, targets=price_log", "features=price_log, targets=size_log"),
            says="The default arrays of `loss_function` are swapped: sizes are to predict prices, not the other way round.",
        ),
        Mistake(
            name="features-ignored",
            replace=("slope, features)\n", "slope)\n"),
            says="`loss_function` does not hand its `features` on, so it uses the default ones whatever it gets.",
        ),
        Mistake(
            name="arguments-reversed",
            replace=("loss_function(0.1, 0.5)", "loss_function(0.5, 0.1)"),
            says="The functions are right, but the second printed loss is that of intercept 0.5 and slope 0.1. "
            "The intercept comes first.",
        ),
    ),
    equivalents=(
        Equivalent(
            mutants=(
                "def linear_regression(intercept, slope, features=size_log): -> def linear_regression(intercept, features, slope=size_log):",
                "def loss_function(intercept, slope, features=size_log, targets=price_log): -> def loss_function(intercept, features, slope=size_log, targets=price_log):",
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
        Equivalent(
            mutants=(
                "print(loss_function(0.1, 0.1).numpy()) -> print(loss_function(0.1, 0.1))",
                "print(loss_function(0.1, 0.5).numpy()) -> print(loss_function(0.1, 0.5))",
            ),
            because="A tensor or a variable may be printed as it is: its values are in the text either way.",
        ),
    ),
)
