"""Exercise 3.1.3: three dense layers of Keras. The weights are random, so relations are judged and no values."""

from grader.spec import Exercise, Given, HasShape, IsDenseOutput, Mistake, PrintsNumbers

EXERCISE = Exercise(
    title="Layers from Keras",
    checks=(
        HasShape(name="dense1", hint="The first argument of a layer is its number of nodes."),
        IsDenseOutput(
            name="dense1",
            of=Given("borrower_features"),
            activation="sigmoid",
            hint="Name the activation, and call the layer on the features.",
        ),
        HasShape(name="dense2", hint="The second layer has fewer nodes than the first."),
        IsDenseOutput(
            name="dense2",
            of="dense1",
            activation="sigmoid",
            hint="Each layer is called on what the one before it returned.",
        ),
        HasShape(name="predictions", hint="There is one prediction for each borrower."),
        IsDenseOutput(
            name="predictions",
            of="dense2",
            activation="sigmoid",
            hint="The last layer is called on the second, and has an activation as well.",
        ),
        PrintsNumbers(
            title="Three shapes are printed",
            hint="A tensor knows its `shape`; print them in the order of the layers.",
        ),
    ),
    mistakes=(
        Mistake(
            name="no-output-activation",
            replace=('Dense(1, activation="sigmoid")', "Dense(1)"),
            says="The last layer has no activation, so its outputs are no probabilities.",
        ),
        Mistake(
            name="no-activation-at-first",
            replace=('Dense(7, activation="sigmoid")', "Dense(7)"),
            says="The first layer has no activation. Without one a layer is linear.",
        ),
        Mistake(
            name="relu-at-first",
            replace=('Dense(7, activation="sigmoid")', 'Dense(7, activation="relu")'),
            says="The first layer uses relu. All three layers of this network use the sigmoid.",
        ),
        Mistake(
            name="nodes-swapped",
            replace=("Dense(7,", "Dense(3,"),
            also=(
                (
                    ")(borrower_features)\ndense2 = keras.layers.Dense(3,",
                    ")(borrower_features)\ndense2 = keras.layers.Dense(7,",
                ),
            ),
            says="The sizes of the two hidden layers have changed places: seven nodes come first, then three.",
        ),
        Mistake(
            name="second-layer-skipped",
            replace=("(dense2)\n\n", "(dense1)\n\n"),
            says="`predictions` is computed from the first layer, so that the second has no effect.",
        ),
        Mistake(
            name="features-again",
            replace=(")(dense1)\n", ")(borrower_features)\n"),
            says="`dense2` is computed from the features again. It should take what the first layer returns.",
        ),
    ),
)
