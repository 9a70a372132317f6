"""Exercise 2.3.3: a linear model of two features, ten steps of Adam on one variable of three parameters."""

from grader.spec import (
    Equivalent,
    Exercise,
    Given,
    HasParameters,
    HasValue,
    IsOptimizer,
    Mistake,
    PrintsNumbers,
    Returns,
    call,
    tensor,
    variable,
)

EXERCISE = Exercise(
    title="Two features",
    files=("kc_house_data.csv",),
    checks=(
        HasParameters(
            function="linear_regression",
            hint="The parameters come first, without a default; each feature has its own array.",
        ),
        Returns(
            function="linear_regression",
            calls=(
                call(variable([1.0, 2.0, 3.0])),
                call(variable([0.5, 0.0, -1.0]), Given("bedrooms"), Given("size_log")),
            ),
            hidden=(
                call(variable([-0.3, 0.7, 0.2])),
                call(variable([2.0, -1.0, 4.0]), tensor([1.0, 0.0, 3.0]), tensor([0.5, 2.0, -1.0])),
            ),
            hint="Counting starts at 0: which parameter is the intercept, and which slope belongs to which feature?",
        ),
        HasParameters(
            function="loss_function",
            hint="The order is params, targets, feature1, feature2; the last three have defaults.",
        ),
        Returns(
            function="loss_function",
            points=2,
            calls=(call(variable([0.1, 0.05, 0.02])), call(variable([10.0, 0.3, 0.1]))),
            hidden=(
                call(variable([1.0, 2.0, -0.5])),
                call(
                    variable([1.0, 2.0, -1.0]),
                    tensor([4.0, 0.0, 1.0]),
                    tensor([1.0, 0.0, 3.0]),
                    tensor([0.5, 2.0, -1.0]),
                ),
            ),
            rtol=1e-4,
            hint="Compute the predictions from what the function was given; then take the mean absolute error.",
        ),
        IsOptimizer(
            name="opt",
            title="`opt` is Adam as it comes, and has taken ten steps",
            hint="Call Adam without arguments; count how often the loop calls `minimize`.",
        ),
        HasValue(
            name="params",
            rtol=1e-3,
            title="`params` is trained",
            hint="`params` is one variable, and the only one in `var_list`.",
        ),
        PrintsNumbers(
            rtol=1e-4,
            title="The loss and the parameters are printed after each step",
            hint="`print_results` belongs in the loop, behind the step.",
        ),
    ),
    mistakes=(
        Mistake(
            name="squared-error",
            replace=("losses.mae", "losses.mse"),
            says="The loss is the mean squared error; this exercise changes to the absolute one.",
        ),
        Mistake(
            name="slopes-swapped",
            replace=(
                "feature1 * params[1] + feature2 * params[2]",
                "feature1 * params[2] + feature2 * params[1]",
            ),
            says="The slopes have changed places: the first feature goes with `params[1]`, the second with `params[2]`.",
        ),
        Mistake(
            name="second-feature-lost",
            replace=("feature2 * params[2]", "feature1 * params[2]"),
            says="The second feature has no effect: both slopes multiply the first one.",
        ),
        Mistake(
            name="features-swapped",
            replace=(
                "linear_regression(params, feature1, feature2)\n",
                "linear_regression(params, feature2, feature1)\n",
            ),
            says="`loss_function` hands its features to `linear_regression` in the wrong order.",
        ),
        Mistake(
            name="high-learning-rate",
            replace=("Adam()", "Adam(0.01)"),
            says="The optimizer's learning rate is ten times its default. Take Adam as it comes.",
        ),
        Mistake(
            name="hundred-steps",
            replace=("range(10)", "range(100)"),
            says="The loop takes 100 steps; ten are asked for.",
        ),
        Mistake(
            name="printed-once",
            replace=("    print_results", "print_results"),
            says="The training is right, but the results are printed only once, after the loop. Print them after each step.",
        ),
    ),
    equivalents=(
        Equivalent(
            mutants=(
                "return keras.losses.mae(targets, predictions) -> return keras.losses.mae(predictions, targets)",
            ),
            because="A mean absolute error is the same from either side.",
        ),
    ),
)
