"""Exercise 3.3.1: gradient descent from two starting points ends in two minima.

Where a valley was entered cannot be seen at its bottom, so the starting points are read from the source.
"""

from grader.spec import (
    Equivalent,
    Exercise,
    HasDtype,
    HasValue,
    IsOptimizer,
    IsVariable,
    Mistake,
    PassesNumber,
    PrintsNumbers,
)

EXERCISE = Exercise(
    title="Stuck in a valley",
    checks=(
        IsVariable(name="x_1", hint="`minimize` changes variables only."),
        HasDtype(name="x_1", hint="The type is the keyword `dtype` of `Variable`."),
        PassesNumber(
            function="tensorflow.Variable",
            keyword="initial_value",
            bound_to="x_1",
            title="`x_1` starts where it should",
            hint="The first argument of `Variable` is the value that it starts with.",
        ),
        IsVariable(name="x_2", hint="Both parameters are to be trained, so both are variables."),
        HasDtype(name="x_2", hint="Both parameters have the same type."),
        PassesNumber(
            function="tensorflow.Variable",
            keyword="initial_value",
            bound_to="x_2",
            title="`x_2` starts where it should",
            hint="Several starting points lead into one valley; take the one that the task names.",
        ),
        IsOptimizer(
            name="opt",
            title="`opt` is gradient descent with the right learning rate, and has taken 200 steps",
            hint="A hundred steps for each variable; count how often the loop calls `minimize`.",
        ),
        HasValue(
            name="x_1",
            rtol=1e-4,
            points=2,
            title="`x_1` has reached its valley",
            hint="Look at where `x_1` starts, at the loss that is minimized, and at `var_list`.",
        ),
        HasValue(
            name="x_2",
            rtol=1e-4,
            points=2,
            title="`x_2` has reached its valley",
            hint="Look at where `x_2` starts, at the loss that is minimized, and at `var_list`.",
        ),
        PrintsNumbers(
            title="Both parameters are printed", hint="Print `x_1` and `x_2` when the loop has ended."
        ),
    ),
    mistakes=(
        Mistake(
            name="second-not-trained",
            replace=("    opt.minimize(lambda: loss_function(x_2), var_list=[x_2])\n", ""),
            says="`x_2` has not moved. The optimizer takes 100 steps on it as well.",
        ),
        Mistake(
            name="high-learning-rate",
            replace=("learning_rate=0.01", "learning_rate=0.1"),
            says="The learning rate is 0.1, ten times too large: the steps leap out of the narrow valley.",
        ),
        Mistake(
            name="adam",
            replace=("SGD(learning_rate=0.01)", "Adam(learning_rate=0.01)"),
            says="The optimizer is Adam. The exercise asks for plain stochastic gradient descent, SGD.",
        ),
        Mistake(
            name="ten-steps",
            replace=("range(100)", "range(10)"),
            says="The loop ends after ten steps. Both variables take 100.",
        ),
        Mistake(
            name="same-start",
            replace=("x_2 = Variable(0.3", "x_2 = Variable(6.0"),
            says="`x_2` starts where `x_1` does, and ends there too. It starts at 0.3.",
        ),
        Mistake(
            name="starts-swapped",
            replace=("x_1 = Variable(6.0", "x_1 = Variable(0.3"),
            also=(("x_2 = Variable(0.3", "x_2 = Variable(6.0"),),
            says="The starting points have changed places: `x_1` starts at 6.0 and `x_2` at 0.3.",
        ),
    ),
    equivalents=(
        Equivalent(
            mutants=(
                "x_1 = Variable(6.0, dtype=float32) -> x_1 = Variable(6.0)",
                "x_2 = Variable(0.3, dtype=float32) -> x_2 = Variable(0.3)",
            ),
            because="A variable of a Python float holds 32-bit floats anyway.",
        ),
        Equivalent(
            mutants=("opt = keras.optimizers.SGD(learning_rate=0.01) -> opt = keras.optimizers.SGD()",),
            because="The learning rate of SGD is 0.01 where none is named.",
        ),
        Equivalent(
            mutants=(
                "print(x_1.numpy(), x_2.numpy()) -> print(x_1, x_2.numpy())",
                "print(x_1.numpy(), x_2.numpy()) -> print(x_1.numpy(), x_2)",
            ),
            because="A tensor or a variable may be printed as it is: its values are in the text either way.",
        ),
    ),
)
