"""Exercise 3.3.2: momentum carries a parameter out of a narrow valley.

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
    title="Out of the valley",
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
            hint="Two optimizers are compared: both variables start at the same place.",
        ),
        IsOptimizer(
            name="opt_1",
            settings=("learning_rate", "momentum"),
            title="`opt_1` is RMSprop with momentum, and has taken 100 steps",
            hint="Learning rate and momentum are keywords of the optimizer; one step each time round the loop.",
        ),
        IsOptimizer(
            name="opt_2",
            settings=("learning_rate", "momentum"),
            title="`opt_2` is RMSprop without momentum, and has taken 100 steps",
            hint="All but the momentum is as for `opt_1`.",
        ),
        HasValue(
            name="x_1",
            rtol=1e-3,
            points=2,
            title="`x_1` has left the first valley",
            hint="`opt_1` minimizes the loss at `x_1`, by changing `x_1`.",
        ),
        HasValue(
            name="x_2",
            rtol=1e-3,
            points=2,
            title="`x_2` is in the first valley",
            hint="`opt_2` minimizes the loss at `x_2`, by changing `x_2`.",
        ),
        PrintsNumbers(
            title="Both parameters are printed", hint="Print `x_1` and `x_2` when the loop has ended."
        ),
    ),
    mistakes=(
        Mistake(
            name="no-momentum",
            replace=("momentum=0.99", "momentum=0.0"),
            says="Neither optimizer has momentum, so both variables end in the same valley. `opt_1` has a momentum of 0.99.",
        ),
        Mistake(
            name="momenta-swapped",
            replace=(
                "momentum=0.99)\nopt_2 = keras.optimizers.RMSprop(learning_rate=0.01, momentum=0.0)",
                "momentum=0.0)\nopt_2 = keras.optimizers.RMSprop(learning_rate=0.01, momentum=0.99)",
            ),
            says="The momenta have changed places: it is `opt_1` that has one.",
        ),
        Mistake(
            name="other-optimizer",
            replace=("opt_1 = keras.optimizers.RMSprop", "opt_1 = keras.optimizers.SGD"),
            also=(("opt_2 = keras.optimizers.RMSprop", "opt_2 = keras.optimizers.SGD"),),
            says="The optimizers are SGD, which knows momentum too. The exercise asks for RMSprop.",
        ),
        Mistake(
            name="default-learning-rate",
            replace=("learning_rate=0.01, momentum=0.99", "momentum=0.99"),
            also=(("learning_rate=0.01, momentum=0.0", "momentum=0.0"),),
            says="Without a learning rate RMSprop takes 0.001. Set it to 0.01 for both.",
        ),
        Mistake(
            name="one-optimizer-for-both",
            replace=("opt_2.minimize", "opt_1.minimize"),
            says="`opt_1` trains both variables and `opt_2` has done nothing. Give `x_2` to `opt_2`.",
        ),
        Mistake(
            name="start-of-the-last-exercise",
            replace=("x_1 = Variable(0.05", "x_1 = Variable(6.0"),
            also=(("x_2 = Variable(0.05", "x_2 = Variable(0.3"),),
            says="The variables start where they did in the exercise before. This time both start at 0.05.",
        ),
    ),
    equivalents=(
        Equivalent(
            mutants=(
                "x_1 = Variable(0.05, dtype=float32) -> x_1 = Variable(0.05)",
                "x_2 = Variable(0.05, dtype=float32) -> x_2 = Variable(0.05)",
            ),
            because="A variable of a Python float holds 32-bit floats anyway.",
        ),
        Equivalent(
            mutants=(
                "opt_2 = keras.optimizers.RMSprop(learning_rate=0.01, momentum=0.0) -> opt_2 = keras.optimizers.RMSprop(learning_rate=0.01)",
            ),
            because="RMSprop has no momentum where none is named.",
        ),
        Equivalent(
            mutants=(
                "keras.optimizers.RMSprop(learning_rate=0.01, momentum=0.0) -> keras.optimizers.RMSprop(learning_rate=0.01, momentum=-0.0)",
            ),
            because="-0.0 is 0.0.",
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
